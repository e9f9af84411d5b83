import type { ConnectorEntry } from '../../connectors/book.js'
import type { RefundAnswer, RefundInquiryAnswer } from '../../connectors/contract.js'
import { crashPoint } from '../../platform/crash/index.js'
import { holdCheckout } from '../checkouts/index.js'
import { type CallLog, collectCalls } from '../story/index.js'
import { applyRefundAnswer } from './apply-refund-answer.js'
import type { RefundsDeps } from './deps.js'
import { type Refund, selectRefund } from './queries.js'

/** Sends a stored refund, under its own number: sent twice, the institution gives the money back once. */
export async function sendRefund(
  deps: RefundsDeps,
  refund: Refund,
  calls = collectCalls(deps.clock),
): Promise<void> {
  const entry = deps.book.byAccount(refund.accountId)
  if (entry === null) return missingAccount(deps, refund)
  const answer = await entry.connector.refund(
    {
      method: refund.method,
      outTradeNo: refund.outTradeNo,
      institutionRef: refund.paidRef,
      amountMinor: refund.paidMinor,
      currency: refund.currency,
      outRefundNo: refund.outRefundNo,
      refundMinor: refund.amountMinor,
      reason: refund.reason,
      noticeUrl: deps.noticeUrl(refund.institution, refund.accountId),
    },
    calls.onCall,
  )
  crashPoint('refunds/answered')
  const meant =
    answer.outcome === 'failed' ? await orGivenBackAnyway(deps, entry, refund, answer, calls) : answer
  await commitRefundAnswer(deps, refund, calls, meant)
}

/**
 * Nothing can be refunded of a payment that its institution has given back by itself (Alipay's cancel does): the refund
 * fails, and the payer has the money. What is reserved never exceeds the payment, so this refund's share is in it.
 */
async function orGivenBackAnyway(
  deps: RefundsDeps,
  { connector }: ConnectorEntry,
  refund: Refund,
  failure: RefundAnswer,
  calls: CallLog,
): Promise<RefundAnswer> {
  const { method, outTradeNo, paidMinor, currency } = refund
  const payment = await connector.inquire(
    { method, outTradeNo, amountMinor: paidMinor, currency },
    calls.onCall,
  )
  if (payment.outcome === 'unknown') return payment
  if (payment.outcome !== 'paid' || payment.facts.refundedMinor < paidMinor) return failure
  const { institutionRef } = payment.facts
  const facts = { institutionRef, refundMinor: refund.amountMinor, currency, refundedAt: deps.clock.now() }
  return { outcome: 'refunded', facts }
}

/** Asks about a refund whose outcome is not known; it is sent again only when the institution has never heard of it. */
export async function pursueRefund(deps: RefundsDeps, refund: Refund): Promise<void> {
  const entry = deps.book.byAccount(refund.accountId)
  if (entry === null) return missingAccount(deps, refund)
  const calls = collectCalls(deps.clock)
  const answer = await entry.connector.inquireRefund(
    {
      method: refund.method,
      outTradeNo: refund.outTradeNo,
      amountMinor: refund.paidMinor,
      currency: refund.currency,
      outRefundNo: refund.outRefundNo,
      refundMinor: refund.amountMinor,
    },
    calls.onCall,
  )
  if (answer.outcome === 'absent') return sendRefund(deps, refund, calls)
  await commitRefundAnswer(deps, refund, calls, answer)
}

async function commitRefundAnswer(
  deps: RefundsDeps,
  refund: Refund,
  calls: CallLog,
  answer: RefundAnswer | Exclude<RefundInquiryAnswer, { outcome: 'absent' }>,
): Promise<void> {
  await deps.db.tx(async (tx) => {
    await holdCheckout(tx, refund.checkoutId)
    const fresh = await selectRefund(tx, refund.checkoutId, refund.id)
    if (fresh === null) throw new Error(`refund ${refund.id} is gone`)
    calls.tell(tx, refund.checkoutId, refund.id)
    // "On its way" is old news when a notice overtook the answer and has told how it ended.
    if (answer.outcome === 'processing' && fresh.state !== refund.state) return
    await applyRefundAnswer(tx, deps, fresh, answer)
  })
  deps.changes.announce(refund.checkoutId)
}

async function missingAccount(deps: RefundsDeps, refund: Refund): Promise<void> {
  deps.log.error({ refundId: refund.id, accountId: refund.accountId }, 'no account to give money back with')
}
