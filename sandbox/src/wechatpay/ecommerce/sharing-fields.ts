import type { FieldRules } from '../fields.js'
import { OUT_NUMBER } from '../sharing/sharing-fields.js'

const text = (max: number) => ({ kind: 'string', max, required: true }) as const
const number = { kind: 'string', max: 64, pattern: OUT_NUMBER, required: true } as const
const TYPES = ['MERCHANT_ID', 'PERSONAL_OPENID', 'PERSONAL_SUB_OPENID']
const RELATIONS = ['SUPPLIER', 'DISTRIBUTOR', 'SERVICE_PROVIDER', 'PLATFORM', 'OTHERS']

/** 14-ecommerce §4: other names than /v3/profitsharing, the same rules. */
export const SELLER_SPLIT_FIELDS: FieldRules = {
  appid: { kind: 'string', min: 1, max: 32 },
  sub_mchid: text(32),
  transaction_id: text(32),
  out_order_no: number,
  receivers: {
    kind: 'array',
    minItems: 1,
    maxItems: 50,
    required: true,
    items: {
      kind: 'object',
      fields: {
        type: { kind: 'string', max: 32, oneOf: TYPES, required: true },
        receiver_account: text(64),
        amount: { kind: 'integer', min: 1, required: true },
        description: text(80),
        receiver_name: { kind: 'string', min: 1, max: 10_240 },
      },
    },
  },
  finish: { kind: 'boolean', required: true },
}

export const FINISH_FIELDS: FieldRules = {
  sub_mchid: text(32),
  transaction_id: text(32),
  out_order_no: number,
  description: text(80),
}

export const SELLER_RETURN_FIELDS: FieldRules = {
  sub_mchid: text(32),
  order_id: { kind: 'string', min: 1, max: 64 },
  out_order_no: { kind: 'string', max: 64, pattern: OUT_NUMBER },
  transaction_id: { kind: 'string', min: 1, max: 32 },
  out_return_no: { kind: 'string', max: 64, pattern: /^[0-9A-Za-z_*@-]{1,64}$/, required: true },
  return_mchid: text(32),
  amount: { kind: 'integer', min: 1, required: true },
  description: text(80),
}

/** Receivers are the platform's, not a seller's. The list of relations is that of the public documents (unverified). */
export const PLATFORM_RECEIVER_FIELDS: FieldRules = {
  appid: text(32),
  type: { kind: 'string', max: 32, oneOf: ['MERCHANT_ID', 'PERSONAL_OPENID'], required: true },
  account: text(64),
  name: { kind: 'string', min: 1, max: 256 },
  encrypted_name: { kind: 'string', min: 1, max: 10_240 },
  relation_type: { kind: 'string', max: 32, oneOf: RELATIONS, required: true },
}

export const PLATFORM_RECEIVER_GONE_FIELDS: FieldRules = {
  appid: text(32),
  type: { kind: 'string', max: 32, oneOf: ['MERCHANT_ID', 'PERSONAL_OPENID'], required: true },
  account: text(64),
}

export interface SellerSplitBody {
  appid?: string
  sub_mchid: string
  transaction_id: string
  out_order_no: string
  receivers: Array<{
    type: string
    receiver_account: string
    amount: number
    description: string
    receiver_name?: string
  }>
  finish: boolean
}

export interface PlatformReceiverBody {
  appid: string
  type: 'MERCHANT_ID' | 'PERSONAL_OPENID'
  account: string
  name?: string
  encrypted_name?: string
  relation_type: string
}
