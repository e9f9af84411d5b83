import type { OrderRecord, RefundRecord } from '../core/institution.js'
import { qrText } from './codes.js'
import type { Desk } from './desk.js'
import { refundedFen, type Trade, type TradeRefund, termsIn } from './trades.js'
import { payableCode } from './wallet.js'

/** The institution's own record of an order. A code that nobody opened is an order without a trade. */
export function orderRecord(desk: Desk, id: string): OrderRecord | null {
  const trade = desk.trades.get(id)
  const latest = desk.codes.ofOrder(id).at(-1)
  const terms = trade?.terms ?? (latest && termsIn(latest, id))
  if (!terms) return null
  const code = payableCode(desk, id)
  return {
    institution: 'alipay',
    outTradeNo: terms.outTradeNo,
    state: trade?.tradeNo ? trade.state : 'TRADE_NOT_EXIST',
    amountMinor: terms.totalFen,
    currency: 'CNY',
    transactionId: trade?.tradeNo ?? null,
    paidAt: trade?.paidAtMs ? new Date(trade.paidAtMs).toISOString() : null,
    payer: trade?.paidAtMs ? (trade.buyer?.buyerId ?? null) : null,
    code: code ? qrText(code) : null,
    refunds: trade ? trade.refunds.map(refundRecord) : [],
  }
}

export function refundRecord(refund: TradeRefund): RefundRecord {
  return {
    outRefundNo: refund.outRequestNo,
    refundId: refund.refundId,
    amountMinor: refund.amountFen,
    state: refund.state === 'FAILED' ? 'CLOSED' : refund.state,
  }
}

/** A refund that a fault rule holds back, wherever it is. */
export function openRefund(desk: Desk, outRequestNo: string): { trade: Trade; refund: TradeRefund } | null {
  for (const trade of desk.trades.all()) {
    const refund = trade.refunds.find(
      (one) => one.outRequestNo === outRequestNo && one.state === 'PROCESSING',
    )
    if (refund && refundedFen(trade) + refund.amountFen <= trade.terms.totalFen) return { trade, refund }
  }
  return null
}
