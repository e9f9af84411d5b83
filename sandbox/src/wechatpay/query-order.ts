import { type Answer, NO_CONTENT, ok, Refused } from './answers.js'
import { type Call, readBody, requireMchid } from './call.js'
import { checkFields, fieldError } from './fields.js'
import { requireSubMerchant, subMerchantInQuery } from './merchants/partner.js'
import { type Order, scopeOf } from './order-book.js'
import { OUT_TRADE_NO } from './order-fields.js'
import { orderJson } from './order-json.js'
import { tradeState } from './order-state.js'

/** By the merchant's number, paid or not. */
export function queryByOutTradeNo(call: Call): Answer {
  requireMchid(call)
  return ok(orderJson(orderInPath(call, call.merchant.mchid), call.nowMs))
}

/** The same for a provider's order, whose query names both merchants. */
export function queryPartnerByOutTradeNo(call: Call): Answer {
  const sub = subMerchantInQuery(call)
  return ok(orderJson(orderInPath(call, scopeOf(call.merchant.mchid, sub.mchid)), call.nowMs))
}

/** By WeChat Pay's number, which only a paid order has. */
export function queryByTransactionId(call: Call): Answer {
  requireMchid(call)
  return ok(orderJson(orderOfTransaction(call, call.merchant.mchid), call.nowMs))
}

export function queryPartnerByTransactionId(call: Call): Answer {
  const sub = subMerchantInQuery(call)
  return ok(orderJson(orderOfTransaction(call, scopeOf(call.merchant.mchid, sub.mchid)), call.nowMs))
}

function orderOfTransaction(call: Call, scope: string): Order {
  const transactionId = call.params.transaction_id ?? ''
  if (transactionId.length > 32) {
    throw fieldError(
      'transaction_id',
      transactionId,
      '长度超过 32 个字符',
      'is longer than 32 characters',
      'url',
    )
  }
  const order = call.platform.book.orderByTransaction(scope, transactionId)
  if (!order || order.combineId !== undefined) throw orderNotExist()
  return order
}

/** Only an unpaid order closes; closing a closed one is done already. */
export function closeOrder(call: Call): Answer {
  checkFields(readBody(call), { mchid: { kind: 'string', max: 32, required: true } })
  return close(call, orderInPath(call, call.merchant.mchid))
}

export function closePartnerOrder(call: Call): Answer {
  const body = readBody(call)
  checkFields(body, {
    sp_mchid: { kind: 'string', max: 32, required: true },
    sub_mchid: { kind: 'string', max: 32, required: true },
  })
  const sub = requireSubMerchant(call, String(body.sub_mchid))
  return close(call, orderInPath(call, scopeOf(call.merchant.mchid, sub.mchid)))
}

function close(call: Call, order: Order): Answer {
  const state = tradeState(order, call.nowMs)
  if (state === 'SUCCESS' || state === 'REFUND') {
    throw new Refused('ORDER_PAID', {
      zh: '该订单已支付，不能关闭',
      en: 'The order is paid and cannot be closed',
    })
  }
  if (order.deduction) {
    throw new Refused('INVALID_REQUEST', {
      zh: '委托代扣订单不能关闭',
      en: 'A deduction cannot be closed',
    })
  }
  if (state === 'USERPAYING' || state === 'PAYERROR' || state === 'REVOKED') {
    throw new Refused('INVALID_REQUEST', {
      zh: '付款码订单请使用撤销接口',
      en: 'A code payment is reversed, not closed',
    })
  }
  if (order.closedAtMs === null) {
    order.closedAtMs = call.nowMs
    call.platform.book.keepOrder(order)
  }
  return NO_CONTENT
}

export function orderInPath(call: Call, scope: string): Order {
  const outTradeNo = call.params.out_trade_no ?? ''
  if (!OUT_TRADE_NO.test(outTradeNo)) {
    throw fieldError('out_trade_no', outTradeNo, '商户订单号格式错误', 'is not a valid out_trade_no', 'url')
  }
  const order = call.platform.book.order(scope, outTradeNo)
  // Parts of a combined order are queried and closed as a whole only (11-combine; the refusal itself is unverified).
  if (!order || order.combineId !== undefined) throw orderNotExist()
  return order
}

function orderNotExist(): Refused {
  return new Refused('ORDER_NOT_EXIST', { zh: '查询的订单不存在', en: 'The order does not exist' })
}
