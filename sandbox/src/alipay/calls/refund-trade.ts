import { REFUND_EFFECTS } from '../../core/faults.js'
import { beijingTime } from '../beijing-time.js'
import { canRefund } from '../book-keeping.js'
import { buyerFields } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { type JsonObject, list, object, price, required, text, textOf } from '../fields.js'
import { fenFromYuan, yuanFromFen } from '../price.js'
import { giveBack } from '../refunding.js'
import { returnShares, sharesToReturn } from '../return-shares.js'
import { refundedFen, type Trade, type TradeRefund } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { requireTrade } from './find-trade.js'

const GOODS = list(
  object({
    goods_id: text(64),
    refund_amount: price,
    out_item_id: text(64),
    out_sku_id: text(64),
    out_certificate_no_list: list(text(64)),
  }),
)
const ROYALTY = list(
  object({
    royalty_type: text(32),
    trans_out: text(64),
    trans_out_type: text(64, { oneOf: ['userId', 'loginName'] }),
    trans_in: text(64),
    trans_in_type: text(64, { oneOf: ['userId', 'loginName', 'cardAliasNo', 'openId'] }),
    amount: price,
    amount_percentage: text(3),
    desc: text(1000),
    royalty_scene: text(64),
    trans_in_name: text(64),
  }),
)
const RULES = {
  refund_amount: required(price),
  refund_reason: text(256),
  out_request_no: text(64),
  refund_currency: text(8),
  operator_id: text(30),
  store_id: text(32),
  terminal_id: text(32),
  goods_detail: GOODS,
  refund_goods_detail: GOODS,
  refund_royalty_parameters: ROYALTY,
  query_options: list(text(64)),
  related_settle_confirm_no: text(64),
  org_pid: text(16),
}

/**
 * alipay.trade.refund: at once, known by out_request_no within its trade. The same number and amount again moves nothing;
 * refund_fee is always the sum over the trade.
 */
export function refundTrade(parts: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const trade = requireTrade(parts.trades, caller, biz, RULES)
  if (isRefusal(trade)) return trade
  const amountFen = fenFromYuan(textOf(biz, 'refund_amount') ?? '') ?? 0
  if (amountFen < 1) return refuse('ACQ.INVALID_PARAMETER', 'refund_amount不能小于0.01')
  const requestNo = textOf(biz, 'out_request_no')
  const known = trade.refunds.find((refund) => refund.outRequestNo === (requestNo ?? trade.terms.outTradeNo))
  if (known && known.amountFen !== amountFen) return refuse('ACQ.DISCORDANT_REPEAT_REQUEST')
  if (known && known.state !== 'FAILED') return answer(caller, trade, known, false, biz)

  const refusal = whyNot(trade, amountFen, requestNo)
  if (refusal) return refusal
  const shares = sharesToReturn(parts, trade, amountFen, biz.refund_royalty_parameters)
  if (isRefusal(shares)) return shares
  const returnedFen = shares.reduce((sum, share) => sum + share.amountFen, 0)
  if (!canRefund(parts, trade, amountFen - returnedFen)) return refuse('ACQ.SELLER_BALANCE_NOT_ENOUGH')
  const refund: TradeRefund = {
    outRequestNo: requestNo ?? trade.terms.outTradeNo,
    refundId: parts.core.random.digits(28),
    amountFen,
    reason: textOf(biz, 'refund_reason') ?? null,
    state: 'PROCESSING',
    atMs: parts.core.clock.nowMs(),
    feeBackFen: 0,
  }
  const fault = parts.core.faults.take(
    { institution: 'alipay', operation: 'refund', outTradeNo: trade.terms.outTradeNo },
    REFUND_EFFECTS,
  )
  // From here on the refund is accepted. One that failed is tried afresh under its number.
  trade.refunds = trade.refunds.filter((one) => one !== known)
  if (fault === null) {
    returnShares(parts, trade, shares)
    giveBack(parts, trade, refund)
    return answer(caller, trade, refund, true, biz)
  }
  refund.state = fault.effect === 'refund_processing' ? 'PROCESSING' : 'FAILED'
  trade.refunds.push(refund)
  parts.trades.keep(trade)
  return answer(caller, trade, refund, false, biz)
}

function whyNot(trade: Trade, amountFen: number, requestNo: string | undefined): AlipayRefusal | null {
  if (trade.state === 'WAIT_BUYER_PAY') return refuse('ACQ.TRADE_STATUS_ERROR')
  if (trade.state === 'TRADE_CLOSED') return refuse('ACQ.TRADE_HAS_CLOSE')
  if (trade.state === 'TRADE_FINISHED') return refuse('ACQ.TRADE_HAS_FINISHED')
  if (requestNo === undefined && amountFen !== trade.terms.totalFen) {
    return refuse('ACQ.INVALID_PARAMETER', '部分退款时out_request_no不能为空')
  }
  // What is still on its way counts: it may yet succeed.
  let takenFen = amountFen
  for (const refund of trade.refunds) if (refund.state !== 'FAILED') takenFen += refund.amountFen
  return takenFen > trade.terms.totalFen ? refuse('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL') : null
}

function answer(
  caller: Caller,
  trade: Trade,
  refund: TradeRefund,
  moved: boolean,
  biz: JsonObject,
): NodeFields {
  const done = refund.state === 'SUCCESS'
  const options = biz.query_options
  const detailed = done && Array.isArray(options) && options.includes('refund_detail_item_list')
  return {
    code: '10000',
    msg: 'Success',
    ...buyerFields(caller.app, trade.buyer),
    fund_change: moved ? 'Y' : 'N',
    gmt_refund_pay: done ? beijingTime(refund.atMs) : undefined,
    out_trade_no: trade.terms.outTradeNo,
    refund_detail_item_list: detailed
      ? [{ amount: yuanFromFen(refund.amountFen), fund_channel: trade.terms.fundChannel }]
      : undefined,
    refund_fee: yuanFromFen(refundedFen(trade)),
    send_back_fee: detailed ? yuanFromFen(refund.amountFen) : undefined,
    trade_no: trade.tradeNo ?? undefined,
  }
}
