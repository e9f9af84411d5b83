import type { Tx } from '../../platform/db/index.js'
import { type HeldCheckout, holdCheckout, moveCheckout } from '../checkouts/index.js'
import type { CallLog } from '../story/index.js'
import type { AttemptsDeps } from './deps.js'
import { type Attempt, selectAttempt, selectLiveAttempt } from './queries.js'

/**
 * The third step of every conversation with an institution: intent committed, called, and now the answer is. The
 * checkout is held and the attempt read again, since the world may have moved while we were speaking.
 */
export async function commitAnswer(
  deps: Pick<AttemptsDeps, 'db' | 'changes'>,
  attempt: Pick<Attempt, 'checkoutId' | 'id'>,
  calls: CallLog,
  body: (tx: Tx, checkout: HeldCheckout, attempt: Attempt) => Promise<void>,
): Promise<void> {
  await deps.db.tx(async (tx) => {
    // Sent together and run in this order: the attempt is read when its checkout is held.
    const [checkout, fresh] = await Promise.all([
      holdCheckout(tx, attempt.checkoutId),
      selectAttempt(tx, attempt.checkoutId, attempt.id),
    ])
    if (checkout === null || fresh === null) throw new Error(`attempt ${attempt.id} is gone`)
    calls.tell(tx, attempt.checkoutId, attempt.id)
    await body(tx, checkout, fresh)
  })
  deps.changes.announce(attempt.checkoutId)
}

/** A closing checkout is closed by the very commit that closes its last live attempt. */
export async function finishClosing(tx: Tx, checkoutId: string, at: Date): Promise<void> {
  const checkout = await holdCheckout(tx, checkoutId)
  if (checkout?.state !== 'closing') return
  if ((await selectLiveAttempt(tx, checkoutId)) !== null) return
  await moveCheckout(tx, checkout, 'attempts_closed', { at })
}
