import type { FieldRules } from '../fields.js'

const text = (max: number) => ({ kind: 'string', max }) as const
const required = (max: number) => ({ kind: 'string', max, required: true }) as const
const flag = { kind: 'boolean' } as const
const must = { kind: 'boolean', required: true } as const

const COLORS = '010 020 030 040 050 060 070 080 081 082 090 100 101 102'
  .split(' ')
  .map((number) => `COLOR${number}`)

/** How orders are paid, in the words of coupons. */
const COUPON_TRADE_TYPES = ['MICROAPP', 'APPPAY', 'PPAY', 'CARD', 'FACE', 'OTHER'] as const

const OUT_REQUEST_NO = /^[0-9A-Za-z|_*-]{1,128}$/
const REQUEST_NO = { kind: 'string', max: 128, pattern: OUT_REQUEST_NO, required: true } as const

const PATTERN_INFO: FieldRules = {
  description: required(1000),
  merchant_logo: text(128),
  merchant_name: text(36),
  background_color: { kind: 'string', max: 15, oneOf: COLORS },
  coupon_image: text(128),
  jump_target: { kind: 'string', max: 16, oneOf: ['PAYMENT_CODE', 'MINI_PROGRAM', 'DEFAULT_PAGE'] },
  mini_program_appid: text(128),
  mini_program_path: text(128),
}

/** 18-marketing §1.1. Members marked "not opened" there are surplus members here. */
export const STOCK_FIELDS: FieldRules = {
  // No separators in a name that stands in reports.
  stock_name: { kind: 'string', max: 20, pattern: /^[^_,;|]+$/, required: true },
  comment: text(60),
  belong_merchant: required(20),
  available_begin_time: { kind: 'time', required: true },
  available_end_time: { kind: 'time', required: true },
  stock_use_rule: {
    kind: 'object',
    required: true,
    fields: {
      max_coupons: { kind: 'integer', min: 5, max: 10_000_000, required: true },
      // A budget goes beyond 32 bits: 10,000,000 coupons.
      max_amount: { kind: 'integer', min: 1, max: Number.MAX_SAFE_INTEGER, required: true },
      max_amount_by_day: { kind: 'integer', min: 1, max: Number.MAX_SAFE_INTEGER },
      max_coupons_per_user: { kind: 'integer', min: 1, max: 60, required: true },
      natural_person_limit: must,
      prevent_api_abuse: must,
    },
  },
  pattern_info: { kind: 'object', fields: PATTERN_INFO },
  coupon_use_rule: {
    kind: 'object',
    required: true,
    fields: {
      fixed_normal_coupon: {
        kind: 'object',
        required: true,
        fields: {
          coupon_amount: { kind: 'integer', min: 1, required: true },
          transaction_minimum: { kind: 'integer', min: 1, required: true },
        },
      },
      goods_tag: { kind: 'array', maxItems: 50, items: { kind: 'string', min: 1, max: 128 } },
      trade_type: { kind: 'array', items: { kind: 'string', max: 16, oneOf: COUPON_TRADE_TYPES } },
      combine_use: flag,
      available_items: { kind: 'array', maxItems: 50, items: { kind: 'string', min: 1, max: 128 } },
      available_merchants: {
        kind: 'array',
        minItems: 1,
        maxItems: 50,
        items: { kind: 'string', min: 1, max: 20 },
        required: true,
      },
      limit_card: {
        kind: 'object',
        fields: {
          name: required(4),
          bin: {
            kind: 'array',
            minItems: 1,
            maxItems: 10,
            items: { kind: 'string', max: 13, pattern: /^\d{6,9}$/ },
            required: true,
          },
        },
      },
    },
  },
  no_cash: must,
  stock_type: { kind: 'string', max: 16, oneOf: ['NORMAL'], required: true },
  out_request_no: REQUEST_NO,
}

export interface StockBody {
  stock_name: string
  comment?: string
  belong_merchant: string
  available_begin_time: string
  available_end_time: string
  stock_use_rule: {
    max_coupons: number
    max_amount: number
    max_amount_by_day?: number
    max_coupons_per_user: number
    natural_person_limit: boolean
    prevent_api_abuse: boolean
  }
  pattern_info?: { description: string; jump_target?: string; mini_program_path?: string }
  coupon_use_rule: {
    fixed_normal_coupon: { coupon_amount: number; transaction_minimum: number }
    goods_tag?: string[]
    trade_type?: string[]
    combine_use?: boolean
    available_items?: string[]
    available_merchants: string[]
    limit_card?: { name: string; bin: string[] }
  }
  no_cash: boolean
  stock_type: 'NORMAL'
  out_request_no: string
}

export const CREATOR_FIELDS: FieldRules = { stock_creator_mchid: required(20) }

/** 18-marketing §1.2. */
export const SEND_FIELDS: FieldRules = {
  stock_id: required(20),
  out_request_no: REQUEST_NO,
  appid: required(128),
  stock_creator_mchid: required(20),
}

export interface SendBody {
  stock_id: string
  out_request_no: string
  appid: string
  stock_creator_mchid: string
}

export const CALLBACK_FIELDS: FieldRules = {
  mchid: required(20),
  notify_url: { kind: 'url', max: 256, required: true },
  switch: flag,
}
