import type { FieldRules } from '../fields.js'

export const OUT_NUMBER = /^[0-9A-Za-z_\-|*@]{1,64}$/
const OUT_RETURN_NO = /^[0-9A-Za-z_*@-]{1,64}$/

const DIRECT_TYPES = ['MERCHANT_ID', 'PERSONAL_OPENID'] as const
const PARTNER_TYPES = [...DIRECT_TYPES, 'PERSONAL_SUB_OPENID'] as const
const RELATIONS = [
  'STORE',
  'STAFF',
  'STORE_OWNER',
  'PARTNER',
  'HEADQUARTER',
  'BRAND',
  'DISTRIBUTOR',
  'USER',
  'SUPPLIER',
  'CUSTOM',
] as const

const text = (max: number) => ({ kind: 'string', max, required: true }) as const
const number = { kind: 'string', max: 64, pattern: OUT_NUMBER, required: true } as const
const typeOf = (partner: boolean) =>
  ({ kind: 'string', max: 32, oneOf: partner ? PARTNER_TYPES : DIRECT_TYPES, required: true }) as const
const partnerFields = (partner: boolean, subAppid: boolean): FieldRules =>
  partner
    ? {
        sub_mchid: text(32),
        ...(subAppid ? { sub_appid: { kind: 'string', min: 1, max: 32 } as const } : {}),
      }
    : {}

/** 13-profit-sharing §3; providers name the sub-merchant and, here, their app id. */
export const splitFields = (partner: boolean): FieldRules => ({
  ...partnerFields(partner, true),
  appid: { kind: 'string', min: 1, max: 32, required: partner },
  transaction_id: text(32),
  out_order_no: number,
  receivers: {
    kind: 'array',
    minItems: 1,
    required: true,
    items: {
      kind: 'object',
      fields: {
        type: typeOf(partner),
        account: text(64),
        name: { kind: 'string', min: 1, max: 1024 },
        amount: { kind: 'integer', min: 1, required: true },
        description: text(80),
      },
    },
  },
  unfreeze_unsplit: { kind: 'boolean', required: true },
})

export const unfreezeFields = (partner: boolean): FieldRules => ({
  ...partnerFields(partner, false),
  transaction_id: text(32),
  out_order_no: number,
  description: text(80),
})

export const returnFields = (partner: boolean): FieldRules => ({
  ...partnerFields(partner, false),
  order_id: { kind: 'string', min: 1, max: 64 },
  out_order_no: { kind: 'string', max: 64, pattern: OUT_NUMBER },
  out_return_no: { kind: 'string', max: 64, pattern: OUT_RETURN_NO, required: true },
  return_mchid: text(32),
  amount: { kind: 'integer', min: 1, required: true },
  description: text(80),
})

export const addReceiverFields = (partner: boolean): FieldRules => ({
  ...partnerFields(partner, true),
  appid: text(32),
  type: typeOf(partner),
  account: text(64),
  name: { kind: 'string', min: 1, max: 1024 },
  relation_type: {
    kind: 'string',
    max: 32,
    oneOf: partner ? [...RELATIONS, 'SERVICE_PROVIDER'] : RELATIONS,
    required: true,
  },
  custom_relation: { kind: 'string', min: 1, max: 10 },
})

export const deleteReceiverFields = (partner: boolean): FieldRules => ({
  ...partnerFields(partner, true),
  appid: text(32),
  type: typeOf(partner),
  account: text(64),
})

interface Common {
  sub_mchid?: string
  sub_appid?: string
}

export interface ReceiverBody extends Common {
  appid: string
  type: 'MERCHANT_ID' | 'PERSONAL_OPENID' | 'PERSONAL_SUB_OPENID'
  account: string
  name?: string
  relation_type: string
  custom_relation?: string
}

export interface SplitBody extends Common {
  appid?: string
  transaction_id: string
  out_order_no: string
  receivers: Array<{
    type: ReceiverBody['type']
    account: string
    name?: string
    amount: number
    description: string
  }>
  unfreeze_unsplit: boolean
}

export interface UnfreezeBody extends Common {
  transaction_id: string
  out_order_no: string
  description: string
}

export interface ReturnBody extends Common {
  order_id?: string
  out_order_no?: string
  out_return_no: string
  return_mchid: string
  amount: number
  description: string
}
