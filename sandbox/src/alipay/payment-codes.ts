import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'

/** The bar code (or face token) that a payer shows at a till. */
export interface PaymentCode {
  /** auth_code: 18 digits that begin with 28, or `fp` and 33 characters for a face. */
  id: string
  userId: string
  endsAtMs: number
  /** The payer must confirm with the password: trade.pay answers 10003. */
  asksPassword: boolean
  /** A code pays once. */
  used: boolean
}

export interface PaymentCodes {
  show(userId: string, wish?: { kind?: 'bar_code' | 'security_code'; asksPassword?: boolean }): PaymentCode
  /** The code if it can pay now. */
  alive(id: string): PaymentCode | null
  use(code: PaymentCode): void
}

/** The wallet draws a new code each minute. */
const CODE_LIFE_MS = 60_000
const CODES_KEPT = 5_000

export function createPaymentCodes(core: Core): PaymentCodes {
  const kept: Collection<PaymentCode> = core.store.collection('alipay_payment_codes')
  return {
    show(userId, { kind = 'bar_code', asksPassword = false } = {}) {
      const code: PaymentCode = {
        id: kind === 'bar_code' ? `28${core.random.digits(16)}` : `fp${core.random.alphanumeric(33)}`,
        userId,
        endsAtMs: core.clock.nowMs() + CODE_LIFE_MS,
        asksPassword,
        used: false,
      }
      kept.put(code)
      if (kept.size > CODES_KEPT) {
        const oldest = kept.values().next()
        if (!oldest.done) kept.delete(oldest.value.id)
      }
      return code
    },
    alive(id) {
      const code = kept.get(id)
      return code && !code.used && code.endsAtMs > core.clock.nowMs() ? code : null
    },
    use(code) {
      code.used = true
      kept.put(code)
    },
  }
}
