import { beijingStamp } from '../beijing-time.js'
import { type Call, needMerchant, needOrigin } from '../call.js'
import type { Desk } from '../desk.js'
import { needLocation } from '../fields.js'
import type { Order } from '../order-book.js'
import { orderState } from '../order-state.js'
import { type Answer, answered, Refused } from '../results.js'

export function closeTrade(call: Call): Answer {
  needMerchant(call, 'with_terminal')
  needLocation(call.data)
  const { order } = needOrigin(call)
  closeOrder(call.desk, order, call.nowMs)
  return answered('SUCCESS', {
    origin_trade_no: order.number,
    origin_out_trade_no: order.outTradeNo,
    trade_time: beijingStamp(call.nowMs),
  })
}

/** Closing what is closed changes nothing and succeeds; what was paid must be refunded instead. */
export function closeOrder(desk: Desk, order: Order, nowMs: number): void {
  const state = orderState(desk.book, order, nowMs)
  if (state !== 'INIT' && state !== 'EXPIRED' && state !== 'CLOSE')
    throw new Refused('WRONG_STATE', '订单已支付')
  order.closedAtMs ??= nowMs
  desk.book.keepOrder(order)
}
