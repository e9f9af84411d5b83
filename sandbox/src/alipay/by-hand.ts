import type { Desk } from './desk.js'
import type { PaymentCode } from './payment-codes.js'

/** What people and tests do at Alipay besides calling it; the verbs of the control API's Alipay routes. */
export interface AlipayByHand {
  /** The code a payer shows at a till; the default user's unless another is named. Null for a user who is unknown. */
  showPaymentCode(wish?: {
    userId?: string
    kind?: 'bar_code' | 'security_code'
    asksPassword?: boolean
  }): PaymentCode | null
}

export function createByHand(desk: Desk): AlipayByHand {
  return {
    showPaymentCode({ userId, ...wish } = {}) {
      const user =
        userId === undefined ? desk.core.wallets.defaultUser('alipay') : desk.core.wallets.user(userId)
      return user?.wallet === 'alipay' ? desk.paymentCodes.show(user.id, wish) : null
    },
  }
}
