import type { Core } from '../core/core.js'
import type { NoticeAlteration } from '../core/faults.js'
import type { CodeView, WalletRefusal } from '../core/institution.js'
import type { NoticeRecord } from '../core/notices.js'
import { refuseWallet } from '../core/refusals.js'
import { newTransactionId } from './ids.js'
import type { Merchant } from './merchant.js'
import type { Order, OrderBook } from './order-book.js'
import { paymentNoticeJson } from './order-json.js'
import { tradeState } from './order-state.js'

export interface PayParts {
  core: Core
  book: OrderBook
  merchants: ReadonlyMap<string, Merchant>
}

/** The view of an order through one of its codes; `expiresAtMs` is the code's own end. */
export function codeView(
  parts: PayParts,
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
    payee: parts.merchants.get(order.mchid)?.name ?? order.mchid,
    description: order.description,
    amountMinor: order.totalMinor,
    currency: 'CNY',
    state:
      state === 'CLOSED' ? 'closed' : state !== 'NOTPAY' ? 'paid' : nowMs >= untilMs ? 'expired' : 'payable',
    expiresAtMs: untilMs,
    returnUrl,
  }
}

const REFUSAL_OF = { paid: 'already_paid', closed: 'closed', expired: 'expired' } as const

/** Takes the money and tells the merchant, or refuses and takes nothing. */
export function payOrder(
  parts: PayParts,
  order: Order,
  view: CodeView,
  userId: string,
  password: string,
): WalletRefusal | null {
  const { core, book } = parts
  const user = core.wallets.user(userId)
  if (user?.wallet !== 'wechat') return refuseWallet('not_this_wallet')
  if (view.state !== 'payable') return refuseWallet(REFUSAL_OF[view.state])
  if (order.openid !== null && order.openid !== user.payerId) {
    return {
      code: 'not_this_wallet',
      zh: '该订单只能由下单时指定的微信用户支付。没有扣款。',
      en: 'Only the WeChat user named by the order can pay it. Nothing was charged.',
    }
  }
  const refusal = core.wallets.charge(userId, password, {
    payee: view.payee,
    description: order.description,
    outTradeNo: order.outTradeNo,
    amountMinor: order.totalMinor,
  })
  if (refusal) return refusal

  // From here on the order is paid.
  const nowMs = core.clock.nowMs()
  order.paid = {
    transactionId: newTransactionId(core.random, nowMs),
    atMs: nowMs,
    openid: user.payerId,
    userId,
  }
  book.keepOrder(order)
  core.events.emit({
    kind: 'payment',
    institution: 'wechatpay',
    outTradeNo: order.outTradeNo,
    zh: '用户已支付',
    en: 'The user paid',
    data: { amountMinor: order.totalMinor, transactionId: order.paid.transactionId },
  })
  sendPaymentNotice(core, order, null)
  return null
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
    },
  })
}
