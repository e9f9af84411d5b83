import type { InstitutionName } from '../../../connectors/contract.js'

/** One document that an institution wants to see. */
export interface DocumentField {
  readonly field: string
  readonly label: string
  readonly labelEn: string
  readonly required: boolean
  readonly multiline?: boolean
}

export interface CapabilityKind {
  /** Also the id of the capability: a platform has one of each kind. */
  readonly kind: string
  readonly institution: InstitutionName
  readonly name: string
  readonly nameEn: string
  readonly documents: readonly DocumentField[]
}

const COMPANY: readonly DocumentField[] = [
  { field: 'company_name', label: '企业名称', labelEn: 'Company name', required: true },
  { field: 'license_number', label: '统一社会信用代码', labelEn: 'Business licence number', required: true },
  { field: 'category', label: '经营类目', labelEn: 'Business category', required: true },
  { field: 'site', label: '网站域名', labelEn: 'Site', required: true },
  { field: 'icp_number', label: 'ICP 备案号', labelEn: 'ICP filing number', required: false },
  {
    field: 'goods',
    label: '商品与服务说明',
    labelEn: 'What is sold',
    required: true,
    multiline: true,
  },
]
const CONTACT: readonly DocumentField[] = [
  { field: 'contact_name', label: '联系人', labelEn: 'Contact', required: true },
  { field: 'contact_mobile', label: '联系手机', labelEn: 'Mobile phone', required: false },
]
const SUB_MERCHANTS: readonly DocumentField[] = [
  {
    field: 'settlement_plan',
    label: '结算与分账方案',
    labelEn: 'How settlements and splits are done',
    required: true,
    multiline: true,
  },
  {
    field: 'merchant_rules',
    label: '商户准入与管理规则',
    labelEn: 'Rules for taking in and looking after merchants',
    required: true,
    multiline: true,
  },
]

/** What institutions grant a platform, and what each wants to see before. */
export const CAPABILITY_KINDS: readonly CapabilityKind[] = [
  {
    kind: 'wechatpay.platform',
    institution: 'wechatpay',
    name: '微信支付接入',
    nameEn: 'WeChat Pay for the platform',
    documents: [
      ...COMPANY,
      { field: 'service_phone', label: '客服电话', labelEn: 'Service phone', required: true },
      ...CONTACT,
    ],
  },
  {
    kind: 'wechatpay.mini_program',
    institution: 'wechatpay',
    name: '微信小程序',
    nameEn: 'WeChat mini-program',
    documents: [
      { field: 'app_name', label: '小程序名称', labelEn: 'Name of the mini-program', required: true },
      { field: 'appid', label: '小程序 appid', labelEn: 'Its app id', required: true },
      { field: 'category', label: '服务类目', labelEn: 'Service category', required: true },
      {
        field: 'version_description',
        label: '版本说明',
        labelEn: 'What this version does',
        required: true,
        multiline: true,
      },
      {
        field: 'privacy_statement',
        label: '用户隐私保护指引',
        labelEn: 'Privacy statement',
        required: true,
        multiline: true,
      },
      { field: 'test_account', label: '测试账号', labelEn: 'Account for the reviewer', required: false },
    ],
  },
  {
    kind: 'wechatpay.sub_merchants',
    institution: 'wechatpay',
    name: '微信支付服务商（特约商户进件）',
    nameEn: 'WeChat Pay sub-merchants, as a service provider',
    documents: [
      { field: 'provider_mchid', label: '服务商商户号', labelEn: "Service provider's mchid", required: true },
      ...SUB_MERCHANTS,
      ...CONTACT,
    ],
  },
  {
    kind: 'alipay.platform',
    institution: 'alipay',
    name: '支付宝接入',
    nameEn: 'Alipay for the platform',
    documents: [...COMPANY, ...CONTACT],
  },
  {
    kind: 'alipay.sub_merchants',
    institution: 'alipay',
    name: '支付宝直付通（二级商户）',
    nameEn: 'Alipay sub-merchants (direct pay)',
    documents: [
      { field: 'platform_pid', label: '平台 PID', labelEn: "Platform's PID", required: true },
      ...SUB_MERCHANTS,
      ...CONTACT,
    ],
  },
]

export const kindOf = (id: string): CapabilityKind | null =>
  CAPABILITY_KINDS.find(({ kind }) => kind === id) ?? null

/** Without it an institution takes no payment for the platform at all. */
export const platformCapabilityOf = (institution: string): string => `${institution}.platform`
