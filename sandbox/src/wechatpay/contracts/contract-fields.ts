import type { FieldRules } from '../fields.js'
import { OUT_TRADE_NO } from '../order-fields.js'

// Lengths are not published for this product: they follow the same members of V2 and of payments (unverified).
const required = (max: number) => ({ kind: 'string', max, required: true }) as const
const CURRENCY = { kind: 'string', max: 16, oneOf: ['CNY'] } as const
const total = {
  kind: 'object',
  required: true,
  fields: { total: { kind: 'integer', min: 1, required: true }, currency: CURRENCY },
} as const

export const CHANNELS = ['jsapi', 'h5', 'mini-program', 'app'] as const
export type Channel = (typeof CHANNELS)[number]

const OPENID = { kind: 'string', min: 1, max: 128 } as const
const SP: FieldRules = {
  sp_mchid: required(32),
  sp_appid: required(32),
  sub_mchid: required(32),
  sub_appid: { kind: 'string', min: 1, max: 32 },
}
/** Whose call it is: a merchant's own, or a provider's for a sub-merchant. */
export type ContractSide = 'direct' | 'partner'

const SIGN: FieldRules = {
  plan_id: { kind: 'integer', min: 1, required: true },
  out_contract_code: { kind: 'string', max: 32, pattern: /^[0-9A-Za-z_\-|*]+$/, required: true },
  contract_display_account: required(32),
  contract_notify_url: { kind: 'url', max: 255, required: true },
  out_user_code: { kind: 'string', min: 1, max: 32 },
  deduct_schedule: {
    kind: 'object',
    fields: {
      estimated_deduct_date: { kind: 'string', max: 10, required: true },
      estimated_deduct_amount: total,
      description: { kind: 'string', max: 127 },
    },
  },
}

/** 16-papay §3. */
export const signFields = (channel: Channel, side: ContractSide): FieldRules => ({
  // A provider's members are named as in its orders; this page of the documents is not public (unverified).
  ...(side === 'partner'
    ? { ...SP, sp_openid: OPENID, sub_openid: OPENID }
    : { appid: required(32), openid: OPENID }),
  ...SIGN,
  ...(channel === 'h5'
    ? { jump_control: { kind: 'object', fields: { jump_appid: { kind: 'string', min: 1, max: 32 } } } }
    : {}),
})

/** The members that say whose contract it is. */
export interface Parties {
  appid?: string
  sp_appid?: string
  sub_mchid?: string
  sub_appid?: string
}

export interface SignBody extends Parties {
  openid?: string
  sp_openid?: string
  sub_openid?: string
  plan_id: number
  out_contract_code: string
  contract_display_account: string
  contract_notify_url: string
  out_user_code?: string
  deduct_schedule?: {
    estimated_deduct_date: string
    estimated_deduct_amount: { total: number }
    description?: string
  }
}

export const TERMINATE_FIELDS: FieldRules = { contract_termination_remark: required(256) }

export const SCHEDULE_FIELDS: FieldRules = { appid: required(32), schedule_amount: total }

export const applyFields = (side: ContractSide): FieldRules => ({
  ...(side === 'partner' ? SP : { appid: required(32) }),
  out_trade_no: { kind: 'string', min: 6, max: 32, pattern: OUT_TRADE_NO, required: true },
  description: required(127),
  transaction_notify_url: { kind: 'url', max: 255, required: true },
  contract_id: required(32),
  amount: total,
  goods_tag: { kind: 'string', max: 32 },
  attach: { kind: 'string', max: 128 },
})

export interface ApplyBody extends Parties {
  out_trade_no: string
  description: string
  transaction_notify_url: string
  contract_id: string
  amount: { total: number; currency?: 'CNY' }
  goods_tag?: string
  attach?: string
}

const who = (side: ContractSide): FieldRules =>
  side === 'partner' ? SP : { mchid: required(32), appid: required(32) }

/** 16-papay §2. */
export const announceFields = (side: ContractSide): FieldRules => ({
  ...who(side),
  estimated_amount: {
    kind: 'object',
    required: true,
    fields: { amount: { kind: 'integer', min: 1, required: true }, currency: CURRENCY },
  },
  deduct_duration: {
    kind: 'object',
    fields: {
      count: { kind: 'integer', min: 1, max: 3, required: true },
      unit: { kind: 'string', max: 8, oneOf: ['DAY'], required: true },
    },
  },
})

export interface AnnounceBody {
  estimated_amount: { amount: number }
  deduct_duration?: { count: number }
}

export const remindFields = who
