import { beijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import { complaintAbout, type JsonObject, required, text, textOf } from '../fields.js'
import { yuanFromFen } from '../price.js'
import type { NodeFields } from '../wire/answer.js'
import { splittableFen } from './settle-order.js'

const RULES = { settle_no: text(64), out_request_no: text(64), trade_no: text(64) }

/** alipay.trade.order.settle.query: by settle_no, or by out_request_no and trade_no. */
export function querySettlement(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES)
  if (complaint !== null) return refuse('ACQ.INVALID_PARAMETER', complaint)
  const settleNo = textOf(biz, 'settle_no')
  const outRequestNo = textOf(biz, 'out_request_no')
  const tradeNo = textOf(biz, 'trade_no')
  if (settleNo === undefined && (outRequestNo === undefined || tradeNo === undefined))
    return refuse('ACQ.INVALID_PARAMETER', '请传settle_no，或同时传out_request_no与trade_no')
  const found =
    settleNo === undefined
      ? desk.settlements.byRequest(caller.sellerId, outRequestNo ?? '')
      : desk.settlements.get(settleNo)
  const fits = settleNo !== undefined || found?.tradeNo === tradeNo
  if (!found || !fits || found.sellerId !== caller.sellerId) return refuse('ACQ.TRADE_NOT_EXIST')
  const isDone = found.doneAtMs <= desk.core.clock.nowMs()
  const rows = found.rows.map((row) => ({
    operation_type: 'transfer',
    execute_dt: isDone ? beijingTime(found.doneAtMs) : undefined,
    trans_out: caller.sellerId,
    trans_out_type: 'userId',
    trans_in: row.receiver.id,
    trans_in_type: 'userId',
    amount: yuanFromFen(row.amountFen),
    state: isDone ? 'SUCCESS' : 'PROCESSING',
    detail_id: row.detailId,
  }))
  const returned = found.rows
    .filter((row) => row.backFen > 0)
    .map((row) => ({
      operation_type: 'transfer_refund',
      trans_out: row.receiver.id,
      trans_out_type: 'userId',
      trans_in: caller.sellerId,
      trans_in_type: 'userId',
      amount: yuanFromFen(row.backFen),
      state: 'SUCCESS',
      detail_id: row.detailId,
    }))
  return {
    code: '10000',
    msg: 'Success',
    operation_dt: beijingTime(found.atMs),
    out_request_no: found.outRequestNo,
    royalty_detail_list: [...rows, ...returned],
  }
}

/** alipay.trade.order.onsettle.query: how much of a trade may still be shared out. */
export function queryUnsettled(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, { trade_no: required(text(64)), royalty_source: text(32) })
  if (complaint !== null) return refuse('ACQ.INVALID_PARAMETER', complaint)
  const trade = desk.trades.byTradeNo(textOf(biz, 'trade_no') ?? '')
  if (trade?.terms.sellerId !== caller.sellerId) return refuse('ACQ.TRADE_NOT_EXIST')
  if (trade.paidAtMs === null) return refuse('ACQ.TRADE_STATUS_ERROR')
  const open = desk.settlements.isFinished(trade.id) ? 0 : splittableFen(desk, caller, trade)
  return { code: '10000', msg: 'Success', unsettled_amount: yuanFromFen(open) }
}
