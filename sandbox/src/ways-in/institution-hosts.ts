import type { InstitutionName } from '../core/institution.js'

/** The names SDKs have built in, and whose door stands behind each. */
const INSTITUTION_OF: Readonly<Record<string, InstitutionName>> = {
  'api.mch.weixin.qq.com': 'wechatpay',
  'api2.mch.weixin.qq.com': 'wechatpay',
  'apihk.mch.weixin.qq.com': 'wechatpay',
  'api.wechatpay.cn': 'wechatpay',
  'api2.wechatpay.cn': 'wechatpay',
  // Where the h5_url of a mobile web order lives.
  'wx.tenpay.com': 'wechatpay',
  'api.weixin.qq.com': 'official_account',
  'api2.weixin.qq.com': 'official_account',
  'sh.api.weixin.qq.com': 'official_account',
  'sz.api.weixin.qq.com': 'official_account',
  'hk.api.weixin.qq.com': 'official_account',
  'open.weixin.qq.com': 'official_account',
  'mp.weixin.qq.com': 'official_account',
  'openapi.alipay.com': 'alipay',
  'mapi.alipay.com': 'alipay',
  // Where users and merchants authorise an application.
  'openauth.alipay.com': 'alipay',
  'openapi-sandbox.dl.alipaydev.com': 'alipay',
  'openapi.sandbox.dl.alipaydev.com': 'alipay',
  'openauth-sandbox.dl.alipaydev.com': 'alipay',
  'openapi.alipaydev.com': 'alipay',
  'openauth.alipaydev.com': 'alipay',
  'mapi.alipaydev.com': 'alipay',
}

export const INSTITUTION_HOSTS: readonly string[] = Object.keys(INSTITUTION_OF)

/** Takes a Host header or an SNI name, with or without a port; null for every other host. */
export function institutionAt(host: string | undefined): InstitutionName | null {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
  return Object.hasOwn(INSTITUTION_OF, name) ? (INSTITUTION_OF[name] ?? null) : null
}
