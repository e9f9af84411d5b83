import type { PaidFacts } from '../../connectors/contract.js'
import type { Tx } from '../../platform/db/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { type HeldCheckout, moveCheckout } from '../checkouts/index.js'
import { heldAt, owedTo, post, surplusAt, type Transfer } from '../ledger/index.js'
import { tellOnce } from '../story/index.js'
import { finishClosing } from './commit-answer.js'
import type { AttemptsDeps } from './deps.js'
import { moveAttempt } from './move-attempt.js'
import { type Attempt, hurryLiveAttempt } from './queries.js'

export type SuccessOutcome =
  /** The checkout keeps it. */
  | 'kept'
  /** Not kept: a refund of it is under way from this commit on. */
  | 'surplus'
  /** Known already. */
  | 'known'
  /** Not the amount, currency or payment that we asked for: nothing moved, a person is told. */
  | 'mismatch'

/**
 * Takes an institution's success, from a notice or a query, exactly once. The checkout must be held: whoever comes
 * first decides, and everyone after sees it.
 */
export async function recordSuccess(
  tx: Tx,
  deps: Pick<AttemptsDeps, 'clock' | 'policy' | 'giveBack' | 'takeGivenBack'>,
  checkout: HeldCheckout,
  attempt: Attempt,
  facts: PaidFacts,
): Promise<SuccessOutcome> {
  const at = deps.clock.now()
  if (attempt.state === 'paid' || attempt.state === 'surplus') {
    if (attempt.institutionRef !== facts.institutionRef) return tellMismatch(tx, attempt, facts, at)
    // Known as paid, and yet told to be given back: a cancel crossed the payer's success.
    if (attempt.state === 'paid') await takeGivenBack(tx, deps, attempt, facts, at)
    return 'known'
  }
  if (facts.amountMinor !== attempt.amountMinor || facts.currency !== attempt.currency) {
    return tellMismatch(tx, attempt, facts, at)
  }

  // From here on the success is recorded.
  const givenBackThere = facts.refundedMinor >= attempt.amountMinor
  const kept = !givenBackThere && isKept(checkout, deps.policy.lateMoney)
  const moved = await moveAttempt(tx, attempt, kept ? 'success_kept' : 'success_not_kept', {
    at,
    dueAt: null,
    institutionRef: facts.institutionRef,
    payer: facts.payer,
    paidAt: facts.paidAt,
    data: { amountMinor: Number(facts.amountMinor), paidAt: facts.paidAt.toISOString() },
  })
  if (moved === null) throw new Error(`attempt ${attempt.id} moved while its checkout was held`)

  if (!kept) {
    await postOrFail(tx, attempt, at, [
      {
        debit: heldAt(attempt.institution),
        credit: surplusAt(attempt.institution),
        amountMinor: attempt.amountMinor,
        currency: attempt.currency,
        cause: `surplus:${attempt.id}`,
      },
    ])
    await deps.giveBack(tx, {
      checkoutId: attempt.checkoutId,
      attemptId: attempt.id,
      institution: attempt.institution,
      amountMinor: attempt.amountMinor,
      currency: attempt.currency,
      at,
      alreadyGivenBack: givenBackThere,
    })
    await finishClosing(tx, attempt.checkoutId, at)
    return 'surplus'
  }

  const event = checkout.state === 'closed' ? 'late_success_honoured' : 'succeeded'
  await Promise.all([
    moveCheckout(tx, checkout, event, { at, paidAttemptId: attempt.id }),
    paymentTransfers(tx, attempt).then((transfers) => postOrFail(tx, attempt, at, transfers)),
    // A later attempt that is still out must be closed at its institution: the checkout is paid.
    hurryLiveAttempt(tx, attempt.checkoutId, at),
  ])
  await takeGivenBack(tx, deps, attempt, facts, at)
  return 'kept'
}

async function takeGivenBack(
  tx: Tx,
  deps: Pick<AttemptsDeps, 'takeGivenBack'>,
  attempt: Attempt,
  { refundedMinor }: PaidFacts,
  at: Date,
): Promise<void> {
  if (refundedMinor === 0n) return
  const { checkoutId, id: attemptId, institution, currency } = attempt
  await deps.takeGivenBack(tx, { checkoutId, attemptId, institution, currency, refundedMinor, at })
}

function isKept(checkout: HeldCheckout, lateMoney: 'give_back' | 'honour'): boolean {
  if (checkout.state === 'paid') return false
  return checkout.state !== 'closed' || lateMoney === 'honour'
}

async function paymentTransfers(tx: Tx, attempt: Attempt): Promise<Transfer[]> {
  const orders = await tx.sql<{ id: string; merchantId: string; amountMinor: bigint }>`
    select id, merchant_id as "merchantId", amount_minor as "amountMinor"
    from orders where checkout_id = ${attempt.checkoutId} order by seq`
  return orders.map((order) => ({
    debit: heldAt(attempt.institution),
    credit: owedTo(order.merchantId),
    amountMinor: order.amountMinor,
    currency: attempt.currency,
    cause: `payment:${attempt.id}:${order.id}`,
  }))
}

async function postOrFail(tx: Tx, attempt: Attempt, at: Date, transfers: readonly Transfer[]): Promise<void> {
  const posted = await post(tx, attempt.checkoutId, at, transfers)
  if (isRefusal(posted)) throw new Error(`the ledger has other figures for ${attempt.id}`)
}

async function tellMismatch(tx: Tx, attempt: Attempt, facts: PaidFacts, at: Date): Promise<'mismatch'> {
  await tellOnce(
    tx,
    {
      checkoutId: attempt.checkoutId,
      at,
      kind: 'money.mismatch',
      subject: attempt.id,
      alarm: true,
      data: {
        expectedMinor: Number(attempt.amountMinor),
        expectedCurrency: attempt.currency,
        toldMinor: Number(facts.amountMinor),
        toldCurrency: facts.currency,
        institutionReference: facts.institutionRef,
      },
    },
    `${attempt.id}:${facts.institutionRef}:${facts.amountMinor}:${facts.currency}`,
  )
  return 'mismatch'
}
