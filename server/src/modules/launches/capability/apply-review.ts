import type { ApplicationToAsk, ReviewAnswer } from '../../../connectors/review-contract.js'
import { json, type Tx } from '../../../platform/db/index.js'
import { institutionMover } from './deps.js'
import { moveCapability } from './move-capability.js'
import { holdCapability, type LastCall } from './queries.js'
import { type ReviewVerdict, readReview, revisionHeard } from './read-review.js'
import { nextLook } from './schedule.js'

export interface Heard {
  readonly applicationNo: string
  readonly answer: ReviewAnswer
  /** Which application was asked about; a notice comes unasked. */
  readonly asked?: ApplicationToAsk
  readonly lastCall?: LastCall | null
}

/** Commits what the institution says, from a call, an inquiry or a notice, as it means now and not when it was asked. */
export async function applyReview(
  tx: Tx,
  at: Date,
  id: string,
  heard: Heard,
): Promise<ReviewVerdict['verdict'] | 'another_application'> {
  const capability = await holdCapability(tx, id)
  // Given up and begun again in the meantime: this is about an application that is no more.
  if (capability === null || capability.applicationNo !== heard.applicationNo) return 'another_application'
  // Handed in again while the call was under way: the answer is about what was put right since.
  if (heard.asked !== undefined && heard.asked.submission !== capability.submission) return 'nothing_new'
  const { answer } = heard
  const reading = readReview(capability, answer)
  if (reading.verdict === 'moves') {
    await moveCapability(tx, capability, reading.event, {
      at,
      by: institutionMover(capability.institution),
      why: '',
      reasons: reading.reasons,
      institutionRef: 'institutionRef' in answer ? answer.institutionRef : null,
    })
  } else if (heard.asked !== undefined) {
    const dueAt = capability.way === 'desk' ? nextLook(at, capability.state, capability.tries) : null
    await tx.sql`update capabilities set due_at = ${dueAt} where id = ${id} and state = ${capability.state}`
  }
  const revision = revisionHeard(capability, answer)
  if (revision > capability.revision)
    await tx.sql`update capabilities set revision = ${revision} where id = ${id}`
  if (heard.lastCall) {
    await tx.sql`update capabilities set last_call = ${json(heard.lastCall)} where id = ${id}`
  }
  return reading.verdict
}
