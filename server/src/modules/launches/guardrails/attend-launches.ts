import { later } from '../../../platform/clock/index.js'
import { isRefusal } from '../../../platform/refusal/index.js'
import type { Actor } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { advanceSchedule, scheduleDueAt } from '../ramp/move-schedule.js'
import { type Launch, selectLaunch } from '../ramp/queries.js'
import { holdLaunch, writeVersion } from '../ramp/write-version.js'
import type { Guardrail } from '../rules-schema.js'
import { measureLaunch, type Reading } from './measure.js'
import { tripGuardrail } from './trip-guardrail.js'
import { selectLastTrips } from './trips.js'

/** A breach is acted upon within this and the time of a measurement. */
const WATCH_EVERY_MS = 5_000

type AttendDeps = Pick<LaunchesDeps, 'db' | 'clock' | 'log' | 'rulebooks'>

/** Launches whose guardrails are to be looked at, or whose schedule is due; each by one process at a time. */
export async function attendLaunches(deps: AttendDeps, limit: number): Promise<number> {
  const now = deps.clock.now()
  const next = later(now, WATCH_EVERY_MS)
  const claimed = await deps.db.sql<{ id: string }>`
    update launches set
      watch_due_at = case when watch_due_at is not null then ${next}::timestamptz end,
      due_at = case when due_at <= ${now} then ${next}::timestamptz else due_at end
    where id in (
      select id from launches where due_at <= ${now} or watch_due_at <= ${now}
      order by id limit ${limit} for no key update skip locked)
    returning id`
  for (const { id } of claimed) {
    // One that cannot be measured must not keep the others from being watched.
    await attend(deps, id).catch((error: unknown) =>
      deps.log.error({ err: error, launch: id }, 'a launch was not attended to; it will be in a moment'),
    )
  }
  return claimed.length
}

async function attend(deps: AttendDeps, id: string): Promise<void> {
  const launch = await selectLaunch(deps.db, id)
  if (launch === null || launch.rules.state !== 'live') return
  const breached = (await measureLaunch(deps, launch)).filter(({ measured }) => measured.breached)
  if (breached.length > 0) {
    const tripped = await selectLastTrips(deps.db, id)
    const [worst] = breached.filter((reading) => mayTrip(launch, reading, tripped)).sort(bySeverity)
    if (worst !== undefined) await tripGuardrail(deps, launch, worst)
    return
  }
  const dueAt = scheduleDueAt(launch.rules)
  if (dueAt !== null && dueAt <= deps.clock.now()) await advance(deps, launch)
}

/**
 * A pause is made once: afterwards it is a person's turn. A step back is made again when what has come in since is
 * still too bad, down to nobody.
 */
function mayTrip(
  { rules }: Launch,
  { position, guardrail }: Reading,
  tripped: ReadonlyMap<number, Date>,
): boolean {
  if (!tripped.has(position) || guardrail.onBreach === 'halt') return true
  return guardrail.onBreach === 'step_back' && rules.shareBp > 0
}

const SEVERITY: Readonly<Record<Guardrail['onBreach'], number>> = { halt: 0, step_back: 1, pause: 2 }
const bySeverity = (one: Reading, other: Reading): number =>
  SEVERITY[one.guardrail.onBreach] - SEVERITY[other.guardrail.onBreach]

const SCHEDULE: Actor = { kind: 'schedule', id: 'schedule', name: 'schedule', role: null }

/** The schedule's next step, written by whoever comes first; the others find another version. */
async function advance(deps: AttendDeps, measured: Launch): Promise<void> {
  const advanced = await deps.db.tx(async (tx) => {
    const launch = await holdLaunch(tx, measured.id)
    if (isRefusal(launch) || launch.version !== measured.version) return false
    const at = deps.clock.now()
    const rules = advanceSchedule(launch.rules, at)
    if (rules === null) return false
    const { step, steps, state } = rules.schedule
    const share = `${(rules.shareBp / 100).toFixed(2)}%`
    const why =
      state === 'done'
        ? `放量计划完成：${share} · the schedule is done: ${share}`
        : `放量计划第 ${step + 1}/${steps.length} 步：${share} · step ${step + 1} of ${steps.length}: ${share}`
    await writeVersion(tx, launch, rules, { actor: SCHEDULE, at, action: 'launch.advance', why })
    return true
  })
  if (advanced) await deps.rulebooks.announce()
}
