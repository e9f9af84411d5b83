import { later } from '../../platform/clock/index.js'
import { collectCalls } from '../story/index.js'
import { commitAnswer } from './commit-answer.js'
import type { AttemptsDeps } from './deps.js'
import { moveAttempt } from './move-attempt.js'
import type { Attempt } from './queries.js'
import { LEASE_MS } from './schedule.js'

/** Commits the wish to close an attempt, leased to this process for as long as its calls can last. */
export async function beginClosing(deps: AttemptsDeps, attempt: Attempt): Promise<void> {
  await commitAnswer(deps, attempt, collectCalls(deps.clock), async (tx, _checkout, fresh) => {
    const at = deps.clock.now()
    await moveAttempt(tx, fresh, 'close_begun', { at, dueAt: later(at, LEASE_MS) })
  })
}
