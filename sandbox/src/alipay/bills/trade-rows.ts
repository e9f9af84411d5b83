import type { Trade } from '../trades.js'
import type { Period } from './period.js'

/** One row of the trade bill before it is written. */
export interface TradeRow {
  tradeNo: string
  outTradeNo: string
  kind: '交易' | '退款'
  subject: string
  createdAtMs: number
  finishedAtMs: number
  storeId: string
  operatorId: string
  terminalId: string
  other: string
  /** Negative for refunds. */
  totalFen: number
  receiptFen: number
  requestNo: string
  /** Negative for payments, positive when it comes back. */
  feeFen: number
  memo: string
}

/** What was paid and given back in the period, by the time it was finished. Trades that were never paid do not appear. */
export function tradeRows(trades: Iterable<Trade>, sellerId: string, period: Period): TradeRow[] {
  const rows: TradeRow[] = []
  const inPeriod = (atMs: number | null): atMs is number =>
    atMs !== null && atMs >= period.startMs && atMs < period.endMs
  for (const trade of trades) {
    const { terms, tradeNo, buyer, paidAtMs } = trade
    if (terms.sellerId !== sellerId || tradeNo === null) continue
    const common = {
      tradeNo,
      outTradeNo: terms.outTradeNo,
      subject: terms.subject,
      createdAtMs: trade.createdAtMs,
      storeId: terms.storeId ?? '',
      operatorId: terms.operatorId ?? '',
      terminalId: terms.terminalId ?? '',
      other: buyer?.logonId ?? '',
      memo: terms.body ?? '',
    }
    if (inPeriod(paidAtMs)) {
      rows.push({
        ...common,
        kind: '交易',
        finishedAtMs: paidAtMs,
        totalFen: terms.totalFen,
        receiptFen: terms.totalFen,
        requestNo: '',
        feeFen: -trade.feeFen,
      })
    }
    for (const refund of trade.refunds) {
      if (refund.state !== 'SUCCESS' || !inPeriod(refund.atMs)) continue
      rows.push({
        ...common,
        kind: '退款',
        finishedAtMs: refund.atMs,
        totalFen: -refund.amountFen,
        receiptFen: -refund.amountFen,
        requestNo: refund.outRequestNo,
        feeFen: refund.feeBackFen,
      })
    }
  }
  return rows.sort((left, right) => left.finishedAtMs - right.finishedAtMs)
}
