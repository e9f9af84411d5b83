import type { H5OrderRequest, NativeOrderRequest, RefundRequest } from '@hutong/wechatpay'
import type { OrderIntent, RefundIntent, WechatpayAccount } from '../contract.js'

/**
 * Builds requests from the intent alone. Repeating an order is only safe with identical content (00-protocol §9), so
 * nothing here reads a clock or makes up a value.
 */
export function nativeOrder(account: WechatpayAccount, intent: OrderIntent): NativeOrderRequest {
  return {
    appid: account.appid,
    // Required; a title of nothing but emoji leaves none.
    description: plain(intent.description, DESCRIPTION_CHARACTERS) || intent.outTradeNo,
    out_trade_no: intent.outTradeNo,
    time_expire: beijingTime(intent.expiresAt),
    notify_url: intent.noticeUrl,
    amount: { total: fen(intent.amountMinor), currency: intent.currency },
  }
}

export function h5Order(account: WechatpayAccount, intent: OrderIntent): H5OrderRequest {
  return {
    ...nativeOrder(account, intent),
    // The wallet compares the address with the browser's own and refuses others.
    scene_info: { payer_client_ip: intent.payerIp, h5_info: { type: 'Wap' } },
  }
}

/** The browser goes to `returnUrl` when the wallet is done or given up; no proof of payment (m4012791835). */
export function h5Link(h5Url: string, returnUrl: string): string {
  return `${h5Url}${h5Url.includes('?') ? '&' : '?'}redirect_url=${encodeURIComponent(returnUrl)}`
}

export function refundRequest(intent: RefundIntent): RefundRequest {
  const reason = withinBytes(plain(intent.reason, REASON_BYTES), REASON_BYTES)
  return {
    transaction_id: intent.institutionRef,
    out_refund_no: intent.outRefundNo,
    // An empty text is refused where an absent one is not.
    ...(reason === '' ? {} : { reason }),
    notify_url: intent.noticeUrl,
    amount: {
      refund: fen(intent.refundMinor),
      total: fen(intent.amountMinor),
      currency: intent.currency,
    },
  }
}

const DESCRIPTION_CHARACTERS = 127
const REASON_BYTES = 80

/** RFC 3339 in Beijing time with whole seconds, as the gateway writes it too. */
export function beijingTime(time: Date): string {
  return `${new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

/** JSON carries fen as numbers; an amount past the safe integers must stop here rather than be rounded. */
function fen(amountMinor: bigint): number {
  const number = Number(amountMinor)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${amountMinor} fen do not fit a JSON number.`)
  return number
}

/** The gateway takes only characters of one to three UTF-8 bytes; an emoji in a title must not lose the order. */
function plain(text: string, maxCharacters: number): string {
  const kept = Array.from(text).filter(
    (character) => character.length === 1 && !/[\p{Cs}\p{Cc}]/u.test(character),
  )
  return kept.slice(0, maxCharacters).join('').trim()
}

function withinBytes(text: string, maxBytes: number): string {
  let kept = ''
  let bytes = 0
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > maxBytes) break
    kept += character
  }
  return kept
}
