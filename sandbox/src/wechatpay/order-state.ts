import type { Order, OrderBook } from './order-book.js'

export type TradeState =
  | 'NOTPAY'
  | 'SUCCESS'
  | 'REFUND'
  | 'CLOSED'
  | 'USERPAYING'
  | 'PAYERROR'
  | 'REVOKED'
  | 'ACCEPT'

const DAY_MS = 24 * 3_600_000
/** Payable for seven days unless the order says otherwise; then the platform closes what is unpaid (§5). */
export const DEFAULT_PAYABLE_MS = 7 * DAY_MS
export const SHORTEST_PAYABLE_MS = 60_000
export const LONGEST_PAYABLE_MS = 15 * DAY_MS

/** Read from facts and the time, never stored: nothing has to wake up for an order to be closed. */
export function tradeState(order: Order, nowMs: number): TradeState {
  if (order.codePay && order.codePay.revokedAtMs !== null) return 'REVOKED'
  if (order.paid) return order.refundIds.length > 0 ? 'REFUND' : 'SUCCESS'
  if (order.codePay?.failed) return 'PAYERROR'
  if (order.codePay?.waiting) return 'USERPAYING'
  if (order.deduction) return order.deduction.waiting ? 'ACCEPT' : 'PAYERROR'
  if (order.closedAtMs !== null || nowMs >= closesByItselfAtMs(order)) return 'CLOSED'
  return 'NOTPAY'
}

function closesByItselfAtMs(order: Order): number {
  return Math.max(order.createdAtMs + DEFAULT_PAYABLE_MS, order.payableUntilMs)
}

export const TRADE_STATE_WORDS: Record<TradeState, string> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款',
  CLOSED: '订单已关闭',
  USERPAYING: '用户支付中，需要输入密码',
  PAYERROR: '支付失败',
  REVOKED: '已撤销',
  ACCEPT: '已接收，等待扣款',
}

/** What refunds have taken or may still take of an order. A closed refund gave nothing and frees its share. */
export function refundedMinor(book: OrderBook, order: Order): number {
  let sum = 0
  for (const refund of book.refundsOf(order)) if (refund.state !== 'CLOSED') sum += refund.refundMinor
  return sum
}
