import type { FieldRules } from '../fields.js'
import { OUT_TRADE_NO } from '../order-fields.js'

const required = (max: number) => ({ kind: 'string', max, required: true }) as const

const WHO_DIRECT: FieldRules = { appid: required(32), mchid: required(32) }
const WHO_PARTNER: FieldRules = {
  sp_appid: required(32),
  sp_mchid: required(32),
  sub_appid: { kind: 'string', min: 1, max: 32 },
  sub_mchid: required(32),
}

/** 10-payments §10.1. */
const SHARED: FieldRules = {
  description: required(127),
  out_trade_no: { kind: 'string', min: 6, max: 32, pattern: OUT_TRADE_NO, required: true },
  attach: { kind: 'string', max: 128 },
  goods_tag: { kind: 'string', max: 256 },
  support_fapiao: { kind: 'boolean' },
  payer: {
    kind: 'object',
    required: true,
    fields: { auth_code: { kind: 'string', max: 32, pattern: /^1[0-5]\d{16}$/, required: true } },
  },
  amount: {
    kind: 'object',
    required: true,
    fields: {
      total: { kind: 'integer', min: 1, required: true },
      currency: { kind: 'string', max: 16, oneOf: ['CNY'] },
    },
  },
  scene_info: {
    kind: 'object',
    fields: {
      device_id: { kind: 'string', max: 32 },
      device_ip: { kind: 'string', max: 45 },
      store_info: {
        kind: 'object',
        fields: { id: { kind: 'string', max: 32 }, out_id: { kind: 'string', max: 256 } },
      },
    },
  },
  detail: {
    kind: 'object',
    maxJsonBytes: 6144,
    fields: {
      cost_price: { kind: 'integer' },
      invoice_id: { kind: 'string', max: 32 },
      goods_detail: {
        kind: 'array',
        minItems: 1,
        items: {
          kind: 'object',
          fields: {
            merchant_goods_id: required(32),
            wxpay_goods_id: { kind: 'string', max: 32 },
            goods_name: { kind: 'string', max: 256 },
            quantity: { kind: 'integer', min: 1, required: true },
            unit_price: { kind: 'integer', required: true },
          },
        },
      },
    },
  },
  settle_info: { kind: 'object', fields: { profit_sharing: { kind: 'boolean' } } },
}

export const codePayFields = (partner: boolean): FieldRules => ({
  ...(partner ? WHO_PARTNER : WHO_DIRECT),
  ...SHARED,
})

export const reverseFields = (partner: boolean): FieldRules =>
  partner ? { ...WHO_PARTNER, sp_appid: { kind: 'string', min: 1, max: 32 } } : WHO_DIRECT

/** A body that passed its fields. */
export interface CodePayBody {
  appid?: string
  sp_appid?: string
  sub_appid?: string
  sub_mchid?: string
  description: string
  out_trade_no: string
  attach?: string
  payer: { auth_code: string }
  amount: { total: number }
  scene_info?: { device_id?: string; store_info?: { id?: string; out_id?: string } }
  goods_tag?: string
  detail?: {
    cost_price?: number
    goods_detail?: Array<{ merchant_goods_id: string; quantity: number; unit_price: number }>
  }
  settle_info?: { profit_sharing?: boolean }
}
