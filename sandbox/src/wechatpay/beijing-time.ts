const EIGHT_HOURS_MS = 8 * 3_600_000

/** RFC 3339 with `+08:00`, as the platform always answers. */
export function beijingTime(timeMs: number): string {
  return `${new Date(timeMs + EIGHT_HOURS_MS).toISOString().slice(0, 19)}+08:00`
}

/** yyyyMMddHHmmss on Beijing's clock. */
export function beijingDigits(timeMs: number): string {
  return new Date(timeMs + EIGHT_HOURS_MS).toISOString().replace(/\D/g, '').slice(0, 14)
}
