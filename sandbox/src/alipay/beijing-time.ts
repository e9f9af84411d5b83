const EIGHT_HOURS_MS = 8 * 3_600_000

/** `yyyy-MM-dd HH:mm:ss`, always GMT+8, whatever the zone of the machine. */
export function beijingTime(atMs: number): string {
  return new Date(atMs + EIGHT_HOURS_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** As beijingTime with a fraction of a second: `gmt_refund` in notices is the one field that has it. */
export function beijingTimeWithFraction(atMs: number): string {
  return new Date(atMs + EIGHT_HOURS_MS).toISOString().slice(0, 23).replace('T', ' ')
}

/** Milliseconds since 1970, or null when the text is not a real time of the form `yyyy-MM-dd HH:mm:ss`. */
export function readBeijingTime(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null
  const atMs = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  // Date.parse rolls 31 February over into March.
  return Number.isNaN(atMs) || beijingTime(atMs) !== text ? null : atMs
}

/** The next 0:00 in Beijing: when a trade with the timeout `1c` closes. */
export function nextBeijingMidnight(atMs: number): number {
  const dayMs = 86_400_000
  return (Math.floor((atMs + EIGHT_HOURS_MS) / dayMs) + 1) * dayMs - EIGHT_HOURS_MS
}
