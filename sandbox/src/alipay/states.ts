/**
 * A trade as the institution keeps it. Before the payer scans or opens the cashier there is none.
 * WAIT_BUYER_PAY: nothing has moved. TRADE_SUCCESS: paid; refunds below the total leave it there.
 * TRADE_CLOSED: unpaid and over, or given back in full. TRADE_FINISHED: paid, and past the refund window.
 */
export type TradeState = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED' | 'TRADE_FINISHED'
export type TradeEvent =
  | 'paid'
  | 'closed'
  | 'cancelled'
  | 'expired'
  | 'refunded'
  | 'refunded_in_full'
  | 'window_ended'

export const TRADE_MOVES = {
  WAIT_BUYER_PAY: {
    paid: 'TRADE_SUCCESS',
    closed: 'TRADE_CLOSED',
    cancelled: 'TRADE_CLOSED',
    expired: 'TRADE_CLOSED',
  },
  TRADE_SUCCESS: {
    refunded: 'TRADE_SUCCESS',
    refunded_in_full: 'TRADE_CLOSED',
    window_ended: 'TRADE_FINISHED',
  },
  TRADE_CLOSED: {},
  TRADE_FINISHED: {},
} as const satisfies Record<TradeState, Partial<Record<TradeEvent, TradeState>>>

/** The next state, or null when the event has no place in this one. */
export function next(state: TradeState, event: TradeEvent): TradeState | null {
  const moves: Partial<Record<TradeEvent, TradeState>> = TRADE_MOVES[state]
  return moves[event] ?? null
}
