import type { Decline } from '../../connectors/contract.js'
import type { Tx } from '../../platform/db/index.js'
import { tell } from '../story/index.js'
import type { Refund } from './queries.js'
import { nextRefundState, type RefundEvent, type RefundState } from './states.js'

interface Move {
  readonly at: Date
  readonly dueAt: Date | null
  readonly institutionRef?: string | null
  readonly decline?: Decline
  readonly data?: Readonly<Record<string, unknown>>
}

/** The only writer of a refund's state, guarded by the state it came from; null when the event means nothing there. */
export async function moveRefund(
  tx: Tx,
  refund: Refund,
  event: RefundEvent,
  move: Move,
): Promise<RefundState | null> {
  const to = nextRefundState(refund.state, event)
  if (to === null) return null
  const { count } = await tx.sql`
    update refunds set
      state = ${to}, moved_at = ${move.at}, due_at = ${move.dueAt}, tries = 0,
      finished_at = case when ${to} = 'succeeded' then ${move.at}::timestamptz end,
      institution_ref = coalesce(${move.institutionRef ?? null}, institution_ref),
      decline_code = coalesce(${move.decline?.code ?? null}, decline_code),
      decline_message = coalesce(${move.decline?.message ?? null}, decline_message)
    where checkout_id = ${refund.checkoutId} and id = ${refund.id} and state = ${refund.state}`
  if (count === 0) return null
  tell(tx, {
    checkoutId: refund.checkoutId,
    at: move.at,
    kind: `refund.${to}`,
    subject: refund.id,
    alarm: to === 'abnormal' || to === 'failed',
    data: {
      from: refund.state,
      amountMinor: Number(refund.amountMinor),
      ...(move.decline === undefined ? {} : { code: move.decline.code, message: move.decline.message }),
      ...move.data,
    },
  })
  return to
}
