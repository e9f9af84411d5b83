import { parseDecimal } from '@hutong/money'
import type {
  CloseAnswer,
  Decline,
  InquiryAnswer,
  OrderAnswer,
  OrderToAsk,
  PaidFacts,
  RefundAnswer,
  RefundInquiryAnswer,
  RefundToAsk,
  Unknown,
} from '../contract.js'
import { readBeijingTime } from './beijing-time.js'
import { type Answer, type Told, unknown } from './gateway.js'

/** A reading that may need another call before it says anything certain. */
export const ASK_FIRST = { outcome: 'ask_first' } as const

/** Says that the number is unknown; also while nobody has scanned the code of a precreated order. */
const NO_TRADE: ReadonlySet<string> = new Set(['ACQ.TRADE_NOT_EXIST', 'TRADE_NOT_EXIST'])
/** Cancel's list of errors has the second spelling; products beside payments have the bare word. */
const SYSTEM_ERRORS: ReadonlySet<string> = new Set(['ACQ.SYSTEM_ERROR', 'AQC.SYSTEM_ERROR', 'SYSTEM_ERROR'])
const OTHER_STATE: ReadonlySet<string> = new Set([
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.REASON_TRADE_STATUS_INVALID',
  'ACQ.REASON_ILLEGAL_STATUS',
])
/** Refused before anything was looked at: arguments, keys, tokens, permissions. */
const REFUSED_AT_THE_DOOR: ReadonlySet<string> = new Set(['20001', '40001', '40002', '40003', '40006'])
/** The refund was looked at and can never be made as asked (10-payments §8.2). */
const REFUND_IMPOSSIBLE: ReadonlySet<string> = new Set([
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  'ACQ.REFUND_FEE_ERROR',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.TRADE_HAS_CLOSE',
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.TRADE_NOT_ALLOW_REFUND',
  'ACQ.NOT_ALLOW_PARTIAL_REFUND',
  'ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND',
  'ACQ.INVALID_PARAMETER',
  ...NO_TRADE,
  ...OTHER_STATE,
])
/** Neither done nor impossible: money stays until a person has cleared the account, the freeze or the mix-up. */
const REFUND_FOR_A_PERSON: ReadonlySet<string> = new Set([
  'ACQ.REASON_TRADE_BEEN_FREEZEN',
  'ACQ.DISCORDANT_REPEAT_REQUEST',
  'ACQ.REFUND_ACCOUNT_NOT_EXIST',
  'ACQ.CUSTOMER_VALIDATE_ERROR',
  'ACQ.USER_NOT_MATCH_ERR',
])

/** What a precreate answers; `content` is the QR. */
export function readOrder(
  answer: Answer,
): Exclude<OrderAnswer, { outcome: 'accepted' }> | { outcome: 'qr'; content: string } {
  if (answer.outcome === 'unknown') return answer
  if (answer.code === '10000') {
    const content = answer.text('qr_code')
    return content === undefined
      ? unknown('unreadable', 'Accepted, but without a QR code.')
      : { outcome: 'qr', content }
  }
  if (answer.subCode === 'ACQ.TRADE_HAS_SUCCESS') return { outcome: 'already_paid' }
  // Our number is in use with other data: this call made nothing, but an earlier one may still be paid.
  if (answer.subCode === 'ACQ.CONTEXT_INCONSISTENT') return noAnswer(answer)
  if (answer.code === '40005') return { outcome: 'declined', decline: declineOf(answer, true) }
  const isCertain = answer.code === '40004' || REFUSED_AT_THE_DOOR.has(answer.code)
  if (!isCertain || SYSTEM_ERRORS.has(answer.subCode)) return noAnswer(answer)
  return { outcome: 'declined', decline: declineOf(answer, false) }
}

export function readInquiry(order: OrderToAsk, answer: Answer): InquiryAnswer {
  if (answer.outcome === 'unknown') return answer
  // No product of ours has a trade before the payer comes, so an unknown number may still come to exist.
  if (NO_TRADE.has(answer.subCode)) return { outcome: 'waiting' }
  if (answer.code !== '10000') return noAnswer(answer)
  if (answer.text('out_trade_no') !== order.outTradeNo)
    return unknown('unreadable', 'The answer is about another order.')
  const status = answer.text('trade_status')
  switch (status) {
    case 'WAIT_BUYER_PAY':
      return { outcome: 'waiting' }
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return paid(answer, 0n)
    // Two ends under one word: unpaid and over, or paid and given back in full. Only the second has a payment date.
    case 'TRADE_CLOSED':
      return answer.text('send_pay_date') === undefined
        ? { outcome: 'closed' }
        : paid(answer, order.amountMinor)
    default:
      return unknown('new_status', `trade_status ${status ?? 'absent'}`)
  }
}

function paid(told: Told, refundedMinor: bigint): InquiryAnswer {
  const facts = paidFacts(
    (name) => told.text(name),
    { payer: ['buyer_user_id', 'buyer_open_id'], paidAt: 'send_pay_date' },
    refundedMinor,
  )
  return facts
    ? { outcome: 'paid', facts }
    : unknown('unreadable', 'Told to be paid, but without number, amount or time.')
}

/** One reading for queries and notices, which name the payer and the time differently. Null: not enough to be believed. */
export function paidFacts(
  text: (name: string) => string | undefined,
  names: { payer: readonly string[]; paidAt: string },
  refundedMinor: bigint,
): PaidFacts | null {
  const institutionRef = text('trade_no')
  const amount = parseDecimal(text('total_amount') ?? '', 'CNY')
  const paidAt = readBeijingTime(text(names.paidAt))
  if (institutionRef === undefined || amount === null || paidAt === null) return null
  return {
    institutionRef,
    amountMinor: amount.amountMinor,
    // Domestic trades name no currency; a cross-border one does.
    currency: text('trans_currency') ?? 'CNY',
    payer: names.payer.map(text).find((payer) => payer !== undefined) ?? null,
    paidAt,
    refundedMinor,
  }
}

export function readClose(answer: Answer): CloseAnswer | typeof ASK_FIRST | { outcome: 'no_trade' } {
  if (answer.outcome === 'unknown') return answer
  if (answer.code === '10000' || answer.subCode === 'ACQ.TRADE_HAS_CLOSE') return { outcome: 'closed' }
  if (answer.subCode === 'ACQ.TRADE_HAS_SUCCESS') return { outcome: 'already_paid' }
  if (NO_TRADE.has(answer.subCode)) return { outcome: 'no_trade' }
  return OTHER_STATE.has(answer.subCode) ? ASK_FIRST : noAnswer(answer)
}

/** What an inquiry says after a close was refused for the trade's state. */
export function closeAfterInquiry(inquiry: InquiryAnswer): CloseAnswer {
  switch (inquiry.outcome) {
    case 'paid':
      return { outcome: 'already_paid' }
    case 'waiting':
      return { outcome: 'payer_busy' }
    default:
      return inquiry
  }
}

/**
 * Cancel works without a trade and burns the number, so a code that nobody scanned cannot be paid any more. If somebody
 * paid in between, the institution has given the money back.
 */
export function readCancel(answer: Answer): CloseAnswer {
  if (answer.outcome === 'unknown') return answer
  if (answer.code !== '10000') return noAnswer(answer)
  if (answer.text('retry_flag') === 'Y')
    return unknown('server_error', 'The cancellation has to be sent again.')
  const action = answer.text('action')
  switch (action) {
    case undefined:
    case 'close':
      return { outcome: 'closed' }
    case 'refund':
      return { outcome: 'refunded', institutionRef: answer.text('trade_no') ?? null }
    default:
      return unknown('new_status', `cancel action ${action}`)
  }
}

/**
 * What the refund call itself means. Only fund_change=Y says that this call moved money; without it, and before a refusal
 * is believed, the refund is asked for: an earlier call under the same number may have got through.
 */
export function readRefund(
  refund: RefundToAsk,
  answer: Answer,
  now: Date,
): RefundAnswer | { outcome: 'ask_first'; told: Told } {
  if (answer.outcome === 'unknown') return answer
  if (answer.code === '10000') {
    if (answer.text('fund_change') !== 'Y') return { outcome: 'ask_first', told: answer }
    return refunded(refund, answer, now)
  }
  if (answer.subCode === 'ACQ.SELLER_BALANCE_NOT_ENOUGH') {
    return { outcome: 'not_enough', decline: declineOf(answer, true) }
  }
  const isCertain =
    REFUND_IMPOSSIBLE.has(answer.subCode) ||
    REFUND_FOR_A_PERSON.has(answer.subCode) ||
    REFUSED_AT_THE_DOOR.has(answer.code)
  return isCertain ? { outcome: 'ask_first', told: answer } : noAnswer(answer)
}

/** What it means when the call left the refund open and the inquiry does not know it either. */
export function refundAfterInquiry(told: Told, inquiry: RefundInquiryAnswer): RefundAnswer {
  if (inquiry.outcome !== 'absent') return inquiry
  if (told.code === '10000') return { outcome: 'processing', institutionRef: told.text('trade_no') ?? null }
  const decline = declineOf(told, false)
  if (REFUND_IMPOSSIBLE.has(told.subCode)) return { outcome: 'failed', decline }
  return { outcome: 'abnormal', institutionRef: null, decline }
}

/**
 * A refund that is not done answers like one that never arrived: 10000 without refund_status. Sending it again under the
 * same number is then right in both cases.
 */
export function readRefundInquiry(refund: RefundToAsk, answer: Answer, now: Date): RefundInquiryAnswer {
  if (answer.outcome === 'unknown') return answer
  if (NO_TRADE.has(answer.subCode)) return { outcome: 'absent' }
  if (answer.code !== '10000') return noAnswer(answer)
  const status = answer.text('refund_status')
  const amount = answer.text('refund_amount')
  if (status === undefined && amount === undefined) return { outcome: 'absent' }
  if (status !== 'REFUND_SUCCESS')
    return unknown('new_status', `refund_status ${status ?? 'absent'} of ${amount}`)
  if (answer.text('out_request_no') !== refund.outRefundNo)
    return unknown('unreadable', 'The answer is about another refund.')
  if (parseDecimal(amount ?? '', 'CNY')?.amountMinor !== refund.refundMinor) {
    return unknown('unreadable', `The refund is told to be of ${amount ?? 'no amount'}.`)
  }
  return refunded(refund, answer, now)
}

function refunded(refund: RefundToAsk, told: Told, now: Date): RefundAnswer {
  return {
    outcome: 'refunded',
    facts: {
      institutionRef: told.text('trade_no') ?? null,
      refundMinor: refund.refundMinor,
      currency: told.text('refund_currency') ?? 'CNY',
      // Optional in both answers; the moment we were told is then the nearest we know.
      refundedAt: readBeijingTime(told.text('gmt_refund_pay')) ?? now,
    },
  }
}

/** A refusal that proves nothing about the money: an outage, throttling, or a code of another year. */
export function noAnswer({ code, subCode, message }: Told): Unknown {
  const because =
    code === '20000' || code === '40005' || SYSTEM_ERRORS.has(subCode) ? 'server_error' : 'new_status'
  return unknown(because, `${code} ${subCode}: ${message}`)
}

export function declineOf({ code, subCode, message }: Told, temporary: boolean): Decline {
  return { code: subCode || code, message, temporary }
}
