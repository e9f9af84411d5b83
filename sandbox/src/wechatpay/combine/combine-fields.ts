import type { FieldRules } from '../fields.js'
import { H5_INFO, type OrderProduct, OUT_TRADE_NO, PLATFORM_SETTLE, SETTLE } from '../order-fields.js'

const NUMBER = { kind: 'string', min: 6, max: 32, pattern: OUT_TRADE_NO, required: true } as const

/** 11-combine §2. Members of partner mode are allowed to providers only; the call checks that. */
const subOrder = (ecommerce: boolean): FieldRules => ({
  mchid: { kind: 'string', max: 32, required: true },
  attach: { kind: 'string', max: 128, required: true },
  amount: {
    kind: 'object',
    required: true,
    fields: {
      total_amount: { kind: 'integer', min: 1, max: 1_000_000_000, required: true },
      currency: { kind: 'string', max: 8, oneOf: ['CNY'], required: true },
    },
  },
  out_trade_no: NUMBER,
  description: { kind: 'string', max: 127, required: true },
  ...(ecommerce ? PLATFORM_SETTLE : SETTLE),
  goods_tag: { kind: 'string', max: 32 },
  sub_mchid: { kind: 'string', min: 1, max: 32 },
  sub_appid: { kind: 'string', min: 1, max: 32 },
})

const common = (ecommerce: boolean): FieldRules => ({
  combine_appid: { kind: 'string', max: 32, required: true },
  combine_mchid: { kind: 'string', max: 32, required: true },
  combine_out_trade_no: NUMBER,
  scene_info: {
    kind: 'object',
    fields: {
      device_id: { kind: 'string', max: 16 },
      payer_client_ip: { kind: 'string', max: 45, required: true },
    },
  },
  sub_orders: {
    kind: 'array',
    minItems: 1,
    required: true,
    items: { kind: 'object', fields: subOrder(ecommerce) },
  },
  ...(ecommerce ? { time_start: { kind: 'time' } as const } : {}),
  time_expire: { kind: 'time' },
  notify_url: { kind: 'url', max: 255, required: true },
})

/** E-commerce platforms may say more: when it starts, and what they will add (11-combine §2). */
export const combineFields = (product: OrderProduct, ecommerce: boolean): FieldRules => ({
  ...common(ecommerce),
  ...OF_PRODUCT[product],
})

const OF_PRODUCT: Record<OrderProduct, FieldRules> = {
  native: {},
  app: {},
  h5: {
    scene_info: {
      kind: 'object',
      required: true,
      fields: {
        device_id: { kind: 'string', max: 32, required: true },
        payer_client_ip: { kind: 'string', max: 45, required: true },
        h5_info: { kind: 'object', required: true, fields: H5_INFO },
      },
    },
  },
  jsapi: {
    combine_payer_info: {
      kind: 'object',
      required: true,
      fields: {
        openid: { kind: 'string', min: 1, max: 128 },
        sub_openid: { kind: 'string', min: 1, max: 128 },
      },
    },
  },
}

export const CLOSE_COMBINE_FIELDS: FieldRules = {
  combine_appid: { kind: 'string', max: 32, required: true },
  sub_orders: {
    kind: 'array',
    minItems: 1,
    required: true,
    items: {
      kind: 'object',
      fields: {
        mchid: { kind: 'string', max: 32, required: true },
        out_trade_no: NUMBER,
        sub_mchid: { kind: 'string', min: 1, max: 32 },
        sub_appid: { kind: 'string', min: 1, max: 32 },
      },
    },
  },
}

export interface SubOrderBody {
  mchid: string
  attach: string
  amount: { total_amount: number; currency: 'CNY' }
  out_trade_no: string
  description: string
  goods_tag?: string
  settle_info?: { profit_sharing?: boolean; subsidy_amount?: number }
  sub_mchid?: string
  sub_appid?: string
}

/** A body that passed its fields. */
export interface CombineBody {
  combine_appid: string
  combine_mchid: string
  combine_out_trade_no: string
  scene_info?: { device_id?: string }
  sub_orders: SubOrderBody[]
  combine_payer_info?: { openid?: string; sub_openid?: string }
  time_expire?: string
  notify_url: string
}

export interface CloseCombineBody {
  combine_appid: string
  sub_orders: Array<{ mchid: string; out_trade_no: string; sub_mchid?: string }>
}
