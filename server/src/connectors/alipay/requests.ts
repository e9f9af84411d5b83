import { money, toDecimal } from '@hutong/money'
import type { OrderIntent, OrderToAsk, RefundIntent, RefundToAsk } from '../contract.js'
import { beijingTime } from './beijing-time.js'

type BizContent = Readonly<Record<string, unknown>>

/**
 * Builds biz_content from the intent alone: the same order sent again has to be the same, or the gateway answers
 * ACQ.CONTEXT_INCONSISTENT.
 */
function order(intent: OrderIntent): BizContent {
  return {
    out_trade_no: intent.outTradeNo,
    total_amount: yuan(intent.amountMinor),
    subject: plain(intent.description, SUBJECT_CHARACTERS) || intent.outTradeNo,
    // Beats every relative timeout, whose clock starts at another moment for each product.
    time_expire: beijingTime(intent.expiresAt),
  }
}

export function precreateOrder(intent: OrderIntent): BizContent {
  return {
    ...order(intent),
    product_code: 'FACE_TO_FACE_PAYMENT',
    business_params: { mc_create_trade_ip: intent.payerIp },
  }
}

/** business_params is JSON text here, and an object in precreate. */
export function pageOrder(intent: OrderIntent): BizContent {
  return {
    ...order(intent),
    product_code: 'FAST_INSTANT_TRADE_PAY',
    business_params: JSON.stringify({ mc_create_trade_ip: intent.payerIp }),
  }
}

export function wapOrder(intent: OrderIntent): BizContent {
  return {
    ...order(intent),
    product_code: 'QUICK_WAP_WAY',
    quit_url: intent.returnUrl,
    business_params: JSON.stringify({ mc_create_trade_ip: intent.payerIp }),
  }
}

/** By our own number only: trade_no would win over it. */
export function tradeOf(asked: OrderToAsk): BizContent {
  return { out_trade_no: asked.outTradeNo }
}

export function refundOf(intent: RefundIntent): BizContent {
  const reason = plain(intent.reason, REASON_CHARACTERS)
  return {
    out_trade_no: intent.outTradeNo,
    out_request_no: intent.outRefundNo,
    refund_amount: yuan(intent.refundMinor),
    ...(reason === '' ? {} : { refund_reason: reason }),
  }
}

export function refundQueryOf(asked: RefundToAsk): BizContent {
  return {
    out_trade_no: asked.outTradeNo,
    out_request_no: asked.outRefundNo,
    query_options: ['gmt_refund_pay'],
  }
}

const SUBJECT_CHARACTERS = 256
const REASON_CHARACTERS = 256

function yuan(amountMinor: bigint): string {
  return toDecimal(money(amountMinor, 'CNY'))
}

/** The documentation bars `/`, `=` and `&` from a subject; control characters and halves of characters break signatures. */
function plain(text: string, characters: number): string {
  const cleaned = text
    .replace(/[/=&]/g, (character) => WIDE[character as keyof typeof WIDE])
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
  return Array.from(cleaned).slice(0, characters).join('').trim()
}

const WIDE = { '/': '／', '=': '＝', '&': '＆' } as const
