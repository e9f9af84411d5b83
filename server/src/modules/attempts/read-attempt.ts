import { type Refusal, refuse } from '../../platform/refusal/index.js'
import { type AttemptView, readAttemptRow, viewAttempt } from '../checkouts/index.js'
import type { AttemptsDeps } from './deps.js'

export async function readAttempt(
  deps: Pick<AttemptsDeps, 'db' | 'tokens' | 'publicUrl'>,
  checkoutId: string,
  attemptId: string,
): Promise<AttemptView | Refusal<'attempt_not_found'>> {
  const row = await readAttemptRow(deps.db, checkoutId, attemptId)
  return row === null ? refuse('attempt_not_found') : viewAttempt(row, deps)
}
