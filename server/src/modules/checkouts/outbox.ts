import { json, type Tx } from '../../platform/db/index.js'

/** What the marketplace is told, in the commit that makes it true. */
export type OutboxType =
  | 'checkout.paid'
  | 'checkout.closed'
  | 'refund.succeeded'
  | 'refund.failed'
  | 'refund.abnormal'

export async function queueForMarketplace(
  tx: Tx,
  checkoutId: string,
  at: Date,
  type: OutboxType,
  data: { readonly refundId?: string },
): Promise<void> {
  await tx.sql`
    insert into outbox (checkout_id, type, data, created_at)
    values (${checkoutId}, ${type}, ${json(data)}, ${at})`
}
