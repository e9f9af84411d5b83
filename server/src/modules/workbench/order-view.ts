import type { AttemptView, CheckoutView, OrderView, RefundView } from '../checkouts/index.js'

/** A seller's order with what surrounds it, and nothing of the other sellers in the same checkout. */
export interface SellerOrder {
  readonly order: OrderView
  readonly checkout: Pick<
    CheckoutView,
    'id' | 'reference' | 'state' | 'createdAt' | 'paidAt' | 'deadlineAt' | 'shopper'
  >
  readonly payment: { readonly institution: string; readonly method: string } | null
  readonly refunds: readonly RefundView[]
}

/** Without the action: paying is the shopper's. */
type SafeAttempt = Omit<AttemptView, 'action'>

export function viewSellerOrder(checkout: CheckoutView, orderId: string): SellerOrder | null {
  const order = checkout.orders.find(({ id }) => id === orderId)
  if (order === undefined) return null
  const paid = checkout.attempts.find(({ id }) => id === checkout.paidAttemptId)
  const { id, reference, state, createdAt, paidAt, deadlineAt, shopper } = checkout
  return {
    order,
    checkout: { id, reference, state, createdAt, paidAt, deadlineAt, shopper },
    payment: paid === undefined ? null : { institution: paid.institution, method: paid.method },
    refunds: checkout.refunds.flatMap((refund) => partOf(refund, orderId)),
  }
}

/** A refund of several sellers' orders is shown to each with its own part only. */
function partOf(refund: RefundView, orderId: string): RefundView[] {
  const parts = refund.parts.filter((part) => part.orderId === orderId)
  if (parts.length === 0) return []
  return [{ ...refund, orderId, parts, amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0) }]
}

export function safeAttempt(attempt: AttemptView): SafeAttempt {
  const { action: _action, ...safe } = attempt
  return safe
}
