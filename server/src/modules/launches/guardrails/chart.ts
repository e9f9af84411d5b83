import type { Db, Tx } from '../../../platform/db/index.js'
import type { Launch } from '../ramp/queries.js'
import { add, noOutcomes, type Outcomes } from './count-outcomes.js'
import { figureOf } from './judge.js'

type On = Pick<Db | Tx, 'sql'>
const MINUTE_MS = 60_000

export interface ChartSpan {
  readonly from: Date
  readonly until: Date
  readonly buckets: number
}

/** Share and figures by method over time, and what happened to the launch meanwhile. Reads folded minutes only. */
export async function readChart(on: On, launch: Launch, span: ChartSpan) {
  const lengthMs = bucketMs(span)
  const count = Math.ceil((span.until.getTime() - span.from.getTime()) / lengthMs)
  const { methods } = launch.rules
  const [rows, versions] = await Promise.all([
    selectMinutes(on, methods, span, lengthMs),
    selectShares(on, launch.id, span),
  ])
  const sums = new Map<string, Outcomes & { started: number }>()
  for (const { method, bucket, outcome, bin, count: rowCount } of rows) {
    const key = `${bucket} ${method}`
    const sum = sums.get(key) ?? { ...noOutcomes(), started: 0 }
    sums.set(key, sum)
    if (outcome === 'started') sum.started += Number(rowCount)
    else add(sum, outcome, bin, Number(rowCount))
  }
  const data = Array.from({ length: count }, (_, bucket) => {
    const at = new Date(span.from.getTime() + bucket * lengthMs)
    const end = Math.min(at.getTime() + lengthMs, span.until.getTime())
    return {
      at: at.toISOString(),
      // As it was at the end: the last point shows how it is now.
      shareBp: versions.findLast(({ at: since }) => since.getTime() <= end)?.shareBp ?? 0,
      methods: methods.map((method) => viewFigures(method, sums.get(`${bucket} ${method}`))),
    }
  })
  const events = versions
    .filter(({ at }) => at >= span.from && at <= span.until)
    .map(({ at, action, actor, why, version, shareBp }) => ({
      at: at.toISOString(),
      kind: action,
      who: actor.name,
      by: { kind: actor.kind, name: actor.name },
      why,
      version,
      shareBp,
    }))
  return { data, events }
}

function viewFigures(method: string, sum: (Outcomes & { started: number }) | undefined) {
  const outcomes = sum ?? noOutcomes()
  return {
    method,
    started: sum?.started ?? 0,
    paid: outcomes.paid,
    failed: outcomes.failed,
    closed: outcomes.closed,
    successBp: figureOf('success_rate', outcomes).value,
    timeToPaidMs: figureOf('time_to_paid', outcomes).value,
  }
}

/** Whole minutes, since that is what is folded. */
function bucketMs({ from, until, buckets }: ChartSpan): number {
  const spanMs = until.getTime() - from.getTime()
  return Math.max(1, Math.ceil(spanMs / buckets / MINUTE_MS)) * MINUTE_MS
}

interface MinuteRow {
  readonly method: string
  readonly bucket: number
  readonly outcome: string
  readonly bin: number
  readonly count: bigint
}

const selectMinutes = (on: On, methods: readonly string[], { from, until }: ChartSpan, lengthMs: number) =>
  on.sql<MinuteRow>`
  select method, floor(extract(epoch from minute - ${from}::timestamptz) * 1000 / ${lengthMs}::float8)::integer as bucket,
    outcome, bin, sum(count)::bigint as count
  from method_minutes where method = any(${methods}) and minute >= ${from} and minute < ${until}
  group by 1, 2, 3, 4`

interface ShareRow {
  readonly at: Date
  readonly version: number
  readonly action: string
  readonly actor: { readonly kind: string; readonly name: string }
  readonly why: string
  /** 0 while nobody sees it. */
  readonly shareBp: number
}

/** Versions in the span, and the one that held when it began; in the order of their time. */
const selectShares = (on: On, launchId: string, { from, until }: ChartSpan) => on.sql<ShareRow>`
  select valid_from as at, version, action, actor, why,
    case when rules->>'state' = 'live' then (rules->>'shareBp')::integer else 0 end as "shareBp"
  from launch_versions where launch_id = ${launchId} and valid_from <= ${until} and version >= coalesce(
    (select max(version) from launch_versions where launch_id = ${launchId} and valid_from <= ${from}), 0)
  order by version`
