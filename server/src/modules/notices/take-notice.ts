import type { ConnectorBook } from '../../connectors/book.js'
import type { InstitutionName, Notice, NoticeReply, RawNotice } from '../../connectors/contract.js'
import type { MessageAbout } from '../../connectors/message-contract.js'
import { crashPoint } from '../../platform/crash/index.js'
import type { Tx } from '../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import {
  type Attempt,
  type AttemptsDeps,
  hurryLiveAttempt,
  recordSuccess,
  type SuccessOutcome,
  selectAttemptByNumber,
} from '../attempts/index.js'
import { checkoutIdIn, type HeldCheckout, holdCheckout } from '../checkouts/index.js'
import { applyRefundAnswer, selectRefund, selectRefundIdByNumber } from '../refunds/index.js'
import { tell } from '../story/index.js'
import { recordRefusedNotice } from './record-refused.js'

/** A message that was verified, and the commit's time. */
export interface Hurry {
  readonly institution: InstitutionName
  readonly accountId: string
  readonly about: MessageAbout
  readonly at: Date
}

export interface NoticesDeps extends AttemptsDeps {
  readonly book: ConnectorBook
  /** Launches stand above notices: in this commit, what the message names is due to be asked about; false: nothing is. */
  readonly hurryLook: (tx: Tx, hurry: Hurry) => Promise<boolean>
}

type Verdict = 'applied' | 'nothing_new'

/** Why a verified notice is not taken. The institution is told to send it again, and a person is shown it. */
type NotTaken = 'unknown_attempt' | 'unknown_refund' | 'money_mismatch'

/**
 * Takes one notice: verified first, then everything that it means in one commit, and only after that the
 * acknowledgement. The same notice many times, also at once, is one transition: its checkout is held, and the
 * notice's own row is unique.
 */
export async function takeNotice(
  deps: NoticesDeps,
  institution: InstitutionName,
  accountId: string,
  raw: RawNotice,
): Promise<NoticeReply | Refusal<'account_not_found'>> {
  const entry = deps.book.byAccount(accountId)
  if (entry === null || entry.connector.institution !== institution) return refuse('account_not_found')
  const { connector } = entry
  const reading = await connector.readNotice(raw)
  const from = { institution, accountId, raw }
  if (!reading.ok) {
    await recordRefusedNotice(deps, from, reading.because, reading.message, reading.hintOutTradeNo ?? null)
    return reading.because === 'not_handled' ? connector.acknowledge() : connector.refuse(reading.message)
  }
  crashPoint('notices/verified')

  const { notice } = reading
  const checkoutId = checkoutIdIn(notice.outTradeNo)
  const taken =
    checkoutId === null ? refuse('unknown_attempt') : await commitNotice(deps, from, checkoutId, notice)
  if (isRefusal(taken)) {
    await recordRefusedNotice(deps, from, taken.refusal, describe(notice), notice.outTradeNo)
    return connector.refuse(taken.refusal)
  }
  crashPoint('notices/committed')
  if (checkoutId !== null) deps.changes.announce(checkoutId)
  return connector.acknowledge()
}

function describe(notice: Notice): string {
  if (notice.kind !== 'payment') return `${notice.kind} of ${notice.outTradeNo}`
  const { amountMinor, currency, institutionRef } = notice.facts
  return `payment of ${notice.outTradeNo}: ${amountMinor} minor units of ${currency}, ${institutionRef}`
}

interface NoticeFrom {
  readonly institution: InstitutionName
  readonly accountId: string
  readonly raw: RawNotice
}

async function commitNotice(
  deps: NoticesDeps,
  from: NoticeFrom,
  checkoutId: string,
  notice: Notice,
): Promise<Verdict | Refusal<NotTaken>> {
  return deps.db.tx(async (tx): Promise<Verdict | Refusal<NotTaken>> => {
    // Sent together and run in this order: what follows the first is read when the checkout is held.
    const [checkout, repeated, attempt] = await Promise.all([
      holdCheckout(tx, checkoutId),
      tx.sql`
        update notices set deliveries = deliveries + 1
        where checkout_id = ${checkoutId} and institution = ${from.institution} and event_id = ${notice.eventId}`,
      selectAttemptByNumber(tx, checkoutId, notice.outTradeNo),
    ])
    if (checkout === null || attempt === null) return refuse('unknown_attempt')
    if (repeated.count > 0) return 'nothing_new'

    const verdict = await applyNotice(tx, deps, checkout, attempt, notice)
    if (isRefusal(verdict)) return verdict
    const at = deps.clock.now()
    tell(tx, {
      checkoutId,
      // It came before what it made happen.
      at: from.raw.receivedAt,
      kind: 'notice.received',
      subject: notice.kind === 'refund' ? notice.outRefundNo : notice.outTradeNo,
      data: { institution: from.institution, notice: notice.kind, eventId: notice.eventId, verdict },
    })
    await tx.sql`
      insert into notices (checkout_id, institution, event_id, account_id, out_trade_no, kind, verdict, received_at)
      values (${checkoutId}, ${from.institution}, ${notice.eventId}, ${from.accountId}, ${notice.outTradeNo},
        ${notice.kind}, ${verdict}, ${at})`
    return verdict
  })
}

async function applyNotice(
  tx: Tx,
  deps: NoticesDeps,
  checkout: HeldCheckout,
  attempt: Attempt,
  notice: Notice,
): Promise<Verdict | Refusal<NotTaken>> {
  switch (notice.kind) {
    case 'payment':
      return verdictOf(await recordSuccess(tx, deps, checkout, attempt, notice.facts))
    case 'refund': {
      const refundId = await selectRefundIdByNumber(tx, checkout.id, notice.outRefundNo)
      const refund = refundId === null ? null : await selectRefund(tx, checkout.id, refundId)
      if (refund === null || refund.attemptId !== attempt.id) return refuse('unknown_refund')
      const outcome = await applyRefundAnswer(tx, deps, refund, notice.answer)
      if (outcome === 'mismatch') return refuse('money_mismatch')
      return outcome === 'moved' ? 'applied' : 'nothing_new'
    }
    case 'hint':
      // It proves nothing; the institution is asked at once instead of at the next look.
      await hurryLiveAttempt(tx, checkout.id, deps.clock.now())
      return 'nothing_new'
  }
}

function verdictOf(outcome: SuccessOutcome): Verdict | Refusal<'money_mismatch'> {
  switch (outcome) {
    case 'kept':
    case 'surplus':
      return 'applied'
    case 'known':
      return 'nothing_new'
    case 'mismatch':
      return refuse('money_mismatch')
  }
}
