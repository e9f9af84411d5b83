import type { SandboxClock } from '../../core/clock.js'
import { Refused } from '../answers.js'
import type { MerchantBook } from './merchant-book.js'

/** Calls a second per merchant, where the documents name a number (00-protocol §8, 12 §2, 13 §1, 14 §§2, 8, 17 §1, 20 §1, 21 §1). */
export const DOCUMENTED_RATE_LIMITS: Readonly<Record<string, number>> = {
  certificates: 1_000,
  jsapi: 500,
  query: 600,
  refund: 150,
  refund_query: 300,
  refund_abnormal: 150,
  fundflow_bill: 3,
  sharing: 300,
  sharing_query: 500,
  sharing_return: 100,
  sharing_return_query: 500,
  receiver_add: 100,
  receiver_delete: 100,
  transfer: 100,
  applyment: 15,
  settlement_query: 100,
  seller_applyment: 15,
  withdraw: 40,
  withdraw_query: 100,
  stock_list: 1_000,
  coupon_send: 500,
}

const SECOND_MS = 1_000

/** Counts calls in the second of the sandbox clock; throws 429 above the merchant's limit. */
export function createRateLimits(clock: SandboxClock, book: MerchantBook) {
  const counts = new Map<string, { second: number; calls: number }>()
  return (mchid: string, operation: string): void => {
    const { rateLimits } = book.settings(mchid)
    const limit = rateLimits[operation] ?? rateLimits['*']
    if (limit === undefined) return
    const second = Math.floor(clock.nowMs() / SECOND_MS)
    const key = `${mchid} ${operation}`
    const count = counts.get(key)
    const calls = count?.second === second ? count.calls + 1 : 1
    counts.set(key, { second, calls })
    if (calls > limit) {
      throw new Refused('FREQUENCY_LIMITED', {
        zh: '频率超限，请降低请求频率后重试',
        en: 'Too many calls; slow down and try again',
      })
    }
  }
}

export type RateLimits = ReturnType<typeof createRateLimits>
