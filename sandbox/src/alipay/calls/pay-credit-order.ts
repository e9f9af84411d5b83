import { mayPay } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import { isObject, type JsonObject, textOf } from '../fields.js'
import { takePayment } from '../take-payment.js'
import type { OrderTerms, Trade } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { beginTrade, notPaid, payAnswer } from './answer-payment.js'

export function isForCredit(biz: JsonObject): boolean {
  return textOf(biz, 'product_code') === 'CREDIT_PAY_AFTER_USE'
}

/**
 * The later charge of an order that was delivered first. Where trade.pay names the order is unverified: public samples
 * have creditBizOrderId in extend_params; both spellings are read.
 */
export function payCreditOrder(
  desk: Desk,
  biz: JsonObject,
  caller: Caller,
  terms: OrderTerms,
  begun: Trade | undefined,
): NodeFields | AlipayRefusal {
  const extend = isObject(biz.extend_params) ? biz.extend_params : {}
  const id = textOf(extend, 'creditBizOrderId') ?? textOf(extend, 'credit_biz_order_id')
  if (id === undefined) return refuse('ACQ.INVALID_PARAMETER', 'extend_params.creditBizOrderId不能为空')
  const order = desk.creditOrders.order(id)
  if (order?.sellerId !== caller.sellerId) return refuse('ACQ.INVALID_PARAMETER', '芝麻信用订单不存在')
  if (order.status !== 'INIT') return refuse('ACQ.TRADE_STATUS_ERROR')
  if (order.limitFen !== null && terms.totalFen > order.limitFen) return refuse('ACQ.TOTAL_FEE_EXCEED')
  const user = desk.core.wallets.user(order.userId)
  if (!user) return refuse('ACQ.BUYER_NOT_EXIST')
  if (!mayPay(terms, user)) return refuse('ACQ.TRADE_BUYER_NOT_MATCH')
  const trade = begun ?? beginTrade(desk, terms, user)
  if (takePayment(desk, trade, user, user.password)) return notPaid('ACQ.BUYER_BALANCE_NOT_ENOUGH', terms)
  order.status = 'TRADE_FINISHED'
  order.tradeId = trade.id
  order.tradeNo = trade.tradeNo
  order.paidFen = terms.totalFen
  desk.creditOrders.keepOrder(order)
  return payAnswer(caller, trade, { credit_biz_order_id: order.id })
}
