import { Refused } from '../answers.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'
import type { Merchant } from './merchant.js'

/** How a product answers a number that is no merchant's: the families do not agree (00-protocol §7.1). */
const UNKNOWN_MERCHANT = {
  bad_request: () => new Refused('MCH_NOT_EXISTS', NO_SUCH_MERCHANT),
  not_found: () => new Refused('MCH_NOT_EXISTS', NO_SUCH_MERCHANT, undefined, 404),
  // Lists no MCH_NOT_EXISTS: a stranger's number and nobody's look alike.
  no_auth: () => noAuth('特约商户未授权该服务商', 'The sub-merchant has not authorised this provider'),
}
const NO_SUCH_MERCHANT = { zh: '特约商户号不存在', en: 'There is no merchant sub_mchid' }

/** The sub-merchant a provider acts for; throws what the gateway says when it may not (10-payments §3). */
export function requireSubMerchant(
  call: Call,
  subMchid: string,
  unknown: keyof typeof UNKNOWN_MERCHANT = 'bad_request',
): Merchant {
  if (call.merchant.kind !== 'service_provider') {
    throw noAuth('商户号无服务商权限', 'This merchant is not a service provider')
  }
  const sub = call.platform.merchants.get(subMchid)
  if (!sub) throw UNKNOWN_MERCHANT[unknown]()
  if (sub.kind !== 'sub_merchant' || !sub.providers.includes(call.merchant.mchid)) {
    throw noAuth('特约商户未授权该服务商', 'The sub-merchant has not authorised this provider')
  }
  return sub
}

/** `?sp_mchid=&sub_mchid=` of partner queries. */
export function subMerchantInQuery(call: Call): Merchant {
  const { sp_mchid: spMchid, sub_mchid: subMchid } = Object.fromEntries(call.query)
  if (!spMchid) throw fieldError('sp_mchid', undefined, '缺少必填参数', 'is required and missing', 'query')
  if (!subMchid) throw fieldError('sub_mchid', undefined, '缺少必填参数', 'is required and missing', 'query')
  if (spMchid !== call.merchant.mchid) {
    throw fieldError(
      'sp_mchid',
      spMchid.slice(0, 64),
      '与签名的商户号不一致',
      'differs from the signer',
      'query',
    )
  }
  return requireSubMerchant(call, subMchid)
}

export function requireAppid(merchant: Merchant, appid: string, name: string): void {
  if (merchant.appids.includes(appid)) return
  throw new Refused('APPID_MCHID_NOT_MATCH', {
    zh: `${name}和mch_id不匹配，请检查后再试`,
    en: `The ${name} is not bound to this mchid`,
  })
}

function noAuth(zh: string, en: string): Refused {
  return new Refused('NO_AUTH', { zh, en })
}
