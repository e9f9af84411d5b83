import { type FieldRules, list, object, price, required, text, textOrObject } from '../fields.js'

const PARTICIPANT = object({
  identity: required(text(64)),
  identity_type: required(text(64)),
  name: text(128),
  cert_type: text(64),
  cert_no: text(64),
  bankcard_ext_info: object({}),
  merchant_user_info: textOrObject(2048),
  ext_info: textOrObject(2048),
})

export const TRANSFER_FIELDS: FieldRules = {
  out_biz_no: required(text(64, { pattern: /^[A-Za-z0-9_]+$/ })),
  trans_amount: required(price),
  product_code: required(
    text(64, { oneOf: ['TRANS_ACCOUNT_NO_PWD', 'STD_RED_PACKET', 'TRANS_BANKCARD_NO_PWD'] }),
  ),
  biz_scene: required(text(64, { oneOf: ['DIRECT_TRANSFER', 'PERSONAL_COLLECTION'] })),
  order_title: text(128),
  payee_info: required(PARTICIPANT),
  payer_info: PARTICIPANT,
  remark: text(200),
  business_params: textOrObject(2048),
  original_order_id: text(32),
  transfer_scene_name: text(64),
  transfer_scene_report_infos: list(
    object({ info_type: required(text(64)), info_content: required(text(256)) }),
  ),
  passback_params: text(512),
}

export const SCENES = [
  '现金营销',
  '企业退款',
  '佣金报酬',
  '业务结算',
  '二手回收',
  '公益补助',
  '行政补贴和退款',
  '保险理赔',
]
