import type { InstitutionName } from '../../connectors/contract.js'
import type { Tx } from '../../platform/db/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { outRefundNoOf, refundIdOf, takeRefundSeq } from '../checkouts/index.js'
import { owedTo, post, refundingAt, surplusAt } from '../ledger/index.js'
import { tell } from '../story/index.js'
import type { RefundPart } from './choose-parts.js'

export interface RefundToStore {
  readonly checkoutId: string
  readonly attemptId: string
  readonly institution: InstitutionName
  readonly kind: 'requested' | 'surplus'
  readonly orderId: string | null
  readonly amountMinor: bigint
  readonly currency: string
  readonly reason: string
  /** See RefundWish; null for what goes back by itself. */
  readonly requestKey?: string | null
  readonly parts: readonly RefundPart[]
  readonly at: Date
  readonly dueAt: Date
}

/** Stores the intent with the number it will be sent under, reserves its amount, and posts it as on its way. */
export async function storeRefund(tx: Tx, refund: RefundToStore): Promise<string> {
  const { checkoutId, parts, at } = refund
  const seq = await takeRefundSeq(tx, checkoutId)
  const id = refundIdOf(checkoutId, seq)
  await tx.sql`
    insert into refunds (checkout_id, id, attempt_id, kind, order_id, out_refund_no, state, amount_minor, currency,
      reason, request_key, due_at, created_at, moved_at)
    values (${checkoutId}, ${id}, ${refund.attemptId}, ${refund.kind}, ${refund.orderId},
      ${outRefundNoOf(checkoutId, seq)}, 'created', ${refund.amountMinor}, ${refund.currency}, ${refund.reason},
      ${refund.requestKey ?? null}, ${refund.dueAt}, ${at}, ${at})`
  for (const [index, part] of parts.entries()) {
    await tx.sql`
      insert into refund_parts (checkout_id, refund_id, seq, order_id, item_id, quantity, amount_minor)
      values (${checkoutId}, ${id}, ${index + 1}, ${part.orderId}, ${part.itemId}, ${part.quantity},
        ${part.amountMinor})`
    await tx.sql`
      update orders set refunding_minor = refunding_minor + ${part.amountMinor}
      where checkout_id = ${checkoutId} and id = ${part.orderId}`
    if (part.itemId !== null) {
      await tx.sql`
        update order_items set refunded_quantity = refunded_quantity + ${part.quantity}
        where checkout_id = ${checkoutId} and id = ${part.itemId}`
    }
  }
  const posted = await post(tx, checkoutId, at, reservingTransfers(refund, id))
  if (isRefusal(posted)) throw new Error(`the ledger has other figures for ${id}`)
  tell(tx, {
    checkoutId,
    at,
    kind: 'refund.created',
    subject: id,
    data: { kind: refund.kind, amountMinor: Number(refund.amountMinor), reason: refund.reason },
  })
  return id
}

function reservingTransfers(refund: RefundToStore, id: string) {
  const credit = refundingAt(refund.institution)
  const { currency } = refund
  if (refund.kind === 'surplus') {
    const debit = surplusAt(refund.institution)
    return [{ debit, credit, amountMinor: refund.amountMinor, currency, cause: `refund:${id}` }]
  }
  return refund.parts.map((part, index) => ({
    debit: owedTo(part.merchantId),
    credit,
    amountMinor: part.amountMinor,
    currency,
    cause: `refund:${id}:${index + 1}`,
  }))
}
