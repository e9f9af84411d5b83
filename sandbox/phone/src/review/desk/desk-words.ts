import type { Say } from '../../shared/language.js'
import type { DeskApplication, DeskDecision } from './desk-calls.js'

type Words = readonly [zh: string, en: string]

const KINDS: Record<string, Words> = {
  'wechatpay.platform': ['微信支付接入', 'WeChat Pay for the platform'],
  'wechatpay.mini_program': ['微信小程序', 'WeChat mini-program'],
  'wechatpay.sub_merchants': ['微信支付服务商', 'WeChat Pay sub-merchants'],
  'alipay.platform': ['支付宝接入', 'Alipay for the platform'],
  'alipay.sub_merchants': ['支付宝直付通', 'Alipay sub-merchants'],
}

export const deskKind = (kind: string, say: Say): string => say(...(KINDS[kind] ?? [kind, kind]))

const STATES: Record<DeskApplication['state'], Words> = {
  under_review: ['等待审核', 'Waits for review'],
  to_be_rectified: ['已退回整改', 'Sent back'],
  granted: ['已开通', 'Granted'],
  suspended: ['已暂停', 'Suspended'],
  revoked: ['已收回', 'Revoked'],
}

export const deskState = (state: DeskApplication['state'], say: Say): string => say(...STATES[state])

const DECISIONS: Record<DeskDecision, Words> = {
  grant: ['审核通过', 'Grant'],
  send_back: ['退回整改', 'Send back'],
  suspend: ['暂停', 'Suspend'],
  restore: ['恢复', 'Restore'],
  revoke: ['收回', 'Revoke'],
}

export const deskDecision = (decision: DeskDecision, say: Say): string => say(...DECISIONS[decision])

/** What a reviewer writes most often. */
export const COMMON_REASONS: readonly Words[] = [
  ['经营类目与网站商品不符', 'The category does not match what is sold'],
  ['营业执照号码无法核实', 'The licence number cannot be verified'],
  ['请补充商品与服务说明', 'Say more about what is sold'],
  ['存在违规商品，请先下架', 'Take down the goods that break the rules first'],
]

const FIELDS: Record<string, Words> = {
  company_name: ['企业名称', 'Company name'],
  license_number: ['统一社会信用代码', 'Business licence number'],
  category: ['类目', 'Category'],
  site: ['网站域名', 'Site'],
  icp_number: ['ICP 备案号', 'ICP filing number'],
  goods: ['商品与服务说明', 'What is sold'],
  service_phone: ['客服电话', 'Service phone'],
  contact_name: ['联系人', 'Contact'],
  contact_mobile: ['联系手机', 'Mobile phone'],
  app_name: ['小程序名称', 'Name of the mini-program'],
  appid: ['appid', 'App id'],
  version_description: ['版本说明', 'What this version does'],
  privacy_statement: ['隐私保护指引', 'Privacy statement'],
  test_account: ['测试账号', 'Account for the reviewer'],
  provider_mchid: ['服务商商户号', "Service provider's mchid"],
  settlement_plan: ['结算与分账方案', 'Settlements and splits'],
  merchant_rules: ['商户管理规则', 'Rules for merchants'],
  platform_pid: ['平台 PID', "Platform's PID"],
}

export const deskField = (field: string, say: Say): string => say(...(FIELDS[field] ?? [field, field]))
