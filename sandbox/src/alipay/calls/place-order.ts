import type { Core } from '../../core/core.js'
import type { Caller } from '../caller.js'
import type { Codes } from '../codes.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { type JsonObject, textOf } from '../fields.js'
import type { Product } from '../products.js'
import { readDuration } from '../timeouts.js'
import { type Code, type OrderTerms, orderId, type Trade, type Trades, termsIn } from '../trades.js'
import { readTerms } from './order-terms.js'

/**
 * Takes an order and hands out a code for it. No trade exists yet: it begins when a payer comes. The same order sent
 * again gets the same code while that lives.
 */
export function placeOrder(
  parts: { core: Core; codes: Codes; trades: Trades },
  product: Product,
  biz: JsonObject,
  caller: Caller,
): Code | AlipayRefusal {
  const terms = readTerms(product, biz, caller, parts.core.clock.nowMs())
  if (isRefusal(terms)) return terms
  const qrLife = textOf(biz, 'qr_code_timeout_express')
  const qrLifeMs = product === 'precreate' && qrLife !== undefined ? readDuration(qrLife) : undefined
  if (qrLifeMs === null) return refuse('ACQ.INVALID_PARAMETER', 'qr_code_timeout_express应在1m到15d之间')

  const id = orderId(terms.sellerId, terms.outTradeNo)
  const trade = parts.trades.get(id)
  const repeated = trade ? refuseRepetition(trade, terms) : null
  if (repeated) return repeated
  const alive = parts.codes.alive(id)
  if (alive && !isSameOrder(termsIn(alive, id), terms)) return refuse('ACQ.CONTEXT_INCONSISTENT')
  // A merged code asks for other orders too.
  if (alive && !alive.parts && JSON.stringify(alive.terms) === JSON.stringify(terms)) return alive

  const width = product === 'page_pay' ? textOf(biz, 'qrcode_width') : undefined
  return parts.codes.hand(terms, {
    qrLifeMs: qrLifeMs ?? null,
    qrPayMode: product === 'page_pay' ? (textOf(biz, 'qr_pay_mode') ?? null) : null,
    qrWidth: width === undefined ? null : Number(width),
  })
}

/** What a repeated out_trade_no answers once a trade exists; null while it may still be paid on the same terms. */
export function refuseRepetition(trade: Trade, terms: OrderTerms): AlipayRefusal | null {
  switch (trade.state) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return refuse('ACQ.TRADE_HAS_SUCCESS')
    case 'TRADE_CLOSED':
      return refuse('ACQ.TRADE_HAS_CLOSE')
    case 'WAIT_BUYER_PAY':
      return isSameOrder(trade.terms, terms) ? null : refuse('ACQ.CONTEXT_INCONSISTENT')
  }
}

function isSameOrder(left: OrderTerms, right: OrderTerms): boolean {
  return left.totalFen === right.totalFen && left.subject === right.subject && left.body === right.body
}
