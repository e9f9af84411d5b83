import { Refused } from '../answers.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'
import type { Merchant } from '../merchants/merchant.js'
import { requireSubMerchant } from '../merchants/partner.js'
import { requireOnboarder } from '../onboarding/submit-applyment.js'

/** Every call here is for e-commerce platforms alone. */
export const requirePlatform = (call: Call): void => requireOnboarder(call, 'ecommerce')

/** The seller in `?sub_mchid=`. */
export function sellerInQuery(call: Call, unknown?: Parameters<typeof requireSubMerchant>[2]): Merchant {
  requirePlatform(call)
  return requireSubMerchant(call, required(call, 'sub_mchid', 32), unknown)
}

/** A query parameter that must be there. */
export function required(call: Call, name: string, max: number): string {
  const value = call.query.get(name)
  if (!value) throw fieldError(name, undefined, '缺少必填参数', 'is required and missing', 'query')
  if (value.length > max) {
    throw fieldError(
      name,
      value.slice(0, max),
      `长度超过 ${max} 个字符`,
      `is longer than ${max} characters`,
      'query',
    )
  }
  return value
}

export function invalid(zh: string, en: string): Refused {
  return new Refused('INVALID_REQUEST', { zh, en })
}

export function notEnough(zh: string, en: string): Refused {
  return new Refused('NOT_ENOUGH', { zh, en })
}

/** What a merchant can spend: frozen shares are not his to move. */
export function freeMinor({ platform, nowMs }: Call, mchid: string): number {
  return platform.funds.balanceMinor(mchid) - platform.sharing.frozenMinor(mchid, nowMs)
}
