import type { Tx } from '../../platform/db/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import type { GivenBack } from '../attempts/index.js'
import { tellOnce } from '../story/index.js'
import { applyRefundAnswer } from './apply-refund-answer.js'
import { chooseParts } from './choose-parts.js'
import { selectRefund } from './queries.js'
import { storeRefund } from './store-refund.js'

const REASON = '支付机构已将款项退回付款人'

/**
 * An institution has given back money of a kept success. What our own refunds do not explain is taken into the books
 * when it is all that was left: the payer has the money, so the sellers are not owed it. Anything else is for a
 * person, since nobody says which order it belongs to.
 */
export async function takeGivenBack(tx: Tx, given: GivenBack): Promise<void> {
  const { checkoutId, attemptId, at } = given
  const [ours] = await tx.sql<{ minor: bigint }>`
    select coalesce(sum(amount_minor), 0)::bigint as minor from refunds
    where checkout_id = ${checkoutId} and attempt_id = ${attemptId} and state <> 'failed'`
  const unexplainedMinor = given.refundedMinor - (ours?.minor ?? 0n)
  if (unexplainedMinor <= 0n) return

  const chosen = await chooseParts(tx, {
    checkoutId,
    orderId: null,
    items: null,
    amountMinor: null,
    reason: REASON,
    merchantId: null,
    requestKey: null,
  })
  const parts = isRefusal(chosen) ? [] : chosen
  const restMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0n)
  if (unexplainedMinor !== restMinor) return tellUnexplained(tx, given, unexplainedMinor)

  // From here on it is recorded.
  const id = await storeRefund(tx, {
    checkoutId,
    attemptId,
    institution: given.institution,
    kind: 'requested',
    orderId: null,
    amountMinor: restMinor,
    currency: given.currency,
    reason: REASON,
    parts,
    at,
    dueAt: at,
  })
  const refund = await selectRefund(tx, checkoutId, id)
  if (refund === null) throw new Error(`refund ${id} was written and is not there`)
  const facts = { institutionRef: null, refundMinor: restMinor, currency: given.currency, refundedAt: at }
  await applyRefundAnswer(tx, { clock: { now: () => at } }, refund, { outcome: 'refunded', facts })
}

async function tellUnexplained(tx: Tx, given: GivenBack, unexplainedMinor: bigint): Promise<void> {
  const { checkoutId, attemptId, at } = given
  await tellOnce(
    tx,
    {
      checkoutId,
      at,
      kind: 'money.mismatch',
      subject: attemptId,
      alarm: true,
      data: { givenBackMinor: Number(given.refundedMinor), unexplainedMinor: Number(unexplainedMinor) },
    },
    `${attemptId}:given back:${given.refundedMinor}`,
  )
}
