import { canGive, moveTo } from './accounts.js'
import type { Desk } from './desk.js'
import { type AlipayRefusal, refuse } from './errors.js'
import { isObject, type Json, textOf } from './fields.js'
import { fenFromYuan } from './price.js'
import { isFaceToFace } from './products.js'
import type { SplitRow } from './settlements.js'
import type { Trade } from './trades.js'

export interface ShareReturn {
  row: SplitRow
  amountFen: number
}

/**
 * Which shares a refund takes back. A till's trade returns them by itself, in proportion; online the merchant names
 * from whom, and what it does not name it pays alone.
 */
export function sharesToReturn(
  desk: Desk,
  trade: Trade,
  refundFen: number,
  named: Json | undefined,
): ShareReturn[] | AlipayRefusal {
  const rows = desk.settlements.ofTrade(trade.id).flatMap((one) => one.rows)
  const isNamed = Array.isArray(named) && named.length > 0
  if (rows.length === 0 && isNamed && !isFaceToFace(trade.terms.product))
    return refuse('ACQ.ALLOC_AMOUNT_VALIDATE_ERROR')
  if (isFaceToFace(trade.terms.product)) {
    return rows
      .map((row) => ({
        row,
        amountFen: Math.min(
          row.amountFen - row.backFen,
          Math.floor((row.amountFen * refundFen) / trade.terms.totalFen),
        ),
      }))
      .filter(({ amountFen, row }) => amountFen > 0 && canGive(desk, row.receiver, amountFen))
  }
  const returns: ShareReturn[] = []
  let sumFen = 0
  for (const one of Array.isArray(named) ? named : []) {
    if (!isObject(one)) continue
    const out = textOf(one, 'trans_out')
    const row = rows.find(({ receiver }) => receiver.id === out || receiver.logonId === out)
    if (!row) return refuse('ACQ.REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST')
    const amountFen =
      fenFromYuan(textOf(one, 'amount') ?? '') ??
      Math.floor((refundFen * Number(textOf(one, 'amount_percentage') ?? 0)) / 100)
    sumFen += amountFen
    const already = returns.reduce((sum, other) => (other.row === row ? sum + other.amountFen : sum), 0)
    if (!(amountFen >= 1) || amountFen + already > row.amountFen - row.backFen || sumFen > refundFen)
      return refuse('ACQ.ALLOC_AMOUNT_VALIDATE_ERROR')
    if (!canGive(desk, row.receiver, amountFen + already)) return refuse('ACQ.TRADE_SETTLE_ERROR')
    returns.push({ row, amountFen })
  }
  return returns
}

/** Moves the shares back to the merchant, who then pays the refund. */
export function returnShares(desk: Desk, trade: Trade, returns: readonly ShareReturn[]): void {
  const { sellerId, subject, outTradeNo } = trade.terms
  for (const { row, amountFen } of returns) {
    row.backFen += amountFen
    moveTo(desk, row.receiver, -amountFen, {
      kind: '交易分账',
      from: sellerId,
      fromName: desk.apps.ofSeller(sellerId)?.name ?? sellerId,
      subject: `分账退回：${subject}`,
      outNo: outTradeNo,
      businessNo: trade.tradeNo ?? '',
    })
    desk.ledger.post({
      sellerId,
      kind: '交易分账',
      businessNo: trade.tradeNo ?? '',
      outNo: outTradeNo,
      subject,
      other: row.receiver.id,
      amountFen,
      memo: '分账退回',
    })
  }
  for (const settlement of desk.settlements.ofTrade(trade.id)) desk.settlements.keep(settlement)
}
