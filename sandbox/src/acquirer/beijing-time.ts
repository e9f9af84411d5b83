const EIGHT_HOURS_MS = 8 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** yyyyMMddHHmmss in Beijing, as the acquirer writes every time. */
export function beijingStamp(atMs: number): string {
  return new Date(atMs + EIGHT_HOURS_MS).toISOString().replace(/\D/g, '').slice(0, 14)
}

export function beijingDay(atMs: number): string {
  return beijingStamp(atMs).slice(0, 8)
}

/** Null unless the text is a real moment. */
export function readBeijingStamp(text: string): number | null {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second) - EIGHT_HOURS_MS
  // 31 February would silently become March.
  return beijingStamp(atMs) === text ? atMs : null
}

/** The first moment of a yyyyMMdd day; null unless it is one. */
export function startOfDay(day: string): number | null {
  return readBeijingStamp(`${day}000000`)
}

/** T+1: the next day that is neither Saturday nor Sunday. Public holidays are not known here. */
export function nextWorkingDay(day: string): string {
  let atMs = startOfDay(day)!
  do atMs += DAY_MS
  while (isWeekend(atMs))
  return beijingDay(atMs)
}

function isWeekend(atMs: number): boolean {
  const weekday = new Date(atMs + EIGHT_HOURS_MS).getUTCDay()
  return weekday === 0 || weekday === 6
}
