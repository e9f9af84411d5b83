import type { WalletUser } from '../../core/wallets.js'
import { Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { checkFields, type FieldRules, fieldError } from '../fields.js'
import { requireAppid, requireSubMerchant } from '../merchants/partner.js'
import { scopeOf } from '../order-book.js'

/** Whose money is shared: the caller's own, or a sub-merchant's that a provider names. */
export interface Seat {
  seller: string
  subMchid: string | null
  /** Whose list of receivers counts: the seller's, or that of its e-commerce platform. */
  receiversOf: string
  scope: string
}

export function seatOf(call: Call, subMchid: string | null | undefined): Seat {
  const { mchid } = call.merchant
  if (!subMchid) return { seller: mchid, subMchid: null, receiversOf: mchid, scope: mchid }
  const { ecommerce } = call.platform.merchantBook.settings(mchid)
  const sub = requireSubMerchant(call, subMchid, ecommerce ? 'bad_request' : 'no_auth')
  const receiversOf = ecommerce ? mchid : sub.mchid
  return { seller: sub.mchid, subMchid: sub.mchid, receiversOf, scope: scopeOf(mchid, sub.mchid) }
}

const isProvider = (call: Call): boolean => call.merchant.kind === 'service_provider'

/** A body that passed the fields of its side, and whose money it is about. */
export function readSeat<B extends { sub_mchid?: string; appid?: string; sub_appid?: string }>(
  call: Call,
  fields: (partner: boolean) => FieldRules,
): { body: B; seat: Seat } {
  const raw = readBody(call)
  checkFields(raw, fields(isProvider(call)))
  // The fields are exactly the members of the body named by the caller.
  const body = raw as unknown as B
  const seat = seatOf(call, body.sub_mchid)
  if (body.appid !== undefined) requireAppid(call.merchant, body.appid, 'appid')
  const sub = call.platform.merchants.get(seat.seller)
  if (body.sub_appid !== undefined && sub) requireAppid(sub, body.sub_appid, 'sub_appid')
  return { body, seat }
}

/** `?sub_mchid=` of a provider's query. */
export function seatInQuery(call: Call): Seat {
  const subMchid = call.query.get('sub_mchid')
  if (isProvider(call) && !subMchid) {
    throw fieldError('sub_mchid', undefined, '缺少必填参数', 'is required and missing', 'query')
  }
  return seatOf(call, subMchid)
}

/** The app id that a personal account of this type belongs to. */
export function personalAppid(
  body: { appid?: string; sub_appid?: string },
  type: string,
  pointer: string,
): string {
  const name = type === 'PERSONAL_SUB_OPENID' ? 'sub_appid' : 'appid'
  const appid = body[name]
  if (appid !== undefined) return appid
  throw fieldError(`/${name}`, undefined, `${pointer}为个人时必填`, `is required for ${type}`)
}

/** Whose openid it is; one app id knows nothing of another's (13 §3). */
export function requirePerson(call: Call, appid: string, account: string): WalletUser {
  const user = call.platform.openids.userOf(appid, account)
  if (user) return user
  throw invalid('appid与openid不匹配', 'The openid is nobody’s under this appid')
}

export function notExists(zh: string, en: string): Refused {
  return new Refused('RESOURCE_NOT_EXISTS', { zh, en })
}

export function invalid(zh: string, en: string): Refused {
  return new Refused('INVALID_REQUEST', { zh, en })
}
