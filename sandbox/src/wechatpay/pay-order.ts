import type { Core } from '../core/core.js'
import type { NoticeAlteration } from '../core/faults.js'
import type { CodeView, WalletRefusal } from '../core/institution.js'
import type { NoticeRecord } from '../core/notices.js'
import { refuseWallet } from '../core/refusals.js'
import type { WalletUser } from '../core/wallets.js'
import type { Platform } from './call.js'
import { NO_PLAN, type PaymentPlan } from './coupons/choose-coupons.js'
import { settlementMinor } from './coupons/promotion.js'
import { bookPayment, feeMinor } from './funds/book-trade.js'
import { newTransactionId } from './ids.js'
import { type Order, sellerOf } from './order-book.js'
import { paymentNoticeJson } from './order-json.js'
import { tradeState } from './order-state.js'
import { paidNoticeV2 } from './v2/order-notices.js'

/** The view of an order through one of its codes; `expiresAtMs` is the code's own end. */
export function codeView(
  parts: Platform,
  order: Order,
  expiresAtMs: number,
  returnUrl: string | null,
): CodeView {
  const nowMs = parts.core.clock.nowMs()
  const state = tradeState(order, nowMs)
  const untilMs = Math.min(expiresAtMs, order.payableUntilMs)
  return {
    institution: 'wechat',
    outTradeNo: order.outTradeNo,
    payee: parts.merchants.get(sellerOf(order))?.name ?? sellerOf(order),
    description: order.description,
    amountMinor: order.totalMinor,
    currency: 'CNY',
    state:
      state === 'CLOSED' ? 'closed' : state !== 'NOTPAY' ? 'paid' : nowMs >= untilMs ? 'expired' : 'payable',
    expiresAtMs: untilMs,
    returnUrl,
  }
}

export const REFUSAL_OF = { paid: 'already_paid', closed: 'closed', expired: 'expired' } as const

/** Takes the money and tells the merchant, or refuses and takes nothing. */
export function payOrder(
  parts: Platform,
  order: Order,
  view: CodeView,
  userId: string,
  password: string,
): WalletRefusal | null {
  const { core } = parts
  const user = requirePayer(parts, userId, order.openid, order.partner?.openidUnder ?? order.appid)
  if ('zh' in user) return user
  if (view.state !== 'payable') return refuseWallet(REFUSAL_OF[view.state])
  const [plan = NO_PLAN] = parts.coupons.plan([order], user.id)
  const refusal = core.wallets.charge(userId, password, {
    payee: view.payee,
    description: order.description,
    outTradeNo: order.outTradeNo,
    orderId: order.id,
    amountMinor: order.totalMinor - plan.discountMinor,
  })
  if (refusal) return refusal

  // From here on the order is paid.
  const transactionId = markPaid(parts, order, user, plan)
  core.events.emit({
    kind: 'payment',
    institution: 'wechatpay',
    outTradeNo: order.outTradeNo,
    zh: '用户已支付',
    en: 'The user paid',
    data: { amountMinor: order.totalMinor, discountMinor: plan.discountMinor, transactionId },
  })
  sendPaymentNotice(core, order, null)
  return null
}

/** Who pays, or why this user cannot. `openid` null: anybody may. */
export function requirePayer(
  platform: Platform,
  userId: string,
  openid: string | null,
  openidUnder: string,
): WalletUser | WalletRefusal {
  const user = platform.core.wallets.user(userId)
  if (user?.wallet !== 'wechat') return refuseWallet('not_this_wallet')
  if (openid === null || openid === platform.openids.openidOf(user, openidUnder)) return user
  return {
    code: 'not_this_wallet',
    zh: '该订单只能由下单时指定的微信用户支付。没有扣款。',
    en: 'Only the WeChat user named by the order can pay it. Nothing was charged.',
  }
}

/** The order is paid by this user as planned; the money has been taken. */
export function markPaid(
  platform: Platform,
  order: Order,
  user: WalletUser,
  plan: PaymentPlan = NO_PLAN,
): string {
  const { core, book, openids } = platform
  const nowMs = core.clock.nowMs()
  const transactionId = newTransactionId(core.random, nowMs)
  const subAppid = order.partner?.subAppid
  order.paid = {
    transactionId,
    atMs: nowMs,
    openid: openids.openidOf(user, order.appid),
    ...(subAppid ? { subOpenid: openids.openidOf(user, subAppid) } : {}),
    userId: user.id,
    ...(plan.promotions.length === 0 ? {} : { promotions: plan.promotions }),
    ...(plan.bankType === null ? {} : { bankType: plan.bankType }),
  }
  const { feeRate } = platform.merchantBook.settings(sellerOf(order))
  order.paid.feeMinor = feeMinor(settlementMinor(order), feeRate)
  book.keepOrder(order)
  platform.sharing.freeze(order)
  bookPayment(platform, order)
  platform.coupons.spend(order)
  return transactionId
}

/** Only success is notified. */
export function sendPaymentNotice(core: Core, order: Order, alter: NoticeAlteration | null): NoticeRecord {
  return core.notices.send({
    institution: 'wechatpay',
    operation: 'notice.payment',
    event: 'TRANSACTION.SUCCESS',
    outTradeNo: order.outTradeNo,
    url: order.notifyUrl,
    alter,
    payload: {
      mchid: order.mchid,
      signer: order.signer,
      originalType: 'transaction',
      summary: '支付成功',
      plaintext: paymentNoticeJson(order),
      ...(order.v2 ? { v2: paidNoticeV2(order, order.v2) } : {}),
    },
  })
}
