import type { Call } from '../call.js'
import { type FieldRules, fieldError } from '../fields.js'
import { requireAppid, requireSubMerchant } from '../merchants/partner.js'
import { scopeOf } from '../order-book.js'

/** The sub-merchant a provider serves. */
export interface ServicePartner {
  subMchid: string
  subAppid: string | null
}

/** Whose service it is; numbers are unique within `scope`. */
export interface ServiceSeat {
  scope: string
  partner: ServicePartner | null
}

interface Named {
  sub_mchid?: string | undefined
  sub_appid?: string | undefined
}

/** The same calls are offered to merchants and, with `sub_mchid`, to providers (15-payscore §1). */
export interface ServiceSide {
  /** What bodies carry besides. */
  fields: FieldRules
  seat(call: Call, named: Named): ServiceSeat
}

export const DIRECT: ServiceSide = {
  fields: {},
  seat: (call) => ({ scope: scopeOf(call.merchant.mchid, null), partner: null }),
}

export const PARTNER: ServiceSide = {
  fields: {
    sub_mchid: { kind: 'string', min: 1, max: 32, required: true },
    sub_appid: { kind: 'string', min: 1, max: 32 },
  },
  seat(call, { sub_mchid: subMchid, sub_appid: subAppid }) {
    const sub = requireSubMerchant(call, subMchid ?? '', 'no_auth')
    if (subAppid !== undefined) requireAppid(sub, subAppid, 'sub_appid')
    return {
      scope: scopeOf(call.merchant.mchid, sub.mchid),
      partner: { subMchid: sub.mchid, subAppid: subAppid ?? null },
    }
  },
}

/** Who has authorised the service, where nobody is asked: providers may name the user under either app id. */
export function userFields(side: ServiceSide): FieldRules {
  const openid = { kind: 'string', min: 1, max: 128 } as const
  return side === DIRECT ? { openid: { ...openid, required: true } } : { openid, sub_openid: openid }
}

/** The seat that a query names. */
export function seatInQuery(call: Call, side: ServiceSide): ServiceSeat {
  if (side === DIRECT) return side.seat(call, {})
  return side.seat(call, {
    sub_mchid: neededInQuery(call, 'sub_mchid'),
    sub_appid: call.query.get('sub_appid') || undefined,
  })
}

export function neededInQuery(call: Call, name: string): string {
  const value = call.query.get(name)
  if (value) return value
  throw fieldError(name, undefined, '缺少必填参数', 'is required and missing', 'query')
}

/** The members of answers and notices that name the sub-merchant. */
export function partnerJson(partner: ServicePartner | null | undefined): Record<string, string> {
  if (!partner) return {}
  return {
    sub_mchid: partner.subMchid,
    ...(partner.subAppid === null ? {} : { sub_appid: partner.subAppid }),
  }
}
