import { later } from '../../platform/clock/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import { claimDueCheckouts, holdCheckout, moveCheckout } from '../checkouts/index.js'
import { beginClosing } from './begin-closing.js'
import { finishClosing } from './commit-answer.js'
import type { AttemptsDeps } from './deps.js'
import { pursueAttempt } from './pursue-attempt.js'
import { hurryLiveAttempt, selectAttempt, selectLiveAttempt } from './queries.js'
import { LEASE_MS } from './schedule.js'

/**
 * Closing is a protocol: no attempt may be left that can still be paid. The wish is committed, the live attempt is
 * closed at its institution, and the checkout closes with it; if that institution is silent it stays `closing`.
 */
export async function closeCheckout(
  deps: AttemptsDeps,
  checkoutId: string,
): Promise<'done' | Refusal<'checkout_not_found' | 'checkout_paid'>> {
  const asked = await deps.db.tx(async (tx) => {
    const checkout = await holdCheckout(tx, checkoutId)
    if (checkout === null) return refuse('checkout_not_found')
    if (checkout.state === 'paid') return refuse('checkout_paid')
    const at = deps.clock.now()
    await moveCheckout(tx, checkout, 'close_asked', { at, closeReason: 'requested' })
    await finishClosing(tx, checkoutId, at)
    return selectLiveAttempt(tx, checkoutId)
  })
  if (isRefusal(asked)) return asked
  deps.changes.announce(checkoutId)
  if (asked !== null) {
    await beginClosing(deps, asked)
    const closing = await selectAttempt(deps.db, asked.checkoutId, asked.id)
    if (closing?.state === 'closing') await pursueAttempt(deps, closing)
  }
  return 'done'
}

/** Due checkouts: past their deadline, or closing and not done. Returns how many were looked at. */
export async function closeDueCheckouts(deps: AttemptsDeps, limit: number): Promise<number> {
  const now = deps.clock.now()
  const ids = await claimDueCheckouts(deps.db, now, later(now, LEASE_MS), limit)
  for (const checkoutId of ids) {
    await deps.db.tx(async (tx) => {
      const checkout = await holdCheckout(tx, checkoutId)
      if (checkout === null) return
      const at = deps.clock.now()
      if (checkout.state === 'open' && checkout.deadlineAt <= at) {
        await moveCheckout(tx, checkout, 'close_asked', { at, closeReason: 'expired' })
        await hurryLiveAttempt(tx, checkoutId, at)
      }
      await finishClosing(tx, checkoutId, at)
    })
    deps.changes.announce(checkoutId)
  }
  return ids.length
}
