import type { ConnectorEntry } from '../../connectors/book.js'
import type { CloseAnswer } from '../../connectors/contract.js'
import { later } from '../../platform/clock/index.js'
import type { Tx } from '../../platform/db/index.js'
import type { HeldCheckout } from '../checkouts/index.js'
import type { CallLog } from '../story/index.js'
import { commitAnswer, finishClosing } from './commit-answer.js'
import type { AttemptsDeps } from './deps.js'
import { moveAttempt } from './move-attempt.js'
import { orderToAsk } from './order-to-ask.js'
import { type Attempt, selectAttempt, setDue } from './queries.js'
import { recordSuccess } from './record-success.js'
import { LAST_LOOK_MS, LEASE_MS, nextClosingLook } from './schedule.js'

/**
 * Closes an attempt at its institution, and here only when the institution says so. The wish is committed before the
 * call, so a crash in between is found as a closing attempt that is due.
 */
export async function closeThere(
  deps: AttemptsDeps,
  entry: ConnectorEntry,
  attempt: Attempt,
  calls: CallLog,
): Promise<void> {
  if (attempt.state !== 'closing') {
    await commitAnswer(deps, attempt, calls, async (tx, _checkout, fresh) => {
      const at = deps.clock.now()
      await moveAttempt(tx, fresh, 'close_begun', { at, dueAt: later(at, LEASE_MS) })
    })
  }
  const answer = await entry.connector.close(orderToAsk(attempt), calls.onCall)
  const paid =
    answer.outcome === 'already_paid'
      ? await entry.connector.inquire(orderToAsk(attempt), calls.onCall)
      : null
  await commitAnswer(deps, attempt, calls, async (tx, checkout, fresh) => {
    if (paid?.outcome === 'paid') await recordSuccess(tx, deps, checkout, fresh, paid.facts)
    else await applyCloseAnswer(tx, deps, checkout, fresh, answer)
  })
}

async function applyCloseAnswer(
  tx: Tx,
  deps: AttemptsDeps,
  checkout: HeldCheckout,
  attempt: Attempt,
  answer: CloseAnswer,
): Promise<void> {
  const at = deps.clock.now()
  switch (answer.outcome) {
    case 'closed':
    case 'absent': {
      // One more look when nothing can be payable any more: "closed" and "unknown" to an institution have lied before.
      const payableUntilMs = Math.max(attempt.expiresAt.getTime(), at.getTime())
      await moveAttempt(tx, attempt, 'closed_there', { at, dueAt: new Date(payableUntilMs + LAST_LOOK_MS) })
      await finishClosing(tx, checkout.id, at)
      return
    }
    case 'refunded':
      await recordSuccess(tx, deps, checkout, attempt, {
        institutionRef: answer.institutionRef ?? attempt.outTradeNo,
        amountMinor: attempt.amountMinor,
        currency: attempt.currency,
        payer: null,
        paidAt: at,
        refundedMinor: attempt.amountMinor,
      })
      return
    case 'already_paid':
    case 'payer_busy':
    case 'unknown': {
      const fresh = await selectAttempt(tx, attempt.checkoutId, attempt.id)
      if (fresh !== null) await setDue(tx, fresh, nextClosingLook(at, attempt.tries))
    }
  }
}
