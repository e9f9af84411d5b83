import { beijingTime } from '../beijing-time.js'
import { buyerFields } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal } from '../errors.js'
import { type JsonObject, list, text } from '../fields.js'
import { yuanFromFen } from '../price.js'
import type { Trade } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { requireTrade } from './find-trade.js'
import { splittableFen } from './settle-order.js'

const RULES = { org_pid: text(16), query_options: list(text(64)) }

/** alipay.trade.query. There is no refund amount in it: a partly refunded trade still says TRADE_SUCCESS. */
export function queryTrade(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const trade = requireTrade(desk.trades, caller, biz, RULES)
  if (isRefusal(trade)) return trade
  const { terms, buyer } = trade
  const options = Array.isArray(biz.query_options) ? biz.query_options : []
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
    trade_settle_info: options.includes('trade_settle_info') ? settleInfo(desk, caller, trade) : undefined,
    trade_status: trade.state,
  }
}

/** Shares that were given and taken back; absent while nothing is paid. */
function settleInfo(desk: Desk, caller: Caller, trade: Trade): NodeFields | undefined {
  if (trade.paidAtMs === null) return undefined
  const { sellerId } = trade.terms
  const rows = desk.settlements.ofTrade(trade.id).flatMap((settlement) =>
    settlement.rows.flatMap(({ receiver, amountFen, backFen }) => {
      const about = { operation_serial_no: settlement.id, operation_dt: beijingTime(settlement.atMs) }
      const given = {
        ...about,
        operation_type: 'transfer',
        trans_out: sellerId,
        trans_in: receiver.id,
        amount: yuanFromFen(amountFen),
      }
      const back = {
        ...about,
        operation_type: 'transfer_refund',
        trans_out: receiver.id,
        trans_in: sellerId,
        amount: yuanFromFen(backFen),
      }
      return backFen > 0 ? [given, back] : [given]
    }),
  )
  const isFinished = desk.settlements.isFinished(trade.id)
  return {
    trade_unsettled_amount: yuanFromFen(isFinished ? 0 : splittableFen(desk, caller, trade)),
    trade_settle_detail_list: rows,
  }
}
