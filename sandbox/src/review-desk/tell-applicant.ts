import { createHmac } from 'node:crypto'
import type { Core } from '../core/core.js'
import { deskKeys } from '../core/desk-keys.js'
import type { NoticeChannel } from '../core/notices.js'
import { type DeskApplication, onTheWire } from './applications.js'

export const DESK_NOTICE = 'notice.decided'

const MINUTE_MS = 60_000
/** Standard Webhooks advises a schedule of this shape. */
const RETRY_AFTER_MS = [5_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS, 300 * MINUTE_MS]
const STALE_BY_MS = 3_600_000

export function tellApplicant(core: Core, one: DeskApplication): void {
  core.notices.send({
    institution: 'review_desk',
    operation: DESK_NOTICE,
    event: `application.${one.state}`,
    outTradeNo: one.id,
    url: one.notifyUrl,
    payload: { timestamp: new Date(core.clock.nowMs()).toISOString(), data: onTheWire(one) },
  })
}

/** Notices as Standard Webhooks says: id, time and body under one HMAC. */
export function createDeskChannel(core: Core): NoticeChannel {
  return {
    retryAfterMs: RETRY_AFTER_MS,
    timeoutMs: 10_000,
    acknowledged: (status) => status >= 200 && status < 300,
    async render(notice, alter) {
      const { timestamp, data } = notice.payload as { timestamp: string; data: Record<string, unknown> }
      const told = alter === 'unknown_order' ? { ...data, application_no: 'no-such-application' } : data
      const body = JSON.stringify({ type: notice.event, timestamp, data: told })
      const id = `msg_${notice.id}`
      const nowMs = core.clock.nowMs() - (alter === 'stale' ? STALE_BY_MS : 0)
      const seconds = String(Math.floor(nowMs / 1000))
      const isForged = alter === 'forge' || alter === 'unknown_serial'
      const secret = isForged ? core.random.hex(64) : deskKeys(core.keys).noticeSecret.slice('whsec_'.length)
      const signature = createHmac('sha256', Buffer.from(secret, 'base64'))
        .update(`${id}.${seconds}.${body}`)
        .digest('base64')
      return {
        headers: {
          'Content-Type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': seconds,
          'webhook-signature': `v1,${signature}`,
        },
        body: alter === 'corrupt' ? body.replace('"submission":', '"submission" :') : body,
      }
    },
  }
}
