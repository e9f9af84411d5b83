import { openIdOf } from '../apps.js'
import { beijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import { complaintAbout, type JsonObject, required, text, textOf } from '../fields.js'
import { yuanFromFen } from '../price.js'
import type { NodeFields } from '../wire/answer.js'

const RULES = {
  pay_fund_order_id: text(32),
  order_id: text(32),
  out_biz_no: text(64),
  product_code: text(64),
  biz_scene: text(64, { oneOf: ['DIRECT_TRANSFER', 'PERSONAL_PAY', 'PERSONAL_COLLECTION', 'REFUND'] }),
}

/** alipay.fund.trans.common.query: pay_fund_order_id wins over order_id, and that over out_biz_no. */
export function queryTransfer(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const fundOrder = textOf(biz, 'pay_fund_order_id')
  const orderId = textOf(biz, 'order_id')
  const outBizNo = textOf(biz, 'out_biz_no')
  const product = textOf(biz, 'product_code')
  const scene = textOf(biz, 'biz_scene')
  if (fundOrder === undefined && orderId === undefined) {
    if (outBizNo === undefined || product === undefined || scene === undefined)
      return refuse('INVALID_PARAMETER', '按out_biz_no查询时product_code与biz_scene不能为空')
  }
  const found =
    fundOrder !== undefined
      ? desk.transfers.byFundOrder(fundOrder)
      : orderId !== undefined
        ? desk.transfers.get(orderId)
        : desk.transfers.byOut(caller.sellerId, outBizNo ?? '')
  const byOut = fundOrder === undefined && orderId === undefined
  const fits = !byOut || (found?.productCode === product && found?.bizScene === scene)
  if (!found || !fits || found.sellerId !== caller.sellerId) return refuse('ORDER_NOT_EXIST')
  const isOpen = caller.app.buyerNames === 'open_id'
  return {
    code: '10000',
    msg: 'Success',
    order_id: found.id,
    pay_fund_order_id: found.payFundOrderId,
    out_biz_no: found.outBizNo,
    status: 'SUCCESS',
    pay_date: beijingTime(found.atMs),
    order_fee: '0.00',
    trans_amount: yuanFromFen(found.amountFen),
    passback_params: found.passbackParams ?? undefined,
    receiver_user_id: isOpen ? undefined : found.payeeId,
    receiver_open_id: isOpen ? openIdOf(caller.app.id, found.payeeId) : undefined,
    settle_serial_no: found.settleSerialNo,
  }
}

const ACCOUNT = {
  account_type: required(text(64, { oneOf: ['ACCTRANS_ACCOUNT'] })),
  alipay_user_id: text(32),
  alipay_open_id: text(128),
}

/** alipay.fund.account.query: the merchant's own balance. */
export function queryAccount(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, ACCOUNT)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const asked = textOf(biz, 'alipay_user_id') ?? caller.sellerId
  if (asked !== caller.sellerId) return refuse('NO_PERMISSION_ACCOUNT')
  const { ledger } = desk
  return {
    code: '10000',
    msg: 'Success',
    available_amount: yuanFromFen(ledger.availableFen(asked)),
    freeze_amount: yuanFromFen(ledger.frozenFen(asked)),
    total_amount: yuanFromFen(ledger.balanceFen(asked)),
  }
}
