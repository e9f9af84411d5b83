import type { Db } from '../../platform/db/index.js'

/**
 * Adds the transfers of finished transactions to the balances, in one batch: payments never touch a balance row.
 * A transaction that is still open could commit transfers behind the horizon, so the fold stops before the oldest.
 * Returns how many transfers were folded.
 */
export async function foldBalances(db: Db): Promise<number> {
  return db.tx(async (tx) => {
    const [fold] = await tx.sql<{ folded_before: string; horizon: string }>`
      select folded_before::text, pg_snapshot_xmin(pg_current_snapshot())::text as horizon
      from ledger_fold for update skip locked`
    // The row may be newer than our snapshot when another process has just folded: going back would fold twice.
    if (fold === undefined || BigInt(fold.folded_before) >= BigInt(fold.horizon)) return 0
    const folded = await tx.sql<{ transfers: bigint }>`
      with fresh as (
        select debit_account, credit_account, currency, amount_minor from ledger_transfers
        where written_by >= ${fold.folded_before}::xid8 and written_by < ${fold.horizon}::xid8
      ), sides as (
        select debit_account as account, currency, sum(amount_minor) as debits, 0 as credits
        from fresh group by 1, 2
        union all
        select credit_account, currency, 0, sum(amount_minor) from fresh group by 1, 2
      ), written as (
        insert into ledger_balances (account, currency, debits_minor, credits_minor)
        select account, currency, sum(debits), sum(credits) from sides group by 1, 2 order by 1, 2
        on conflict (account, currency) do update set
          debits_minor = ledger_balances.debits_minor + excluded.debits_minor,
          credits_minor = ledger_balances.credits_minor + excluded.credits_minor
      )
      select count(*) as transfers from fresh`
    await tx.sql`update ledger_fold set folded_before = ${fold.horizon}::xid8`
    return Number(folded[0]?.transfers ?? 0n)
  })
}
