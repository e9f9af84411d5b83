import type { FieldRules } from '../fields.js'

export const OUT_ORDER_NO = /^[0-9A-Za-z_\-|]{1,32}$/
const TIME = /^(\d{14}|\d{8})$/
const START_TIME = /^(\d{14}|\d{8}|OnAccept)$/

const required = (max: number) => ({ kind: 'string', min: 1, max, required: true }) as const
const optional = (max: number) => ({ kind: 'string', max }) as const
const count = { kind: 'integer', min: 1, max: 100 } as const

const POST_PAYMENTS = (isRequired: boolean) =>
  ({
    kind: 'array',
    minItems: isRequired ? 1 : 0,
    maxItems: 100,
    required: isRequired,
    items: {
      kind: 'object',
      fields: { name: required(20), amount: { kind: 'integer' }, description: optional(30), count },
    },
  }) as const
const POST_DISCOUNTS = {
  kind: 'array',
  maxItems: 30,
  items: {
    kind: 'object',
    fields: { name: required(20), description: required(30), amount: { kind: 'integer' }, count },
  },
} as const
const LOCATION = {
  kind: 'object',
  fields: { start_location: optional(20), end_location: optional(20) },
} as const
const DEVICE = {
  kind: 'object',
  fields: { start_device_id: optional(50), end_device_id: optional(50), materiel_no: optional(100) },
} as const
const timeRange = (startRequired: boolean) =>
  ({
    kind: 'object',
    required: startRequired,
    fields: {
      start_time: { kind: 'string', max: 14, pattern: START_TIME, required: startRequired },
      end_time: { kind: 'string', max: 14, pattern: TIME },
      start_time_remark: optional(20),
      end_time_remark: optional(20),
    },
  }) as const

/** 15-payscore §3. */
export const CREATE_FIELDS: FieldRules = {
  out_order_no: { kind: 'string', max: 32, pattern: OUT_ORDER_NO, required: true },
  appid: required(32),
  service_id: required(32),
  service_introduction: required(20),
  post_payments: POST_PAYMENTS(false),
  post_discounts: POST_DISCOUNTS,
  time_range: timeRange(true),
  location: LOCATION,
  risk_fund: {
    kind: 'object',
    required: true,
    fields: {
      name: {
        kind: 'string',
        max: 30,
        oneOf: ['DEPOSIT', 'ADVANCE', 'CASH_DEPOSIT', 'ESTIMATE_ORDER_COST'],
        required: true,
      },
      amount: { kind: 'integer', min: 1, required: true },
      description: optional(30),
    },
  },
  attach: optional(256),
  notify_url: { kind: 'url', max: 255, required: true },
  need_user_confirm: { kind: 'boolean' },
  device: DEVICE,
}

const { risk_fund: RISK_FUND, need_user_confirm: _asked, ...COMMON_FIELDS } = CREATE_FIELDS
/** Create and complete in one (§6): whether it takes `risk_fund` is not said (unverified), so it may. */
export const DIRECT_COMPLETE_FIELDS: FieldRules = {
  ...COMMON_FIELDS,
  ...(RISK_FUND ? { risk_fund: { ...RISK_FUND, required: false } } : {}),
  post_payments: POST_PAYMENTS(true),
  total_amount: { kind: 'integer', required: true },
  profit_sharing: { kind: 'boolean' },
  goods_tag: optional(32),
}

const WHICH: FieldRules = { appid: required(32), service_id: required(32) }

/** §5. */
export const CANCEL_FIELDS: FieldRules = {
  ...WHICH,
  // The one call that finds the order without it.
  service_id: { kind: 'string', min: 1, max: 32 },
  reason: required(50),
}
export const COMPLETE_FIELDS: FieldRules = {
  ...WHICH,
  post_payments: POST_PAYMENTS(true),
  post_discounts: POST_DISCOUNTS,
  total_amount: { kind: 'integer', required: true },
  time_range: timeRange(false),
  location: LOCATION,
  profit_sharing: { kind: 'boolean' },
  goods_tag: optional(32),
  device: DEVICE,
}
export const MODIFY_FIELDS: FieldRules = {
  ...WHICH,
  post_payments: POST_PAYMENTS(true),
  post_discounts: POST_DISCOUNTS,
  total_amount: { kind: 'integer', required: true },
  reason: required(50),
  device: DEVICE,
}
export const SYNC_FIELDS: FieldRules = {
  ...WHICH,
  type: { kind: 'string', max: 32, oneOf: ['Order_Paid'], required: true },
  detail: {
    kind: 'object',
    required: true,
    fields: { paid_time: { kind: 'string', max: 64, pattern: TIME, required: true } },
  },
}

export interface Item {
  name: string
  amount?: number
  count?: number
}

/** What a service order tells back as it was sent. */
export interface ServiceTerms {
  service_introduction: string
  post_payments?: Item[]
  post_discounts?: Item[]
  time_range: { start_time: string; end_time?: string }
  location?: object
  risk_fund?: { name: string; amount: number }
  device?: object
}

export interface CreateBody extends ServiceTerms {
  out_order_no: string
  appid: string
  service_id: string
  /** Providers only. */
  sub_mchid?: string
  sub_appid?: string
  attach?: string
  notify_url: string
  need_user_confirm?: boolean
  /** Of who has authorised the service. */
  openid?: string
  sub_openid?: string
}

export interface AmountBody {
  appid: string
  service_id: string
  post_payments: Item[]
  post_discounts?: Item[]
  total_amount: number
  profit_sharing?: boolean
}

export interface CompleteBody extends AmountBody {
  goods_tag?: string
  time_range?: { start_time?: string; end_time?: string }
  location?: object
  device?: object
}

export interface DirectBody extends CreateBody {
  post_payments: Item[]
  total_amount: number
  profit_sharing?: boolean
  goods_tag?: string
}
