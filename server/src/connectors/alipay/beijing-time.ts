const EIGHT_HOURS_MS = 8 * 3_600_000

/** `yyyy-MM-dd HH:mm:ss` in GMT+8, the only form of time that the gateway reads. */
export function beijingTime(time: Date): string {
  return new Date(time.getTime() + EIGHT_HOURS_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Reads the same form, with or without a fraction of a second; null when it is something else. */
export function readBeijingTime(text: string | undefined): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.\d{1,3})?$/.exec(text ?? '')
  if (!match) return null
  const time = new Date(`${match[1]}T${match[2]}+08:00`)
  return Number.isNaN(time.getTime()) ? null : time
}
