import type { ConnectorEntry } from '../../../connectors/book.js'
import type { ComplaintFact } from '../../../connectors/contract.js'
import { later } from '../../../platform/clock/index.js'
import type { Db, Tx } from '../../../platform/db/index.js'
import { checkoutIdIn } from '../../checkouts/index.js'
import type { LaunchesDeps } from '../deps.js'
import { claimChore } from './claim-chore.js'

const EVERY_MS = 30_000
/** An account that may not list them, since it has not signed for that, need not be told so twice a minute. */
const REFUSED_EVERY_MS = 600_000
const DAY_MS = 24 * 3_600_000
/** The longest span that an institution lists at once. */
const FIRST_LOOK_MS = 29 * DAY_MS
/** A complaint may appear in the list some time after it was made. */
const OVERLAP_MS = DAY_MS

type PollDeps = Pick<LaunchesDeps, 'db' | 'clock' | 'log' | 'book'>

/** Asks for each account; what is new is kept once, by its number there. */
export async function pollComplaints(deps: PollDeps, limit: number): Promise<number> {
  let polled = 0
  for (const account of deps.book.accounts()) {
    if (polled >= limit) break
    const name = choreOf(account.accountId)
    const now = deps.clock.now()
    await deps.db.sql`
      insert into launch_chores (name, due_at) values (${name}, ${now}) on conflict (name) do nothing`
    if (!(await claimChore(deps.db, name, now, EVERY_MS))) continue
    polled += 1
    await pollAccount(deps, account, name, now)
  }
  return polled
}

const choreOf = (accountId: string): string => `complaints:${accountId}`

/** Its list is asked for at the next look of the background. */
export async function hurryComplaints(tx: Tx, accountId: string, now: Date): Promise<boolean> {
  const { count } = await tx.sql`
    update launch_chores set due_at = ${now} where name = ${choreOf(accountId)} and due_at > ${now}`
  return count > 0
}

async function pollAccount(deps: PollDeps, account: ConnectorEntry, name: string, now: Date): Promise<void> {
  const { db, log } = deps
  const [chore] = await db.sql<{ doneUntil: Date | null }>`
    select done_until as "doneUntil" from launch_chores where name = ${name}`
  const from = chore?.doneUntil == null ? later(now, -FIRST_LOOK_MS) : later(chore.doneUntil, -OVERLAP_MS)
  const since = from < later(now, -FIRST_LOOK_MS) ? later(now, -FIRST_LOOK_MS) : from
  const answer = await account.connector.listComplaints({ from: since, until: now })
  if (answer.outcome !== 'listed') {
    // Not asked for in vain: the span is asked for again next time.
    log.warn({ account: account.accountId, answer }, 'complaints could not be listed')
    if (answer.outcome === 'declined' && !answer.decline.temporary)
      await db.sql`update launch_chores set due_at = ${later(now, REFUSED_EVERY_MS)} where name = ${name}`
    return
  }
  for (const complaint of answer.complaints) {
    // What was there before we began to look did not come just now.
    const seenAt = chore?.doneUntil == null && complaint.complainedAt < now ? complaint.complainedAt : now
    await keepComplaint(db, account, complaint, seenAt)
  }
  await db.sql`update launch_chores set done_until = ${now} where name = ${name}`
}

async function keepComplaint(
  db: Db,
  { accountId, connector }: ConnectorEntry,
  { complaintId, outTradeNo, state, problem, complainedAt }: ComplaintFact,
  seenAt: Date,
): Promise<void> {
  const checkoutId = outTradeNo === null ? null : checkoutIdIn(outTradeNo)
  await db.sql`
    insert into complaints (institution, complaint_id, account_id, out_trade_no, checkout_id, attempt_id, method,
      state, problem, complained_at, seen_at)
    select ${connector.institution}, ${complaintId}, ${accountId}, ${outTradeNo}, a.checkout_id, a.id, a.method,
      ${state}, ${problem}, ${complainedAt}, ${seenAt}
    from (select 1) one left join attempts a on a.checkout_id = ${checkoutId} and a.out_trade_no = ${outTradeNo}
    on conflict (institution, complaint_id) do update set state = excluded.state, problem = excluded.problem
      where (complaints.state, complaints.problem) is distinct from (excluded.state, excluded.problem)`
}
