import { later } from '../../platform/clock/index.js'
import type { AttemptsDeps } from './deps.js'
import { pursueAttempt } from './pursue-attempt.js'
import { claimDueAttempts } from './queries.js'
import { LEASE_MS } from './schedule.js'

/** Pursues due attempts side by side; one that fails is found again when its lease ends. Returns how many. */
export async function pursueDueAttempts(deps: AttemptsDeps, limit: number): Promise<number> {
  const now = deps.clock.now()
  const due = await claimDueAttempts(deps.db, now, later(now, LEASE_MS), limit)
  await Promise.all(
    due.map((attempt) =>
      pursueAttempt(deps, attempt).catch((error: unknown) => {
        deps.log.error({ err: error, attemptId: attempt.id }, 'an attempt could not be pursued; it stays due')
      }),
    ),
  )
  return due.length
}
