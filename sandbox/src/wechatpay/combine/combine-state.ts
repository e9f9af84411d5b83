import type { Order } from '../order-book.js'
import { type TradeState, tradeState } from '../order-state.js'
import type { Combine } from './combine-book.js'

/** Paid together, closed together; what is refunded later shows on the parts only. */
export function combineState(combine: Combine, orders: readonly Order[], nowMs: number): TradeState {
  const [first] = orders
  if (!first) return 'CLOSED'
  const state = tradeState(first, nowMs)
  if (first.paid) return 'SUCCESS'
  return combine.closedAtMs === null ? state : 'CLOSED'
}

export const combineTotalMinor = (orders: readonly Order[]): number =>
  orders.reduce((sum, order) => sum + order.totalMinor, 0)
