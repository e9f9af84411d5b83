import type { Db, Tx } from '../../../platform/db/index.js'

type On = Pick<Db | Tx, 'sql'>

const MINUTE_MS = 60_000
/** Created or unknown for so long counts as not paid: an order call has been given up by then. */
export const UNANSWERED_MS = 15_000
/** Minutes are folded anew for so long: what committed late, or a process that folded with a slower clock. */
export const FOLD_OVERLAP_MS = 3 * MINUTE_MS

/** What became of the attempts of one method in a span of time. */
export interface Outcomes {
  paid: number
  /** The institution said no. */
  failed: number
  /** Ended without a payment: given up by the shopper, replaced, run out. */
  closed: number
  unanswered: number
  refunded: number
  complained: number
  /** Payments by their time to paid, on the scale of the view `method_outcomes`. */
  readonly bins: Map<number, number>
}

export type OutcomesByMethod = ReadonlyMap<string, Outcomes>

export const noOutcomes = (): Outcomes => ({
  paid: 0,
  failed: 0,
  closed: 0,
  unanswered: 0,
  refunded: 0,
  complained: 0,
  bins: new Map(),
})

interface Row {
  readonly method: string
  readonly outcome: string
  readonly bin: number
  readonly count: bigint
}

/**
 * What came to an end in the span, by method: whole minutes from what is folded, the rest from the rows themselves by
 * their time. Ends count when they happened, so a payment after ten minutes of thought is seen by a short window too.
 */
export async function countOutcomes(on: On, from: Date, until: Date): Promise<OutcomesByMethod> {
  const { wholeFrom, wholeUntil } = await wholeMinutes(on, from, until)
  const parts =
    wholeFrom < wholeUntil
      ? [
          selectFolded(on, wholeFrom, wholeUntil),
          selectRaw(on, from, wholeFrom),
          selectLast(on, wholeUntil, until),
        ]
      : [selectLast(on, from, until)]
  const sums = new Map<string, Outcomes>()
  for (const { method, outcome, bin, count } of (await Promise.all(parts)).flat()) {
    const sum = sums.get(method) ?? noOutcomes()
    sums.set(method, sum)
    add(sum, outcome, bin, Number(count))
  }
  return sums
}

/** The same, with those that the institution has left without an answer until now. */
export async function countOutcomesUntilNow(on: On, from: Date, now: Date): Promise<OutcomesByMethod> {
  const before = new Date(now.getTime() - UNANSWERED_MS)
  const [ended, unanswered] = await Promise.all([
    countOutcomes(on, from, now),
    on.sql<{ method: string; count: bigint }>`
      select method, count(*) from attempts
      where state in ('created', 'unknown') and created_at >= ${from} and created_at <= ${before} group by method`,
  ])
  const sums = new Map(ended)
  for (const { method, count } of unanswered)
    sums.set(method, { ...(sums.get(method) ?? noOutcomes()), unanswered: Number(count) })
  return sums
}

export function addOutcomes(all: Iterable<Outcomes>): Outcomes {
  const sum = noOutcomes()
  for (const one of all) {
    sum.paid += one.paid
    sum.failed += one.failed
    sum.closed += one.closed
    sum.unanswered += one.unanswered
    sum.refunded += one.refunded
    sum.complained += one.complained
    for (const [bin, count] of one.bins) sum.bins.set(bin, (sum.bins.get(bin) ?? 0) + count)
  }
  return sum
}

export function add(sum: Outcomes, outcome: string, bin: number, count: number): void {
  if (outcome === 'paid') sum.bins.set(bin, (sum.bins.get(bin) ?? 0) + count)
  if (outcome in sum && outcome !== 'bins') sum[outcome as Exclude<keyof Outcomes, 'bins'>] += count
}

/** Which part of the span is folded for good. Below some minutes of it, two questions are dearer than one. */
async function wholeMinutes(on: On, from: Date, until: Date): Promise<{ wholeFrom: Date; wholeUntil: Date }> {
  const [fold] = await on.sql<{ doneUntil: Date | null }>`
    select done_until as "doneUntil" from launch_chores where name = 'fold'`
  const foldedMs = (fold?.doneUntil?.getTime() ?? 0) - FOLD_OVERLAP_MS
  const wholeFrom = new Date(Math.ceil(from.getTime() / MINUTE_MS) * MINUTE_MS)
  const wholeUntil = new Date(Math.floor(Math.min(foldedMs, until.getTime()) / MINUTE_MS) * MINUTE_MS)
  return { wholeFrom, wholeUntil }
}

const selectFolded = (on: On, from: Date, until: Date) => on.sql<Row>`
  select method, outcome, bin, sum(count)::bigint as count from method_minutes
  where minute >= ${from} and minute < ${until} and outcome <> 'started' group by method, outcome, bin`

const selectRaw = (on: On, from: Date, until: Date) => on.sql<Row>`
  select method, outcome, bin, count(*) from method_outcomes
  where at >= ${from} and at < ${until} and outcome <> 'started' group by method, outcome, bin`

const selectLast = (on: On, from: Date, until: Date) => on.sql<Row>`
  select method, outcome, bin, count(*) from method_outcomes
  where at >= ${from} and at <= ${until} and outcome <> 'started' group by method, outcome, bin`
