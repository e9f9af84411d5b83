import { parseDecimal } from '@hutong/money'
import type { AlipayAccount, NoticeReading, NoticeReply, RawNotice } from '../contract.js'
import { paidFacts } from './answers.js'
import { readBeijingTime } from './beijing-time.js'

/** notify_time is the time of each delivery. What is older proves nothing new: the institution is asked instead. */
const FRESH_FOR_MS = 5 * 60_000

/** A notice in our words, or why it is not believed. `isSignedBy` checks the flat map exactly as it came. */
export function readNotice(
  account: Pick<AlipayAccount, 'appId' | 'sellerId'>,
  isSignedBy: (parameters: Record<string, string>) => boolean,
  raw: RawNotice,
): NoticeReading {
  const parameters = Object.fromEntries(new URLSearchParams(raw.body.toString('utf8')))
  const text = (name: string): string | undefined => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    return value === '' ? undefined : value
  }
  const outTradeNo = text('out_trade_no')
  const hint = outTradeNo === undefined ? {} : { hintOutTradeNo: outTradeNo }
  if (text('notify_id') === undefined && text('sign') === undefined) {
    return { ok: false, because: 'unreadable', message: 'This is not a notice of Alipay.' }
  }
  // SHA-1 could be chosen by whoever sends; this account only ever signs and asks with RSA2.
  if (text('sign_type') !== 'RSA2' || !isSignedBy(parameters)) {
    return { ok: false, because: 'bad_signature', message: 'The signature does not hold.', ...hint }
  }
  const appId = text('app_id')
  const sellerId = text('seller_id')
  if (appId !== account.appId || (sellerId !== undefined && sellerId !== account.sellerId)) {
    const message = `For the application ${appId} of ${sellerId}; this account is ${account.appId} of ${account.sellerId}.`
    return { ok: false, because: 'another_merchant', message, ...hint }
  }
  const eventId = text('notify_id')
  if (text('notify_type') !== 'trade_status_sync' || eventId === undefined || outTradeNo === undefined) {
    return { ok: false, because: 'not_handled', message: `notify_type ${text('notify_type')}`, ...hint }
  }
  const facts = isFresh(text('notify_time'), raw.receivedAt) ? paymentIn(text) : null
  if (facts === null) return { ok: true, notice: { kind: 'hint', eventId, outTradeNo } }
  return { ok: true, notice: { kind: 'payment', eventId, outTradeNo, facts } }
}

/**
 * The payment a notice proves. A refund is told on the same address, with the sum given back so far and not this refund's
 * own amount: it is read as the payment it repeats. Null: waiting, closed without payment, or a state of another year.
 */
function paymentIn(text: (name: string) => string | undefined) {
  const names = { payer: ['buyer_id', 'buyer_open_id'], paidAt: 'gmt_payment' } as const
  const refundFee = text('refund_fee')
  const refunded = refundFee === undefined ? null : parseDecimal(refundFee, 'CNY')
  switch (text('trade_status')) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return paidFacts(text, names, refunded?.amountMinor ?? 0n)
    case 'TRADE_CLOSED':
      // Without refund_fee nothing says whether a paid trade was closed by giving it back: ask.
      return refunded === null ? null : paidFacts(text, names, refunded.amountMinor)
    default:
      return null
  }
}

function isFresh(notifyTime: string | undefined, receivedAt: Date): boolean {
  const sentAt = readBeijingTime(notifyTime)
  return sentAt !== null && Math.abs(receivedAt.getTime() - sentAt.getTime()) <= FRESH_FOR_MS
}

/** Alipay resends a notice unless our body is exactly these seven characters. */
export function acknowledgement(): NoticeReply {
  return { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' }
}

/** Any other body keeps the notice at Alipay: seven more tries over a day. */
export function refusal(): NoticeReply {
  return { status: 400, contentType: 'text/plain; charset=utf-8', body: 'fail' }
}
