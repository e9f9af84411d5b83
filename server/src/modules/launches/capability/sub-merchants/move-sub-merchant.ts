import { json, type Tx } from '../../../../platform/db/index.js'
import type { Move } from '../move-capability.js'
import { nextLook } from '../schedule.js'
import { nextReviewState, type ReviewEvent, type ReviewState } from '../states.js'
import type { SubMerchant, SubMerchantKey } from './queries.js'

export interface SubMerchantMove extends Move {
  /** false where a person files it at the institution and there is nobody to ask. */
  readonly asks: boolean
  readonly signUrl?: string | null
  readonly subMerchantNo?: string | null
}

/** The only writer of its state, guarded by the state that it came from. Null when the event means nothing there. */
export async function moveSubMerchant(
  tx: Tx,
  one: SubMerchant,
  event: ReviewEvent,
  move: SubMerchantMove,
): Promise<ReviewState | null> {
  const to = nextReviewState(one.state, event)
  if (to === null) return null
  const reasons = move.reasons ?? []
  const dueAt = !move.asks ? null : event === 'hand_in' ? move.at : nextSubMerchantLook(move.at, to, 0)
  const { count } = await tx.sql`
    update sub_merchants set state = ${to}, reasons = ${json(reasons)}, changed_at = ${move.at}, due_at = ${dueAt},
      tries = 0, submission = submission + ${event === 'hand_in' ? 1 : 0},
      institution_ref = coalesce(${move.institutionRef ?? null}, institution_ref),
      sign_url = ${move.signUrl ?? null},
      sub_merchant_no = coalesce(${move.subMerchantNo ?? null}, sub_merchant_no)
    where merchant_id = ${one.merchantId} and institution = ${one.institution} and state = ${one.state}`
  if (count === 0) return null
  await keepSubMerchantMove(tx, one, one.state, to, move)
  return to
}

/** Its number is final once it is given: asking about each of a million merchants for ever would tell nothing. */
export function nextSubMerchantLook(at: Date, state: ReviewState, tries: number): Date | null {
  return state === 'submitted' || state === 'under_review' ? nextLook(at, state, tries) : null
}

/** Handed in before an application call was connected: nobody knows our number there, so a person goes on with it. */
export function isFiledByHand({ state, dueAt }: Pick<SubMerchant, 'state' | 'dueAt'>): boolean {
  return (state === 'submitted' || state === 'under_review') && dueAt === null
}

export async function keepSubMerchantMove(
  tx: Tx,
  { merchantId, institution }: SubMerchantKey,
  from: ReviewState | null,
  to: ReviewState,
  { at, by, why, reasons = [] }: Move,
): Promise<void> {
  await tx.sql`
    insert into sub_merchant_moves (merchant_id, institution, at, actor, from_state, to_state, why, reasons)
    values (${merchantId}, ${institution}, ${at}, ${json(by)}, ${from}, ${to}, ${why}, ${json(reasons)})`
}
