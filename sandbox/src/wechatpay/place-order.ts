import { createHash } from 'node:crypto'
import { type Answer, ok, Refused } from './answers.js'
import { type Call, readBody } from './call.js'
import { checkFields, fieldError } from './fields.js'
import { newCodeToken, newPrepayId } from './ids.js'
import { type Handle, type Order, orderKey, type TradeType } from './order-book.js'
import { ORDER_FIELDS, type OrderBody, type OrderProduct } from './order-fields.js'
import { DEFAULT_PAYABLE_MS, LONGEST_PAYABLE_MS, SHORTEST_PAYABLE_MS, tradeState } from './order-state.js'

const TRADE_TYPES: Record<OrderProduct, TradeType> = {
  native: 'NATIVE',
  jsapi: 'JSAPI',
  app: 'APP',
  h5: 'MWEB',
}
const TWO_HOURS_MS = 2 * 3_600_000
const FIVE_MINUTES_MS = 5 * 60_000
/** Identical repeats hand out fresh values; the oldest are forgotten so that an order stays small. */
const HANDLES_KEPT = 8

export const placeNative = (call: Call): Answer => ok({ code_url: place(call, 'native').text })
export const placeJsapi = (call: Call): Answer => ok({ prepay_id: place(call, 'jsapi').value })
export const placeApp = (call: Call): Answer => ok({ prepay_id: place(call, 'app').value })
export const placeH5 = (call: Call): Answer => ok({ h5_url: place(call, 'h5').text })

function place(call: Call, product: OrderProduct): Handle {
  const { book } = call.platform
  const raw = readBody(call)
  checkFields(raw, ORDER_FIELDS[product])
  // The fields above are exactly the members of OrderBody.
  const body = raw as unknown as OrderBody
  if (body.appid !== call.merchant.appid) {
    throw new Refused('APPID_MCHID_NOT_MATCH', {
      zh: 'appid和mch_id不匹配，请检查后再试',
      en: 'The appid is not bound to this mchid',
    })
  }
  if (body.payer) requireKnownOpenid(call, body.payer.openid)
  const fingerprint = fingerprintOf(product, raw)
  const existing = book.order(call.merchant.mchid, body.out_trade_no)
  if (existing) requireRepeatable(existing, fingerprint, product, call.nowMs)

  // From here on the order stands.
  const order = existing ?? newOrder(call, product, body, fingerprint)
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

function requireKnownOpenid(call: Call, openid: string): void {
  for (const user of call.platform.core.wallets.users()) {
    if (user.wallet === 'wechat' && user.payerId === openid) return
  }
  throw fieldError('/payer/openid', openid, '无效的openid', 'is not the openid of any user under this appid')
}

function newOrder(call: Call, product: OrderProduct, body: OrderBody, fingerprint: string): Order {
  const { merchant, nowMs } = call
  return {
    id: orderKey(merchant.mchid, body.out_trade_no),
    mchid: merchant.mchid,
    appid: body.appid,
    outTradeNo: body.out_trade_no,
    tradeType: TRADE_TYPES[product],
    description: body.description,
    attach: body.attach ?? '',
    notifyUrl: body.notify_url,
    totalMinor: body.amount.total,
    fingerprint,
    openid: body.payer?.openid ?? null,
    deviceId: body.scene_info?.device_id ?? null,
    goodsIds: body.detail?.goods_detail?.map((goods) => goods.merchant_goods_id) ?? null,
    profitSharing: body.settle_info?.profit_sharing ?? false,
    createdAtMs: nowMs,
    payableUntilMs: payableUntilMs(body.time_expire, nowMs),
    closedAtMs: null,
    handles: [],
    signer: call.signer,
    paid: null,
    refundIds: [],
  }
}

/** A pay-by time too near or too far is moved without a word (10-payments §5). */
function payableUntilMs(timeExpire: string | undefined, nowMs: number): number {
  if (timeExpire === undefined) return nowMs + DEFAULT_PAYABLE_MS
  const wanted = Date.parse(timeExpire)
  return Math.min(Math.max(wanted, nowMs + SHORTEST_PAYABLE_MS), nowMs + LONGEST_PAYABLE_MS)
}

function newHandle(call: Call, product: OrderProduct): Handle {
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

function fingerprintOf(product: OrderProduct, body: unknown): string {
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
