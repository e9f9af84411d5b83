import type { Action } from '../../connectors/contract.js'
import { json, type Tx } from '../../platform/db/index.js'
import { tell } from '../story/index.js'
import type { Attempt } from './queries.js'
import { type AttemptEvent, type AttemptState, nextAttemptState } from './states.js'

interface Move {
  readonly at: Date
  readonly dueAt: Date | null
  readonly action?: Action
  readonly institutionRef?: string
  readonly payer?: string | null
  readonly paidAt?: Date
  readonly decline?: { readonly code: string; readonly message: string }
  readonly data?: Readonly<Record<string, unknown>>
}

/**
 * The only writer of an attempt's state, guarded by the state it came from: of two that try, the loser gets null and
 * must look again. Null also when the event means nothing in that state.
 */
export async function moveAttempt(
  tx: Tx,
  attempt: Pick<Attempt, 'checkoutId' | 'id' | 'state' | 'method' | 'institution'>,
  event: AttemptEvent,
  move: Move,
): Promise<AttemptState | null> {
  const to = nextAttemptState(attempt.state, event)
  if (to === null) return null
  const { count } = await tx.sql`
    update attempts set
      state = ${to}, moved_at = ${move.at}, due_at = ${move.dueAt}, tries = 0,
      action = coalesce(${move.action === undefined ? null : json(move.action)}::jsonb, action),
      institution_ref = coalesce(${move.institutionRef ?? null}, institution_ref),
      payer = coalesce(${move.payer ?? null}, payer),
      paid_at = coalesce(${move.paidAt ?? null}, paid_at),
      decline_code = coalesce(${move.decline?.code ?? null}, decline_code),
      decline_message = coalesce(${move.decline?.message ?? null}, decline_message)
    where checkout_id = ${attempt.checkoutId} and id = ${attempt.id} and state = ${attempt.state}`
  if (count === 0) return null
  tell(tx, {
    checkoutId: attempt.checkoutId,
    at: move.at,
    kind: `attempt.${to}`,
    subject: attempt.id,
    data: {
      from: attempt.state,
      method: attempt.method,
      institution: attempt.institution,
      ...(move.institutionRef === undefined ? {} : { institutionReference: move.institutionRef }),
      ...(move.decline === undefined ? {} : { code: move.decline.code, message: move.decline.message }),
      ...move.data,
    },
  })
  return to
}
