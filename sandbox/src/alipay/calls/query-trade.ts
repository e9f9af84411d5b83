import { beijingTime } from '../beijing-time.js'
import { buyerFields } from '../buyers.js'
import type { Caller } from '../caller.js'
import { type AlipayRefusal, isRefusal } from '../errors.js'
import { type JsonObject, list, text } from '../fields.js'
import { yuanFromFen } from '../price.js'
import type { Trades } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { requireTrade } from './find-trade.js'

const RULES = { org_pid: text(16), query_options: list(text(64)) }

/** alipay.trade.query. There is no refund amount in it: a partly refunded trade still says TRADE_SUCCESS. */
export function queryTrade(
  { trades }: { trades: Trades },
  biz: JsonObject,
  caller: Caller,
): NodeFields | AlipayRefusal {
  const trade = requireTrade(trades, caller, biz, RULES)
  if (isRefusal(trade)) return trade
  const { terms, buyer } = trade
  const total = yuanFromFen(terms.totalFen)
  const paid = trade.paidAtMs === null ? '0.00' : total
  return {
    code: '10000',
    msg: 'Success',
    buyer_pay_amount: paid,
    ...buyerFields(caller.app, buyer),
    buyer_user_type: buyer ? 'PRIVATE' : undefined,
    fund_bill_list:
      trade.paidAtMs === null ? undefined : [{ amount: total, fund_channel: terms.fundChannel }],
    invoice_amount: paid,
    out_trade_no: trade.terms.outTradeNo,
    passback_params: terms.passbackParams ?? undefined,
    point_amount: '0.00',
    receipt_amount: paid,
    send_pay_date: trade.paidAtMs === null ? undefined : beijingTime(trade.paidAtMs),
    store_id: terms.storeId ?? undefined,
    terminal_id: terms.terminalId ?? undefined,
    total_amount: total,
    trade_no: trade.tradeNo,
    trade_status: trade.state,
  }
}
