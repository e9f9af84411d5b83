export interface Point {
  x: number
  y: number
}

const at = (value: number) => Math.round(value * 10) / 10

/** Lines through what is known; where nothing is known the line is broken, never bridged. */
export function linePath(points: readonly (Point | null)[]): string {
  let pen = false
  const parts: string[] = []
  for (const point of points) {
    if (point === null) {
      pen = false
      continue
    }
    parts.push(`${pen ? 'L' : 'M'}${at(point.x)} ${at(point.y)}`)
    pen = true
  }
  return parts.join('')
}

/** Points with nothing known on either side: a line would not show them. */
export const lonelyPoints = (points: readonly (Point | null)[]): Point[] =>
  points.flatMap((point, index) =>
    point !== null && (points[index - 1] ?? null) === null && (points[index + 1] ?? null) === null
      ? [point]
      : [],
  )

/** An area under steps: each value holds from its x to the next one's, the last one to `end`. */
export function stepArea(points: readonly Point[], end: number, floor: number): string {
  const first = points[0]
  if (first === undefined) return ''
  const steps = points.map(({ y }, index) => `V${at(y)}H${at(points[index + 1]?.x ?? end)}`)
  return `M${at(first.x)} ${at(floor)}${steps.join('')}V${at(floor)}Z`
}

const SHARE_TOPS = [100, 500, 1_000, 2_500, 5_000, 10_000]

/** The top of an axis of shares: 1 % of shoppers must not be a line along the floor. */
export const shareTop = (most: number) => SHARE_TOPS.find((top) => top >= most) ?? 10_000

/** The foot of an axis of success rates in 0.01 %: low enough for all, a whole 10 %. */
export const successFoot = (rates: readonly number[]) =>
  rates.length === 0 ? 0 : Math.min(8_000, Math.floor(Math.min(...rates) / 1_000) * 1_000)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const GAPS = [
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
]

export interface TimeTicks {
  atMs: number[]
  /** Whether they are whole days. */
  days: boolean
}

/** At most `most` round moments, on the reader's own clock (`offsetMs` east of UTC). */
export function timeTicks(fromMs: number, untilMs: number, most: number, offsetMs: number): TimeTicks {
  const gap = GAPS.find((one) => (untilMs - fromMs) / one <= most) ?? 28 * DAY
  const atMs: number[] = []
  for (let tick = Math.ceil((fromMs + offsetMs) / gap) * gap - offsetMs; tick <= untilMs; tick += gap)
    atMs.push(tick)
  return { atMs, days: gap >= DAY }
}
