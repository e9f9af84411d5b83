import { type FieldRules, fieldError, isObject, type JsonObject } from '../fields.js'
import { checkIdentity, inside, requireMember } from '../onboarding/check-together.js'
import {
  ACCOUNT_NUMBER,
  ADDRESS,
  among,
  DOCUMENT_NUMBER,
  day,
  dayOrForever,
  ID_CARD_NUMBER,
  LICENCE_NUMBER,
  maybe,
  media,
  mediaArray,
  NAME,
  object,
  PHONE,
  sealed,
  text,
} from '../onboarding/special-fields.js'
import { CERTIFICATE_TYPES, FINANCE_TYPES, ID_HOLDERS } from '../onboarding/submit-fields.js'

const required = { required: true }
const ID_CARD = 'IDENTIFICATION_TYPE_MAINLAND_IDCARD'
const DOCUMENT_TYPES = [
  ID_CARD,
  ...[
    'OVERSEA_PASSPORT',
    'HONGKONG',
    'MACAO',
    'TAIWAN',
    'FOREIGN_RESIDENT',
    'HONGKONG_MACAO_RESIDENT',
    'TAIWAN_RESIDENT',
  ].map((name) => `IDENTIFICATION_TYPE_${name}`),
]
/** Micro and personal sellers have no licence. */
const WITHOUT_LICENCE = ['2401', '2500']

/** 14-ecommerce §2. */
export const SELLER_FIELDS: FieldRules = {
  out_request_no: text(124),
  organization_type: among(['2401', '2500', '4', '2', '3', '2502', '1708']),
  finance_institution: { kind: 'boolean' },
  business_license_info: object(
    {
      cert_type: among(CERTIFICATE_TYPES, false),
      business_license_copy: media(required),
      business_license_number: LICENCE_NUMBER,
      merchant_name: text(128, 2),
      legal_person: text(100, 2),
      company_address: maybe(128),
      business_time: {
        kind: 'string',
        max: 64,
        pattern: /^\["\d{4}-\d{2}-\d{2}","(\d{4}-\d{2}-\d{2}|长期)"\]$/,
      },
    },
    false,
  ),
  finance_institution_info: object(
    { finance_type: among(FINANCE_TYPES), finance_license_pics: mediaArray(5, required) },
    false,
  ),
  id_holder_type: among(ID_HOLDERS, false),
  id_doc_type: among(DOCUMENT_TYPES, false),
  authorize_letter_copy: media(),
  id_card_info: object(
    {
      id_card_copy: media(required),
      id_card_national: media(required),
      id_card_name: sealed(NAME, required),
      id_card_number: sealed(ID_CARD_NUMBER, required),
      id_card_valid_time_begin: day(),
      id_card_valid_time: dayOrForever(),
    },
    false,
  ),
  id_doc_info: object(
    {
      id_doc_name: sealed(NAME, required),
      id_doc_number: sealed(DOCUMENT_NUMBER, required),
      id_doc_copy: media(required),
      id_doc_copy_back: media(),
      doc_period_begin: day(),
      doc_period_end: dayOrForever(),
    },
    false,
  ),
  owner: { kind: 'boolean' },
  ubo_info_list: {
    kind: 'array',
    maxItems: 4,
    items: {
      kind: 'object',
      fields: {
        ubo_id_doc_type: among(DOCUMENT_TYPES, false),
        ubo_id_doc_copy: media(),
        ubo_id_doc_copy_back: media(),
        ubo_id_doc_name: sealed(NAME),
        ubo_id_doc_number: sealed(DOCUMENT_NUMBER),
        ubo_id_doc_address: sealed(ADDRESS),
        ubo_id_doc_period_begin: day(false),
        ubo_id_doc_period_end: dayOrForever(false),
      },
    },
  },
  account_info: object({
    bank_account_type: among(['74', '75']),
    account_bank: text(10),
    account_name: sealed(NAME, required),
    bank_address_code: maybe(12),
    bank_branch_id: maybe(64),
    bank_name: maybe(128),
    account_number: sealed(ACCOUNT_NUMBER, required),
  }),
  contact_info: object({
    // Documented as string(2) with five-letter values; the values win.
    contact_type: among(ID_HOLDERS),
    contact_name: sealed({ kind: 'string', max: 10 }, required),
    contact_id_doc_type: among(DOCUMENT_TYPES, false),
    contact_id_card_number: sealed(DOCUMENT_NUMBER),
    contact_id_doc_copy: media(),
    contact_id_doc_copy_back: media(),
    contact_id_doc_period_begin: day(false),
    contact_id_doc_period_end: dayOrForever(false),
    business_authorization_letter: media(),
    mobile_phone: sealed(PHONE, required),
  }),
  sales_scene_info: object({
    store_name: text(256),
    store_url: maybe(1024),
    store_qr_code: media(),
    mini_program_sub_appid: maybe(256),
  }),
  settlement_info: object(
    { settlement_id: { kind: 'integer', min: 1 }, qualification_type: maybe(200) },
    false,
  ),
  merchant_shortname: text(64),
  qualifications: maybe(1024),
  business_addition_pics: maybe(1024),
  business_addition_desc: maybe(512),
}

/** Fields that depend on one another. */
export function checkSeller(body: JsonObject, knows: (mediaId: string) => boolean): void {
  const needsLicence = !WITHOUT_LICENCE.includes(String(body.organization_type))
  if (needsLicence) requireMember(body, 'business_license_info', '')
  else if (body.business_license_info !== undefined) {
    throw fieldError(
      '/business_license_info',
      undefined,
      '小微和个人卖家无需填写',
      'is not for micro and personal sellers',
    )
  }
  if (body.finance_institution === true) requireMember(body, 'finance_institution_info', '')
  checkIdentity(body, ID_CARD, '')
  const scene = inside(body, 'sales_scene_info')
  if (scene.store_url === undefined && scene.store_qr_code === undefined) {
    requireMember(scene, 'store_url', '/sales_scene_info')
  }
  for (const name of ['qualifications', 'business_addition_pics'] as const) {
    if (body[name] === undefined || body[name] === '') continue
    const ids = listIn(String(body[name]))
    if (ids?.every(knows)) continue
    throw fieldError(
      `/${name}`,
      undefined,
      '应为media_id的JSON数组文本，且图片已上传',
      'must be the text of a JSON array of uploaded media_ids',
    )
  }
}

function listIn(text: string): string[] | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) && parsed.every((one) => typeof one === 'string' && !isObject(one))
      ? parsed
      : null
  } catch {
    return null
  }
}
