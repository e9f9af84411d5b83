import type { Tx } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'

export interface Transfer {
  readonly debit: string
  readonly credit: string
  readonly amountMinor: bigint
  readonly currency: string
  /** Unique within the checkout: what made this transfer. The same cause moves money once. */
  readonly cause: string
}

/**
 * Posts transfers of one checkout. A cause that is posted already with the same figures is left as it is; with
 * other figures the whole posting is refused, since one of the two would be wrong.
 */
export async function post(
  tx: Tx,
  checkoutId: string,
  at: Date,
  transfers: readonly Transfer[],
): Promise<'posted' | 'already_posted' | Refusal<'posted_with_other_figures'>> {
  for (const transfer of transfers) {
    if (transfer.amountMinor <= 0n) throw new Error(`a transfer moves a positive amount: ${transfer.cause}`)
    if (transfer.debit === transfer.credit) throw new Error(`a transfer has two accounts: ${transfer.cause}`)
  }
  const { count } = await tx.sql`
    insert into ledger_transfers (checkout_id, debit_account, credit_account, amount_minor, currency, cause, at)
    select ${checkoutId}, debit, credit, amount, currency, cause, ${at}
    from unnest(
      ${transfers.map((transfer) => transfer.debit)}::text[],
      ${transfers.map((transfer) => transfer.credit)}::text[],
      ${transfers.map((transfer) => transfer.amountMinor)}::bigint[],
      ${transfers.map((transfer) => transfer.currency)}::text[],
      ${transfers.map((transfer) => transfer.cause)}::text[]
    ) as t (debit, credit, amount, currency, cause)
    on conflict (checkout_id, cause) do nothing`
  if (count === transfers.length) return 'posted'

  const standing = await tx.sql<{
    cause: string
    debit_account: string
    credit_account: string
    amount_minor: bigint
    currency: string
  }>`
    select cause, debit_account, credit_account, amount_minor, currency from ledger_transfers
    where checkout_id = ${checkoutId} and cause = any(${transfers.map((transfer) => transfer.cause)}::text[])`
  const byCause = new Map(standing.map((row) => [row.cause, row]))
  for (const transfer of transfers) {
    const row = byCause.get(transfer.cause)
    const same =
      row !== undefined &&
      row.debit_account === transfer.debit &&
      row.credit_account === transfer.credit &&
      row.amount_minor === transfer.amountMinor &&
      row.currency === transfer.currency
    if (!same) return refuse('posted_with_other_figures', { cause: transfer.cause })
  }
  return 'already_posted'
}
