import type { Core } from '../../core/core.js'
import type { Collection } from '../../core/store.js'

/** The code a payer shows at a till: 18 digits that begin with 10 to 15. */
export interface PaymentCode {
  id: string
  userId: string
  expiresAtMs: number
  /** The payer must type the password, however small the amount. */
  asksPassword: boolean
  used: boolean
  /** The merchant that asked whose code it is: for no other it is of use any more. */
  lockedTo?: string
}

export interface PaymentCodes {
  show(userId: string, asksPassword: boolean): PaymentCode
  /** The code if it can pay now. */
  alive(id: string): PaymentCode | null
  /** A code that was shown, whether it can still pay or not. */
  known(id: string): PaymentCode | undefined
  lock(code: PaymentCode, mchid: string): void
  use(code: PaymentCode): void
}

/** About a minute, and once (10-payments §10.2). */
const LIFE_MS = 60_000
const KEPT = 5_000

export function createPaymentCodes(core: Core): PaymentCodes {
  const codes: Collection<PaymentCode> = core.store.collection('wechatpay_payment_codes')
  return {
    show(userId, asksPassword) {
      const code: PaymentCode = {
        id: `13${core.random.digits(16)}`,
        userId,
        expiresAtMs: core.clock.nowMs() + LIFE_MS,
        asksPassword,
        used: false,
      }
      codes.put(code)
      if (codes.size > KEPT) {
        const oldest = codes.values().next()
        if (!oldest.done) codes.delete(oldest.value.id)
      }
      return code
    },
    alive(id) {
      const code = codes.get(id)
      return code && !code.used && core.clock.nowMs() < code.expiresAtMs ? code : null
    },
    known: (id) => codes.get(id),
    lock(code, mchid) {
      code.lockedTo = mchid
      codes.put(code)
    },
    use(code) {
      code.used = true
      codes.put(code)
    },
  }
}
