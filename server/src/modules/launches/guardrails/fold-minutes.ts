import { later } from '../../../platform/clock/index.js'
import type { Tx } from '../../../platform/db/index.js'
import type { LaunchesDeps } from '../deps.js'
import { claimChore } from './claim-chore.js'
import { FOLD_OVERLAP_MS } from './count-outcomes.js'

const EVERY_MS = 10_000
const MINUTE_MS = 60_000
/** A process that was away for long catches up in steps. */
const LONGEST_STEP_MS = 24 * 60 * MINUTE_MS

/** Counts what happened to each method, minute by minute. The last minutes are counted anew each time. */
export async function foldMinutes(deps: Pick<LaunchesDeps, 'db' | 'clock'>): Promise<number> {
  const now = deps.clock.now()
  if (!(await claimChore(deps.db, 'fold', now, EVERY_MS))) return 0
  await deps.db.tx(async (tx) => {
    const [chore] = await tx.sql<{ doneUntil: Date | null }>`
      select done_until as "doneUntil" from launch_chores where name = 'fold' for update`
    const doneUntil = chore?.doneUntil ?? (await whenItBegan(tx)) ?? now
    // Another process's clock may be ahead: what it has folded stays.
    const from = minuteOf(new Date(Math.min(doneUntil.getTime(), now.getTime()) - FOLD_OVERLAP_MS))
    const until = new Date(Math.min(now.getTime(), from.getTime() + LONGEST_STEP_MS))
    const end = later(minuteOf(until), MINUTE_MS)
    await tx.sql`delete from method_minutes where minute >= ${from} and minute < ${end}`
    await tx.sql`
      insert into method_minutes (method, minute, outcome, bin, count)
      select method, date_trunc('minute', at), outcome, bin, count(*) from method_outcomes
      where at >= ${from} and at < ${end} group by 1, 2, 3, 4`
    const nextAt = until < now ? now : later(now, EVERY_MS)
    await tx.sql`
      update launch_chores set done_until = greatest(done_until, ${until}), due_at = ${nextAt} where name = 'fold'`
  })
  return 1
}

async function whenItBegan(tx: Tx): Promise<Date | null> {
  const [row] = await tx.sql<{ at: Date | null }>`select min(created_at) as at from checkouts`
  return row?.at ?? null
}

const minuteOf = (time: Date): Date => new Date(Math.floor(time.getTime() / MINUTE_MS) * MINUTE_MS)
