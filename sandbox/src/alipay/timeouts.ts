import { nextBeijingMidnight, readBeijingTime } from './beijing-time.js'
import { type AlipayRefusal, refuse } from './errors.js'
import { isFaceToFace, type Product } from './products.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const UNIT_MS = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const

/** A QR string dies two hours after it was made, whatever the order's own timeout. */
export const QR_LIFE_MS = 2 * HOUR_MS
export const LONGEST_MS = 15 * DAY_MS
const TILL_CODES = ['FACE_TO_FACE_PAYMENT', 'QR_CODE_OFFLINE', 'JSAPI_PAY']

/** What a request says about its end; the relative one starts to run at a moment that depends on the product. */
export interface Timeout {
  /** time_expire, which beats the relative timeout. */
  absoluteAtMs: number | null
  /** timeout_express in milliseconds, or `midnight` for `1c`. */
  relative: number | 'midnight'
}

export function readTimeout(
  product: Product,
  productCode: string | undefined,
  timeExpire: string | undefined,
  timeoutExpress: string | undefined,
  nowMs: number,
): Timeout | AlipayRefusal {
  const relative = readRelative(product, productCode, timeoutExpress)
  if (relative === null) return refuse('ACQ.INVALID_PARAMETER', 'timeout_express应在1m到15d之间，或为1c')
  if (timeExpire === undefined) return { absoluteAtMs: null, relative }
  const absoluteAtMs = readBeijingTime(timeExpire)
  if (absoluteAtMs === null) return refuse('ACQ.INVALID_PARAMETER', 'time_expire格式应为yyyy-MM-dd HH:mm:ss')
  if (absoluteAtMs <= nowMs) return refuse('ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR')
  return { absoluteAtMs, relative }
}

/** When it ends if its relative timer starts at `startMs`. */
export function endOf(timeout: Timeout, startMs: number): number {
  if (timeout.absoluteAtMs !== null) return timeout.absoluteAtMs
  return timeout.relative === 'midnight' ? nextBeijingMidnight(startMs) : startMs + timeout.relative
}

/** Milliseconds of a `90m`, `2h`, `1d`; null outside 1m to 15d or when it is something else. */
export function readDuration(text: string): number | null {
  const match = /^(\d{1,5})([mhd])$/.exec(text)
  if (!match) return null
  const durationMs = Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS]
  return durationMs >= MINUTE_MS && durationMs <= LONGEST_MS ? durationMs : null
}

function readRelative(
  product: Product,
  productCode: string | undefined,
  express: string | undefined,
): number | 'midnight' | null {
  if (express === undefined) {
    const atTill = isFaceToFace(product) && (productCode === undefined || TILL_CODES.includes(productCode))
    return atTill ? 3 * HOUR_MS : LONGEST_MS
  }
  if (express === '1c') return 'midnight'
  const durationMs = readDuration(express)
  if (durationMs === null) return null
  // wap and app: less than five minutes acts like five minutes.
  return product === 'wap_pay' || product === 'app_pay' ? Math.max(durationMs, 5 * MINUTE_MS) : durationMs
}
