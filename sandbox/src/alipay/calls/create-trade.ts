import { buyerOf, userNamed } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { type JsonObject, textOf } from '../fields.js'
import { orderId } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { readTerms } from './order-terms.js'
import { refuseRepetition } from './place-order.js'

const BUYER = { id: 'buyer_id', openId: 'buyer_open_id', logonId: 'buyer_logon_id' }

/** alipay.trade.create: the trade exists at once, for the buyer it names; the wallet then opens its trade_no. */
export function createTrade(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const terms = readTerms('create', biz, caller, desk.core.clock.nowMs())
  if (isRefusal(terms)) return terms
  // A mini program names its buyer by the open id of the app that runs the page.
  const isMini = textOf(biz, 'product_code') === 'JSAPI_PAY'
  if (isMini && textOf(biz, 'op_app_id') === undefined)
    return refuse('ACQ.INVALID_PARAMETER', 'JSAPI支付时op_app_id不能为空')
  const wanted = [...Object.values(BUYER), 'op_buyer_open_id'].map((name) => textOf(biz, name))
  if (wanted.every((one) => one === undefined))
    return refuse('ACQ.INVALID_PARAMETER', 'buyer_id、buyer_open_id与buyer_logon_id不能同时为空')
  if (textOf(biz, 'buyer_id') === caller.sellerId) return refuse('ACQ.BUYER_SELLER_EQUAL')
  const opApp = desk.apps.get(textOf(biz, 'op_app_id') ?? '') ?? caller.app
  const user =
    userNamed(desk.core, caller.app, biz, BUYER) ??
    userNamed(desk.core, opApp, biz, { id: 'buyer_id', openId: 'op_buyer_open_id' })
  if (!user) return refuse('ACQ.BUYER_NOT_EXIST')

  const known = desk.trades.get(orderId(terms.sellerId, terms.outTradeNo))
  const repeated = known ? refuseRepetition(known, terms) : null
  if (repeated) return repeated
  if (known?.buyer && known.buyer.userId !== user.id) return refuse('ACQ.TRADE_BUYER_NOT_MATCH')
  const trade = known ?? desk.trades.create(desk.codes.hand(terms, {}), buyerOf(user))
  return {
    code: '10000',
    msg: 'Success',
    out_trade_no: terms.outTradeNo,
    trade_no: trade.tradeNo ?? undefined,
  }
}
