import { later } from '../../../platform/clock/index.js'
import type { LaunchesDeps } from '../deps.js'

// A payment's time is taken before its commit: what was still open when we looked is found by looking back.
const LOOK_BACK_MS = 120_000
const STRIDE_MS = 3_600_000

/**
 * Notes when each merchant was first paid by a launch's methods, out of paid checkouts: nothing is written on the way of
 * a payment. Returns 1 while there is more to catch up with.
 */
export function foldFirstPayments({ db, clock }: Pick<LaunchesDeps, 'db' | 'clock'>): Promise<number> {
  return db.tx(async ({ sql }) => {
    const now = clock.now()
    await sql`insert into first_payments_fold (folded_until) values (${now}) on conflict do nothing`
    // Skipped, not waited for, when another process folds.
    const [fold] = await sql<{ until: Date }>`
      select folded_until as until from first_payments_fold for update skip locked`
    if (fold === undefined) return 0
    const until = new Date(Math.min(now.getTime(), fold.until.getTime() + STRIDE_MS))
    await sql`
      with paid as (
        select c.id, c.paid_at, a.method
        from checkouts c join attempts a on a.checkout_id = c.id and a.id = c.paid_attempt_id
        where c.paid_at > ${later(fold.until, -LOOK_BACK_MS)} and c.paid_at <= ${until}
      ), launched as (
        select l.id, v.rules -> 'methods' as methods
        from launches l join launch_versions v on v.launch_id = l.id and v.version = l.version
      ), first as (
        select o.merchant_id, l.id as launch_id, min(paid.paid_at) as at
        from paid join orders o on o.checkout_id = paid.id join launched l on l.methods ? paid.method
        group by 1, 2
      )
      update participations p set first_paid_at = first.at
      from first
      where p.merchant_id = first.merchant_id and p.launch_id = first.launch_id
        and p.first_paid_at is null and p.active_at <= first.at`
    await sql`update first_payments_fold set folded_until = greatest(folded_until, ${until})`
    return until < now ? 1 : 0
  })
}
