import { beginClosing } from './begin-closing.js'
import type { AttemptsDeps } from './deps.js'
import { pursueAttempt } from './pursue-attempt.js'
import { type Attempt, selectAttempt } from './queries.js'

/**
 * Before another method may be used, the attempt that is out is queried and closed at its institution. It may turn
 * out to be paid; and while its institution does not answer, nothing else may be started.
 */
export async function settleRival(
  deps: AttemptsDeps,
  rival: Attempt,
): Promise<'settled' | 'rival_still_open' | 'rival_was_paid'> {
  await beginClosing(deps, rival)
  const closing = await selectAttempt(deps.db, rival.checkoutId, rival.id)
  if (closing?.state === 'closing') await pursueAttempt(deps, closing)
  const settled = await selectAttempt(deps.db, rival.checkoutId, rival.id)
  switch (settled?.state) {
    case 'closed':
    case 'failed':
    // Paid, and on its way back: the checkout is where it was.
    case 'surplus':
      return 'settled'
    case 'paid':
      return 'rival_was_paid'
    default:
      return 'rival_still_open'
  }
}
