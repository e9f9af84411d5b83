/**
 * The life of an attempt.
 *
 *   created  the intent is stored; the institution may or may not have heard of it
 *   unknown  we spoke and the line broke: the order may exist, and with it money. Left only by asking again
 *   pending  the institution took it; the payer has an action
 *   closing  being closed at the institution; money still counts
 *   paid     the success that the checkout keeps: one at most
 *   surplus  a success that is not kept; a refund of it exists from the same commit on
 *   closed   cannot be paid any more, as far as the institution says
 *   failed   the institution said no before anything could be paid
 *
 * Success is believed in every state: what an institution confirms has happened, whatever we thought before.
 */
export type AttemptState =
  | 'created'
  | 'unknown'
  | 'pending'
  | 'closing'
  | 'paid'
  | 'surplus'
  | 'closed'
  | 'failed'

export type AttemptEvent =
  | 'accepted'
  | 'line_broke'
  | 'declined'
  | 'close_begun'
  | 'closed_there'
  | 'success_kept'
  | 'success_not_kept'

const SUCCESS = { success_kept: 'paid', success_not_kept: 'surplus' } as const

export const ATTEMPT_MOVES = {
  created: {
    accepted: 'pending',
    line_broke: 'unknown',
    declined: 'failed',
    close_begun: 'closing',
    closed_there: 'closed',
    ...SUCCESS,
  },
  unknown: {
    accepted: 'pending',
    declined: 'failed',
    close_begun: 'closing',
    closed_there: 'closed',
    ...SUCCESS,
  },
  // Taken again: the same order, sent again for a fresh code after the first one ran out.
  pending: { accepted: 'pending', close_begun: 'closing', closed_there: 'closed', ...SUCCESS },
  closing: { closed_there: 'closed', ...SUCCESS },
  paid: {},
  surplus: {},
  closed: { ...SUCCESS },
  failed: { ...SUCCESS },
} as const satisfies Record<AttemptState, Partial<Record<AttemptEvent, AttemptState>>>

export function nextAttemptState(from: AttemptState, event: AttemptEvent): AttemptState | null {
  return (ATTEMPT_MOVES[from] as Partial<Record<AttemptEvent, AttemptState>>)[event] ?? null
}

const LIVE_STATES: readonly AttemptState[] = ['created', 'unknown', 'pending', 'closing']
export const isLive = (state: AttemptState): boolean => LIVE_STATES.includes(state)
