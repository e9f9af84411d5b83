import { type Answer, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import { type Call, readBody } from '../call.js'
import { promotionRefunds, settlementRefundMinor } from '../coupons/promotion.js'
import { createRefund } from '../create-refund.js'
import { checkFields, fieldError } from '../fields.js'
import { returnedFeeMinor } from '../funds/book-trade.js'
import { requireAppid, requireSubMerchant } from '../merchants/partner.js'
import { type Order, scopeOf, sellerOf } from '../order-book.js'
import { refundJson } from '../order-json.js'
import { applyAbnormalRefund } from '../query-refund.js'
import { OUT_REFUND_NO } from '../refund-fields.js'
import { freeMinor, invalid, requirePlatform, sellerInQuery } from './platform-gate.js'
import { SELLER_REFUND_FIELDS, type SellerRefundBody } from './refund-fields.js'
import {
  type FoundRefund,
  foundRefund,
  moveAdvance,
  refundById,
  sellerRefundsOf,
} from './seller-refund-book.js'

const MINUTE_MS = 60_000

export function refundForSeller(call: Call): Answer {
  requirePlatform(call)
  const { book } = call.platform
  const raw = readBody(call)
  checkFields(raw, SELLER_REFUND_FIELDS)
  // The fields above are exactly the members of SellerRefundBody.
  const body = raw as unknown as SellerRefundBody
  const sub = requireSubMerchant(call, body.sub_mchid)
  requireAppid(call.merchant, body.sp_appid, 'sp_appid')
  if (body.sub_appid !== undefined) requireAppid(sub, body.sub_appid, 'sub_appid')
  if (body.funds_account !== undefined && body.amount.from !== undefined) {
    throw invalid(
      'funds_account与amount.from不能同时使用',
      'funds_account and amount.from exclude each other',
    )
  }
  const scope = scopeOf(call.merchant.mchid, sub.mchid)
  const order =
    body.transaction_id === undefined
      ? book.order(scope, body.out_trade_no ?? '')
      : book.orderByTransaction(scope, body.transaction_id)
  const refundAccount = body.refund_account ?? 'REFUND_SOURCE_SUB_MERCHANT'
  const known = book.refund(scope, body.out_refund_no)
  if (known && foundRefund(call, known).extra.refundAccount !== refundAccount) {
    throw invalid('退款出资方与之前请求不一致', 'refund_account differs from the earlier request')
  }
  if (!known && order) requireMinuteBetween(call, order)

  // The rest is the refund of 12-refunds.
  const { sp_appid: _sp, sub_appid: _sub, refund_account: _source, ...rest } = body
  const json = { ...rest, amount: { ...body.amount, currency: 'CNY' } }
  const inner: Call = { ...call, json }
  let advanceMinor = known ? foundRefund(call, known).extra.advanceMinor : 0
  try {
    createRefund(inner)
  } catch (error) {
    const short = error instanceof Refused && error.code === 'NOT_ENOUGH'
    if (!short || !order || refundAccount !== 'REFUND_SOURCE_PARTNER_ADVANCE') throw error
    advanceMinor = advance(call, order, body, error)
    createRefund(inner)
  }
  const found = foundRefund(call, book.refund(scope, body.out_refund_no))
  const extra = { ...found.extra, refundAccount, advanceMinor }
  sellerRefundsOf(call).put(extra)
  return ok(createdJson({ ...found, extra }))
}

export function queryRefundById(call: Call): Answer {
  return ok(queriedJson(refundById(call, sellerInQuery(call).mchid)))
}

export function queryRefundByNumber(call: Call): Answer {
  const number = call.params.out_refund_no ?? ''
  if (!OUT_REFUND_NO.test(number)) {
    throw fieldError('out_refund_no', number.slice(0, 64), '商户退款单号格式错误', 'is not valid', 'url')
  }
  const scope = scopeOf(call.merchant.mchid, sellerInQuery(call).mchid)
  return ok(queriedJson(foundRefund(call, call.platform.book.refund(scope, number))))
}

export function applyAbnormalForSeller(call: Call): Answer {
  requirePlatform(call)
  const body = readBody(call)
  if (body.sub_mchid === undefined) {
    throw fieldError('/sub_mchid', undefined, '缺少必填参数', 'required and missing')
  }
  // 400 here when there is no such merchant, where the refunds of 12 say 404.
  if (typeof body.sub_mchid === 'string') requireSubMerchant(call, body.sub_mchid)
  applyAbnormalRefund(call)
  return ok(queriedJson(refundById(call, String(body.sub_mchid))))
}

function requireMinuteBetween(call: Call, order: Order): void {
  const last = call.platform.book.refundsOf(order).at(-1)
  if (!last || call.nowMs >= last.createdAtMs + MINUTE_MS) return
  throw new Refused('FREQUENCY_LIMITED', {
    zh: '同一订单每分钟最多退款一次',
    en: 'One refund a minute per order',
  })
}

/** The platform pays what the seller lacks, and has it returned later. That it is only what lacks is unverified. */
function advance(call: Call, order: Order, body: SellerRefundBody, refusal: Refused): number {
  const { book, sharing } = call.platform
  const refundMinor = body.amount.refund
  const earlier = book.refundsOf(order)
  const promotions = promotionRefunds(order, earlier, refundMinor)
  const netMinor =
    settlementRefundMinor(order, { refundMinor, promotions }) - returnedFeeMinor(order, earlier, refundMinor)
  const shortMinor = netMinor - freeMinor(call, sellerOf(order))
  // Frozen money of the order pays first; named funding accounts leave nothing to advance.
  const possible = sharing.unsplitMinor(order, call.nowMs) === 0 && body.amount.from === undefined
  if (!possible || shortMinor <= 0 || freeMinor(call, call.merchant.mchid) < shortMinor) throw refusal
  moveAdvance(call, order, shortMinor, order.paid?.transactionId ?? '', body.out_refund_no)
  return shortMinor
}

/** Only numbers and amounts: the state is for the query and the notice. */
function createdJson({ refund, order, extra }: FoundRefund): object {
  const full = refundJson(refund, order)
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    create_time: beijingTime(refund.createdAtMs),
    amount: amountJson(full, extra.advanceMinor),
    promotion_detail: full.promotion_detail,
    refund_account: extra.refundAccount,
  }
}

function queriedJson({ refund, order, extra }: FoundRefund): object {
  const full = refundJson(refund, order)
  return {
    ...full,
    amount: amountJson(full, extra.advanceMinor),
    refund_account: extra.refundAccount,
  }
}

function amountJson(full: ReturnType<typeof refundJson>, advanceMinor: number): object {
  const { refund, from, payer_refund, discount_refund, currency } = full.amount as Record<string, unknown>
  return {
    refund,
    from,
    payer_refund,
    discount_refund,
    currency,
    ...(advanceMinor > 0 ? { advance: advanceMinor } : {}),
  }
}
