import type { ReviewReason } from '../../../connectors/review-contract.js'
import { json, type Tx } from '../../../platform/db/index.js'
import { raiseAlert } from '../alerts/raise-alert.js'
import { bumpRulebook } from '../rulebook/bump-rulebook.js'
import type { Mover } from './deps.js'
import type { Capability } from './queries.js'
import { nextLook } from './schedule.js'
import { nextReviewState, type ReviewEvent, type ReviewState } from './states.js'

export interface Move {
  readonly at: Date
  readonly by: Mover
  readonly why: string
  readonly reasons?: readonly ReviewReason[]
  readonly institutionRef?: string | null
}

/**
 * The only writer of a capability's state, guarded by the state that it came from: the state, the move that is kept of
 * it and the rulebook's new revision are one commit. Null when the event means nothing there.
 */
export async function moveCapability(
  tx: Tx,
  capability: Capability,
  event: ReviewEvent,
  move: Move,
): Promise<ReviewState | null> {
  const to = nextReviewState(capability.state, event)
  if (to === null) return null
  const reasons = move.reasons ?? []
  // Where a person files it at the institution, there is nobody to ask.
  const dueAt = capability.way === 'manual' ? null : event === 'hand_in' ? move.at : nextLook(move.at, to, 0)
  const { count } = await tx.sql`
    update capabilities set state = ${to}, reasons = ${json(reasons)}, changed_at = ${move.at}, due_at = ${dueAt},
      tries = 0, submission = submission + ${event === 'hand_in' ? 1 : 0},
      institution_ref = coalesce(${move.institutionRef ?? null}, institution_ref)
    where id = ${capability.id} and state = ${capability.state}`
  if (count === 0) return null
  await keepMove(tx, capability.id, capability.state, to, move)
  if (to === 'suspended' || (event === 'take_back' && capability.state !== 'draft')) {
    await alertOperator(tx, capability, to, move)
  }
  await bumpRulebook(tx)
  return to
}

export async function keepMove(
  tx: Tx,
  id: string,
  from: ReviewState | null,
  to: ReviewState,
  { at, by, why, reasons = [] }: Move,
): Promise<void> {
  await tx.sql`
    insert into capability_moves (capability_id, at, actor, from_state, to_state, why, reasons)
    values (${id}, ${at}, ${json(by)}, ${from}, ${to}, ${why}, ${json(reasons)})`
}

/** Methods that stand on it are hidden with this commit: somebody must know at once. */
async function alertOperator(tx: Tx, { id, institution }: Capability, to: ReviewState, move: Move) {
  const data = { institution, to, reasons: move.reasons ?? [], why: move.why }
  await raiseAlert(tx, { at: move.at, kind: `capability.${to}`, subject: `capability:${id}`, data })
}
