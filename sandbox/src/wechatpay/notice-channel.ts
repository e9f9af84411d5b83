import { responseMessage, sealAead, signMessage } from '@hutong/wechatpay'
import type { Core } from '../core/core.js'
import type { NoticeChannel, NoticeRecord, RenderedNotice } from '../core/notices.js'
import { alteredContent } from './altered-content.js'
import { beijingTime } from './beijing-time.js'
import type { JsonObject } from './fields.js'
import type { MerchantBook } from './merchants/merchant-book.js'
import type { PlatformKeys } from './merchants/platform-keys.js'
import { forged } from './merchants/probes.js'
import type { Signer } from './order-book.js'
import { acknowledgesV2, renderV2Notice, type V2NoticePayload } from './v2/notice-xml.js'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Waits after each unacknowledged delivery (00-protocol §10): 15 retries over about 24 hours. */
const RETRY_AFTER_MS: readonly number[] = [
  15 * SECOND_MS,
  15 * SECOND_MS,
  30 * SECOND_MS,
  3 * MINUTE_MS,
  10 * MINUTE_MS,
  20 * MINUTE_MS,
  30 * MINUTE_MS,
  30 * MINUTE_MS,
  30 * MINUTE_MS,
  60 * MINUTE_MS,
  3 * HOUR_MS,
  3 * HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  6 * HOUR_MS,
]
const SHORT_RETRIES_MS = [15, 15, 30, 180, 1_800, 1_800, 1_800, 1_800, 3_600].map((one) => one * SECOND_MS)
/** Products with a schedule of their own (00-protocol §10, 15-payscore §8, 19-complaints §6). */
const RETRIES_OF: Readonly<Record<string, readonly number[]>> = {
  'notice.echo': SHORT_RETRIES_MS,
  'notice.payscore': SHORT_RETRIES_MS,
  // Each minute ten times, then each five minutes for two hours.
  'notice.complaint': [...Array<number>(10).fill(MINUTE_MS), ...Array<number>(24).fill(5 * MINUTE_MS)],
}
const TIMEOUT_MS = 5_000

/** What a notice keeps for its tries. */
interface NoticePayload {
  mchid: string
  signer: Signer
  originalType: string
  summary: string
  plaintext: JsonObject
  /** Told over V2 instead. */
  v2?: V2NoticePayload
}

export function createNoticeChannel(core: Core, keys: PlatformKeys, book: MerchantBook): NoticeChannel {
  return {
    retryAfterMs: RETRY_AFTER_MS,
    retriesOf: (notice) => RETRIES_OF[notice.operation],
    timeoutMs: TIMEOUT_MS,
    // 200 or 204, the body does not matter; V2 wants its word.
    acknowledged: (status, answer, notice) =>
      payloadOf(notice).v2 ? acknowledgesV2(status, answer) : status === 200 || status === 204,
    // Probes come on a first delivery only: the retry must be good (00-protocol §3.1).
    unasked(notice) {
      const { probeRate } = book.settings(payloadOf(notice).mchid)
      return probeRate > 0 && notice.tries.length === 0 && core.random.chance(probeRate) ? 'forge' : null
    },
    async render(notice, alter): Promise<RenderedNotice> {
      const payload = payloadOf(notice)
      const merchant = book.all.get(payload.mchid)
      if (!merchant) throw new Error(`The merchant ${payload.mchid} of a notice is gone.`)
      if (payload.v2) return renderV2Notice(payload.v2, merchant.apiV2Key, alter, core.random)
      const plaintext = JSON.stringify(alteredContent(payload.plaintext, alter, core.random))
      const nowMs = core.clock.nowMs()
      const nonce = core.random.alphanumeric(12)
      const body = JSON.stringify({
        id: notice.id,
        create_time: beijingTime(notice.createdAtMs),
        resource_type: 'encrypt-resource',
        event_type: notice.event,
        summary: payload.summary,
        resource: {
          original_type: payload.originalType,
          algorithm: 'AEAD_AES_256_GCM',
          ciphertext: sealAead(plaintext, merchant.apiV3Key, nonce, payload.originalType),
          associated_data: payload.originalType,
          nonce,
        },
      })
      // An hour is far outside the five minutes that receivers allow.
      const timestampSeconds = Math.floor((alter === 'stale' ? nowMs - HOUR_MS : nowMs) / 1000)
      const headerNonce = core.random.alphanumeric(32)
      const message = responseMessage({ timestampSeconds, nonce: headerNonce, body })
      const voice = keys.voice(merchant, keys.forNotice(merchant, payload.signer))
      const signature = await signMessage(message, voice.privateKey)
      return {
        headers: {
          'Content-Type': 'application/json',
          Accept: '*/*',
          'User-Agent': 'Mozilla/4.0',
          'Request-ID': `${core.random.digits(20)}-0`,
          'Wechatpay-Serial': alter === 'unknown_serial' ? core.random.hex(40).toUpperCase() : voice.serial,
          'Wechatpay-Timestamp': String(timestampSeconds),
          'Wechatpay-Nonce': headerNonce,
          'Wechatpay-Signature': alter === 'forge' ? forged(signature) : signature,
          'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
        },
        body: alter === 'corrupt' ? corrupted(body) : body,
      }
    },
  }
}

/** One character of the sealed text is another: the body no longer is what was signed. */
function corrupted(body: string): string {
  const at = body.indexOf('"ciphertext":"') + '"ciphertext":"'.length
  return `${body.slice(0, at)}${body[at] === 'A' ? 'B' : 'A'}${body.slice(at + 1)}`
}

function payloadOf(notice: NoticeRecord): NoticePayload {
  // Written by this folder and kept as JSON: the shape is the one that `notices.send` was given.
  return notice.payload as unknown as NoticePayload
}
