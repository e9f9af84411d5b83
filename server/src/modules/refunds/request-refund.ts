import { later } from '../../platform/clock/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import { holdCheckout, type RefundView } from '../checkouts/index.js'
import { chooseParts, type PartsRefusal, type RefundWish } from './choose-parts.js'
import type { RefundsDeps } from './deps.js'
import { selectRefund, selectRefundIdByRequest } from './queries.js'
import { readRefund } from './read-refunds.js'
import { LEASE_MS } from './schedule.js'
import { sendRefund } from './send-refund.js'
import { storeRefund } from './store-refund.js'

/**
 * Gives money back to the payer who paid. Of two that ask for the same money one wins, since both hold the checkout
 * in turn and reserve what they take.
 */
export async function requestRefund(
  deps: RefundsDeps,
  wish: RefundWish,
): Promise<RefundView | Refusal<'checkout_not_found' | 'checkout_not_paid' | PartsRefusal>> {
  const stored = await deps.db.tx(async (tx) => {
    const at = deps.clock.now()
    const checkout = await holdCheckout(tx, wish.checkoutId)
    if (checkout === null) return refuse('checkout_not_found')
    const standing = await selectRefundIdByRequest(tx, checkout.id, wish.requestKey)
    if (standing !== null) return standing
    if (checkout.state !== 'paid' || checkout.paidAttemptId === null) return refuse('checkout_not_paid')
    const parts = await chooseParts(tx, wish)
    if (isRefusal(parts)) return parts

    const [paid] = await tx.sql<{ institution: 'wechatpay' | 'alipay' }>`
      select institution from attempts where checkout_id = ${checkout.id} and id = ${checkout.paidAttemptId}`
    if (paid === undefined) throw new Error(`checkout ${checkout.id} is paid by an attempt that is not there`)
    const orderIds = new Set(parts.map((part) => part.orderId))
    return storeRefund(tx, {
      checkoutId: checkout.id,
      attemptId: checkout.paidAttemptId,
      institution: paid.institution,
      kind: 'requested',
      orderId: orderIds.size === 1 ? (parts[0]?.orderId ?? null) : null,
      amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0n),
      currency: checkout.currency,
      reason: wish.reason,
      requestKey: wish.requestKey,
      parts,
      at,
      // Leased to this process for as long as the call can last; found as due if it dies.
      dueAt: later(at, LEASE_MS),
    })
  })
  if (isRefusal(stored)) return stored
  deps.changes.announce(wish.checkoutId)
  const refund = await selectRefund(deps.db, wish.checkoutId, stored)
  if (refund === null) throw new Error(`refund ${stored} was written and is not there`)
  // An earlier run of the same intention may have sent it already.
  if (refund.state === 'created') await sendRefund(deps, refund)
  const view = await readRefund(deps.db, wish.checkoutId, stored)
  if (isRefusal(view)) throw new Error(`refund ${stored} is gone`)
  return view
}
