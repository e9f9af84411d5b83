import type { FieldRules } from './fields.js'
import { BANKS } from './received-account.js'

export const OUT_REFUND_NO = /^[0-9A-Za-z_\-|*@]{1,64}$/

const FROM: FieldRules = {
  account: { kind: 'string', max: 32, oneOf: ['AVAILABLE', 'UNAVAILABLE'], required: true },
  amount: { kind: 'integer', min: 1, required: true },
}

/** 12-refunds §3. */
export const REFUND_FIELDS: FieldRules = {
  transaction_id: { kind: 'string', min: 1, max: 32 },
  out_trade_no: { kind: 'string', min: 6, max: 32 },
  out_refund_no: { kind: 'string', max: 64, pattern: OUT_REFUND_NO, inBytes: true, required: true },
  reason: { kind: 'string', max: 80, inBytes: true },
  notify_url: { kind: 'url', max: 256 },
  funds_account: { kind: 'string', max: 32, oneOf: ['AVAILABLE', 'UNSETTLED'] },
  amount: {
    kind: 'object',
    required: true,
    fields: {
      refund: { kind: 'integer', min: 1, required: true },
      total: { kind: 'integer', min: 1, required: true },
      currency: { kind: 'string', max: 16, oneOf: ['CNY'], required: true },
      from: { kind: 'array', items: { kind: 'object', fields: FROM } },
    },
  },
  goods_detail: {
    kind: 'array',
    minItems: 1,
    items: {
      kind: 'object',
      fields: {
        merchant_goods_id: { kind: 'string', max: 32, required: true },
        wechatpay_goods_id: { kind: 'string', max: 32 },
        goods_name: { kind: 'string', max: 256 },
        unit_price: { kind: 'integer', required: true },
        refund_amount: { kind: 'integer', required: true },
        refund_quantity: { kind: 'integer', min: 1, required: true },
      },
    },
  },
}

export const SUB_MCHID: FieldRules = { sub_mchid: { kind: 'string', min: 1, max: 32 } }

export interface RefundBody {
  sub_mchid?: string
  transaction_id?: string
  out_trade_no?: string
  out_refund_no: string
  reason?: string
  notify_url?: string
  funds_account?: 'AVAILABLE' | 'UNSETTLED'
  amount: {
    refund: number
    total: number
    currency: 'CNY'
    from?: Array<{ account: 'AVAILABLE' | 'UNAVAILABLE'; amount: number }>
  }
  goods_detail?: Array<{ merchant_goods_id: string; refund_amount: number }>
}

export const ABNORMAL_REFUND_FIELDS: FieldRules = {
  out_refund_no: { kind: 'string', max: 64, pattern: OUT_REFUND_NO, inBytes: true, required: true },
  type: { kind: 'string', max: 32, oneOf: ['USER_BANK_CARD', 'MERCHANT_BANK_CARD'], required: true },
  bank_type: { kind: 'string', max: 16, oneOf: Object.keys(BANKS).map((bank) => `${bank}_DEBIT`) },
  bank_account: { kind: 'string', max: 1024 },
  real_name: { kind: 'string', max: 1024 },
}

export interface AbnormalRefundBody {
  sub_mchid?: string
  out_refund_no: string
  type: 'USER_BANK_CARD' | 'MERCHANT_BANK_CARD'
  bank_type?: string
  bank_account?: string
  real_name?: string
}
