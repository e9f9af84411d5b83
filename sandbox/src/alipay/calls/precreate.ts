import type { Caller } from '../caller.js'
import { qrText, shareCode } from '../codes.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal } from '../errors.js'
import { type JsonObject, textOf } from '../fields.js'
import type { NodeFields } from '../wire/answer.js'
import { placeOrder } from './place-order.js'

/** alipay.trade.precreate: a QR to draw; the trade begins when a payer scans it. */
export function precreate(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const code = placeOrder(desk, 'precreate', biz, caller)
  if (isRefusal(code)) return code
  return {
    code: '10000',
    msg: 'Success',
    out_trade_no: code.terms.outTradeNo,
    qr_code: qrText(code),
    share_code: textOf(biz, 'code_type') === 'share_code' ? shareCode(code) : undefined,
  }
}
