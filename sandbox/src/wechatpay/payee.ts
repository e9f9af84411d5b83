import { type Call, readBody } from './call.js'
import { checkFields, fieldError, type JsonObject } from './fields.js'
import { requireAppid, requireSubMerchant } from './merchants/partner.js'
import { type Partner, scopeOf } from './order-book.js'
import {
  ORDER_FIELDS,
  type OrderBody,
  type OrderProduct,
  PARTNER_ORDER_FIELDS,
  PLATFORM_SETTLE,
} from './order-fields.js'

/** Who is paid by an order, and who may pay it. */
export interface Payee {
  /** The app id the client is invoked with unless the sub-merchant has its own. */
  appid: string
  partner: Partner | null
  scope: string
  /** Null: whoever opens the code. */
  openid: string | null
}

export interface PlaceRequest {
  raw: JsonObject
  body: OrderBody
  payee: Payee
}

export type ReadPlaceRequest = (call: Call, product: OrderProduct) => PlaceRequest

/** A merchant's own order. */
export const readDirect: ReadPlaceRequest = (call, product) => {
  const raw = readBody(call)
  checkFields(raw, ORDER_FIELDS[product])
  // The fields above are exactly the members of OrderBody.
  const body = raw as unknown as OrderBody & { appid: string; payer?: { openid: string } }
  requireAppid(call.merchant, body.appid, 'appid')
  const openid = body.payer?.openid ?? null
  if (openid !== null) requireKnownOpenid(call, body.appid, openid, '/payer/openid')
  return {
    raw,
    body,
    payee: { appid: body.appid, partner: null, scope: call.merchant.mchid, openid },
  }
}

interface PartnerBody extends OrderBody {
  sp_appid: string
  sub_appid?: string
  sub_mchid: string
  payer?: { sp_openid?: string; sub_openid?: string }
}

/** An order that a service provider places for one of its sub-merchants (10-payments §3). */
export const readPartner: ReadPlaceRequest = (call, product) => {
  const raw = readBody(call)
  const { ecommerce } = call.platform.merchantBook.settings(call.merchant.mchid)
  checkFields(raw, { ...PARTNER_ORDER_FIELDS[product], ...(ecommerce ? PLATFORM_SETTLE : {}) })
  // The fields above are exactly the members of PartnerBody.
  const body = raw as unknown as PartnerBody
  const sub = requireSubMerchant(call, body.sub_mchid)
  requireAppid(call.merchant, body.sp_appid, 'sp_appid')
  if (body.sub_appid !== undefined) requireAppid(sub, body.sub_appid, 'sub_appid')
  const { openid, under } = payerOf(call, body)
  return {
    raw,
    body,
    payee: {
      appid: body.sp_appid,
      partner: { subMchid: sub.mchid, subAppid: body.sub_appid ?? null, openidUnder: under },
      scope: scopeOf(call.merchant.mchid, sub.mchid),
      openid,
    },
  }
}

function payerOf(call: Call, body: PartnerBody): { openid: string | null; under: string } {
  const { payer } = body
  if (!payer) return { openid: null, under: body.sp_appid }
  const { sp_openid: spOpenid, sub_openid: subOpenid } = payer
  if ((spOpenid === undefined) === (subOpenid === undefined)) {
    throw fieldError(
      '/payer',
      undefined,
      'sp_openid和sub_openid必须且只能传一个',
      'takes exactly one of sp_openid and sub_openid',
    )
  }
  if (subOpenid === undefined) {
    requireKnownOpenid(call, body.sp_appid, spOpenid ?? '', '/payer/sp_openid')
    return { openid: spOpenid ?? '', under: body.sp_appid }
  }
  if (body.sub_appid === undefined) {
    throw fieldError('/sub_appid', undefined, '传sub_openid时必填', 'is required with sub_openid')
  }
  requireKnownOpenid(call, body.sub_appid, subOpenid, '/payer/sub_openid')
  return { openid: subOpenid, under: body.sub_appid }
}

export function requireKnownOpenid(call: Call, appid: string, openid: string, pointer: string): void {
  if (call.platform.openids.userOf(appid, openid)) return
  throw fieldError(pointer, openid, '无效的openid', 'is not the openid of any user under this appid')
}
