/**
 * The life of a batch of invitations.
 *
 *   draft      written, nothing goes out
 *   choosing   started; its merchants are being chosen
 *   running    waves go out at their times
 *   paused     held by a person; its times move on by as long as it is held
 *   finished   every wave is out
 *   cancelled  no more waves; letters that nobody has answered are taken back
 */
export type BatchState = 'draft' | 'choosing' | 'running' | 'paused' | 'finished' | 'cancelled'
export type BatchEvent = 'start' | 'chosen' | 'pause' | 'resume' | 'sent_all' | 'cancel'

export const BATCH_MOVES = {
  draft: { start: 'choosing', cancel: 'cancelled' },
  choosing: { chosen: 'running', cancel: 'cancelled' },
  running: { pause: 'paused', sent_all: 'finished', cancel: 'cancelled' },
  paused: { resume: 'running', cancel: 'cancelled' },
  finished: { cancel: 'cancelled' },
  cancelled: {},
} as const satisfies Record<BatchState, Partial<Record<BatchEvent, BatchState>>>

export function nextBatchState(from: BatchState, event: BatchEvent): BatchState | null {
  return (BATCH_MOVES[from] as Partial<Record<BatchEvent, BatchState>>)[event] ?? null
}
