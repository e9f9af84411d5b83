import { beijingDay } from '../beijing-time.js'
import { type Call, needMerchant, needOrigin, paymentOf } from '../call.js'
import { needFenText, needLocation, needNumber, needText, readText } from '../fields.js'
import type { Order, Payment, Refund } from '../order-book.js'
import { refundedOf } from '../order-state.js'
import { beginRefund, type RefundWish } from '../refunding.js'
import { type Answer, answered, Refused } from '../results.js'
import { closeOrder } from './close-trade.js'
import { refundAnswer } from './query-trade.js'

/** A number once used is used up, whatever became of it. */
export function refundTrade(call: Call): Answer {
  needMerchant(call, 'with_terminal')
  needLocation(call.data)
  const outTradeNo = needNumber(call.data, 'out_trade_no')
  requireFreeNumber(call, outTradeNo)
  return refundAs(call, { outTradeNo, kind: 'REFUND', repeatable: false })
}

/** The idempotent refund: its number may be sent again; after a failure it tries again. */
export function refundTradeAgain(call: Call): Answer {
  const { desk, data } = call
  needMerchant(call, 'with_terminal')
  needLocation(data)
  const outTradeNo = needNumber(data, 'out_refund_order_no')
  const known = desk.book.refund(desk.core.keys.acquirer.merchantNo, outTradeNo)
  if (!known) {
    requireFreeNumber(call, outTradeNo)
    return refundAs(call, { outTradeNo, kind: 'REFUND', repeatable: true })
  }
  const { order } = needOrigin(call)
  const isSame = known.orderId === order.id && known.amountMinor === needFenText(data, 'refund_amount')
  if (!known.repeatable || !isSame) throw new Refused('NUMBER_USED')
  if (known.state === 'FAIL') return refundAs(call, { outTradeNo, kind: 'REFUND', repeatable: true })
  return outcomeOf(call, known)
}

export function queryRefunds(call: Call): Answer {
  const { desk, data } = call
  needMerchant(call, 'with_terminal')
  const number = needText(data, 'out_refund_order_no', 32)
  const refund = desk.book.refund(desk.core.keys.acquirer.merchantNo, number)
  if (!refund) throw new Refused('NO_SUCH_TRADE')
  return answered('SUCCESS', {
    merchant_no: refund.merchantNo,
    out_refund_order_no: number,
    refund_list: [refundAnswer(desk, refund)],
  })
}

/** Undoes today's trade as a whole: closes it while it is unpaid, else gives everything back. */
export function revokeTrade(call: Call): Answer {
  const { desk, data, nowMs } = call
  needMerchant(call, 'with_terminal')
  needLocation(data)
  const outTradeNo = needNumber(data, 'out_trade_no')
  requireFreeNumber(call, outTradeNo)
  const { order, payment } = needOrigin(call)
  if (beijingDay(order.createdAtMs) !== beijingDay(nowMs)) throw new Refused('NOT_TODAY')
  if (!payment) {
    closeOrder(desk, order, nowMs)
    return answered('SUCCESS', {
      origin_trade_no: order.number,
      origin_out_trade_no: order.outTradeNo,
      out_trade_no: outTradeNo,
      total_amount: String(order.totalMinor),
    })
  }
  if (refundedOf(desk.book, order, payment) > 0) throw new Refused('WRONG_STATE', '订单已有退款')
  const reason = '撤销'
  const wish = { outTradeNo, amountMinor: payment.amountMinor, reason, repeatable: false }
  return outcomeOf(call, beginRefund(desk, order, payment, { ...wish, kind: 'CANCEL' }))
}

function refundAs(call: Call, how: Pick<RefundWish, 'outTradeNo' | 'kind' | 'repeatable'>): Answer {
  const { desk, data } = call
  const amountMinor = needFenText(data, 'refund_amount')
  const reason = readText(data, 'refund_reason', 32)
  const { order, payment } = needOrigin(call)
  if (!payment) throw new Refused('WRONG_STATE', '订单未支付')
  requireTwoNumbers(call, order)
  if (!order.supportRefund) throw new Refused('NO_REFUND')
  requireEnough(call, order, payment, amountMinor)
  return outcomeOf(call, beginRefund(desk, order, payment, { ...how, amountMinor, reason }))
}

function requireFreeNumber({ desk }: Call, outTradeNo: string): void {
  const { merchantNo } = desk.core.keys.acquirer
  if (desk.book.order(merchantNo, outTradeNo) ?? desk.book.refund(merchantNo, outTradeNo))
    throw new Refused('NUMBER_USED')
}

/** A cashier order may hold several trades: two of the three numbers must name the one that is meant (§2.7). */
function requireTwoNumbers({ data }: Call, order: Order): void {
  if (order.kind !== 'counter') return
  const given = ['origin_trade_no', 'origin_log_no', 'origin_out_trade_no'].filter(
    (name) => readText(data, name, 32) !== null,
  )
  if (given.length < 2) throw new Refused('BAD_FIELD', '收银台订单的退款须送两个原单号')
}

function requireEnough({ desk }: Call, order: Order, payment: Payment, amountMinor: number): void {
  if (amountMinor > payment.amountMinor - refundedOf(desk.book, order, payment)) throw new Refused('TOO_MUCH')
}

function outcomeOf({ desk }: Call, refund: Refund): Answer {
  const order = desk.book.orderById(refund.orderId)!
  const data = { ...refundAnswer(desk, refund), origin_log_no: paymentOf(order, refund).logNo }
  return answered(refund.state === 'DEAL' ? 'PROCESSING' : 'SUCCESS', data)
}
