import { createHash } from 'node:crypto'
import { type Answer, ok, Refused } from './answers.js'
import type { Call } from './call.js'
import { couponFacts } from './coupons/promotion.js'
import { newCodeToken, newPrepayId } from './ids.js'
import { type Handle, type Order, orderKey, type TradeType } from './order-book.js'
import type { OrderBody, OrderProduct } from './order-fields.js'
import { DEFAULT_PAYABLE_MS, LONGEST_PAYABLE_MS, SHORTEST_PAYABLE_MS, tradeState } from './order-state.js'
import { type Payee, type ReadPlaceRequest, readDirect, readPartner } from './payee.js'

export const TRADE_TYPES: Record<OrderProduct, TradeType> = {
  native: 'NATIVE',
  jsapi: 'JSAPI',
  app: 'APP',
  h5: 'MWEB',
}
const TWO_HOURS_MS = 2 * 3_600_000
const FIVE_MINUTES_MS = 5 * 60_000
/** Identical repeats hand out fresh values; the oldest are forgotten so that an order stays small. */
export const HANDLES_KEPT = 8

/** The calls of one product, for a merchant's own orders and for a provider's. */
export function placeCall(product: OrderProduct, mode: 'direct' | 'partner') {
  const read = mode === 'direct' ? readDirect : readPartner
  return (call: Call): Answer => ok(handleJson(product, place(call, product, read)))
}

/** What the client is given (10-payments §2.2). */
export function handleJson(product: OrderProduct, handle: Handle): object {
  if (product === 'native') return { code_url: handle.text }
  return product === 'h5' ? { h5_url: handle.text } : { prepay_id: handle.value }
}

function place(call: Call, product: OrderProduct, read: ReadPlaceRequest): Handle {
  const { book } = call.platform
  const { raw, body, payee } = read(call, product)
  const fingerprint = fingerprintOf(product, raw)
  const existing = book.order(payee.scope, body.out_trade_no)
  if (existing) requireRepeatable(existing, fingerprint, product, call.nowMs)

  // From here on the order stands.
  const order = existing ?? newOrder(call, product, body, payee, fingerprint)
  const handle = newHandle(call, product)
  // A fresh Native code makes the earlier one void; prepay ids live on until their own time.
  order.handles = product === 'native' ? [handle] : [...order.handles.slice(1 - HANDLES_KEPT), handle]
  order.signer = call.signer
  book.keepOrder(order)
  return handle
}

/** Same number again: allowed while unpaid and open, with identical parameters only (00-protocol §9). */
function requireRepeatable(order: Order, fingerprint: string, product: OrderProduct, nowMs: number): void {
  const state = tradeState(order, nowMs)
  if (state === 'SUCCESS' || state === 'REFUND') {
    throw new Refused('INVALID_REQUEST', { zh: '该订单已支付', en: 'The order is already paid' })
  }
  if (state === 'CLOSED') {
    // Only the Native page documents ORDER_CLOSED; the others say that the number is used.
    throw new Refused(product === 'native' ? 'ORDER_CLOSED' : 'OUT_TRADE_NO_USED', {
      zh: '订单已关闭，请更换商户订单号重新下单',
      en: 'The order is closed; use a new out_trade_no',
    })
  }
  if (order.fingerprint !== fingerprint) {
    throw new Refused('INVALID_REQUEST', {
      zh: '请求重入时，参数与首次请求不一致',
      en: 'The parameters differ from the first request with this out_trade_no',
    })
  }
  if (nowMs >= order.payableUntilMs) {
    throw new Refused('INVALID_REQUEST', {
      zh: '订单已超过支付截止时间，请关闭后更换商户订单号',
      en: 'The time to pay this order is over; close it and use a new out_trade_no',
    })
  }
}

function newOrder(
  call: Call,
  product: OrderProduct,
  body: OrderBody,
  payee: Payee,
  fingerprint: string,
): Order {
  const { merchant, nowMs } = call
  return {
    id: orderKey(payee.scope, body.out_trade_no),
    mchid: merchant.mchid,
    ...(payee.partner ? { partner: payee.partner } : {}),
    appid: payee.appid,
    outTradeNo: body.out_trade_no,
    tradeType: TRADE_TYPES[product],
    description: body.description,
    attach: body.attach ?? '',
    notifyUrl: body.notify_url,
    totalMinor: body.amount.total,
    fingerprint,
    openid: payee.openid,
    deviceId: body.scene_info?.device_id ?? null,
    goodsIds: body.detail?.goods_detail?.map((goods) => goods.merchant_goods_id) ?? null,
    ...couponFacts(body),
    profitSharing: body.settle_info?.profit_sharing ?? false,
    ...soldBy(call, body.settle_info?.subsidy_amount),
    createdAtMs: nowMs,
    payableUntilMs: payableUntilMs(body.time_expire, nowMs),
    closedAtMs: null,
    handles: [],
    signer: call.signer,
    paid: null,
    refundIds: [],
  }
}

/** What an order on an e-commerce platform is known by. */
export function soldBy(
  call: Call,
  subsidyMinor: number | undefined,
): Pick<Order, 'ecommerce' | 'subsidyMinor'> {
  if (!call.platform.merchantBook.settings(call.merchant.mchid).ecommerce) return {}
  return { ecommerce: true, ...(subsidyMinor === undefined ? {} : { subsidyMinor }) }
}

/** A pay-by time too near or too far is moved without a word (10-payments §5). */
export function payableUntilMs(timeExpire: string | undefined, nowMs: number): number {
  if (timeExpire === undefined) return nowMs + DEFAULT_PAYABLE_MS
  const wanted = Date.parse(timeExpire)
  return Math.min(Math.max(wanted, nowMs + SHORTEST_PAYABLE_MS), nowMs + LONGEST_PAYABLE_MS)
}

export function newHandle(call: Call, product: OrderProduct): Handle {
  const { core } = call.platform
  if (product === 'native') {
    const value = newCodeToken(core.random)
    return { value, text: `weixin://wxpay/bizpayurl?pr=${value}`, expiresAtMs: call.nowMs + TWO_HOURS_MS }
  }
  const value = newPrepayId(core.random, call.nowMs)
  if (product !== 'h5') return { value, text: value, expiresAtMs: call.nowMs + TWO_HOURS_MS }
  const text = `${core.urls.wechatpay}/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=${value}&package=${core.random.digits(10)}`
  return { value, text, expiresAtMs: call.nowMs + FIVE_MINUTES_MS }
}

export function fingerprintOf(product: string, body: unknown): string {
  return createHash('sha256')
    .update(`${product} ${canonical(body)}`)
    .digest('base64')
}

/** JSON with members in order: the same parameters written in another order are the same. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  )
}
