import { REFUND_EFFECTS } from '../core/faults.js'
import type { Desk } from './desk.js'
import { notifyRefund } from './notify.js'
import { feeOf, logNoOf, newAccTradeNo, newTradeNo } from './numbers.js'
import { keyOf, type Order, type Payment, type Refund } from './order-book.js'
import { refundedOf } from './order-state.js'

export interface RefundWish {
  outTradeNo: string
  amountMinor: number
  reason: string | null
  kind: Refund['kind']
  repeatable: boolean
  /** The acquirer's own refund of a repeated payment is not told apart from the payment's notice. */
  silent?: boolean
}

/** Makes the refund and, unless a fault rule says otherwise, ends it at once. The caller has checked the amount. */
export function beginRefund(desk: Desk, order: Order, payment: Payment, wish: RefundWish): Refund {
  const { core, book } = desk
  const nowMs = core.clock.nowMs()
  const effect = core.faults.take(
    { institution: 'acquirer', operation: 'refund', outTradeNo: order.outTradeNo },
    REFUND_EFFECTS,
  )?.effect
  const left = payment.amountMinor - refundedOf(book, order, payment)
  const tradeNo = newTradeNo(core.random, nowMs)
  const refund: Refund = {
    id: keyOf(order.merchantNo, wish.outTradeNo),
    orderId: order.id,
    paymentTradeNo: payment.tradeNo,
    merchantNo: order.merchantNo,
    outTradeNo: wish.outTradeNo,
    tradeNo,
    logNo: logNoOf(tradeNo),
    accTradeNo: newAccTradeNo(core.random, nowMs, payment.accountType),
    amountMinor: wish.amountMinor,
    // By what is left before and after: all parts together give back exactly the fee.
    feeBackMinor: feeOf(left) - feeOf(left - wish.amountMinor),
    reason: wish.reason,
    kind: wish.kind,
    state: 'DEAL',
    createdAtMs: nowMs,
    doneAtMs: null,
    repeatable: wish.repeatable,
  }
  if (!order.refundIds.includes(refund.id)) order.refundIds.push(refund.id)
  book.keepOrder(order)
  book.keepRefund(refund)
  if (effect === 'refund_abnormal' || effect === 'refund_closed') endRefund(desk, refund, 'FAIL')
  else if (effect !== 'refund_processing') endRefund(desk, refund, 'SUCCESS', wish.silent)
  return refund
}

/** Only success moves money, and only success is told. */
export function endRefund(desk: Desk, refund: Refund, end: 'SUCCESS' | 'FAIL', silent = false): void {
  const { core, book } = desk
  const order = book.orderById(refund.orderId)
  const payment = order?.payments.find(({ tradeNo }) => tradeNo === refund.paymentTradeNo)
  if (!order || !payment || refund.state !== 'DEAL') return
  refund.state = end
  refund.doneAtMs = core.clock.nowMs()
  book.keepRefund(refund)
  core.events.emit({
    kind: 'refund',
    institution: 'acquirer',
    outTradeNo: order.outTradeNo,
    zh: end === 'SUCCESS' ? '收单机构退款成功' : '收单机构退款失败',
    en: end === 'SUCCESS' ? 'The acquirer refunded' : 'The acquirer’s refund failed',
    data: { outRefundNo: refund.outTradeNo, amountMinor: refund.amountMinor },
  })
  if (end === 'FAIL') return
  core.wallets.credit(payment.userId, {
    payee: desk.terms().name,
    description: order.subject,
    outTradeNo: order.outTradeNo,
    amountMinor: refund.amountMinor,
  })
  if (!silent) notifyRefund(desk, order, payment, refund)
}
