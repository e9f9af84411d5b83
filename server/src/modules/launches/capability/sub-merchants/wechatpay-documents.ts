import { copy, type SubMerchantField, secret, text } from './document-field.js'

/** Names are those that the institution uses for the last part of its paths, so that its reasons find their field. */
export const WECHATPAY_DOCUMENTS: readonly SubMerchantField[] = [
  text('subject_type', '主体类型', 'Kind of business', {
    type: 'choice',
    choices: [
      { value: 'SUBJECT_TYPE_INDIVIDUAL', label: '个体工商户', labelEn: 'Individual business' },
      { value: 'SUBJECT_TYPE_ENTERPRISE', label: '企业', labelEn: 'Company' },
    ],
  }),
  copy('license_copy', '营业执照照片', 'Copy of the business licence', { takesPdf: true }),
  text('license_number', '营业执照注册号', 'Licence number'),
  text('merchant_name', '商户名称（与执照一致）', 'Name on the licence'),
  text('legal_person', '法定代表人', 'Legal representative'),
  secret('contact_name', '超级管理员姓名', "Administrator's name"),
  secret('mobile_phone', '管理员手机', "Administrator's mobile phone"),
  secret('contact_email', '管理员邮箱', "Administrator's e-mail"),
  copy('id_card_copy', '身份证人像面', 'ID card, portrait side', { takesPdf: true }),
  copy('id_card_national', '身份证国徽面', 'ID card, emblem side', { takesPdf: true }),
  secret('id_card_name', '身份证姓名', 'Name on the ID card'),
  secret('id_card_number', '身份证号码', 'ID card number'),
  secret('id_card_address', '身份证地址（企业必填）', 'Address on the ID card (companies)', {
    required: false,
  }),
  text('card_period_begin', '身份证生效日', 'ID card valid from'),
  text('card_period_end', '身份证失效日（或“长期”）', 'ID card valid until, or 长期'),
  text('merchant_shortname', '商户简称（付款人可见）', 'Short name that payers see'),
  text('service_phone', '客服电话', 'Service phone'),
  text('domain', '店铺网址', 'Site of the shop'),
  text('settlement_id', '结算规则编号', 'Id of the fee rule'),
  text('qualification_type', '所属行业', 'Industry'),
  text('bank_account_type', '账户类型', 'Kind of account', {
    type: 'choice',
    choices: [
      { value: 'BANK_ACCOUNT_TYPE_CORPORATE', label: '对公账户', labelEn: 'Company account' },
      { value: 'BANK_ACCOUNT_TYPE_PERSONAL', label: '经营者个人账户', labelEn: 'Personal account' },
    ],
  }),
  secret('account_name', '开户名称', 'Account holder'),
  text('account_bank', '开户银行', 'Bank'),
  text('bank_name', '开户支行全称', 'Branch', { required: false }),
  secret('account_number', '银行账号', 'Account number'),
]
