import type { FieldRules } from './fields.js'

export const OUT_TRADE_NO = /^[0-9A-Za-z_\-|*]{6,32}$/

const GOODS_ID = /^[0-9A-Za-z_-]+$/

const STORE_INFO: FieldRules = {
  id: { kind: 'string', max: 32, required: true },
  name: { kind: 'string', max: 256 },
  area_code: { kind: 'string', max: 32 },
  address: { kind: 'string', max: 512 },
}

const SCENE: FieldRules = {
  payer_client_ip: { kind: 'string', max: 45, required: true },
  device_id: { kind: 'string', max: 32 },
  store_info: { kind: 'object', fields: STORE_INFO },
}

export const SETTLE: FieldRules = {
  settle_info: { kind: 'object', fields: { profit_sharing: { kind: 'boolean' } } },
}

/** What every order has, whoever places it (10-payments §2.1). */
const SHARED: FieldRules = {
  description: { kind: 'string', max: 127, required: true },
  out_trade_no: { kind: 'string', min: 6, max: 32, pattern: OUT_TRADE_NO, required: true },
  time_expire: { kind: 'time' },
  attach: { kind: 'string', max: 128 },
  notify_url: { kind: 'url', max: 255, required: true },
  goods_tag: { kind: 'string', max: 32 },
  support_fapiao: { kind: 'boolean' },
  // Not in the present tables, but in the published SDK models.
  limit_pay: { kind: 'array', items: { kind: 'string', max: 32 } },
  amount: {
    kind: 'object',
    required: true,
    fields: {
      total: { kind: 'integer', min: 1, required: true },
      currency: { kind: 'string', max: 16, oneOf: ['CNY'] },
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
            merchant_goods_id: { kind: 'string', max: 32, pattern: GOODS_ID, required: true },
            wechatpay_goods_id: { kind: 'string', max: 32 },
            goods_name: { kind: 'string', max: 256 },
            quantity: { kind: 'integer', min: 1, required: true },
            unit_price: { kind: 'integer', required: true },
          },
        },
      },
    },
  },
  scene_info: { kind: 'object', fields: SCENE },
  ...SETTLE,
}

/** Besides the shared ones: an e-commerce platform may say how much it will add (14-ecommerce §3). */
export const PLATFORM_SETTLE: FieldRules = {
  settle_info: {
    kind: 'object',
    fields: {
      profit_sharing: { kind: 'boolean' },
      subsidy_amount: { kind: 'integer', min: 0, max: 500_000 },
    },
  },
}

const DIRECT: FieldRules = {
  appid: { kind: 'string', max: 32, required: true },
  mchid: { kind: 'string', max: 32, required: true },
}

const PARTNER: FieldRules = {
  sp_appid: { kind: 'string', max: 32, required: true },
  sp_mchid: { kind: 'string', max: 32, required: true },
  sub_appid: { kind: 'string', min: 1, max: 32 },
  sub_mchid: { kind: 'string', max: 32, required: true },
}

export const H5_INFO: FieldRules = {
  type: { kind: 'string', max: 32, oneOf: ['Wap', 'iOS', 'Android'], required: true },
  app_name: { kind: 'string', max: 64 },
  app_url: { kind: 'string', max: 128 },
  bundle_id: { kind: 'string', max: 128 },
  package_name: { kind: 'string', max: 128 },
}

const H5_SCENE: FieldRules = {
  scene_info: {
    kind: 'object',
    required: true,
    fields: { ...SCENE, h5_info: { kind: 'object', required: true, fields: H5_INFO } },
  },
}

export type OrderProduct = 'native' | 'jsapi' | 'app' | 'h5'

/** 10-payments §2. */
export const ORDER_FIELDS: Record<OrderProduct, FieldRules> = {
  native: { ...DIRECT, ...SHARED },
  app: { ...DIRECT, ...SHARED },
  h5: { ...DIRECT, ...SHARED, ...H5_SCENE },
  jsapi: {
    ...DIRECT,
    ...SHARED,
    payer: {
      kind: 'object',
      required: true,
      fields: { openid: { kind: 'string', max: 128, required: true } },
    },
  },
}

/** 10-payments §3. */
export const PARTNER_ORDER_FIELDS: Record<OrderProduct, FieldRules> = {
  native: { ...PARTNER, ...SHARED },
  app: { ...PARTNER, ...SHARED },
  h5: { ...PARTNER, ...SHARED, ...H5_SCENE },
  jsapi: {
    ...PARTNER,
    ...SHARED,
    payer: {
      kind: 'object',
      required: true,
      fields: {
        sp_openid: { kind: 'string', min: 1, max: 128 },
        sub_openid: { kind: 'string', min: 1, max: 128 },
      },
    },
  },
}

/** What orders of merchants and of providers share, once their fields are good. */
export interface OrderBody {
  description: string
  out_trade_no: string
  time_expire?: string
  attach?: string
  notify_url: string
  amount: { total: number; currency?: 'CNY' }
  goods_tag?: string
  limit_pay?: string[]
  detail?: {
    cost_price?: number
    goods_detail?: Array<{ merchant_goods_id: string; quantity: number; unit_price: number }>
  }
  scene_info?: { device_id?: string }
  settle_info?: { profit_sharing?: boolean; subsidy_amount?: number }
}
