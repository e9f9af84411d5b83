import { beijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import { type AlipayRefusal, isRefusal } from '../errors.js'
import { type JsonObject, list, required, text, textOf } from '../fields.js'
import { yuanFromFen } from '../price.js'
import type { Trades } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { requireTrade } from './find-trade.js'

const RULES = { out_request_no: required(text(64)), org_pid: text(16), query_options: list(text(64)) }

/**
 * alipay.trade.fastpay.refund.query. A number it does not know, or a refund that is not done, answers 10000 with only
 * code and msg: refund_status alone says success, and old integrations look for refund_amount.
 */
export function queryRefund(
  { trades }: { trades: Trades },
  biz: JsonObject,
  caller: Caller,
): NodeFields | AlipayRefusal {
  const trade = requireTrade(trades, caller, biz, RULES)
  if (isRefusal(trade)) return trade
  const requestNo = textOf(biz, 'out_request_no')
  const refund = trade.refunds.find((one) => one.outRequestNo === requestNo)
  if (refund?.state !== 'SUCCESS') return { code: '10000', msg: 'Success' }
  const options = Array.isArray(biz.query_options) ? biz.query_options : []
  const amount = yuanFromFen(refund.amountFen)
  const detailed = options.includes('refund_detail_item_list')
  return {
    code: '10000',
    msg: 'Success',
    deposit_back_info: options.includes('deposit_back_info') ? { has_deposit_back: 'false' } : undefined,
    gmt_refund_pay: options.includes('gmt_refund_pay') ? beijingTime(refund.atMs) : undefined,
    out_request_no: refund.outRequestNo,
    out_trade_no: trade.terms.outTradeNo,
    refund_amount: amount,
    refund_detail_item_list: detailed ? [{ amount, fund_channel: trade.terms.fundChannel }] : undefined,
    refund_reason: refund.reason ?? undefined,
    refund_status: 'REFUND_SUCCESS',
    send_back_fee: detailed ? amount : undefined,
    total_amount: yuanFromFen(trade.terms.totalFen),
    trade_no: trade.tradeNo,
  }
}
