import type { Desk } from './desk.js'
import { type JsonObject, needText, readText } from './fields.js'
import type { Order, Payment, Refund } from './order-book.js'
import { type Answer, Refused } from './results.js'

/** A call whose caller is known. */
export interface Call {
  desk: Desk
  data: JsonObject
  nowMs: number
}

export interface Route {
  path: string
  operation: string
  /** The member that names the order, for fault rules and the event list. */
  orderNumbers: readonly string[]
  act(call: Call): Answer | Promise<Answer>
}

/** The merchant must be the caller's own; the terminal too where one is named. */
export function needMerchant({ desk, data }: Call, terminal: 'with_terminal' | 'no_terminal'): void {
  const { merchantNo, termNo } = desk.core.keys.acquirer
  const named = terminal === 'with_terminal' ? needText(data, 'term_no', 32) : readText(data, 'term_no', 32)
  if (needText(data, 'merchant_no', 32) !== merchantNo || (named !== null && named !== termNo))
    throw new Refused('OTHER_MERCHANT')
}

/** The labs trade that origin_trade_no, origin_log_no or origin_out_trade_no names, in this order. */
export function needOrigin({ desk, data }: Call): { order: Order; payment: Payment | null } {
  const { book } = desk
  const byNumber = readText(data, 'origin_trade_no', 32) ?? readText(data, 'origin_log_no', 14)
  const outTradeNo = readText(data, 'origin_out_trade_no', 32)
  if (byNumber === null && outTradeNo === null)
    throw new Refused('BAD_FIELD', 'origin_trade_no、origin_log_no、origin_out_trade_no 至少一项')
  const order =
    byNumber === null
      ? book.order(desk.core.keys.acquirer.merchantNo, outTradeNo!)
      : book.orderByNumber(byNumber)
  if (!order) throw new Refused('NO_SUCH_TRADE')
  const payment = order.payments.find((one) => one.tradeNo === byNumber || one.logNo === byNumber)
  return { order, payment: payment ?? order.payments[0] ?? null }
}

export function paymentOf(order: Order, refund: Refund): Payment {
  return order.payments.find(({ tradeNo }) => tradeNo === refund.paymentTradeNo)!
}
