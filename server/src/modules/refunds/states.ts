/**
 * The life of a refund.
 *
 *   created     the intent is stored and its amount reserved; the institution may or may not have heard of it
 *   unknown     we spoke and the line broke, or the institution asked to come back: left only by asking
 *   processing  accepted, on its way
 *   succeeded   the money is with the payer
 *   abnormal    the institution cannot pay it out; a person decides. The amount stays reserved. Asked about now and
 *               then, since a person may settle it with the institution directly
 *   failed      failed for good under its number; the reservation is given up
 */
export type RefundState = 'created' | 'unknown' | 'processing' | 'succeeded' | 'abnormal' | 'failed'
export type RefundEvent = 'line_broke' | 'accepted' | 'refunded' | 'stuck' | 'failed_for_good'

const ENDS = { refunded: 'succeeded', stuck: 'abnormal', failed_for_good: 'failed' } as const

export const REFUND_MOVES = {
  created: { line_broke: 'unknown', accepted: 'processing', ...ENDS },
  unknown: { accepted: 'processing', ...ENDS },
  processing: { ...ENDS },
  abnormal: { accepted: 'processing', refunded: 'succeeded', failed_for_good: 'failed' },
  succeeded: {},
  failed: {},
} as const satisfies Record<RefundState, Partial<Record<RefundEvent, RefundState>>>

export function nextRefundState(from: RefundState, event: RefundEvent): RefundState | null {
  return (REFUND_MOVES[from] as Partial<Record<RefundEvent, RefundState>>)[event] ?? null
}
