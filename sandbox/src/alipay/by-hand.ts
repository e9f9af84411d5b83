import { type Decision, decide } from './agree.js'
import { isInForce } from './agreements.js'
import type { App } from './apps.js'
import type { BillDifference, NewBillDifference } from './bills/differences.js'
import { type ComplaintStep, followComplaint, type NewComplaint, raiseComplaint } from './complaint-work.js'
import type { Complaint } from './complaints.js'
import type { Desk } from './desk.js'
import { type AppCredentials, type AppWish, makeApp } from './make-app.js'
import { giveUserCode } from './oauth-pages.js'
import { openConsent } from './open-consent.js'
import type { PaymentCode } from './payment-codes.js'
import { endAgreement } from './sign-agreement.js'
import { decideZft, viewZft, type ZftApplication, type ZftDecision } from './zft-review.js'

/** What people and tests do at Alipay besides calling it; the verbs of the control API's Alipay routes. */
export interface AlipayByHand {
  /** A further application, of a new merchant or of one that is known. */
  makeApp(wish?: AppWish): Promise<AppCredentials>
  /** A difference between what happened and what the trade bill will say; of the first merchant unless named. */
  plantBillDifference(difference: NewBillDifference): BillDifference
  billDifferences(): BillDifference[]
  clearBillDifferences(): void
  /** A person's answer on a consent page, without the page: of its address, of a link to the gateway or a signed string. */
  decide(text: string, answer: { agrees: boolean; userId?: string }): Decision
  /** A user's code for an application to exchange, as my.getAuthCode of a mini program gives it; null for an unknown user or app. */
  authCode(wish?: { appId?: string; userId?: string; scope?: 'auth_base' | 'auth_user' }): string | null
  /** The user ends an agreement in the wallet; false when it is not in force. */
  unsign(agreementNo: string): boolean
  /** Applications of merchants that a platform collects for, newest first. */
  merchantApplications(): ZftApplication[]
  /** Null when there is none of which this is still to be decided; a rejection carries its reason. */
  decideApplication(id: string, decision: ZftDecision, reason?: string): ZftApplication | null
  /** Payers' complaints about trades, oldest first. */
  complaints(): Complaint[]
  /** Null when there is no such paid trade. */
  raiseComplaint(complaint: NewComplaint): Complaint | null
  /** A step of the payer, of Alipay's service or of its system; null when there is no such complaint. */
  followComplaint(id: string, step: ComplaintStep, text?: string): Complaint | 'not_now' | null
  /** Where events without a notify_url go; false when there is no such application. */
  setGateway(appId: string, gatewayUrl: string | null): boolean
  apps(): Array<Pick<App, 'id' | 'sellerId' | 'name' | 'signs' | 'buyerNames'>>
  /** The code a payer shows at a till; the default user's unless another is named. Null for a user who is unknown. */
  showPaymentCode(wish?: {
    userId?: string
    kind?: 'bar_code' | 'security_code'
    asksPassword?: boolean
  }): PaymentCode | null
}

const NOBODY: Decision = {
  done: false,
  zh: '没有这个支付宝钱包用户。',
  en: 'There is no Alipay wallet user with this id.',
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
    decide(text, { agrees, userId }) {
      const user = desk.core.wallets.user(userId ?? 'alipay')
      if (user?.wallet !== 'alipay') return NOBODY
      const opened = openConsent(desk, text)
      if ('zh' in opened) return { done: false, ...opened }
      return decide(desk, opened, { user, password: user.password, agrees })
    },
    authCode({ appId, userId, scope = 'auth_base' } = {}) {
      const user = desk.core.wallets.user(userId ?? 'alipay')
      const app = desk.apps.get(appId ?? desk.apps.first.id)
      return app && user?.wallet === 'alipay' ? giveUserCode(desk, app.id, user, scope) : null
    },
    unsign(agreementNo) {
      const agreement = desk.agreements.get(agreementNo)
      if (!agreement || !isInForce(agreement, desk.core.clock.nowMs())) return false
      endAgreement(desk, agreement, agreement.notifyUrl)
      return true
    },
    merchantApplications: () =>
      desk.zftOrders
        .all()
        .toReversed()
        .map((order) => viewZft(desk, order)),
    decideApplication(id, decision, reason = '') {
      const order = decideZft(desk, id, decision, reason)
      return order && viewZft(desk, order)
    },
    complaints: () => desk.complaints.all(),
    raiseComplaint: (complaint) => raiseComplaint(desk, complaint),
    followComplaint(id, step, text = '') {
      const complaint = desk.complaints.get(id)
      if (!complaint) return null
      return followComplaint(desk, complaint, step, text) ? complaint : 'not_now'
    },
    setGateway: (appId, gatewayUrl) => desk.apps.setGateway(appId, gatewayUrl),
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
