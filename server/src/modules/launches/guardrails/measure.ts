import type { LaunchesDeps } from '../deps.js'
import type { Launch } from '../ramp/queries.js'
import type { Guardrail } from '../rules-schema.js'
import {
  addOutcomes,
  countOutcomes,
  countOutcomesUntilNow,
  noOutcomes,
  type Outcomes,
  type OutcomesByMethod,
} from './count-outcomes.js'
import { type Judgement, judge } from './judge.js'
import { selectLastTrips } from './trips.js'

/** What a method's own past is: the day before the window, so that a morning is held against a whole day. */
const BASELINE_MS = 24 * 3_600_000

export interface Measured extends Judgement {
  /** The method of the launch that does worst. */
  readonly method: string
  readonly at: Date
}

export interface Reading {
  readonly position: number
  readonly guardrail: Guardrail
  readonly measured: Measured
}

/** Measures every guardrail of the launch, now. */
export async function measureLaunch(
  { db, clock }: Pick<LaunchesDeps, 'db' | 'clock'>,
  launch: Launch,
): Promise<Reading[]> {
  const now = clock.now()
  const { guardrails, methods } = launch.rules
  const lastTrips = guardrails.length === 0 ? new Map<number, Date>() : await selectLastTrips(db, launch.id)
  const counts = createCounts({
    untilNow: (from) => countOutcomesUntilNow(db, new Date(from), now),
    between: (from, until) => countOutcomes(db, new Date(from), new Date(until)),
  })
  const readings: Reading[] = []
  // One after another: watching must not take the database's connections from payments.
  for (const [position, guardrail] of guardrails.entries()) {
    const windowFrom = now.getTime() - guardrail.windowMs
    // What was seen before a person put it on again, or before it tripped, has been answered.
    const answered = [launch.watchedFrom, lastTrips.get(position)].map((at) => at?.getTime() ?? 0)
    const window = await counts.untilNow(Math.max(windowFrom, ...answered))
    const past =
      guardrail.against === 'own_past' ? await counts.between(windowFrom - BASELINE_MS, windowFrom) : null
    const judged = methods.map((method) => ({
      method,
      at: now,
      ...judge(
        guardrail,
        window.get(method) ?? noOutcomes(),
        referenceOf(guardrail, method, methods, window, past),
      ),
    }))
    readings.push({ position, guardrail, measured: worstOf(judged) })
  }
  return readings
}

function referenceOf(
  { against }: Guardrail,
  method: string,
  ofLaunch: readonly string[],
  window: OutcomesByMethod,
  past: OutcomesByMethod | null,
): Outcomes | null {
  if (against === 'limit') return null
  if (against === 'own_past') return past?.get(method) ?? null
  // Methods of one launch fail together: those of others say what would be usual.
  return addOutcomes(
    [...window].filter(([other]) => !ofLaunch.includes(other)).map(([, outcomes]) => outcomes),
  )
}

function worstOf(judged: readonly Measured[]): Measured {
  const [first, ...others] = judged
  if (first === undefined) throw new Error('a launch has no method')
  return others.reduce((worst, one) => (badness(one) > badness(worst) ? one : worst), first)
}

/** Breached before not; then whatever is farther from what is allowed; then whatever has been seen more of. */
function badness({ breached, value, allowed, samples }: Judgement): number {
  const distance = value === null || allowed === null ? 0 : Math.abs(value - allowed) / Math.max(allowed, 1)
  return (breached ? 1e9 + distance * 1e6 : 0) + Math.min(samples, 1e6) / 1e6
}

/** Guardrails often share a window: each span is counted once. */
function createCounts(load: {
  untilNow: (from: number) => Promise<OutcomesByMethod>
  between: (from: number, until: number) => Promise<OutcomesByMethod>
}) {
  const known = new Map<string, Promise<OutcomesByMethod>>()
  const once = (key: string, count: () => Promise<OutcomesByMethod>) => {
    const counted = known.get(key) ?? count()
    known.set(key, counted)
    return counted
  }
  return {
    untilNow: (from: number) => once(`${from}`, () => load.untilNow(from)),
    between: (from: number, until: number) => once(`${from}-${until}`, () => load.between(from, until)),
  }
}
