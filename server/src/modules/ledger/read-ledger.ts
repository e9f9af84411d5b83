import type { Db } from '../../platform/db/index.js'

export interface AccountBalance {
  readonly code: string
  readonly currency: string
  readonly debitsMinor: bigint
  readonly creditsMinor: bigint
}

export interface TransferRow {
  readonly checkoutId: string
  readonly id: bigint
  readonly at: Date
  readonly debit: string
  readonly credit: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly cause: string
}

/** Balances as of now: what is folded, and what is not folded yet, in one snapshot. */
export async function readBalances(db: Db): Promise<AccountBalance[]> {
  return db.sql<AccountBalance>`
    with fresh as (
      select debit_account, credit_account, currency, amount_minor from ledger_transfers
      where written_by >= (select folded_before from ledger_fold)
    ), parts as (
      select account, currency, debits_minor, credits_minor from ledger_balances
      union all
      select debit_account, currency, amount_minor, 0 from fresh
      union all
      select credit_account, currency, 0, amount_minor from fresh
    )
    select account as code, currency, sum(debits_minor)::bigint as "debitsMinor",
           sum(credits_minor)::bigint as "creditsMinor"
    from parts group by 1, 2 order by 1, 2`
}

export async function readCheckoutTransfers(db: Db, checkoutId: string): Promise<TransferRow[]> {
  return db.sql<TransferRow>`
    select checkout_id as "checkoutId", id, at, debit_account as debit, credit_account as credit,
           amount_minor as "amountMinor", currency, cause
    from ledger_transfers where checkout_id = ${checkoutId} order by id`
}

/** One page of an account's transfers, newest first, before the given place. */
export async function readAccountTransfers(
  db: Db,
  account: string,
  page: { readonly before: { at: Date; id: bigint } | null; readonly limit: number },
): Promise<TransferRow[]> {
  const beforeAt = page.before?.at ?? new Date('9999-01-01T00:00:00Z')
  const beforeId = page.before?.id ?? 0n
  return db.sql<TransferRow>`
    select checkout_id as "checkoutId", id, at, debit_account as debit, credit_account as credit,
           amount_minor as "amountMinor", currency, cause
    from ledger_transfers
    where (debit_account = ${account} or credit_account = ${account}) and (at, id) < (${beforeAt}, ${beforeId})
    order by at desc, id desc limit ${page.limit}`
}
