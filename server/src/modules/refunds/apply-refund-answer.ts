import type { Decline, RefundAnswer } from '../../connectors/contract.js'
import type { Clock } from '../../platform/clock/index.js'
import type { Tx } from '../../platform/db/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { queueForMarketplace } from '../checkouts/index.js'
import { heldAt, owedTo, post, refundingAt, surplusAt, type Transfer } from '../ledger/index.js'
import { tellOnce } from '../story/index.js'
import { moveRefund } from './move-refund.js'
import { type Refund, selectParts, setRefundDue } from './queries.js'
import { nextAbnormalLook, nextProcessingLook, nextUnknownLook } from './schedule.js'

/** Commits what an institution says of a refund, from a call, a query or a notice; the checkout is held. */
export async function applyRefundAnswer(
  tx: Tx,
  deps: { readonly clock: Clock },
  refund: Refund,
  answer: RefundAnswer,
): Promise<'moved' | 'nothing_new' | 'mismatch'> {
  const at = deps.clock.now()
  switch (answer.outcome) {
    case 'refunded':
      if (answer.facts.refundMinor !== refund.amountMinor || answer.facts.currency !== refund.currency) {
        return tellMismatch(tx, refund, answer.facts.refundMinor, answer.facts.currency, at)
      }
      return succeed(tx, refund, answer.facts.institutionRef, at)
    case 'processing': {
      const dueAt = nextProcessingLook(at, refund.state === 'processing' ? refund.tries : 0)
      const moved = await moveRefund(tx, refund, 'accepted', {
        at,
        dueAt,
        institutionRef: answer.institutionRef,
      })
      if (moved === null) await setRefundDue(tx, refund, dueAt)
      return moved === null ? 'nothing_new' : 'moved'
    }
    case 'abnormal':
      return stick(tx, refund, answer.decline, at, answer.institutionRef)
    case 'not_enough':
      return stick(tx, refund, answer.decline, at, null)
    case 'failed':
      return answer.decline.temporary ? askAgain(tx, refund, at) : failForGood(tx, refund, answer.decline, at)
    case 'unknown':
      return askAgain(tx, refund, at)
  }
}

async function succeed(tx: Tx, refund: Refund, institutionRef: string | null, at: Date) {
  const moved = await moveRefund(tx, refund, 'refunded', { at, dueAt: null, institutionRef })
  if (moved === null) return 'nothing_new'
  for (const part of await selectParts(tx, refund.checkoutId, refund.id)) {
    await tx.sql`
      update orders set refunding_minor = refunding_minor - ${part.amountMinor},
        refunded_minor = refunded_minor + ${part.amountMinor}
      where checkout_id = ${refund.checkoutId} and id = ${part.orderId}`
  }
  await postOrFail(tx, refund, at, [
    {
      debit: refundingAt(refund.institution),
      credit: heldAt(refund.institution),
      amountMinor: refund.amountMinor,
      currency: refund.currency,
      cause: `refunded:${refund.id}`,
    },
  ])
  await queueForMarketplace(tx, refund.checkoutId, at, 'refund.succeeded', { refundId: refund.id })
  return 'moved'
}

/** The institution cannot pay it out: the amount stays reserved, and a person is told what to do. */
async function stick(tx: Tx, refund: Refund, decline: Decline, at: Date, institutionRef: string | null) {
  const dueAt = nextAbnormalLook(at)
  const moved = await moveRefund(tx, refund, 'stuck', { at, dueAt, institutionRef, decline })
  if (moved === null) {
    await setRefundDue(tx, refund, dueAt)
    return 'nothing_new'
  }
  await queueForMarketplace(tx, refund.checkoutId, at, 'refund.abnormal', { refundId: refund.id })
  return 'moved'
}

async function failForGood(tx: Tx, refund: Refund, decline: Decline, at: Date) {
  const moved = await moveRefund(tx, refund, 'failed_for_good', { at, dueAt: null, decline })
  if (moved === null) return 'nothing_new'
  const parts = await selectParts(tx, refund.checkoutId, refund.id)
  for (const part of parts) {
    await tx.sql`
      update orders set refunding_minor = refunding_minor - ${part.amountMinor}
      where checkout_id = ${refund.checkoutId} and id = ${part.orderId}`
    if (part.itemId !== null) {
      await tx.sql`
        update order_items set refunded_quantity = refunded_quantity - ${part.quantity}
        where checkout_id = ${refund.checkoutId} and id = ${part.itemId}`
    }
  }
  const debit = refundingAt(refund.institution)
  const { currency } = refund
  const cause = `refund_failed:${refund.id}`
  const back: Transfer[] =
    refund.kind === 'surplus'
      ? [{ debit, credit: surplusAt(refund.institution), amountMinor: refund.amountMinor, currency, cause }]
      : parts.map((part, index) => ({
          debit,
          credit: owedTo(part.merchantId),
          amountMinor: part.amountMinor,
          currency,
          cause: `${cause}:${index + 1}`,
        }))
  await postOrFail(tx, refund, at, back)
  await queueForMarketplace(tx, refund.checkoutId, at, 'refund.failed', { refundId: refund.id })
  return 'moved'
}

async function askAgain(tx: Tx, refund: Refund, at: Date): Promise<'moved' | 'nothing_new'> {
  const moved = await moveRefund(tx, refund, 'line_broke', { at, dueAt: nextUnknownLook(at, 0) })
  if (moved !== null) return 'moved'
  const dueAt =
    refund.state === 'processing' ? nextProcessingLook(at, refund.tries) : nextUnknownLook(at, refund.tries)
  await setRefundDue(tx, refund, dueAt)
  return 'nothing_new'
}

async function postOrFail(tx: Tx, refund: Refund, at: Date, transfers: readonly Transfer[]): Promise<void> {
  const posted = await post(tx, refund.checkoutId, at, transfers)
  if (isRefusal(posted)) throw new Error(`the ledger has other figures for ${refund.id}`)
}

async function tellMismatch(
  tx: Tx,
  refund: Refund,
  toldMinor: bigint,
  toldCurrency: string,
  at: Date,
): Promise<'mismatch'> {
  await tellOnce(
    tx,
    {
      checkoutId: refund.checkoutId,
      at,
      kind: 'money.mismatch',
      subject: refund.id,
      alarm: true,
      data: { expectedMinor: Number(refund.amountMinor), toldMinor: Number(toldMinor), toldCurrency },
    },
    `${refund.id}:${toldMinor}:${toldCurrency}`,
  )
  await setRefundDue(tx, refund, nextAbnormalLook(at))
  return 'mismatch'
}
