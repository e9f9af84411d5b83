/** China has one time zone and no summer time: its day begins at 16:00 UTC. */
const CHINA_OFFSET_MS = 8 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** When the day began that it is now, for people in China. */
export function startOfDay(now: Date): Date {
  const local = now.getTime() + CHINA_OFFSET_MS
  return new Date(local - (local % DAY_MS) - CHINA_OFFSET_MS)
}

export const LONGEST_PAYABLE_MS = 15 * DAY_MS
