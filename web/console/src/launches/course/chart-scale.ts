import type { ChartBucket } from '../launch-api.js'
import { shareTop, successFoot } from './chart-geometry.js'

const LEFT = 46
const RIGHT = 12
const SUCCESS = { top: 22, height: 150 }
const SHARE = { top: 220, height: 72 }

export const CHART_HEIGHT = SHARE.top + SHARE.height + 26

/** Told apart also without colours: a launch's own methods are drawn through, the others in dashes. */
const COLORS = ['#0f5f5a', '#b3541e', '#3f63a8', '#7a4a8c', '#8a6d00', '#54707a']
export const colorOf = (index: number) => COLORS[index % COLORS.length] ?? '#16211f'

export const methodsOf = (data: readonly ChartBucket[]) => [
  ...new Set(data.flatMap(({ methods }) => methods.map(({ method }) => method))),
]

export const isAlarm = (kind: string) => /halt|trip|breach|suspend/.test(kind)

export interface ChartScale {
  left: number
  right: number
  successTop: number
  shareTop: number
  foot: number
  fromMs: number
  untilMs: number
  /** From a bucket's beginning to its middle. */
  middleMs: number
  /** Ends of the axes, in 0.01 %. */
  lowestRateBp: number
  highestShareBp: number
  xOf: (ms: number) => number
  yOfRate: (bp: number) => number
  yOfShare: (bp: number) => number
  /** Which bucket stands under this x. */
  indexAt: (x: number) => number
}

export function chartScale(data: readonly ChartBucket[], wishedMs: number, width: number): ChartScale {
  const first = data[0]
  const fromMs = first ? Date.parse(first.at) : Date.now() - wishedMs
  // Buckets are whole minutes, so together they may be longer than what was asked for.
  const second = data[1]
  const spanMs = second ? (Date.parse(second.at) - fromMs) * data.length : wishedMs
  const inner = Math.max(1, width - LEFT - RIGHT)
  const lowestRateBp = successFoot(
    data.flatMap(({ methods }) => methods.flatMap(({ successBp }) => successBp ?? [])),
  )
  const highestShareBp = shareTop(Math.max(0, ...data.map(({ shareBp }) => shareBp)))
  return {
    left: LEFT,
    right: LEFT + inner,
    successTop: SUCCESS.top,
    shareTop: SHARE.top,
    foot: SHARE.top + SHARE.height,
    fromMs,
    untilMs: fromMs + spanMs,
    middleMs: spanMs / Math.max(1, data.length) / 2,
    lowestRateBp,
    highestShareBp,
    xOf: (ms) => LEFT + ((ms - fromMs) / spanMs) * inner,
    yOfRate: (bp) =>
      SUCCESS.top + SUCCESS.height * (1 - (bp - lowestRateBp) / Math.max(1, 10_000 - lowestRateBp)),
    yOfShare: (bp) => SHARE.top + SHARE.height * (1 - bp / highestShareBp),
    indexAt: (x) => Math.min(data.length - 1, Math.max(0, Math.floor(((x - LEFT) / inner) * data.length))),
  }
}
