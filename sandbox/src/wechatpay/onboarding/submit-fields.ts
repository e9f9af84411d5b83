import type { FieldRule, FieldRules } from '../fields.js'
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
} from './special-fields.js'

const required = { required: true }
/** Where the documents give no number of pictures. */
const MANY = 20
export const ID_HOLDERS = ['LEGAL', 'SUPER']
export const FINANCE_TYPES = ['BANK_AGENT', 'PAYMENT_AGENT', 'INSURANCE', 'TRADE_AND_SETTLE', 'OTHER']
export const CERTIFICATE_TYPES = [2388, 2389, 2394, 2395, 2396, 2399, 2400, 2520, 2521, 2522].map(
  (number) => `CERTIFICATE_TYPE_${number}`,
)
const DOCUMENT_TYPES = [
  'IDCARD',
  'OVERSEA_PASSPORT',
  'HONGKONG_PASSPORT',
  'MACAO_PASSPORT',
  'TAIWAN_PASSPORT',
  'FOREIGN_RESIDENT',
  'HONGKONG_MACAO_RESIDENT',
  'TAIWAN_RESIDENT',
].map((name) => `IDENTIFICATION_TYPE_${name}`)
const BUSINESS_CODE: FieldRule = {
  kind: 'string',
  max: 124,
  pattern: /^[0-9A-Za-z_]+$/,
  required: true,
}
const EMAIL = { kind: 'string', max: 128, pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/ } as const

const CONTACT: FieldRules = {
  contact_type: among(ID_HOLDERS),
  contact_name: sealed(NAME, required),
  contact_id_doc_type: among(DOCUMENT_TYPES, false),
  contact_id_number: sealed(DOCUMENT_NUMBER),
  contact_id_doc_copy: media(),
  contact_id_doc_copy_back: media(),
  contact_period_begin: day(false),
  contact_period_end: dayOrForever(false),
  business_authorization_letter: media(),
  openid: maybe(128),
  mobile_phone: sealed(PHONE, required),
  contact_email: sealed(EMAIL, required),
}

const LICENCE: FieldRules = {
  license_copy: media(required),
  license_number: LICENCE_NUMBER,
  merchant_name: text(128, 2),
  legal_person: text(100, 2),
  license_address: maybe(256),
  period_begin: day(false),
  period_end: dayOrForever(false),
}

const CERTIFICATE: FieldRules = {
  cert_copy: media(required),
  cert_type: among(CERTIFICATE_TYPES),
  cert_number: text(32),
  merchant_name: text(128, 2),
  company_address: text(128),
  legal_person: text(100, 2),
  period_begin: day(),
  period_end: dayOrForever(),
}

const ID_CARD: FieldRules = {
  id_card_copy: media(required),
  id_card_national: media(required),
  id_card_name: sealed(NAME, required),
  id_card_number: sealed(ID_CARD_NUMBER, required),
  id_card_address: sealed(ADDRESS),
  card_period_begin: day(),
  card_period_end: dayOrForever(),
}

const ID_DOCUMENT: FieldRules = {
  id_doc_copy: media(required),
  id_doc_copy_back: media(),
  id_doc_name: sealed(NAME, required),
  id_doc_number: sealed(DOCUMENT_NUMBER, required),
  id_doc_address: sealed(ADDRESS),
  doc_period_begin: day(),
  doc_period_end: dayOrForever(),
}

const OWNER: FieldRules = {
  ubo_id_doc_type: among(DOCUMENT_TYPES),
  ubo_id_doc_copy: media(required),
  ubo_id_doc_copy_back: media(),
  ubo_id_doc_name: sealed(NAME, required),
  ubo_id_doc_number: sealed(DOCUMENT_NUMBER, required),
  ubo_id_doc_address: sealed(ADDRESS, required),
  ubo_period_begin: day(),
  ubo_period_end: dayOrForever(),
}

const SUBJECT: FieldRules = {
  subject_type: among(
    ['INDIVIDUAL', 'ENTERPRISE', 'GOVERNMENT', 'INSTITUTIONS', 'OTHERS'].map(
      (name) => `SUBJECT_TYPE_${name}`,
    ),
  ),
  finance_institution: { kind: 'boolean' },
  business_license_info: object(LICENCE, false),
  certificate_info: object(CERTIFICATE, false),
  certificate_letter_copy: media(),
  finance_institution_info: object(
    { finance_type: among(FINANCE_TYPES), finance_license_pics: mediaArray(5, required) },
    false,
  ),
  identity_info: object({
    id_holder_type: among(ID_HOLDERS, false),
    id_doc_type: among(DOCUMENT_TYPES, false),
    authorize_letter_copy: media(),
    id_card_info: object(ID_CARD, false),
    id_doc_info: object(ID_DOCUMENT, false),
    owner: { kind: 'boolean' },
  }),
  ubo_info_list: { kind: 'array', maxItems: 4, items: { kind: 'object', fields: OWNER } },
}

const SALES: FieldRules = {
  sales_scenes_type: {
    kind: 'array',
    minItems: 1,
    maxItems: 6,
    required: true,
    items: among(
      ['STORE', 'MP', 'MINI_PROGRAM', 'WEB', 'APP', 'WEWORK'].map((name) => `SALES_SCENES_${name}`),
    ),
  },
  biz_store_info: object(
    {
      biz_store_name: text(50),
      biz_address_code: text(128),
      biz_store_address: text(512, 4),
      store_entrance_pic: mediaArray(MANY, required),
      indoor_pic: mediaArray(MANY, required),
      biz_sub_appid: maybe(256),
    },
    false,
  ),
  mp_info: object(
    { mp_appid: maybe(256), mp_sub_appid: maybe(256), mp_pics: mediaArray(5, required) },
    false,
  ),
  mini_program_info: object(
    {
      mini_program_appid: maybe(256),
      mini_program_sub_appid: maybe(256),
      mini_program_pics: mediaArray(5),
    },
    false,
  ),
  app_info: object(
    { app_appid: maybe(256), app_sub_appid: maybe(256), app_pics: mediaArray(MANY, required) },
    false,
  ),
  web_info: object({ domain: text(1024), web_authorisation: media(), web_appid: maybe(256) }, false),
  wework_info: object({ sub_corp_id: text(256), wework_pics: mediaArray(5, required) }, false),
}

/** 21-applyment §3. */
export const SUBMIT_FIELDS: FieldRules = {
  business_code: BUSINESS_CODE,
  contact_info: object(CONTACT),
  subject_info: object(SUBJECT),
  business_info: object({
    merchant_shortname: text(64),
    service_phone: text(32),
    sales_info: object(SALES),
  }),
  settlement_info: object({
    settlement_id: text(16),
    qualification_type: text(200),
    qualifications: mediaArray(MANY),
    activities_id: maybe(32),
    activities_rate: maybe(32),
    activities_additions: mediaArray(5),
    debit_activities_rate: maybe(32),
    credit_activities_rate: maybe(32),
  }),
  bank_account_info: object({
    bank_account_type: among(['BANK_ACCOUNT_TYPE_CORPORATE', 'BANK_ACCOUNT_TYPE_PERSONAL']),
    account_name: sealed(NAME, required),
    account_bank: text(128),
    bank_address_code: maybe(128),
    bank_branch_id: maybe(128),
    bank_name: maybe(128),
    account_number: sealed(ACCOUNT_NUMBER, required),
  }),
  addition_info: object(
    {
      legal_person_commitment: media(),
      legal_person_video: media(),
      business_addition_pics: mediaArray(MANY),
      business_addition_msg: maybe(512),
    },
    false,
  ),
}

export type SalesScene =
  | 'biz_store_info'
  | 'mp_info'
  | 'mini_program_info'
  | 'app_info'
  | 'web_info'
  | 'wework_info'
/** The scene each entry of sales_scenes_type asks for. */
export const SCENE_OBJECTS: Record<string, SalesScene> = {
  SALES_SCENES_STORE: 'biz_store_info',
  SALES_SCENES_MP: 'mp_info',
  SALES_SCENES_MINI_PROGRAM: 'mini_program_info',
  SALES_SCENES_WEB: 'web_info',
  SALES_SCENES_APP: 'app_info',
  SALES_SCENES_WEWORK: 'wework_info',
}
