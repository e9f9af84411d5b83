import type { Caller } from '../caller.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import { complaintAbout, type FieldRules, type JsonObject, text, textOf } from '../fields.js'
import { orderId, type Trade, type Trades } from '../trades.js'

/** The two names of a trade, one of which every call about a trade gives; trade_no wins. */
const TRADE_NAMES: FieldRules = { out_trade_no: text(64), trade_no: text(64) }

export interface NamedTrade {
  trade: Trade | undefined
  outTradeNo: string | undefined
  tradeNo: string | undefined
}

export function findTrade(
  trades: Trades,
  caller: Caller,
  biz: JsonObject,
  rules: FieldRules,
): NamedTrade | AlipayRefusal {
  const complaint = complaintAbout(biz, { ...TRADE_NAMES, ...rules })
  if (complaint !== null) return refuse('ACQ.INVALID_PARAMETER', complaint)
  const tradeNo = textOf(biz, 'trade_no')
  const outTradeNo = textOf(biz, 'out_trade_no')
  if (tradeNo === undefined && outTradeNo === undefined) {
    return refuse('ACQ.INVALID_PARAMETER', 'out_trade_no与trade_no不能同时为空')
  }
  const trade =
    tradeNo !== undefined ? trades.byTradeNo(tradeNo) : trades.get(orderId(caller.sellerId, outTradeNo ?? ''))
  // Another merchant's trade is none of the caller's business.
  const own = trade?.terms.sellerId === caller.sellerId ? trade : undefined
  return { trade: own, outTradeNo, tradeNo }
}

/** The trade, or ACQ.TRADE_NOT_EXIST: also before a payer came, and for a number that was cancelled before. */
export function requireTrade(
  trades: Trades,
  caller: Caller,
  biz: JsonObject,
  rules: FieldRules,
): (Trade & { tradeNo: string }) | AlipayRefusal {
  const named = findTrade(trades, caller, biz, rules)
  if ('refusal' in named) return named
  return named.trade && exists(named.trade) ? named.trade : refuse('ACQ.TRADE_NOT_EXIST')
}

export function exists(trade: Trade): trade is Trade & { tradeNo: string } {
  return trade.tradeNo !== null
}
