import type { FieldRules } from '../fields.js'
import { OUT_REFUND_NO } from '../refund-fields.js'

export const REFUND_ACCOUNTS = ['REFUND_SOURCE_SUB_MERCHANT', 'REFUND_SOURCE_PARTNER_ADVANCE'] as const
export type RefundAccount = (typeof REFUND_ACCOUNTS)[number]

const text = (max: number) => ({ kind: 'string', max, required: true }) as const

/** 14-ecommerce §6. */
export const SELLER_REFUND_FIELDS: FieldRules = {
  sub_mchid: text(32),
  sp_appid: text(32),
  sub_appid: { kind: 'string', min: 1, max: 32 },
  transaction_id: { kind: 'string', min: 1, max: 32 },
  out_trade_no: { kind: 'string', min: 6, max: 32 },
  out_refund_no: { kind: 'string', max: 64, pattern: OUT_REFUND_NO, inBytes: true, required: true },
  reason: { kind: 'string', max: 80, inBytes: true },
  amount: {
    kind: 'object',
    required: true,
    fields: {
      refund: { kind: 'integer', min: 1, required: true },
      total: { kind: 'integer', min: 1, required: true },
      currency: { kind: 'string', max: 16, oneOf: ['CNY'] },
      from: {
        kind: 'array',
        items: {
          kind: 'object',
          fields: {
            account: { kind: 'string', max: 32, oneOf: ['AVAILABLE', 'UNAVAILABLE'], required: true },
            amount: { kind: 'integer', min: 1, required: true },
          },
        },
      },
    },
  },
  notify_url: { kind: 'url', max: 256 },
  refund_account: { kind: 'string', max: 32, oneOf: REFUND_ACCOUNTS },
  funds_account: { kind: 'string', max: 32, oneOf: ['AVAILABLE'] },
}

export const ADVANCE_FIELDS: FieldRules = { sub_mchid: text(32) }

export interface SellerRefundBody {
  sub_mchid: string
  sp_appid: string
  sub_appid?: string
  transaction_id?: string
  out_trade_no?: string
  out_refund_no: string
  reason?: string
  amount: {
    refund: number
    total: number
    currency?: 'CNY'
    from?: Array<{ account: string; amount: number }>
  }
  notify_url?: string
  refund_account?: RefundAccount
  funds_account?: 'AVAILABLE'
}
