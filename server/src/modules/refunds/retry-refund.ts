import { later } from '../../platform/clock/index.js'
import type { Tx } from '../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import { type By, recordChange } from '../audit/index.js'
import { holdCheckout, type RefundView } from '../checkouts/index.js'
import type { RefundsDeps } from './deps.js'
import { type Refund, selectRefund } from './queries.js'
import { readRefund } from './read-refunds.js'
import { LEASE_MS } from './schedule.js'
import { pursueRefund, sendRefund } from './send-refund.js'
import { storeRefund } from './store-refund.js'

/**
 * What a person does with a refund that stands still. Abnormal: the institution is asked, and the same number is sent
 * again. A surplus that failed for good goes out under a new number, since that money must go back. `by` is who asks in
 * the console, for the audit log; null for the marketplace's own program.
 */
export async function retryRefund(
  deps: RefundsDeps,
  checkoutId: string,
  refundId: string,
  by: By | null = null,
): Promise<RefundView | Refusal<'refund_not_found' | 'refund_under_way' | 'refund_is_final'>> {
  const refund = await selectRefund(deps.db, checkoutId, refundId)
  if (refund === null) return refuse('refund_not_found')
  switch (refund.state) {
    case 'succeeded':
      return refuse('refund_is_final')
    case 'created':
      return refuse('refund_under_way')
    case 'failed': {
      if (refund.kind !== 'surplus') return refuse('refund_is_final')
      const againId = await storeAgain(deps, refund, by)
      if (isRefusal(againId)) return againId
      const again = await selectRefund(deps.db, checkoutId, againId)
      if (again === null) throw new Error(`refund ${againId} was written and is not there`)
      await sendRefund(deps, again)
      return readRefund(deps.db, checkoutId, againId)
    }
    default:
      // Before the institution is asked: what a person has begun must stand even if this process ends here.
      if (by !== null) await deps.db.tx((tx) => recordRetry(tx, refund, by, deps.clock.now(), refundId))
      await pursueRefund(deps, refund)
      // Still abnormal after asking: the same number is sent once more, which is safe and may now succeed.
      if (refund.state === 'abnormal') {
        const fresh = await selectRefund(deps.db, checkoutId, refundId)
        if (fresh?.state === 'abnormal') await sendRefund(deps, fresh)
      }
      return readRefund(deps.db, checkoutId, refundId)
  }
}

async function storeAgain(deps: RefundsDeps, { checkoutId, id: refundId }: Refund, by: By | null) {
  return deps.db.tx(async (tx): Promise<string | Refusal<'refund_under_way'>> => {
    const at = deps.clock.now()
    await holdCheckout(tx, checkoutId)
    const refund = await selectRefund(tx, checkoutId, refundId)
    if (refund === null) throw new Error(`refund ${refundId} is gone`)
    const [other] = await tx.sql`
      select 1 from refunds where checkout_id = ${checkoutId} and attempt_id = ${refund.attemptId}
        and kind = 'surplus' and state <> 'failed'`
    if (other !== undefined) return refuse('refund_under_way')
    const againId = await storeRefund(tx, {
      checkoutId,
      attemptId: refund.attemptId,
      institution: refund.institution,
      kind: 'surplus',
      orderId: null,
      amountMinor: refund.amountMinor,
      currency: refund.currency,
      reason: refund.reason,
      parts: [],
      at,
      dueAt: later(at, LEASE_MS),
    })
    if (by !== null) await recordRetry(tx, refund, by, at, againId)
    return againId
  })
}

const recordRetry = (tx: Tx, refund: Refund, { actor, why }: By, at: Date, sentAs: string) =>
  recordChange(tx, {
    at,
    actor,
    action: 'refund.retry',
    subject: `refund:${refund.id}`,
    subjectName: refund.outRefundNo,
    from: { state: refund.state },
    to: { state: 'asked_again', sentAs },
    why,
  })
