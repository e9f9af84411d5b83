import {
  type FieldRules,
  isObject,
  type JsonObject,
  list,
  object,
  required,
  text,
  textOf,
  textOrObject,
} from '../fields.js'

// Lengths that the reference does not give are the usual ones of this gateway (unverified).
const CODE = text(32)
const IMAGE = text(256)
const ADDRESS = object({
  province_code: required(CODE),
  city_code: required(CODE),
  district_code: required(CODE),
  address: required(text(256)),
  longitude: text(11),
  latitude: text(10),
  poiid: CODE,
  type: CODE,
})
const CONTACT = object({
  name: required(text(128)),
  mobile: required(text(20)),
  email: text(128),
  phone: text(20),
  id_card_no: text(32),
  type: text(64, { oneOf: ['LEGAL_PERSON', 'CONTROLLER', 'AGENT', 'OTHER'] }),
  tag: list(text(64)),
})
const SITE = object({
  site_type: required(text(8, { oneOf: ['01', '02', '06'] })),
  site_url: text(256),
  site_name: text(512),
  tiny_app_id: CODE,
  screenshot_image: IMAGE,
  auth_letter_image: IMAGE,
  download: text(256),
  market: text(256),
  status: CODE,
  account: text(128),
  password: text(128),
  icp_no: text(64),
  icp_org_name: text(128),
  icp_service_name: text(128),
  remark: text(256),
})
const CARD = object({
  account_holder_name: required(text(128)),
  account_no: required(text(128)),
  account_inst_province: text(32),
  account_inst_city: text(32),
  account_branch_name: text(128),
  usage_type: required(text(8, { oneOf: ['01', '02'] })),
  account_type: text(8, { oneOf: ['DC', 'CC'] }),
  account_inst_name: text(64),
  account_inst_id: text(32),
  bank_code: text(32),
})
const SERVICES = [
  '当面付',
  'jsapi支付',
  'app支付',
  'wap支付',
  '电脑支付',
  '预授权支付',
  '商户代扣',
  '小程序支付',
  '订单码支付',
]

/** What both kinds of applications hold (11-settle §5.2). */
const COMMON: FieldRules = {
  external_id: required(text(32)),
  name: required(text(128)),
  alias_name: required(text(128)),
  mcc: required(CODE),
  business_address: ADDRESS,
  contact_infos: required(list(CONTACT)),
  service: required(list(text(64, { oneOf: SERVICES }))),
  service_phone: text(20),
  sites: list(SITE),
  biz_cards: list(CARD),
  alipay_logon_id: text(64),
  binding_alipay_logon_id: required(text(64)),
  default_settle_rule: required(
    object({
      default_settle_type: required(text(64, { oneOf: ['bankCard', 'alipayAccount'] })),
      default_settle_target: required(text(64)),
    }),
  ),
  out_door_images: list(IMAGE),
  in_door_images: list(IMAGE),
  qualifications: list(
    object({ industry_qualification_type: text(64), industry_qualification_image: IMAGE }),
  ),
  license_auth_letter_image: IMAGE,
  invoice_info: textOrObject(4_096),
  sign_time_with_isv: text(10, { pattern: /^\d{4}-\d{2}-\d{2}$/ }),
}

/** 11-settle §5.3. */
const CERTIFICATE_OF: Readonly<Record<string, string>> = {
  '01': '201',
  '02': '218',
  '03': '204',
  '04': '206',
  '05': '219',
  '06': '100',
  '07': '201',
}
const INDIVIDUAL = '06'
const SOLE_TRADER = '07'

export const CREATE_FIELDS: FieldRules = {
  ...COMMON,
  merchant_type: required(text(8, { oneOf: Object.keys(CERTIFICATE_OF) })),
  cert_no: required(text(64)),
  cert_type: required(text(8)),
  cert_image: IMAGE,
  cert_image_back: IMAGE,
  cert_name: text(128),
  legal_name: text(64),
  legal_cert_no: text(32),
  legal_cert_type: text(8, { oneOf: ['100', '105', '106', '108'] }),
  legal_cert_front_image: IMAGE,
  legal_cert_back_image: IMAGE,
}

export const SIMPLE_FIELDS: FieldRules = {
  ...COMMON,
  sign_confirm_type: text(32),
  trade_scene: list(text(32)),
  zft_withholding_info: textOrObject(2_048),
  additional_cert_no: text(64),
  additional_cert_type: text(8),
  additional_cert_image: IMAGE,
  need_send_todo_notify: text(8),
}

const rows = (biz: JsonObject, name: string): JsonObject[] =>
  Array.isArray(biz[name]) ? (biz[name] as JsonObject[]).filter(isObject) : []

/** What fields by themselves cannot say; null when all fits. */
export function contradictionIn(biz: JsonObject): string | null {
  if (textOf(biz, 'out_biz_no') !== undefined) return 'out_biz_no已废弃，请勿传入'
  const services = Array.isArray(biz.service) ? biz.service : []
  const type = textOf(biz, 'merchant_type')
  if (type !== undefined && textOf(biz, 'cert_type') !== CERTIFICATE_OF[type])
    return 'cert_type与merchant_type不匹配'
  if (type !== undefined && type !== INDIVIDUAL) {
    for (const name of ['legal_name', 'legal_cert_no'])
      if (textOf(biz, name) === undefined) return `非个人商户${name}不能为空`
  }
  if (type === SOLE_TRADER && textOf(biz, 'cert_name') === undefined) return '个体工商户cert_name不能为空'
  const cards = rows(biz, 'biz_cards')
  if (cards.length > 1) return 'biz_cards最多一张'
  if (type === INDIVIDUAL && cards.length > 0) return '个人商户不能结算到银行卡'
  if (services.includes('当面付') && (!isObject(biz.business_address) || !Array.isArray(biz.out_door_images)))
    return '当面付须传business_address与out_door_images'
  const isCompany = type !== undefined && type !== INDIVIDUAL
  if (services.includes('当面付') && isCompany && textOf(biz, 'cert_image') === undefined)
    return '当面付的非个人商户cert_image不能为空'
  const sites = rows(biz, 'sites')
  const hasSite = (kind: string, ...names: string[]): boolean =>
    sites.some((one) => textOf(one, 'site_type') === kind && names.every((name) => textOf(one, name)))
  if (
    (services.includes('电脑支付') || services.includes('wap支付')) &&
    !hasSite('01', 'site_url', 'site_name')
  )
    return '电脑支付与wap支付须在sites中提供网站'
  if (services.includes('jsapi支付') && !hasSite('06', 'tiny_app_id')) return 'jsapi支付须在sites中提供小程序'
  return contradictionInRule(biz, cards)
}

/** Money is settled to one of the accounts that were named. */
function contradictionInRule(biz: JsonObject, cards: readonly JsonObject[]): string | null {
  const rule = isObject(biz.default_settle_rule) ? biz.default_settle_rule : {}
  const target = textOf(rule, 'default_settle_target')
  const known =
    textOf(rule, 'default_settle_type') === 'bankCard'
      ? cards.map((one) => textOf(one, 'account_no'))
      : [textOf(biz, 'alipay_logon_id')]
  return known.includes(target) ? null : 'default_settle_target应为所填的结算账户之一'
}

const IMAGE_NAMES = /_images?$/

/** Every picture that is named, wherever it stands. */
export function imagesIn(biz: JsonObject): string[] {
  return Object.entries(biz).flatMap(([name, value]) => {
    if (isObject(value)) return imagesIn(value)
    if (Array.isArray(value))
      return value.flatMap((one) =>
        isObject(one) ? imagesIn(one) : IMAGE_NAMES.test(name) && typeof one === 'string' ? [one] : [],
      )
    return IMAGE_NAMES.test(name) && typeof value === 'string' && value !== '' ? [value] : []
  })
}
