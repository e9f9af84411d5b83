/**
 * The life of a checkout.
 *
 *   open     may be paid until its deadline
 *   closing  asked to close, or expired: its attempts are being closed at their institutions; money still counts
 *   paid     one success is kept; refunds do not change this state
 *   closed   no attempt can be paid any more, as far as institutions say; money that comes anyway is given back,
 *            or honoured where the policy says so
 */
export type CheckoutState = 'open' | 'closing' | 'paid' | 'closed'
export type CheckoutEvent = 'close_asked' | 'attempts_closed' | 'succeeded' | 'late_success_honoured'

export const CHECKOUT_MOVES = {
  open: { close_asked: 'closing', succeeded: 'paid' },
  closing: { attempts_closed: 'closed', succeeded: 'paid' },
  paid: {},
  closed: { late_success_honoured: 'paid' },
} as const satisfies Record<CheckoutState, Partial<Record<CheckoutEvent, CheckoutState>>>

export function nextCheckoutState(from: CheckoutState, event: CheckoutEvent): CheckoutState | null {
  return (CHECKOUT_MOVES[from] as Partial<Record<CheckoutEvent, CheckoutState>>)[event] ?? null
}
