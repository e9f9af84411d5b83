import { copy, type SubMerchantField, secret, text } from './document-field.js'

const MAY_BE_LEFT_OUT = { required: false } as const

const choice = (
  field: string,
  label: string,
  labelEn: string,
  choices: readonly (readonly [value: string, label: string, labelEn: string])[],
  more: Partial<SubMerchantField> = {},
): SubMerchantField =>
  text(field, label, labelEn, {
    type: 'choice',
    choices: choices.map(([value, zh, en]) => ({ value, label: zh, labelEn: en })),
    ...more,
  })

/**
 * What zft.create wants to see. What depends on something else is optional here: which merchants need a shop front or a
 * picture of their certificate is the institution's to say, and it says it by sending the application back.
 */
export const ALIPAY_DOCUMENTS: readonly SubMerchantField[] = [
  choice('merchant_type', '商户类型', 'Kind of merchant', [
    ['01', '企业', 'Company'],
    ['07', '个体工商户', 'Individual business'],
    ['06', '个人', 'Individual'],
    ['02', '事业单位', 'Public institution'],
    ['03', '民办非企业组织', 'Private non-enterprise unit'],
    ['04', '社会团体', 'Social organisation'],
    ['05', '党政及国家机关', 'Government body'],
  ]),
  text('name', '商户名称（与证照一致）', 'Name on the certificate'),
  text('alias_name', '商户别名（付款人可见）', 'Name that payers see'),
  text('mcc', '行业 MCC', 'MCC'),
  // Of an individual it is the number of the ID card.
  secret('cert_no', '证照编号', 'Certificate number'),
  text(
    'cert_name',
    '证照上的名称（个体工商户）',
    'Name on the licence (individual businesses)',
    MAY_BE_LEFT_OUT,
  ),
  copy(
    'cert_image',
    '证照照片（特殊行业、当面付）',
    'Copy of the certificate (special industries, shops)',
    MAY_BE_LEFT_OUT,
  ),
  copy('cert_image_back', '证照背面（身份证国徽面）', 'Back of the certificate (ID cards)', MAY_BE_LEFT_OUT),
  text('legal_name', '法定代表人（个人免填）', 'Legal representative (not for individuals)', MAY_BE_LEFT_OUT),
  secret(
    'legal_cert_no',
    '法定代表人身份证号（个人免填）',
    'Their ID card number (not for individuals)',
    MAY_BE_LEFT_OUT,
  ),
  copy(
    'legal_cert_front_image',
    '法定代表人身份证人像面（特殊行业）',
    'Their ID card, portrait side (special industries)',
    MAY_BE_LEFT_OUT,
  ),
  copy(
    'legal_cert_back_image',
    '法定代表人身份证国徽面（特殊行业）',
    'Their ID card, emblem side (special industries)',
    MAY_BE_LEFT_OUT,
  ),
  secret('contact_name', '联系人姓名', "Contact's name"),
  secret('contact_mobile', '联系人手机', "Contact's mobile phone"),
  secret('contact_email', '联系人邮箱', "Contact's e-mail", MAY_BE_LEFT_OUT),
  choice(
    'contact_type',
    '联系人身份',
    'Who the contact is',
    [
      ['LEGAL_PERSON', '法定代表人', 'Legal representative'],
      ['CONTROLLER', '实际控制人', 'Controller'],
      ['AGENT', '代理人', 'Agent'],
      ['OTHER', '其他', 'Other'],
    ],
    MAY_BE_LEFT_OUT,
  ),
  choice('service', '开通的产品', 'Products', [
    ['电脑支付,wap支付', '电脑网站与手机网站', 'Web and mobile web'],
    ['电脑支付,wap支付,app支付', '电脑网站、手机网站与 App', 'Web, mobile web and app'],
    [
      '电脑支付,wap支付,app支付,当面付',
      '网站、App 与扫码（当面付，须填门店）',
      'Web, app and scanning (with a shop)',
    ],
    ['当面付', '扫码（当面付，须填门店）', 'Scanning (with a shop)'],
  ]),
  text('site_url', '店铺网址（网站支付必填）', 'Site of the shop (for web payments)', MAY_BE_LEFT_OUT),
  text('site_name', '网站名称（网站支付必填）', 'Name of the site (for web payments)', MAY_BE_LEFT_OUT),
  text('province_code', '门店省份编码（当面付）', "Shop's province code (scanning)", MAY_BE_LEFT_OUT),
  text('city_code', '门店城市编码（当面付）', "Shop's city code (scanning)", MAY_BE_LEFT_OUT),
  text('district_code', '门店区县编码（当面付）', "Shop's district code (scanning)", MAY_BE_LEFT_OUT),
  text('address', '门店地址（当面付）', "Shop's address (scanning)", MAY_BE_LEFT_OUT),
  copy('out_door_image', '门头照（当面付）', 'Shop front (scanning)', MAY_BE_LEFT_OUT),
  copy('in_door_image', '店内照（当面付）', 'Inside of the shop (scanning)', MAY_BE_LEFT_OUT),
  text('service_phone', '客服电话', 'Service phone', MAY_BE_LEFT_OUT),
  text(
    'qualification_type',
    '行业资质类型（特殊行业）',
    'Kind of qualification (special industries)',
    MAY_BE_LEFT_OUT,
  ),
  copy(
    'qualification_image',
    '行业资质照片（特殊行业）',
    'Copy of the qualification (special industries)',
    MAY_BE_LEFT_OUT,
  ),
  secret('binding_alipay_logon_id', '签约支付宝账号', 'Alipay account that signs'),
  choice('settle_type', '结算方式', 'Settled to', [
    ['bankCard', '银行账户（个人不可选）', 'Bank account (not for individuals)'],
    ['alipayAccount', '支付宝账户', 'Alipay account'],
  ]),
  secret(
    'alipay_logon_id',
    '结算支付宝账号（结算到支付宝必填）',
    'Alipay account to settle to',
    MAY_BE_LEFT_OUT,
  ),
  choice(
    'usage_type',
    '银行账户类型（结算到银行必填）',
    'Kind of bank account',
    [
      ['01', '对公账户', 'Company account'],
      ['02', '对私账户', 'Personal account'],
    ],
    MAY_BE_LEFT_OUT,
  ),
  secret('account_holder_name', '开户名称（结算到银行必填）', 'Account holder', MAY_BE_LEFT_OUT),
  secret('account_no', '银行账号（结算到银行必填）', 'Account number', MAY_BE_LEFT_OUT),
  text('account_inst_name', '开户银行', 'Bank', MAY_BE_LEFT_OUT),
  text('account_branch_name', '开户支行', 'Branch', MAY_BE_LEFT_OUT),
  copy(
    'license_auth_letter_image',
    '授权函（开户名与商户不同时）',
    'Letter of authority (another account holder)',
    MAY_BE_LEFT_OUT,
  ),
]
