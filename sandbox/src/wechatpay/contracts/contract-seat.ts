import type { Call } from '../call.js'
import { payeeOf } from '../codepay/codepay.js'
import { fieldError } from '../fields.js'
import { type Partner, scopeOf } from '../order-book.js'
import { requireKnownOpenid } from '../payee.js'
import type { Parties } from './contract-fields.js'

/** Whose contract is meant, and who may sign it. */
export interface ContractSeat {
  scope: string
  appid: string
  partner: Partner | null
}

/** The seat that a body names: the merchant's own, or that of a provider's sub-merchant. */
export function seatOf(call: Call, body: Parties): ContractSeat {
  const { appid, partner } = payeeOf(call, body)
  return { appid, partner, scope: scopeOf(call.merchant.mchid, partner?.subMchid) }
}

interface NamedUser {
  openid?: string
  sp_openid?: string
  sub_openid?: string
}

/** Who alone may sign, and the app id that this openid belongs to; null: anybody. */
export function signerOf(
  call: Call,
  seat: ContractSeat,
  body: NamedUser,
): { openid: string; under: string } | null {
  const { openid = body.sp_openid, sub_openid: subOpenid } = body
  if (openid !== undefined && subOpenid !== undefined) {
    throw fieldError(
      '/sub_openid',
      subOpenid,
      'sp_openid和sub_openid只能传一个',
      'is given beside sp_openid: only one can be',
    )
  }
  if (subOpenid !== undefined) {
    const under = seat.partner?.subAppid
    if (!under) throw fieldError('/sub_appid', undefined, '传sub_openid时必填', 'is required with sub_openid')
    requireKnownOpenid(call, under, subOpenid, '/sub_openid')
    return { openid: subOpenid, under }
  }
  if (openid === undefined) return null
  requireKnownOpenid(call, seat.appid, openid, seat.partner ? '/sp_openid' : '/openid')
  return { openid, under: seat.appid }
}
