import { type Answer, NO_CONTENT, ok, Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { checkFields, fieldError } from '../fields.js'
import { requireAppid } from '../merchants/partner.js'
import { OUT_TRADE_NO } from '../order-fields.js'
import type { Combine } from './combine-book.js'
import { CLOSE_COMBINE_FIELDS, type CloseCombineBody } from './combine-fields.js'
import { combineJson } from './combine-json.js'
import { combineState } from './combine-state.js'

export function queryCombine(call: Call): Answer {
  const combine = combineInPath(call)
  return ok(combineJson(combine, call.platform.combines.ordersOf(combine), call.nowMs))
}

/** The whole or nothing: the body lists every part as the order call did (11-combine §4). */
export function closeCombine(call: Call): Answer {
  const raw = readBody(call)
  checkFields(raw, CLOSE_COMBINE_FIELDS)
  // The fields above are exactly the members of CloseCombineBody.
  const body = raw as unknown as CloseCombineBody
  requireAppid(call.merchant, body.combine_appid, 'combine_appid')
  const combine = combineInPath(call)
  const { book, combines } = call.platform
  const orders = combines.ordersOf(combine)
  const listed = body.sub_orders.map((one) => `${one.mchid} ${one.sub_mchid ?? ''} ${one.out_trade_no}`)
  const ordered = orders.map((one) => `${one.mchid} ${one.partner?.subMchid ?? ''} ${one.outTradeNo}`)
  if (listed.sort().join('\n') !== ordered.sort().join('\n') || body.combine_appid !== combine.appid) {
    throw new Refused('INVALID_REQUEST', {
      zh: '子单信息与下单时不一致',
      en: 'The sub orders differ from those of the order call',
    })
  }
  const state = combineState(combine, orders, call.nowMs)
  if (state !== 'NOTPAY' && state !== 'CLOSED') {
    throw new Refused('INVALID_REQUEST', { zh: '该订单已支付', en: 'The order is paid and cannot be closed' })
  }
  if (combine.closedAtMs === null) {
    combine.closedAtMs = call.nowMs
    combines.keep(combine)
    for (const order of orders) {
      order.closedAtMs = call.nowMs
      book.keepOrder(order)
    }
  }
  return NO_CONTENT
}

function combineInPath(call: Call): Combine {
  const outTradeNo = call.params.combine_out_trade_no ?? ''
  if (!OUT_TRADE_NO.test(outTradeNo)) {
    throw fieldError(
      'combine_out_trade_no',
      outTradeNo,
      '合单商户订单号格式错误',
      'is not a valid number',
      'url',
    )
  }
  const combine = call.platform.combines.get(call.merchant.mchid, outTradeNo)
  // This product still spells its codes without underscores.
  if (!combine) throw new Refused('ORDERNOTEXIST', { zh: '订单不存在', en: 'The order does not exist' })
  return combine
}
