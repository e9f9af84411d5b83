import type { Caller } from '../caller.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { type JsonObject, object, text } from '../fields.js'
import type { Notifier } from '../notify.js'
import type { Trades } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { requireTrade } from './find-trade.js'

const RULES = { operator_id: text(28), extend_params: object({}) }

/** alipay.trade.close: only what waits for its payer. A code nobody scanned has no trade to close. */
export function closeTrade(
  { trades, notifier }: { trades: Trades; notifier: Notifier },
  biz: JsonObject,
  caller: Caller,
): NodeFields | AlipayRefusal {
  const trade = requireTrade(trades, caller, biz, RULES)
  if (isRefusal(trade)) return trade
  // That closing twice is an error too is unverified.
  if (!trades.move(trade, 'closed')) return refuse('ACQ.TRADE_STATUS_ERROR')
  notifier.closedUnpaid(trade)
  return { code: '10000', msg: 'Success', out_trade_no: trade.terms.outTradeNo, trade_no: trade.tradeNo }
}
