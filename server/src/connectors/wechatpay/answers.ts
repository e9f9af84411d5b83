import type { Order, Outcome, Refund, Refused } from '@hutong/wechatpay'
import type {
  CloseAnswer,
  Decline,
  InquiryAnswer,
  OrderToAsk,
  PaidFacts,
  RefundAnswer,
  RefundInquiryAnswer,
  RefundToAsk,
  Unknown,
  WechatpayAccount,
} from '../contract.js'

/** A reading of an answer that may need an inquiry before it says anything certain. */
export const ASK_FIRST = { outcome: 'ask_first' } as const

const TEMPORARY: ReadonlySet<string> = new Set(['FREQUENCY_LIMITED', 'NOT_ENOUGH', 'BIZ_ERR_NEED_RETRY'])

export function declineOf({ code, message }: Pick<Refused, 'code' | 'message'>): Decline {
  return { code, message, temporary: TEMPORARY.has(code) }
}

/** A refusal of a question answers nothing about the money. */
function noAnswer({ code, message }: Refused): Unknown {
  return { outcome: 'unknown', because: 'server_error', message: `${code}: ${message}` }
}

function unreadable(message: string): Unknown {
  return { outcome: 'unknown', because: 'unreadable', message }
}

/** What the wire does not know, in our words. */
export function unknownOf(answer: Extract<Outcome<unknown>, { outcome: 'unknown' }>): Unknown {
  return { outcome: 'unknown', because: answer.because, message: answer.message }
}

/**
 * What a refused order call leaves behind. `ORDER_PAID` says it; `OUT_TRADE_NO_USED` and `INVALID_REQUEST` are given for a
 * paid order, a closed one and a plain mistake alike (10-payments §2.2), so the order itself has to be asked for.
 */
export function readOrderRefusal(refused: Refused) {
  if (refused.code === 'ORDER_PAID') return { outcome: 'already_paid' } as const
  if (refused.code === 'OUT_TRADE_NO_USED' || refused.code === 'INVALID_REQUEST') return ASK_FIRST
  return { outcome: 'declined', decline: declineOf(refused) } as const
}

export function readInquiry(
  account: WechatpayAccount,
  order: OrderToAsk,
  answer: Outcome<Order>,
): InquiryAnswer {
  if (answer.outcome === 'unknown') return unknownOf(answer)
  if (answer.outcome === 'refused') {
    return answer.code === 'ORDER_NOT_EXIST' ? { outcome: 'absent' } : noAnswer(answer)
  }
  const told = answer.value
  if (told.out_trade_no !== order.outTradeNo || (told.mchid !== undefined && told.mchid !== account.mchid)) {
    return unreadable(`The answer is about the order ${told.out_trade_no} of ${told.mchid ?? 'nobody'}.`)
  }
  switch (told.trade_state) {
    case 'SUCCESS':
    case 'REFUND': {
      const facts = paidFacts(told)
      return facts
        ? { outcome: 'paid', facts }
        : unreadable('Told to be paid, but without number, amount or time.')
    }
    // A try that failed (wrong password, no balance) stays NOTPAY: the payer may try again.
    case 'NOTPAY':
    case 'USERPAYING':
      return { outcome: 'waiting' }
    // The last two belong to products without our own order, where they are final and without payment.
    case 'CLOSED':
    case 'REVOKED':
    case 'PAYERROR':
      return { outcome: 'closed' }
    default:
      return { outcome: 'unknown', because: 'new_status', message: `trade_state ${told.trade_state}` }
  }
}

/** What an order tells about its payment; null when it does not tell enough to be believed. */
export function paidFacts(order: Order): PaidFacts | null {
  const { transaction_id, success_time, amount, payer } = order
  if (!transaction_id || !success_time || amount?.total === undefined) return null
  return {
    institutionRef: transaction_id,
    amountMinor: BigInt(amount.total),
    currency: amount.currency ?? 'CNY',
    payer: payer?.openid || null,
    paidAt: new Date(success_time),
    // WeChat Pay says that there were refunds (REFUND), never how much: refunds are asked for one by one.
    refundedMinor: 0n,
  }
}

export function readClose(answer: Outcome<undefined>): CloseAnswer | typeof ASK_FIRST {
  if (answer.outcome === 'unknown') return unknownOf(answer)
  if (answer.outcome === 'ok') return { outcome: 'closed' }
  switch (answer.code) {
    case 'ORDER_CLOSED':
      return { outcome: 'closed' }
    case 'ORDER_NOT_EXIST':
      return { outcome: 'absent' }
    case 'ORDER_PAID':
      return { outcome: 'already_paid' }
    // Closing while the payer is at the password is answered by throttling (10-payments §6).
    case 'USERPAYING':
    case 'FREQUENCY_LIMITED':
      return { outcome: 'payer_busy' }
    case 'INVALID_REQUEST':
    case 'TRADE_ERROR':
      return ASK_FIRST
    default:
      return noAnswer(answer)
  }
}

/** What an inquiry says after a close was refused without a clear reason. */
export function closeAfterInquiry(inquiry: InquiryAnswer): CloseAnswer {
  switch (inquiry.outcome) {
    case 'paid':
      return { outcome: 'already_paid' }
    case 'waiting':
      return {
        outcome: 'unknown',
        because: 'server_error',
        message: 'Closing was refused, and the order is still payable.',
      }
    default:
      return inquiry
  }
}

/**
 * What a refused refund call means by itself. Only `NOT_ENOUGH` is certain: any other refusal may answer a repetition whose
 * first call was accepted, and a throttled call is no proof either (12-refunds §2), so the refund is asked for.
 */
export function readRefundRefusal(refused: Refused): RefundAnswer | typeof ASK_FIRST {
  const decline = declineOf(refused)
  if (refused.code === 'NOT_ENOUGH') return { outcome: 'not_enough', decline }
  return decline.temporary ? noAnswer(refused) : ASK_FIRST
}

/** What it means that a refund was refused and does not exist. */
export function refundAfterInquiry(refused: Refused, inquiry: RefundInquiryAnswer): RefundAnswer {
  if (inquiry.outcome !== 'absent') return inquiry
  const decline = declineOf(refused)
  // The payer's account is closed: the money needs another way back, which is for a person to find.
  if (refused.code === 'USER_ACCOUNT_ABNORMAL') return { outcome: 'abnormal', institutionRef: null, decline }
  return { outcome: 'failed', decline }
}

export function readRefundInquiry(refund: RefundToAsk, answer: Outcome<Refund>): RefundInquiryAnswer {
  if (answer.outcome !== 'refused') return readRefund(refund, answer)
  return answer.code === 'RESOURCE_NOT_EXISTS' ? { outcome: 'absent' } : noAnswer(answer)
}

/** A refund as the institution tells it. */
export function readRefund(refund: RefundToAsk, answer: Exclude<Outcome<Refund>, Refused>): RefundAnswer {
  if (answer.outcome === 'unknown') return unknownOf(answer)
  const told = answer.value
  if (told.out_refund_no !== refund.outRefundNo || told.out_trade_no !== refund.outTradeNo) {
    return unreadable(
      `The answer is about the refund ${told.out_refund_no} of the order ${told.out_trade_no}.`,
    )
  }
  return readRefundState({
    status: told.status,
    refundId: told.refund_id,
    refund: told.amount.refund,
    currency: told.amount.currency ?? 'CNY',
    successTime: told.success_time,
    receivedBy: told.user_received_account,
  })
}

export interface RefundTold {
  readonly status: string
  readonly refundId: string
  /** In fen. */
  readonly refund: number
  readonly currency: string
  readonly successTime: string | undefined
  readonly receivedBy: string | undefined
}

/** One reading for answers and notices, which spell the same states in differently named members. */
export function readRefundState(told: RefundTold): RefundAnswer {
  const institutionRef = told.refundId
  switch (told.status) {
    case 'PROCESSING':
      return { outcome: 'processing', institutionRef }
    case 'SUCCESS':
      if (!told.successTime) return unreadable('Told to be refunded, but not when.')
      return {
        outcome: 'refunded',
        facts: {
          institutionRef,
          refundMinor: BigInt(told.refund),
          currency: told.currency,
          refundedAt: new Date(told.successTime),
        },
      }
    case 'ABNORMAL': {
      const message = told.receivedBy ? `退款异常：${told.receivedBy}` : '退款异常'
      return { outcome: 'abnormal', institutionRef, decline: { code: 'ABNORMAL', message, temporary: false } }
    }
    case 'CLOSED':
      return {
        outcome: 'failed',
        decline: { code: 'CLOSED', message: '退款关闭，资金未退回', temporary: false },
      }
    default:
      return { outcome: 'unknown', because: 'new_status', message: `refund status ${told.status}` }
  }
}
