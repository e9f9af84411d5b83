import type { Tx } from '../../platform/db/index.js'
import { tell } from '../story/index.js'

/** Ties the checkout to one institution for good: a code is out that cannot be called back. */
export async function lockCheckoutTo(
  tx: Tx,
  checkoutId: string,
  institution: string,
  at: Date,
): Promise<void> {
  const { count } = await tx.sql`
    update checkouts set locked_to = ${institution} where id = ${checkoutId} and locked_to is null`
  // Told, so that it can be said later since when the other institutions were hidden.
  if (count > 0) tell(tx, { checkoutId, at, kind: 'checkout.locked', subject: null, data: { institution } })
}

/** The next number for a child of a held checkout. */
export async function takeAttemptSeq(tx: Tx, checkoutId: string): Promise<number> {
  const [row] = await tx.sql<{ seq: number }>`
    update checkouts set attempt_count = attempt_count + 1 where id = ${checkoutId}
    returning attempt_count as seq`
  if (row === undefined) throw new Error(`checkout ${checkoutId} is gone`)
  return row.seq
}

export async function takeRefundSeq(tx: Tx, checkoutId: string): Promise<number> {
  const [row] = await tx.sql<{ seq: number }>`
    update checkouts set refund_count = refund_count + 1 where id = ${checkoutId}
    returning refund_count as seq`
  if (row === undefined) throw new Error(`checkout ${checkoutId} is gone`)
  return row.seq
}
