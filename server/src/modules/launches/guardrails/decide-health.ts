import type { Outcomes } from './count-outcomes.js'

const MINUTE_MS = 60_000
export const HEALTH_WINDOW_MS = 2 * MINUTE_MS
/** Fails: of so many, nine in ten. */
export const FAILING_SAMPLES = 20
const FAILING_FROM = 0.9
/** Works again: of so many since it failed, half. */
export const WELL_SAMPLES = 10
const WELL_FROM = 0.5
/** Hidden, it has nothing to prove itself with: it is tried again after a while, which doubles each time it fails. */
const FIRST_TRIAL_MS = 2 * MINUTE_MS
const LONGEST_TRIAL_MS = 16 * MINUTE_MS

export interface HealthState {
  readonly health: 'well' | 'failing'
  /** Since when; null when it never moved. */
  readonly at: Date | null
  /** How often it began to fail within the last hour. */
  readonly failedLately: number
}

/**
 * Only what speaks of the institution counts: payments against those that it refused or left unanswered. Shoppers who
 * turn away are no sign of ill health. Between the two thresholds nothing changes.
 */
export function decideHealth(
  { health, at, failedLately }: HealthState,
  seen: Outcomes | undefined,
  now: Date,
): { health: 'well' | 'failing'; because: Record<string, number | string> } | null {
  const paid = seen?.paid ?? 0
  const bad = (seen?.failed ?? 0) + (seen?.unanswered ?? 0)
  const samples = paid + bad
  if (health === 'well') {
    if (samples < FAILING_SAMPLES || bad / samples < FAILING_FROM) return null
    return {
      health: 'failing',
      because: { paid, failed: seen?.failed ?? 0, unanswered: seen?.unanswered ?? 0 },
    }
  }
  if (samples >= WELL_SAMPLES && paid / samples >= WELL_FROM)
    return { health: 'well', because: { rule: 'works_again', paid, failed: bad } }
  const trialMs = Math.min(FIRST_TRIAL_MS * 2 ** Math.max(failedLately - 1, 0), LONGEST_TRIAL_MS)
  if (at !== null && now.getTime() - at.getTime() >= trialMs && samples < FAILING_SAMPLES)
    return { health: 'well', because: { rule: 'tried_again', afterMs: trialMs } }
  return null
}
