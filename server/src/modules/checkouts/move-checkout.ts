import type { Tx } from '../../platform/db/index.js'
import { tell } from '../story/index.js'
import { queueForMarketplace } from './outbox.js'
import { type CheckoutEvent, type CheckoutState, nextCheckoutState } from './states.js'

/** A checkout held for the rest of the transaction: the first lock of every transaction that moves money. */
export interface HeldCheckout {
  readonly id: string
  readonly state: CheckoutState
  readonly amountMinor: bigint
  readonly currency: string
  readonly lockedTo: string | null
  readonly paidAttemptId: string | null
  readonly deadlineAt: Date
  readonly attemptCount: number
  readonly refundCount: number
  readonly returnUrl: string | null
  readonly description: string
}

/** Locks the checkout's row. Everything about one checkout queues here, so rivals see each other's outcome. */
export async function holdCheckout(tx: Tx, checkoutId: string): Promise<HeldCheckout | null> {
  const [row] = await tx.sql<HeldCheckout>`
    select id, state, amount_minor as "amountMinor", currency, locked_to as "lockedTo",
           paid_attempt_id as "paidAttemptId", deadline_at as "deadlineAt", attempt_count as "attemptCount",
           refund_count as "refundCount", return_url as "returnUrl", description
    from checkouts where id = ${checkoutId} for update`
  return row ?? null
}

interface Move {
  readonly at: Date
  readonly closeReason?: 'expired' | 'requested'
  readonly paidAttemptId?: string
}

/**
 * The only writer of a checkout's state, guarded by the state it came from. Answers the new state, or null when the
 * event means nothing in the state that the checkout is in.
 */
export async function moveCheckout(
  tx: Tx,
  checkout: HeldCheckout,
  event: CheckoutEvent,
  move: Move,
): Promise<CheckoutState | null> {
  const to = nextCheckoutState(checkout.state, event)
  if (to === null) return null
  const { count } = await tx.sql`
    update checkouts set
      state = ${to},
      close_reason = case when ${to} = 'paid' then null else coalesce(close_reason, ${move.closeReason ?? null}) end,
      paid_attempt_id = ${move.paidAttemptId ?? null},
      paid_at = case when ${to} = 'paid' then ${move.at}::timestamptz end,
      closed_at = case when ${to} = 'closed' then ${move.at}::timestamptz end,
      due_at = case when ${to} = 'closing' then ${move.at}::timestamptz end,
      tries = 0
    where id = ${checkout.id} and state = ${checkout.state}`
  if (count === 0) throw new Error(`checkout ${checkout.id} moved while it was held`)
  tell(tx, {
    checkoutId: checkout.id,
    at: move.at,
    kind: `checkout.${to as 'closing' | 'paid' | 'closed'}`,
    subject: move.paidAttemptId ?? null,
    data: move.closeReason === undefined ? {} : { reason: move.closeReason },
  })
  if (to === 'paid' || to === 'closed') {
    await queueForMarketplace(tx, checkout.id, move.at, `checkout.${to}`, {})
  }
  return to
}
