const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** How long after each failed try the next one follows: eleven tries in a little more than 27 hours. */
export const RETRY_LADDER_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  1 * HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  12 * HOUR_MS,
]

const LONGEST_ASKED_MS = 12 * HOUR_MS

/**
 * How long to wait after the given number of failed tries, or null when it was the last. Later by up to a tenth, so that what
 * failed together does not come back together; later still where the receiver asks for it.
 */
export function nextTryInMs(triesDone: number, askedMs: number | null, random: number): number | null {
  const step = RETRY_LADDER_MS[triesDone - 1]
  if (step === undefined) return null
  return Math.round(Math.max(step, Math.min(askedMs ?? 0, LONGEST_ASKED_MS)) * (1 + random / 10))
}
