import { defineWords, useLanguage, useWords } from '../../../../office/src/language.js'
import { formatDay, formatTime } from '../../../../office/src/time.js'
import { formatBp } from '../share.js'
import { timeTicks } from './chart-geometry.js'
import type { ChartScale } from './chart-scale.js'

const words = defineWords(
  { success: '支付成功率', share: '顾客份额' },
  { success: 'Success rate', share: 'Share of shoppers' },
)

const TICK_PX = 90

export function ChartAxes({ scale }: { scale: ChartScale }) {
  const t = useWords(words)
  const { lowestRateBp, highestShareBp, yOfRate, yOfShare } = scale
  return (
    <>
      <text x={0} y={12} className="chart-title">
        {t.success}
      </text>
      {[10_000, (10_000 + lowestRateBp) / 2, lowestRateBp].map((bp) => (
        <Gridline key={bp} scale={scale} y={yOfRate(bp)} bp={bp} />
      ))}
      <text x={0} y={scale.shareTop - 12} className="chart-title">
        {t.share}
      </text>
      {[highestShareBp, 0].map((bp) => (
        <Gridline key={bp} scale={scale} y={yOfShare(bp)} bp={bp} />
      ))}
      <TimeAxis scale={scale} />
    </>
  )
}

function Gridline({ scale, y, bp }: { scale: ChartScale; y: number; bp: number }) {
  return (
    <>
      <line x1={scale.left} x2={scale.right} y1={y} y2={y} className="chart-grid" />
      <text x={scale.left - 6} y={y + 4} textAnchor="end" className="chart-axis">
        {formatBp(bp)}
      </text>
    </>
  )
}

function TimeAxis({ scale }: { scale: ChartScale }) {
  const { language } = useLanguage()
  const most = Math.max(2, Math.floor((scale.right - scale.left) / TICK_PX))
  const offsetMs = -new Date(scale.fromMs).getTimezoneOffset() * 60_000
  const { atMs, days } = timeTicks(scale.fromMs, scale.untilMs, most, offsetMs)
  return atMs.map((ms) => {
    const iso = new Date(ms).toISOString()
    const said = days
      ? formatDay(iso, { language }).replace(/^\d+年| \d{4}$/, '')
      : formatTime(iso, new Date(ms), { language }).slice(-5)
    return (
      <text key={ms} x={scale.xOf(ms)} y={scale.foot + 18} textAnchor="middle" className="chart-axis">
        {said}
      </text>
    )
  })
}
