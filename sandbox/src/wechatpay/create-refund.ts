import { type Answer, ok, Refused, type Words } from './answers.js'
import { type Call, readBody } from './call.js'
import { promotionRefunds, settlementRefundMinor } from './coupons/promotion.js'
import { checkFields } from './fields.js'
import { bookRefund, returnedFeeMinor } from './funds/book-trade.js'
import { newRefundId } from './ids.js'
import { requireSubMerchant } from './merchants/partner.js'
import { type Order, type Refund, refundKey, scopeOf, sellerOf } from './order-book.js'
import { refundJson } from './order-json.js'
import { refundedMinor } from './order-state.js'
import { canonical } from './place-order.js'
import { receivedAccount } from './received-account.js'
import { REFUND_FIELDS, type RefundBody, SUB_MCHID } from './refund-fields.js'

const MOST_REFUNDS = 50
const REFUNDABLE_MS = 365 * 24 * 3_600_000

export function createRefund(call: Call): Answer {
  const { book, core, refunding } = call.platform
  const raw = readBody(call)
  // Only a provider may name a sub-merchant; for others it is a surplus member.
  const isProvider = call.merchant.kind === 'service_provider'
  checkFields(raw, isProvider ? { ...REFUND_FIELDS, ...SUB_MCHID } : REFUND_FIELDS)
  // The fields above are exactly the members of RefundBody.
  const body = raw as unknown as RefundBody
  if (body.sub_mchid !== undefined) requireSubMerchant(call, body.sub_mchid, 'not_found')
  const scope = scopeOf(call.merchant.mchid, body.sub_mchid)
  const order = orderOf(call, scope, body)
  const fingerprint = canonical([order.id, body.amount, body.funds_account, body.goods_detail])
  const existing = book.refund(scope, body.out_refund_no)
  if (existing) {
    if (existing.fingerprint !== fingerprint) {
      throw invalid({
        zh: '订单金额或退款金额与之前请求不一致，请核实后再试',
        en: 'The order or the amount differs from the earlier request with this out_refund_no',
      })
    }
    return ok(refundJson(existing, order))
  }
  requireRefundable(call, order, body)

  // From here on the refund is accepted.
  const refund: Refund = {
    id: refundKey(scope, body.out_refund_no),
    orderId: order.id,
    mchid: call.merchant.mchid,
    refundId: newRefundId(core.random, call.nowMs),
    outRefundNo: body.out_refund_no,
    fingerprint,
    reason: body.reason ?? null,
    notifyUrl: body.notify_url ?? null,
    refundMinor: body.amount.refund,
    feeMinor: returnedFeeMinor(order, book.refundsOf(order), body.amount.refund),
    promotions: promotionRefunds(order, book.refundsOf(order), body.amount.refund),
    from: body.amount.from ?? [],
    fundsAccount: body.funds_account ?? 'UNSETTLED',
    channel: 'ORIGINAL',
    receivedAccount: receivedAccount(call.platform, order),
    toPayer: true,
    createdAtMs: call.nowMs,
    successAtMs: null,
    state: 'PROCESSING',
    next: null,
  }
  bookRefund(call.platform, refund, order)
  order.refundIds.push(refund.id)
  order.signer = call.signer
  book.keepRefund(refund)
  book.keepOrder(order)
  refunding.begin(refund, order)
  return ok(refundJson(refund, order))
}

function orderOf(call: Call, scope: string, body: RefundBody): Order {
  const { book } = call.platform
  if (body.transaction_id === undefined && body.out_trade_no === undefined) {
    throw new Refused(
      'PARAM_ERROR',
      {
        zh: 'transaction_id和out_trade_no必填其一',
        en: 'One of transaction_id and out_trade_no is required',
      },
      {
        location: 'body',
        field: '/out_trade_no',
        issue: 'one of transaction_id and out_trade_no is required',
      },
    )
  }
  const order =
    body.transaction_id === undefined
      ? book.order(scope, body.out_trade_no ?? '')
      : book.orderByTransaction(scope, body.transaction_id)
  // Unknown and unpaid look the same from here (12-refunds §2).
  if (!order?.paid)
    throw new Refused('RESOURCE_NOT_EXISTS', { zh: '订单不存在', en: 'There is no such paid order' })
  if (body.out_trade_no !== undefined && body.out_trade_no !== order.outTradeNo) {
    throw invalid({
      zh: '支付单号校验不一致，请核实后再试',
      en: 'transaction_id and out_trade_no belong to different orders',
    })
  }
  return order
}

/** Checks only; one rule a paragraph. */
function requireRefundable(call: Call, order: Order, body: RefundBody): void {
  const { amount } = body
  if (amount.total !== order.totalMinor) {
    throw invalid({
      zh: '订单金额与原订单不一致，请核实后再试',
      en: 'amount.total is not the total of the order',
    })
  }
  if (order.paid && call.nowMs > order.paid.atMs + REFUNDABLE_MS) {
    throw invalid({ zh: '订单已超过可退款的最大期限', en: 'The order is older than 365 days' })
  }
  if (order.refundIds.length >= MOST_REFUNDS) {
    throw invalid({ zh: '单笔订单最多退款50次', en: 'An order can be refunded 50 times at most' })
  }
  if (refundedMinor(call.platform.book, order) + amount.refund > order.totalMinor) {
    throw invalid({
      zh: '申请退款金额大于订单剩余可退金额',
      en: 'The refund is more than what is left of the order',
    })
  }
  if (body.funds_account === 'UNSETTLED') {
    throw invalid({ zh: '该订单不支持从未结算资金退款', en: 'UNSETTLED is for deposits only' })
  }
  if (amount.from) requireFunding(call, order, amount.from, amount.refund)
  requireFunds(call, order, body)
  for (const goods of body.goods_detail ?? []) {
    if (!order.goodsIds?.includes(goods.merchant_goods_id)) {
      throw invalid({
        zh: '退款商品与下单商品不一致',
        en: 'goods_detail names goods that the order does not have',
      })
    }
  }
}

/** Frozen money pays the refund of its own order; otherwise it comes from what the seller has free (12 §2, 13 §1). */
function requireFunds(call: Call, order: Order, body: RefundBody): void {
  const { book, funds, sharing } = call.platform
  const { refund: refundMinor } = body.amount
  const promotions = promotionRefunds(order, book.refundsOf(order), refundMinor)
  const settledMinor = settlementRefundMinor(order, { refundMinor, promotions })
  const netMinor = settledMinor - returnedFeeMinor(order, book.refundsOf(order), refundMinor)
  const ownMinor = sharing.unsplitMinor(order, call.nowMs)
  const freeMinor = funds.balanceMinor(sellerOf(order)) - sharing.frozenMinor(sellerOf(order), call.nowMs)
  const frozenPart = frozenPartMinor(body, netMinor)
  if (frozenPart === null) {
    if (netMinor <= (ownMinor > 0 ? ownMinor : freeMinor)) return
  } else if (frozenPart <= ownMinor && netMinor - frozenPart <= freeMinor) return
  throw new Refused('NOT_ENOUGH', {
    zh: '基本账户余额不足，请充值后重新发起',
    en: 'The merchant balance is not enough',
  })
}

/**
 * What frozen money gives of a refund when the accounts are named, null when they are not. Fees and coupons that come
 * back make the refund cost less than it brings; they lessen the frozen part first.
 */
function frozenPartMinor({ amount, funds_account: account }: RefundBody, netMinor: number): number | null {
  if (!amount.from?.length) return account === 'AVAILABLE' ? 0 : null
  const named = amount.from.find((one) => one.account === 'UNAVAILABLE')?.amount ?? 0
  return Math.max(0, named - (amount.refund - netMinor))
}

function requireFunding(
  call: Call,
  order: Order,
  from: NonNullable<RefundBody['amount']['from']>,
  refundMinor: number,
): void {
  const accounts = new Set(from.map((one) => one.account))
  const sum = from.reduce((total, one) => total + one.amount, 0)
  const isFrozen = call.platform.sharing.unsplitMinor(order, call.nowMs) > 0
  if (!isFrozen || accounts.size !== from.length || sum !== refundMinor) {
    throw invalid({
      zh: '指定出资账户有误：仅待分账或分账中的订单可用，金额之和须等于退款金额且账户不重复',
      en: 'amount.from is for orders that are still being shared; accounts are unique and add up to the refund',
    })
  }
}

function invalid(words: Words): Refused {
  return new Refused('INVALID_REQUEST', words)
}
