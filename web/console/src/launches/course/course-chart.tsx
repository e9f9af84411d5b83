import { type PointerEvent, useId, useRef, useState } from 'react'
import { defineWords, useWords } from '../../../../office/src/language.js'
import type { ChartBucket, ChartEvent, LaunchChart } from '../launch-api.js'
import { ChartAxes } from './chart-axes.js'
import { linePath, lonelyPoints, stepArea } from './chart-geometry.js'
import { ChartReadout } from './chart-readout.js'
import { CHART_HEIGHT, type ChartScale, chartScale, colorOf, isAlarm, methodsOf } from './chart-scale.js'
import { useWidth } from './use-width.js'

const words = defineWords(
  { drawn: '支付成功率与顾客份额的走势图；数字见下方表格' },
  { drawn: 'Success rate and share of shoppers over time; the figures are in the table below' },
)

interface CourseChartProps {
  chart: LaunchChart
  spanMs: number
  /** The launch's own methods; the others stand beside them to compare. */
  own: readonly string[]
}

export function CourseChart({ chart: { data, events }, spanMs, own }: CourseChartProps) {
  const t = useWords(words)
  const box = useRef<HTMLDivElement>(null)
  const label = useId()
  const width = useWidth(box)
  const [pointed, setPointed] = useState<number>()
  const scale = chartScale(data, spanMs, width)
  const methods = methodsOf(data)
  const bucket = pointed === undefined ? undefined : data[pointed]
  const point = (event: PointerEvent<SVGSVGElement>) =>
    setPointed(scale.indexAt(event.clientX - event.currentTarget.getBoundingClientRect().left))
  return (
    <div ref={box} className="chart">
      <ChartReadout bucket={bucket} data={data} methods={methods} own={own} />
      <svg
        width="100%"
        height={CHART_HEIGHT}
        role="img"
        aria-labelledby={label}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        <title id={label}>{t.drawn}</title>
        {width > 0 && (
          <>
            <ChartAxes scale={scale} />
            <ShareArea scale={scale} data={data} />
            <EventMarks scale={scale} events={events} />
            {methods.map((method, index) => (
              <MethodLine
                key={method}
                scale={scale}
                data={data}
                method={method}
                color={colorOf(index)}
                dashed={!own.includes(method)}
              />
            ))}
            {bucket && <Cross scale={scale} bucket={bucket} />}
          </>
        )}
      </svg>
    </div>
  )
}

function ShareArea({ scale, data }: { scale: ChartScale; data: readonly ChartBucket[] }) {
  const points = data.map(({ at, shareBp }) => ({ x: scale.xOf(Date.parse(at)), y: scale.yOfShare(shareBp) }))
  return <path className="chart-share" d={stepArea(points, scale.right, scale.foot)} />
}

interface MethodLineProps {
  scale: ChartScale
  data: readonly ChartBucket[]
  method: string
  color: string
  dashed: boolean
}

function MethodLine({ scale, data, method, color, dashed }: MethodLineProps) {
  const points = data.map(({ at, methods }) => {
    const successBp = methods.find((one) => one.method === method)?.successBp ?? null
    if (successBp === null) return null
    return { x: scale.xOf(Date.parse(at) + scale.middleMs), y: scale.yOfRate(successBp) }
  })
  return (
    <g stroke={color} fill="none">
      <path
        d={linePath(points)}
        strokeWidth={dashed ? 1.6 : 2.4}
        strokeDasharray={dashed ? '6 4' : undefined}
        strokeLinejoin="round"
      />
      {lonelyPoints(points).map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r={2.6} fill={color} stroke="none" />
      ))}
    </g>
  )
}

function EventMarks({ scale, events }: { scale: ChartScale; events: readonly ChartEvent[] }) {
  return events.map((event) => {
    const x = scale.xOf(Date.parse(event.at))
    if (x < scale.left || x > scale.right) return null
    return (
      <g key={`${event.at} ${event.kind}`} className={isAlarm(event.kind) ? 'chart-alarm' : 'chart-event'}>
        <line x1={x} x2={x} y1={scale.successTop - 4} y2={scale.foot} />
        <circle cx={x} cy={scale.successTop - 6} r={3.5} />
      </g>
    )
  })
}

function Cross({ scale, bucket }: { scale: ChartScale; bucket: ChartBucket }) {
  const x = scale.xOf(Date.parse(bucket.at) + scale.middleMs)
  return <line className="chart-cross" x1={x} x2={x} y1={scale.successTop} y2={scale.foot} />
}
