import type { LaunchesDeps } from '../deps.js'
import type { Launch } from '../ramp/queries.js'
import { measureLaunch, type Reading } from './measure.js'
import { selectLastTrips } from './trips.js'

/** The guardrails of a launch with what each measures now, as the console shows them. */
export async function measureGuardrails(deps: Pick<LaunchesDeps, 'db' | 'clock'>, launch: Launch) {
  const [readings, trips] = await Promise.all([
    measureLaunch(deps, launch),
    selectLastTrips(deps.db, launch.id),
  ])
  return readings.map((reading) => ({
    guardrail: reading.guardrail,
    /** Since when it waits for a person; null while it watches. */
    trippedAt: trips.get(reading.position)?.toISOString() ?? null,
    measured: viewMeasured(reading),
  }))
}

function viewMeasured({ guardrail: { metric, leastSamples }, measured }: Reading) {
  const { method, value, samples, heldAgainst, allowed, breached, at } = measured
  if (samples === 0) return null
  return {
    method,
    ...(metric === 'time_to_paid' ? { valueMs: value } : { valueBp: value }),
    samples,
    enough: samples >= leastSamples,
    heldAgainst,
    allowed: allowed === null ? null : Math.round(allowed),
    breached,
    at: at.toISOString(),
  }
}
