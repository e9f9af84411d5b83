import type { Db } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import { type RefundView, selectRefundParts, selectRefunds, viewRefund } from '../checkouts/index.js'

export async function readRefunds(db: Db, checkoutId: string): Promise<RefundView[]> {
  const [refunds, parts] = await Promise.all([
    selectRefunds(db, [checkoutId]),
    selectRefundParts(db, [checkoutId]),
  ])
  return refunds.map((refund) =>
    viewRefund(
      refund,
      parts.filter((part) => part.refund_id === refund.id),
    ),
  )
}

export async function readRefund(
  db: Db,
  checkoutId: string,
  refundId: string,
): Promise<RefundView | Refusal<'refund_not_found'>> {
  const refund = (await readRefunds(db, checkoutId)).find((view) => view.id === refundId)
  return refund ?? refuse('refund_not_found')
}
