import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Core } from '../core/core.js'
import type { NoticeAlteration } from '../core/faults.js'
import type { NoticeChannel } from '../core/notices.js'
import type { Apps } from './apps.js'
import { beijingTime } from './beijing-time.js'
import { fenFromYuan, yuanFromFen } from './price.js'
import { noticeToSign, signBytes, signTypeNamed } from './wire/signature.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How trade notices travel: a form, until the answer's body is exactly `success`. */
export function createNoticeChannel(core: Core, apps: Apps): NoticeChannel {
  return {
    retryAfterMs: [
      4 * MINUTE_MS,
      10 * MINUTE_MS,
      10 * MINUTE_MS,
      HOUR_MS,
      2 * HOUR_MS,
      6 * HOUR_MS,
      15 * HOUR_MS,
    ],
    // Not documented (unverified): long enough for a merchant that commits before it answers.
    timeoutMs: 5_000,
    async render(notice, alter) {
      const payload = notice.payload as { signType: string; parameters: Record<string, string> }
      const parameters = altered(core, { ...payload.parameters }, alter)
      const sentAtMs = core.clock.nowMs() - (alter === 'stale' ? HOUR_MS : 0)
      // Messages of the application gateway tell the time in their own way.
      if (parameters.msg_method !== undefined) parameters.utc_timestamp = String(sentAtMs)
      else parameters.notify_time = beijingTime(sentAtMs)
      // In key mode there is no serial to get wrong: another key is what an unknown one means.
      const alipayKey = apps.get(payload.parameters.app_id ?? '')?.alipayKey ?? strangerKey()
      const key = alter === 'forge' || alter === 'unknown_serial' ? strangerKey() : alipayKey
      const sign = await signBytes(noticeToSign(parameters), key, signTypeNamed(payload.signType) ?? 'RSA2')
      const changed =
        ['subject', 'biz_content', 'status'].find((name) => parameters[name] !== undefined) ?? 'version'
      if (alter === 'corrupt') parameters[changed] = `${parameters[changed]}.`
      return {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: new URLSearchParams({ ...parameters, sign }).toString(),
      }
    },
    acknowledged: (status, answer) => status === 200 && answer === 'success',
  }
}

/** Contents that are wrong and yet signed as they should be. */
function altered(
  core: Core,
  parameters: Record<string, string>,
  alter: NoticeAlteration | null,
): Record<string, string> {
  switch (alter) {
    case 'wrong_amount': {
      const more = yuanFromFen((fenFromYuan(parameters.total_amount ?? '') ?? 0) + 100)
      return { ...parameters, total_amount: more, receipt_amount: more, buyer_pay_amount: more }
    }
    case 'wrong_currency':
      // Domestic notices carry no currency at all; these two are the cross-border products'.
      return { ...parameters, trans_currency: 'USD', settle_currency: 'USD' }
    case 'other_merchant': {
      const appId = `9021${core.random.digits(12)}`
      return { ...parameters, app_id: appId, auth_app_id: appId, seller_id: `2088${core.random.digits(12)}` }
    }
    case 'unknown_order':
      return {
        ...parameters,
        out_trade_no: `unknown_${core.random.hex(16)}`,
        trade_no: core.random.digits(28),
      }
    default:
      return parameters
  }
}

let stranger: KeyObject | undefined

function strangerKey(): KeyObject {
  stranger ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  return stranger
}
