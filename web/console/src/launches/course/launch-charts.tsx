import { Segmented } from 'antd'
import { useState } from 'react'
import { queryOf } from '../../../../office/src/api.js'
import { defineWords, useWords } from '../../../../office/src/language.js'
import { CardSkeleton, Refused, StaleNote } from '../../../../office/src/load-states.js'
import { useLoad } from '../../../../office/src/use-load.js'
import { api } from '../../console-api.js'
import { type LaunchChart, launchPath } from '../launch-api.js'
import { ChartEvents } from './chart-events.js'
import { ChartTable } from './chart-table.js'
import { CourseChart } from './course-chart.js'

const words = defineWords(
  {
    title: '份额与成功率',
    range: '时间范围',
    ranges: { hour: '1 小时', day: '24 小时', week: '7 天', month: '28 天' },
  },
  {
    title: 'Share and success',
    range: 'Span of time',
    ranges: { hour: '1 hour', day: '24 hours', week: '7 days', month: '28 days' },
  },
)

const RANGES = ['hour', 'day', 'week', 'month'] as const
type Range = (typeof RANGES)[number]

const HOUR_MS = 3_600_000
const SPAN_MS: Record<Range, number> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 168 * HOUR_MS,
  month: 672 * HOUR_MS,
}
const BUCKETS: Record<Range, number> = { hour: 60, day: 96, week: 84, month: 56 }
const EVERY_MS: Record<Range, number> = { hour: 5_000, day: 15_000, week: 60_000, month: 60_000 }

function chartQuery(range: Range): string {
  const until = new Date()
  return queryOf({
    from: new Date(until.getTime() - SPAN_MS[range]).toISOString(),
    until: until.toISOString(),
    buckets: String(BUCKETS[range]),
  })
}

/** How it went: who was let in, what came of it, and what was done meanwhile. */
export function LaunchCharts({ launchId, methods }: { launchId: string; methods: readonly string[] }) {
  const t = useWords(words)
  const [range, setRange] = useState<Range>('hour')
  const { data, error, reload } = useLoad(
    `${launchId} ${range}`,
    (signal) => api.get<LaunchChart>(`${launchPath(launchId)}/chart${chartQuery(range)}`, signal),
    { everyMs: () => EVERY_MS[range] },
  )
  return (
    <section aria-label={t.title}>
      <div className="card-head">
        <h2>{t.title}</h2>
        <div className="card-aside scroll-x">
          <Segmented
            aria-label={t.range}
            value={range}
            onChange={setRange}
            options={RANGES.map((value) => ({ value, label: t.ranges[value] }))}
          />
        </div>
      </div>
      {data && <StaleNote error={error} onRetry={reload} />}
      {!data &&
        (error ? (
          <Refused error={error} onRetry={reload} />
        ) : (
          <div className="chart-waiting">
            <CardSkeleton rows={7} />
          </div>
        ))}
      {data && (
        <>
          <CourseChart chart={data} spanMs={SPAN_MS[range]} own={methods} />
          <ChartEvents events={data.events} />
          <ChartTable chart={data} />
        </>
      )}
    </section>
  )
}
