import type { ConnectorEntry } from '../../connectors/book.js'
import type { InquiryAnswer } from '../../connectors/contract.js'
import { later } from '../../platform/clock/index.js'
import { crashPoint } from '../../platform/crash/index.js'
import { type CallLog, collectCalls } from '../story/index.js'
import { closeThere } from './close-there.js'
import { commitAnswer, finishClosing } from './commit-answer.js'
import type { AttemptsDeps } from './deps.js'
import { moveAttempt } from './move-attempt.js'
import { orderToAsk } from './order-to-ask.js'
import { placeOrder } from './place-order.js'
import { type Attempt, setDue } from './queries.js'
import { recordSuccess } from './record-success.js'
import { LAST_LOOK_MS, nextClosingLook, nextQuietLook, nextUnknownLook } from './schedule.js'
import { isLive } from './states.js'

/**
 * Asks the institution about an attempt and does what follows: takes the success, sends the order again, closes it
 * there, or looks again later. Called by the runner for due attempts and by people who say "I have paid".
 */
export async function pursueAttempt(deps: AttemptsDeps, attempt: Attempt): Promise<void> {
  const entry = deps.book.byAccount(attempt.accountId)
  if (entry === null) {
    deps.log.error(
      { attemptId: attempt.id, accountId: attempt.accountId },
      'no account to ask about an attempt',
    )
    return
  }
  const calls = collectCalls(deps.clock)
  const answer = await entry.connector.inquire(orderToAsk(attempt), calls.onCall)
  crashPoint('attempts/inquired')
  await followUp(deps, entry, attempt, answer, calls)
}

async function followUp(
  deps: AttemptsDeps,
  entry: ConnectorEntry,
  attempt: Attempt,
  answer: InquiryAnswer,
  calls: CallLog,
): Promise<void> {
  switch (answer.outcome) {
    case 'paid':
      return commitAnswer(deps, attempt, calls, async (tx, checkout, fresh) => {
        const outcome = await recordSuccess(tx, deps, checkout, fresh, answer.facts)
        // Asked again now and then: a person may have settled it with the institution meanwhile.
        if (outcome === 'mismatch' && isLive(fresh.state))
          await setDue(tx, fresh, later(deps.clock.now(), 600_000))
      })
    case 'closed':
      return commitAnswer(deps, attempt, calls, async (tx, checkout, fresh) => {
        const at = deps.clock.now()
        const moved = await moveAttempt(tx, fresh, 'closed_there', { at, dueAt: null })
        if (moved === null && fresh.state === 'closed') await setDue(tx, fresh, null)
        await finishClosing(tx, checkout.id, at)
      })
    case 'waiting':
    case 'absent':
      if (!isLive(attempt.state)) return quietly(deps, attempt, null)
      if (await mustClose(deps, attempt)) return closeThere(deps, entry, attempt, calls)
      if (attempt.state !== 'pending') {
        await placeOrder(deps, entry, attempt, calls)
        return
      }
      return attempt.tries <= 2
        ? commitAnswer(deps, attempt, calls, async (tx) => {
            await setDue(tx, attempt, nextQuietLook(deps.clock.now(), attempt.tries))
          })
        : quietly(deps, attempt, nextQuietLook(deps.clock.now(), attempt.tries))
    case 'unknown':
      return commitAnswer(deps, attempt, calls, async (tx, _checkout, fresh) => {
        const at = deps.clock.now()
        const data = { because: answer.because }
        const moved = await moveAttempt(tx, fresh, 'line_broke', { at, dueAt: nextUnknownLook(at, 0), data })
        if (moved === null) await setDue(tx, fresh, nextLookAfterUnknown(fresh, at))
      })
  }
}

/** The answer said nothing new: only the next look is written, and the story is spared. */
async function quietly(deps: AttemptsDeps, attempt: Attempt, dueAt: Date | null): Promise<void> {
  await setDue(deps.db, attempt, dueAt)
}

async function mustClose(deps: AttemptsDeps, attempt: Attempt): Promise<boolean> {
  if (attempt.state === 'closing' || attempt.expiresAt <= deps.clock.now()) return true
  const [checkout] = await deps.db.sql<{ state: string }>`
    select state from checkouts where id = ${attempt.checkoutId}`
  return checkout?.state !== 'open'
}

function nextLookAfterUnknown(attempt: Attempt, at: Date): Date | null {
  switch (attempt.state) {
    case 'unknown':
      return nextUnknownLook(at, attempt.tries)
    case 'closing':
      return nextClosingLook(at, attempt.tries)
    case 'pending':
      return nextQuietLook(at, attempt.tries)
    case 'closed':
    case 'failed':
      return later(at, LAST_LOOK_MS)
    default:
      return null
  }
}
