import type { Order, OrderBook, Payment } from './order-book.js'

export type OrderState = 'INIT' | 'CLOSE' | 'EXPIRED' | 'SUCCESS' | 'PART_REFUND' | 'REFUND'

/** What went back of one payment, refunds under way included: the money is reserved. */
export function refundedOf(book: OrderBook, order: Order, payment: Payment): number {
  return book
    .refundsOf(order)
    .filter((refund) => refund.paymentTradeNo === payment.tradeNo && refund.state !== 'FAIL')
    .reduce((sum, refund) => sum + refund.amountMinor, 0)
}

export function orderState(book: OrderBook, order: Order, nowMs: number): OrderState {
  if (order.payments.length > 0) {
    const back = book
      .refundsOf(order)
      .filter((refund) => refund.state === 'SUCCESS')
      .reduce((sum, refund) => sum + refund.amountMinor, 0)
    const paid = order.payments.reduce((sum, payment) => sum + payment.amountMinor, 0)
    // Giving a repeated payment back leaves the order simply paid.
    const repeats = order.payments.filter(({ repeat }) => repeat)
    const backOfRepeats = repeats.reduce((sum, payment) => sum + refundedOf(book, order, payment), 0)
    if (back >= paid) return 'REFUND'
    return back > backOfRepeats ? 'PART_REFUND' : 'SUCCESS'
  }
  if (order.closedAtMs !== null) return 'CLOSE'
  return nowMs >= order.expiresAtMs ? 'EXPIRED' : 'INIT'
}

/** trade_state of the labs APIs: an expired trade was closed by the acquirer. */
export function tradeState(state: OrderState): string {
  return state === 'EXPIRED' ? 'CLOSE' : state
}

export const STATE_WORDS: Record<OrderState, string> = {
  INIT: '初始',
  CLOSE: '已关闭',
  EXPIRED: '已关闭（超时）',
  SUCCESS: '交易成功',
  PART_REFUND: '部分退款',
  REFUND: '全额退款',
}

/** order_status of the cashier (acquirer.md §2.8). 1, 3 and 5 do not occur: a wallet here pays in one step. */
export function counterStatus(state: OrderState): string {
  switch (state) {
    case 'INIT':
      return '0'
    case 'SUCCESS':
      return '2'
    case 'EXPIRED':
      return '4'
    case 'PART_REFUND':
    case 'REFUND':
      return '6'
    case 'CLOSE':
      return '7'
  }
}
