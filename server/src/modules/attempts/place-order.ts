import type { ConnectorEntry } from '../../connectors/book.js'
import type { OrderAnswer } from '../../connectors/contract.js'
import { crashPoint } from '../../platform/crash/index.js'
import type { Tx } from '../../platform/db/index.js'
import { type HeldCheckout, lockCheckoutTo } from '../checkouts/index.js'
import type { CallLog } from '../story/index.js'
import { commitAnswer, finishClosing } from './commit-answer.js'
import type { AttemptsDeps } from './deps.js'
import { moveAttempt } from './move-attempt.js'
import { type Attempt, setDue } from './queries.js'
import { nextQuietLook, nextUnknownLook } from './schedule.js'

/**
 * Sends the order of a stored attempt to its institution and commits the answer. Safe to repeat: the number and
 * every parameter come from the stored intent, so the institution takes it once.
 */
export async function placeOrder(
  deps: AttemptsDeps,
  entry: ConnectorEntry,
  attempt: Attempt,
  calls: CallLog,
): Promise<OrderAnswer['outcome']> {
  const answer = await entry.connector.order(
    {
      method: attempt.method,
      scene: attempt.scene,
      outTradeNo: attempt.outTradeNo,
      description: attempt.description,
      amountMinor: attempt.amountMinor,
      currency: attempt.currency,
      expiresAt: attempt.expiresAt,
      noticeUrl: deps.noticeUrl(attempt.institution, attempt.accountId),
      returnUrl: attempt.returnUrl,
      payerIp: attempt.payerIp,
      now: deps.clock.now(),
    },
    calls.onCall,
  )
  crashPoint('attempts/answered')
  await commitAnswer(deps, attempt, calls, (tx, checkout, fresh) =>
    applyOrderAnswer(tx, deps, checkout, fresh, answer),
  )
  return answer.outcome
}

async function applyOrderAnswer(
  tx: Tx,
  deps: AttemptsDeps,
  checkout: HeldCheckout,
  attempt: Attempt,
  answer: OrderAnswer,
): Promise<void> {
  const at = deps.clock.now()
  switch (answer.outcome) {
    case 'accepted': {
      // Not open any more: nobody shall see the action, and the next look closes the order there.
      const dueAt = checkout.state === 'open' ? nextQuietLook(at, 0) : at
      await moveAttempt(tx, attempt, 'accepted', { at, dueAt, action: answer.action })
      if (deps.policy.locking.includes(attempt.method))
        await lockCheckoutTo(tx, checkout.id, attempt.institution, at)
      return
    }
    case 'declined':
      await moveAttempt(tx, attempt, 'declined', { at, dueAt: null, decline: answer.decline })
      await finishClosing(tx, checkout.id, at)
      return
    case 'already_paid':
      await setDue(tx, attempt, at)
      return
    case 'unknown': {
      const data = { because: answer.because }
      const moved = await moveAttempt(tx, attempt, 'line_broke', { at, dueAt: nextUnknownLook(at, 0), data })
      if (moved === null) await setDue(tx, attempt, nextUnknownLook(at, attempt.tries))
    }
  }
}
