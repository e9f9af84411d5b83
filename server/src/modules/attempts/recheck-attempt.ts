import { later } from '../../platform/clock/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import type { AttemptView } from '../checkouts/index.js'
import type { AttemptsDeps } from './deps.js'
import { pursueAttempt } from './pursue-attempt.js'
import { claimRecheck, selectAttempt } from './queries.js'
import { readAttempt } from './read-attempt.js'
import { RECHECK_GAP_MS } from './schedule.js'

/** "I have paid": asks the institution at once, at most once in two seconds for each attempt. */
export async function recheckAttempt(
  deps: AttemptsDeps,
  checkoutId: string,
  attemptId: string,
): Promise<AttemptView | Refusal<'attempt_not_found' | 'recheck_too_soon'>> {
  const attempt = await selectAttempt(deps.db, checkoutId, attemptId)
  if (attempt === null) return refuse('attempt_not_found')
  if (attempt.state !== 'paid' && attempt.state !== 'surplus') {
    const now = deps.clock.now()
    if (!(await claimRecheck(deps.db, attempt, now, later(now, -RECHECK_GAP_MS)))) {
      return refuse('recheck_too_soon')
    }
    await pursueAttempt(deps, attempt)
  }
  return readAttempt(deps, checkoutId, attemptId)
}
