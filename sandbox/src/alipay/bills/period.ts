import { beijingTime, readBeijingTime } from '../beijing-time.js'

/** A day or a month in Beijing. */
export interface Period {
  startMs: number
  endMs: number
  /** yyyyMMdd or yyyyMM, as file names have it. */
  compact: string
  /** From then on the bill is there: 09:00 of the next day, or of the 3rd of the next month. */
  readyAtMs: number
}

const DAY_MS = 86_400_000
const NINE_HOURS_MS = 9 * 3_600_000

/** Null when the text is neither yyyy-MM-dd nor yyyy-MM. */
export function periodOf(billDate: string): Period | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(billDate)) {
    const startMs = readBeijingTime(`${billDate} 00:00:00`)
    if (startMs === null) return null
    const endMs = startMs + DAY_MS
    return { startMs, endMs, compact: billDate.replaceAll('-', ''), readyAtMs: endMs + NINE_HOURS_MS }
  }
  if (!/^\d{4}-\d{2}$/.test(billDate)) return null
  const startMs = readBeijingTime(`${billDate}-01 00:00:00`)
  if (startMs === null) return null
  // 32 days after the first of any month is in the next one.
  const nextMonth = beijingTime(startMs + 32 * DAY_MS).slice(0, 7)
  const endMs = readBeijingTime(`${nextMonth}-01 00:00:00`) ?? startMs
  return {
    startMs,
    endMs,
    compact: billDate.replace('-', ''),
    readyAtMs: endMs + 2 * DAY_MS + NINE_HOURS_MS,
  }
}
