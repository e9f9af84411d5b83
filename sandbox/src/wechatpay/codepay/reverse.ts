import { type Answer, ok, Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { payerRefundMinor, promotionRefunds } from '../coupons/promotion.js'
import { checkFields } from '../fields.js'
import { bookRefund, returnedFeeMinor } from '../funds/book-trade.js'
import { newRefundId } from '../ids.js'
import { type Order, type Refund, refundKey, scopeOf } from '../order-book.js'
import { refundedMinor } from '../order-state.js'
import { orderInPath } from '../query-order.js'
import { receivedAccount } from '../received-account.js'
import { payeeOf, requireOpen } from './codepay.js'
import { type CodePayBody, reverseFields } from './codepay-fields.js'

/** Reversing is for seven days; later it is a refund (10-payments §10.2). */
const REVERSIBLE_MS = 7 * 24 * 3_600_000

/** Unpaid: the number is void. Paid: all of it goes back at once. */
export const reverseCodePay =
  (mode: 'direct' | 'partner') =>
  (call: Call): Answer => {
    const raw = readBody(call)
    checkFields(raw, reverseFields(mode === 'partner'))
    const body = raw as unknown as Pick<CodePayBody, 'appid' | 'sp_appid' | 'sub_appid' | 'sub_mchid'>
    const { appid, partner } = payeeOf(call, body)
    requireOpen(call)
    const scope = scopeOf(call.merchant.mchid, partner?.subMchid)
    const order = orderInPath(call, scope)
    reverseOrder(call, order, scope)
    const who = partner
      ? { sp_appid: appid, sp_mchid: order.mchid, sub_mchid: partner.subMchid }
      : { appid, mchid: order.mchid }
    return ok({ ...who, out_trade_no: order.outTradeNo })
  }

/** Done already is done. */
export function reverseOrder(call: Call, order: Order, scope: string): void {
  if (!order.codePay) {
    throw new Refused('INVALID_REQUEST', {
      zh: '仅付款码订单可撤销',
      en: 'Only a code payment can be reversed',
    })
  }
  if (order.codePay.revokedAtMs === null) revoke(call, order, scope)
}

function revoke(call: Call, order: Order, scope: string): void {
  const { book, core } = call.platform
  if (order.paid && order.refundIds.length > 0) {
    throw new Refused('INVALID_REQUEST', { zh: '订单已退款，不能撤销', en: 'The order was refunded already' })
  }
  if (order.paid && call.nowMs > order.paid.atMs + REVERSIBLE_MS) {
    throw new Refused('INVALID_REQUEST', {
      zh: '超过7天，请使用退款',
      en: 'Older than 7 days; refund instead',
    })
  }
  if (order.paid) giveBack(call, order, scope)
  order.codePay = {
    userId: order.codePay?.userId ?? '',
    waiting: false,
    failed: false,
    revokedAtMs: call.nowMs,
  }
  book.keepOrder(order)
  core.events.emit({
    kind: 'refund',
    institution: 'wechatpay',
    outTradeNo: order.outTradeNo,
    zh: '付款码订单已撤销',
    en: 'The code payment was reversed',
    data: {},
  })
}

function giveBack(call: Call, order: Order, scope: string): void {
  const { book, core, merchants } = call.platform
  const amountMinor = order.totalMinor - refundedMinor(book, order)
  const refund: Refund = {
    id: refundKey(scope, order.outTradeNo),
    orderId: order.id,
    mchid: order.mchid,
    refundId: newRefundId(core.random, call.nowMs),
    // A reversal has no number of the merchant's; bills show the order's (unverified).
    outRefundNo: order.outTradeNo,
    fingerprint: '',
    reason: null,
    notifyUrl: null,
    refundMinor: amountMinor,
    feeMinor: returnedFeeMinor(order, [], amountMinor),
    promotions: promotionRefunds(order, [], amountMinor),
    reversal: true,
    from: [],
    fundsAccount: 'AVAILABLE',
    channel: 'ORIGINAL',
    receivedAccount: receivedAccount(call.platform, order),
    toPayer: true,
    createdAtMs: call.nowMs,
    successAtMs: call.nowMs,
    state: 'SUCCESS',
    next: null,
  }
  bookRefund(call.platform, refund, order)
  book.keepRefund(refund)
  order.refundIds.push(refund.id)
  core.wallets.credit(order.paid?.userId ?? '', {
    payee: merchants.get(order.mchid)?.name ?? order.mchid,
    description: order.description,
    outTradeNo: order.outTradeNo,
    amountMinor: payerRefundMinor(refund),
  })
  call.platform.coupons.refunded(order)
}
