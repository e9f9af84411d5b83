import { type FieldRules, flag, list, object, price, required, text, textOrObject, whole } from '../fields.js'
import type { Product } from '../products.js'
import { SIGN_FIELDS } from './agreement-page.js'

/** The documentation says letters, digits and underscore, and unique for ever. */
const OUT_TRADE_NO = text(64, { pattern: /^[A-Za-z0-9_]+$/ })

const GOODS = object({
  goods_id: required(text(64)),
  goods_name: required(text(256)),
  quantity: required(whole(10)),
  price: required(price),
  goods_category: text(24),
  categories_tree: text(128),
  body: text(400),
  show_url: text(400),
  alipay_goods_id: text(32),
  goods_ean_id: text(64),
  out_item_id: text(64),
  out_sku_id: text(64),
})

const EXTEND_PARAMS = object({
  sys_service_provider_id: text(64),
  hb_fq_num: text(5, { oneOf: ['3', '6', '12', '24'] }),
  hb_fq_seller_percent: text(3, { oneOf: ['0', '100'] }),
  industry_reflux_info: text(512),
  card_type: text(32),
  specified_seller_name: text(32),
  royalty_freeze: text(5, { oneOf: ['true', 'false'] }),
  credit_ext_info: text(512),
  credit_biz_order_id: text(64),
  creditBizOrderId: text(64),
  trade_component_order_id: text(64),
  tc_installment_order_id: text(64),
})

export const EXT_USER_INFO = object({
  name: text(16),
  mobile: text(20),
  cert_type: text(32, {
    oneOf: [
      'IDENTITY_CARD',
      'PASSPORT',
      'OFFICER_CARD',
      'SOLDIER_CARD',
      'HOKOU',
      'PERMANENT_RESIDENCE_FOREIGNER',
    ],
  }),
  cert_no: text(64),
  min_age: text(3),
  fix_buyer: text(8, { oneOf: ['T', 'F'] }),
  need_check_info: text(1, { oneOf: ['T', 'F'] }),
  identity_hash: text(128),
})

const SETTLE_INFO = object({
  settle_detail_infos: required(
    list(
      object({
        trans_in_type: required(text(64, { oneOf: ['cardAliasNo', 'userId', 'loginName', 'defaultSettle'] })),
        trans_in: text(64),
        summary_dimension: text(64),
        settle_entity_id: text(64),
        settle_entity_type: text(32, { oneOf: ['SecondMerchant', 'Store'] }),
        amount: required(price),
        actual_amount: price,
      }),
    ),
  ),
  settle_period_time: text(10, { pattern: /^\d{1,3}d$/ }),
})

const ROYALTY_INFO = object({
  royalty_type: text(150),
  royalty_detail_infos: list(
    object({
      serial_no: whole(9),
      trans_in_type: text(24, { oneOf: ['userId', 'bankIndex', 'storeId'] }),
      batch_no: text(32),
      out_relation_id: text(64),
      trans_out_type: required(text(24)),
      trans_out: required(text(16)),
      trans_in: required(text(28)),
      amount: price,
      amount_percentage: text(3),
      desc: text(1000),
    }),
  ),
})

const INVOICE_INFO = object({
  key_info: required(
    object({
      is_support_invoice: required(flag),
      invoice_merchant_name: required(text(80)),
      tax_num: required(text(30)),
    }),
  ),
  details: required(text(400)),
})

const COMMON: FieldRules = {
  out_trade_no: required(OUT_TRADE_NO),
  total_amount: required(price),
  subject: required(text(256)),
  product_code: text(64),
  body: text(128),
  time_expire: text(32),
  timeout_express: text(6),
  passback_params: text(512),
  goods_detail: list(GOODS),
  extend_params: EXTEND_PARAMS,
  business_params: textOrObject(512),
  disable_pay_channels: text(128),
  enable_pay_channels: text(128),
  ext_user_info: EXT_USER_INFO,
  merchant_order_no: text(32),
  store_id: text(32),
  royalty_info: ROYALTY_INFO,
  settle_info: SETTLE_INFO,
  sub_merchant: object({ merchant_id: required(text(16)), merchant_type: text(32) }),
  query_options: list(text(64)),
}

const AGREEMENT_SIGN_PARAMS = object({
  ...SIGN_FIELDS,
  access_params: object({ channel: text(32) }),
  sign_notify_url: text(256),
})

const ONLINE: FieldRules = {
  ...COMMON,
  goods_type: text(2, { oneOf: ['0', '1'] }),
  promo_params: textOrObject(512),
  invoice_info: INVOICE_INFO,
  agreement_sign_params: AGREEMENT_SIGN_PARAMS,
}

const AT_TILL: FieldRules = {
  ...COMMON,
  seller_id: text(28),
  alipay_store_id: text(32),
  operator_id: text(28),
  terminal_id: text(32),
  discountable_amount: price,
  undiscountable_amount: price,
}

/** The members of biz_content for each way to make an order; members of other APIs are ignored, as the gateway does. */
export const ORDER_FIELDS: Readonly<Record<Product, FieldRules>> = {
  page_pay: {
    ...ONLINE,
    integration_type: text(16, { oneOf: ['PCWEB', 'ALIAPP'] }),
    request_from_url: text(256),
    qr_pay_mode: text(2, { oneOf: ['0', '1', '2', '3', '4'] }),
    qrcode_width: whole(4),
  },
  wap_pay: {
    ...ONLINE,
    specified_channel: text(128),
    seller_id: text(28),
    quit_url: text(400),
    auth_token: text(40),
  },
  app_pay: { ...ONLINE, specified_channel: text(128), seller_id: text(28) },
  precreate: {
    ...AT_TILL,
    qr_code_timeout_express: text(6),
    buyer_logon_id: text(100),
    code_type: text(32, { oneOf: ['share_code'] }),
  },
  pay: {
    ...AT_TILL,
    promo_params: textOrObject(512),
    scene: text(32, { oneOf: ['bar_code', 'security_code'] }),
    auth_code: text(64),
    auth_no: text(64),
    auth_confirm_mode: text(32, { oneOf: ['COMPLETE', 'NOT_COMPLETE'] }),
    buyer_id: text(28),
    buyer_open_id: text(128),
    agreement_params: object({
      agreement_no: required(text(64)),
      auth_confirm_no: text(32),
      apply_token: text(32),
      deduct_permission: text(64),
    }),
    is_async_pay: flag,
    pay_params: object({
      async_type: text(32, { oneOf: ['NORMAL_ASYNC', 'NEAR_REAL_TIME_ASYNC'] }),
      // RETY is the documented spelling.
      retry_type: text(32, { oneOf: ['NONE_AND_CLOSETRADE', 'NONE', 'RETY'] }),
    }),
    advance_payment_type: text(64),
    terminal_params: text(2048),
    request_org_pid: text(16),
    trans_currency: text(8),
    settle_currency: text(8),
  },
  create: {
    ...AT_TILL,
    agreement_sign_params: AGREEMENT_SIGN_PARAMS,
    buyer_id: text(28),
    buyer_open_id: text(128),
    buyer_logon_id: text(100),
    op_app_id: text(32),
    op_buyer_open_id: text(128),
    receiver_address_info: object({
      name: text(512),
      address: text(512),
      mobile: text(64),
      zip: text(32),
      division_code: text(32),
    }),
    logistics_detail: object({ logistics_type: text(32) }),
  },
}
