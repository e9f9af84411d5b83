import { createHash } from 'node:crypto'
import type { SubMerchantApplication } from '../review-contract.js'

/** Where each document stands in the application; positions in lists are left out. */
const PLACES = {
  merchant_type: 'merchant_type',
  name: 'name',
  alias_name: 'alias_name',
  mcc: 'mcc',
  cert_no: 'cert_no',
  cert_name: 'cert_name',
  cert_image: 'cert_image',
  cert_image_back: 'cert_image_back',
  legal_name: 'legal_name',
  legal_cert_no: 'legal_cert_no',
  legal_cert_front_image: 'legal_cert_front_image',
  legal_cert_back_image: 'legal_cert_back_image',
  contact_name: 'contact_infos.name',
  contact_mobile: 'contact_infos.mobile',
  contact_email: 'contact_infos.email',
  contact_type: 'contact_infos.type',
  service: 'service',
  service_phone: 'service_phone',
  site_url: 'sites.site_url',
  site_name: 'sites.site_name',
  province_code: 'business_address.province_code',
  city_code: 'business_address.city_code',
  district_code: 'business_address.district_code',
  address: 'business_address.address',
  out_door_image: 'out_door_images',
  in_door_image: 'in_door_images',
  qualification_type: 'qualifications.industry_qualification_type',
  qualification_image: 'qualifications.industry_qualification_image',
  binding_alipay_logon_id: 'binding_alipay_logon_id',
  settle_type: 'default_settle_rule.default_settle_type',
  alipay_logon_id: 'alipay_logon_id',
  account_holder_name: 'biz_cards.account_holder_name',
  account_no: 'biz_cards.account_no',
  account_inst_name: 'biz_cards.account_inst_name',
  account_branch_name: 'biz_cards.account_branch_name',
  usage_type: 'biz_cards.usage_type',
  license_auth_letter_image: 'license_auth_letter_image',
} as const
type DocumentName = keyof typeof PLACES

/** Documents that are copies; they are uploaded first, and the application names them. */
export const COPIES = [
  'cert_image',
  'cert_image_back',
  'legal_cert_front_image',
  'legal_cert_back_image',
  'out_door_image',
  'in_door_image',
  'qualification_image',
  'license_auth_letter_image',
] as const satisfies readonly DocumentName[]

/** Which certificate a merchant of each type shows (11-settle §5.3). */
const CERTIFICATES: Readonly<Record<string, string>> = {
  '01': '201',
  '02': '218',
  '03': '204',
  '04': '206',
  '05': '219',
  '06': '100',
  '07': '201',
}
const WEBSITE = '01'

/** biz_content of zft.create: from the documents alone, so that the same application sent again is the same. */
export function applicationOf(
  { applicationNo, documents }: SubMerchantApplication,
  imageIds: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const given = (name: DocumentName): string | undefined => imageIds.get(name) ?? documents[name]
  const group = (...names: DocumentName[]) => {
    const members = names.flatMap((name) => {
      const value = given(name)
      return value === undefined ? [] : [[PLACES[name].split('.').at(-1), value] as const]
    })
    return members.length === 0 ? undefined : Object.fromEntries(members)
  }
  const list = <Row>(row: Row | undefined): Row[] | undefined => (row === undefined ? undefined : [row])
  const site = group('site_url', 'site_name')
  const settleType = given('settle_type')
  return {
    external_id: externalIdOf(applicationNo),
    ...group('merchant_type', 'name', 'alias_name', 'mcc', 'cert_no', 'cert_name'),
    cert_type: CERTIFICATES[given('merchant_type') ?? ''],
    ...group('cert_image', 'cert_image_back', 'legal_name', 'legal_cert_no'),
    ...group('legal_cert_front_image', 'legal_cert_back_image', 'license_auth_letter_image'),
    contact_infos: list(group('contact_name', 'contact_mobile', 'contact_email', 'contact_type')),
    service: given('service')?.split(','),
    ...group('service_phone', 'binding_alipay_logon_id', 'alipay_logon_id'),
    sites: list(site && { site_type: WEBSITE, ...site }),
    business_address: group('province_code', 'city_code', 'district_code', 'address'),
    out_door_images: list(given('out_door_image')),
    in_door_images: list(given('in_door_image')),
    qualifications: list(group('qualification_type', 'qualification_image')),
    biz_cards: list(
      group('account_holder_name', 'account_no', 'account_inst_name', 'account_branch_name', 'usage_type'),
    ),
    default_settle_rule: {
      default_settle_type: settleType,
      default_settle_target: given(settleType === 'bankCard' ? 'account_no' : 'alipay_logon_id'),
    },
  }
}

/** At most 32 characters, and ours may be longer: cut off, two merchants could become one. */
export function externalIdOf(applicationNo: string): string {
  return `ht${createHash('sha256').update(applicationNo).digest('hex').slice(0, 30)}`
}

/** The document that a sentence of the institution's is about, where it names its place or its group; otherwise empty. */
export function documentIn(sentence: string): string {
  const named = (sentence.match(/[a-z][a-z0-9_.[\]]*/g) ?? []).map((one) => one.replace(/\[\d+\]/g, ''))
  const places = Object.entries(PLACES)
  const found =
    places.find(([, place]) => named.includes(place)) ??
    places.find(([, place]) => place.includes('.') && named.includes(place.split('.')[0] ?? ''))
  return found?.[0] ?? ''
}
