import { type Answer, ok, Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { couponFacts } from '../coupons/promotion.js'
import { checkFields, fieldError } from '../fields.js'
import type { Merchant } from '../merchants/merchant.js'
import { requireAppid, requireSubMerchant } from '../merchants/partner.js'
import { type Handle, type Order, orderKey, type Partner, scopeOf } from '../order-book.js'
import type { OrderProduct } from '../order-fields.js'
import { requireKnownOpenid } from '../payee.js'
import {
  fingerprintOf,
  HANDLES_KEPT,
  handleJson,
  newHandle,
  payableUntilMs,
  soldBy,
  TRADE_TYPES,
} from '../place-order.js'
import { type Combine, combineKey } from './combine-book.js'
import { type CombineBody, combineFields, type SubOrderBody } from './combine-fields.js'
import { combineState } from './combine-state.js'

const FEWEST_DIRECT = 2
const MOST_DIRECT = 10
const MOST_PARTNER = 50

export const placeCombine =
  (product: OrderProduct) =>
  (call: Call): Answer =>
    ok(handleJson(product, place(call, product)))

interface Part {
  body: SubOrderBody
  partner: Partner | null
  scope: string
}

function place(call: Call, product: OrderProduct): Handle {
  const { combines } = call.platform
  const raw = readBody(call)
  checkFields(raw, combineFields(product, call.platform.merchantBook.settings(call.merchant.mchid).ecommerce))
  // The fields above are exactly the members of CombineBody.
  const body = raw as unknown as CombineBody
  requireAppid(call.merchant, body.combine_appid, 'combine_appid')
  const parts = partsOf(call, body)
  const payer = payerOf(call, body)
  const fingerprint = fingerprintOf(`combine-${product}`, raw)
  const existing = combines.get(call.merchant.mchid, body.combine_out_trade_no)
  if (existing) requireRepeatable(call, existing, fingerprint)
  else requireFreshNumbers(call, parts)

  // From here on the order stands.
  const combine = existing ?? newCombine(call, product, body, payer, fingerprint)
  if (!existing) for (const part of parts) call.platform.book.keepOrder(newPart(call, combine, part))
  if (!existing) combine.orderIds = parts.map(({ scope, body: part }) => orderKey(scope, part.out_trade_no))
  const handle = newHandle(call, product)
  combine.handles = product === 'native' ? [handle] : [...combine.handles.slice(1 - HANDLES_KEPT), handle]
  combine.signer = call.signer
  combines.keep(combine)
  return handle
}

/** A provider combines orders of its sub-merchants; anybody else those of merchants bound to the app id. */
function partsOf(call: Call, body: CombineBody): Part[] {
  const isProvider = call.merchant.kind === 'service_provider'
  const { sub_orders: subOrders } = body
  const [fewest, most] = isProvider ? [1, MOST_PARTNER] : [FEWEST_DIRECT, MOST_DIRECT]
  if (subOrders.length < fewest || subOrders.length > most) {
    throw fieldError(
      '/sub_orders',
      undefined,
      `应为 ${fewest} 至 ${most} 个子单`,
      `must have ${fewest} to ${most} entries`,
    )
  }
  const parts = subOrders.map((one, at) =>
    isProvider ? partnerPart(call, one, at) : directPart(call, body, one, at),
  )
  const numbers = new Set(parts.map(({ scope, body: part }) => orderKey(scope, part.out_trade_no)))
  if (numbers.size < parts.length) {
    throw fieldError('/sub_orders', undefined, '子单商户订单号重复', 'must not repeat an out_trade_no')
  }
  return parts
}

function directPart(call: Call, combine: CombineBody, body: SubOrderBody, at: number): Part {
  for (const name of ['sub_mchid', 'sub_appid'] as const) {
    if (body[name] === undefined) continue
    throw fieldError(
      `/sub_orders/${at}/${name}`,
      undefined,
      '仅服务商模式可传',
      'is for service providers only',
    )
  }
  requireAppid(knownMerchant(call, body.mchid), combine.combine_appid, 'combine_appid')
  return { body, partner: null, scope: body.mchid }
}

function partnerPart(call: Call, body: SubOrderBody, at: number): Part {
  if (body.sub_mchid === undefined) {
    throw fieldError(`/sub_orders/${at}/sub_mchid`, undefined, '缺少必填参数', 'is required and missing')
  }
  if (body.mchid !== call.merchant.mchid) {
    throw fieldError(`/sub_orders/${at}/mchid`, body.mchid, '应为服务商商户号', 'must be the provider itself')
  }
  const sub = requireSubMerchant(call, body.sub_mchid)
  if (body.sub_appid !== undefined) requireAppid(sub, body.sub_appid, 'sub_appid')
  return {
    body,
    partner: { subMchid: sub.mchid, subAppid: body.sub_appid ?? null, openidUnder: '' },
    scope: scopeOf(call.merchant.mchid, sub.mchid),
  }
}

function knownMerchant(call: Call, mchid: string): Merchant {
  const merchant = call.platform.merchants.get(mchid)
  if (merchant) return merchant
  throw new Refused('MCH_NOT_EXISTS', {
    zh: `商户号 ${mchid.slice(0, 32)} 不存在`,
    en: 'There is no such mchid',
  })
}

interface Payer {
  openid: string | null
  under: string
}

function payerOf(call: Call, body: CombineBody): Payer {
  const { combine_payer_info: payer, combine_appid: appid } = body
  if (!payer) return { openid: null, under: appid }
  const subAppid = body.sub_orders.find((one) => one.sub_appid !== undefined)?.sub_appid
  const { openid, sub_openid: subOpenid } = payer
  if ((openid === undefined) === (subOpenid === undefined)) {
    throw fieldError(
      '/combine_payer_info',
      undefined,
      'openid和sub_openid必须且只能传一个',
      'takes exactly one openid',
    )
  }
  const under = openid === undefined ? subAppid : appid
  if (under === undefined) {
    throw fieldError('/combine_payer_info/sub_openid', undefined, '缺少sub_appid', 'needs a sub_appid')
  }
  const named = openid ?? subOpenid ?? ''
  requireKnownOpenid(
    call,
    under,
    named,
    `/combine_payer_info/${openid === undefined ? 'sub_openid' : 'openid'}`,
  )
  return { openid: named, under }
}

function requireRepeatable(call: Call, combine: Combine, fingerprint: string): void {
  const state = combineState(combine, call.platform.combines.ordersOf(combine), call.nowMs)
  if (state === 'CLOSED') {
    throw new Refused('ORDER_CLOSED', { zh: '订单已关闭', en: 'The order is closed; use a new number' })
  }
  if (state !== 'NOTPAY') {
    throw new Refused('INVALID_REQUEST', { zh: '该订单已支付', en: 'The order is already paid' })
  }
  if (combine.fingerprint !== fingerprint) {
    throw new Refused('INVALID_REQUEST', {
      zh: '请求重入时，参数与首次请求不一致',
      en: 'The parameters differ from the first request with this combine_out_trade_no',
    })
  }
  if (call.nowMs >= combine.payableUntilMs) {
    throw new Refused('INVALID_REQUEST', { zh: '订单已超过支付截止时间', en: 'The time to pay is over' })
  }
}

function requireFreshNumbers(call: Call, parts: readonly Part[]): void {
  for (const { scope, body } of parts) {
    if (!call.platform.book.order(scope, body.out_trade_no)) continue
    throw new Refused('OUT_TRADE_NO_USED', {
      zh: `商户订单号 ${body.out_trade_no} 重复`,
      en: `The out_trade_no ${body.out_trade_no} is used already`,
    })
  }
}

function newCombine(
  call: Call,
  product: OrderProduct,
  body: CombineBody,
  payer: Payer,
  fingerprint: string,
): Combine {
  return {
    id: combineKey(call.merchant.mchid, body.combine_out_trade_no),
    mchid: call.merchant.mchid,
    appid: body.combine_appid,
    outTradeNo: body.combine_out_trade_no,
    tradeType: TRADE_TYPES[product],
    notifyUrl: body.notify_url,
    deviceId: body.scene_info?.device_id ?? null,
    fingerprint,
    openid: payer.openid,
    openidUnder: payer.under,
    createdAtMs: call.nowMs,
    payableUntilMs: payableUntilMs(body.time_expire, call.nowMs),
    closedAtMs: null,
    handles: [],
    signer: call.signer,
    orderIds: [],
  }
}

function newPart(call: Call, combine: Combine, { body, partner, scope }: Part): Order {
  return {
    id: orderKey(scope, body.out_trade_no),
    mchid: body.mchid,
    ...(partner ? { partner: { ...partner, openidUnder: combine.openidUnder } } : {}),
    combineId: combine.id,
    appid: combine.appid,
    outTradeNo: body.out_trade_no,
    tradeType: combine.tradeType,
    description: body.description,
    attach: body.attach,
    notifyUrl: combine.notifyUrl,
    totalMinor: body.amount.total_amount,
    fingerprint: combine.fingerprint,
    openid: combine.openid,
    deviceId: combine.deviceId,
    goodsIds: null,
    ...couponFacts(body),
    profitSharing: body.settle_info?.profit_sharing ?? false,
    ...soldBy(call, body.settle_info?.subsidy_amount),
    createdAtMs: call.nowMs,
    payableUntilMs: combine.payableUntilMs,
    closedAtMs: null,
    handles: [],
    signer: call.signer,
    paid: null,
    refundIds: [],
  }
}
