import { canRefund } from '../book-keeping.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import type { JsonObject } from '../fields.js'
import { giveBack } from '../refunding.js'
import { returnShares, sharesToReturn } from '../return-shares.js'
import { orderId, refundedFen, type Trade, termsIn } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { exists, findTrade } from './find-trade.js'

const WINDOW_MS = 86_400_000

/**
 * alipay.trade.cancel: closes what is unpaid, gives back what is paid. It succeeds for a number without a trade too, and
 * from then on that number cannot be paid.
 */
export function cancelTrade(parts: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const named = findTrade(parts.trades, caller, biz, {})
  if ('refusal' in named) return named
  const { trade, outTradeNo } = named
  if (!trade) {
    // Without our own number there is nothing to use up.
    if (outTradeNo === undefined) return refuse('ACQ.TRADE_NOT_EXIST')
    const { sellerId, authAppId } = caller
    const id = orderId(sellerId, outTradeNo)
    const code = parts.codes.ofOrder(id).at(-1)
    const terms = code ? termsIn(code, id) : null
    parts.trades.burn({ appId: caller.app.id, authAppId, sellerId, outTradeNo }, terms)
    return answer(outTradeNo, null, null)
  }
  if (!exists(trade)) return answer(trade.terms.outTradeNo, null, null)
  const cancelled = cancel(parts, trade)
  return isRefusal(cancelled) ? cancelled : answer(trade.terms.outTradeNo, trade.tradeNo, trade.cancelAction)
}

function cancel(parts: Desk, trade: Trade): Record<string, never> | AlipayRefusal {
  const isOpen = trade.state === 'WAIT_BUYER_PAY' || trade.state === 'TRADE_SUCCESS'
  if (isOpen && parts.core.clock.nowMs() - trade.createdAtMs > WINDOW_MS)
    return refuse('ACQ.TRADE_CANCEL_TIME_OUT')
  switch (trade.state) {
    case 'TRADE_FINISHED':
      return refuse('ACQ.TRADE_CANCEL_TIME_OUT')
    case 'TRADE_CLOSED':
      return {}
    case 'WAIT_BUYER_PAY':
      trade.cancelAction = 'close'
      parts.trades.move(trade, 'cancelled')
      parts.notifier.closedUnpaid(trade)
      return {}
    case 'TRADE_SUCCESS': {
      const leftFen = trade.terms.totalFen - refundedFen(trade)
      if (!canRefund(parts, trade, leftFen)) return refuse('ACQ.SELLER_BALANCE_NOT_ENOUGH')
      const shares = sharesToReturn(parts, trade, leftFen, undefined)
      if (isRefusal(shares)) return shares
      returnShares(parts, trade, shares)
      trade.cancelAction = 'refund'
      giveBack(parts, trade, {
        outRequestNo: cancelRequestNo(trade),
        refundId: parts.core.random.digits(28),
        amountFen: leftFen,
        reason: null,
        state: 'PROCESSING',
        atMs: parts.core.clock.nowMs(),
        feeBackFen: 0,
      })
      return {}
    }
  }
}

// A full refund without a number of its own is known by the out_trade_no.
function cancelRequestNo(trade: Trade): string {
  const { outTradeNo } = trade.terms
  return trade.refunds.some((refund) => refund.outRequestNo === outTradeNo)
    ? `${outTradeNo}_cancel`
    : outTradeNo
}

function answer(outTradeNo: string, tradeNo: string | null, action: Trade['cancelAction']): NodeFields {
  return {
    code: '10000',
    msg: 'Success',
    action: action ?? undefined,
    out_trade_no: outTradeNo,
    retry_flag: 'N',
    trade_no: tradeNo ?? undefined,
  }
}
