import type { App } from './apps.js'
import type { BillDifference, NewBillDifference } from './bills/differences.js'
import type { Desk } from './desk.js'
import { type AppCredentials, type AppWish, makeApp } from './make-app.js'
import type { PaymentCode } from './payment-codes.js'

/** What people and tests do at Alipay besides calling it; the verbs of the control API's Alipay routes. */
export interface AlipayByHand {
  /** A further application, of a new merchant or of one that is known. */
  makeApp(wish?: AppWish): Promise<AppCredentials>
  /** A difference between what happened and what the trade bill will say; of the first merchant unless named. */
  plantBillDifference(difference: NewBillDifference): BillDifference
  billDifferences(): BillDifference[]
  clearBillDifferences(): void
  apps(): Array<Pick<App, 'id' | 'sellerId' | 'name' | 'signs' | 'buyerNames'>>
  /** The code a payer shows at a till; the default user's unless another is named. Null for a user who is unknown. */
  showPaymentCode(wish?: {
    userId?: string
    kind?: 'bar_code' | 'security_code'
    asksPassword?: boolean
  }): PaymentCode | null
}

export function createByHand(desk: Desk): AlipayByHand {
  return {
    makeApp: (wish = {}) => makeApp(desk.apps, desk.core.keys.alipay, wish),
    plantBillDifference: (difference) =>
      desk.billDifferences.plant({
        sellerId: desk.apps.first.sellerId,
        outRequestNo: null,
        amountFen: 100,
        ...difference,
      }),
    billDifferences: () => desk.billDifferences.all(),
    clearBillDifferences: () => desk.billDifferences.clear(),
    apps: () =>
      desk.apps.all().map(({ id, sellerId, name, signs, buyerNames }) => ({
        id,
        sellerId,
        name,
        signs,
        buyerNames,
      })),
    showPaymentCode({ userId, ...wish } = {}) {
      const user =
        userId === undefined ? desk.core.wallets.defaultUser('alipay') : desk.core.wallets.user(userId)
      return user?.wallet === 'alipay' ? desk.paymentCodes.show(user.id, wish) : null
    },
  }
}
