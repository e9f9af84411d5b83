import type { Say } from '../../shared/language.js'
import type { ZftApplication, ZftDecision, ZftVoice } from './zft-calls.js'

type Words = readonly [zh: string, en: string]

const STATUSES: Record<ZftApplication['status'], Words> = {
  '031': ['等待审核', 'Waits for review'],
  '99': ['已开通', 'Open'],
  '-1': ['已驳回', 'Rejected'],
}
export const zftStatus = (status: ZftApplication['status'], say: Say): string => say(...STATUSES[status])

const VOICES: Record<ZftVoice, Words> = {
  CREATE: ['待审', 'waits'],
  SKIP: ['免审', 'not needed'],
  PASS: ['通过', 'passed'],
  REJECT: ['驳回', 'rejected'],
  NOT_CONFIRM: ['未确认', 'not yet'],
  FINISH: ['已确认', 'agreed'],
  FAIL: ['不同意', 'declined'],
}
export const zftVoice = (voice: ZftVoice, say: Say): string => say(...VOICES[voice])

const DECISIONS: Record<ZftDecision, Words> = {
  pass_data: ['客户资料通过', 'Pass the data'],
  reject_data: ['客户资料驳回', 'Reject the data'],
  pass_risk: ['风控通过', 'Pass the risk'],
  reject_risk: ['风控驳回', 'Reject for risk'],
  confirm: ['商户确认', 'The merchant agrees'],
  refuse: ['商户不同意', 'The merchant declines'],
  approve: ['一步通过', 'All at once'],
}
export const zftDecision = (decision: ZftDecision, say: Say): string => say(...DECISIONS[decision])

const REJECTS: readonly ZftDecision[] = ['reject_data', 'reject_risk', 'refuse']
export const needsReason = (decision: ZftDecision): boolean => REJECTS.includes(decision)

/** The last names of fields as the institution's form calls them; others are shown by their own name. */
const FIELDS: Record<string, Words> = {
  external_id: ['商户编号', 'Merchant number'],
  name: ['商户名称', 'Name'],
  alias_name: ['商户别名', 'Name that payers see'],
  merchant_type: ['商户类型', 'Kind of merchant'],
  mcc: ['行业 MCC', 'MCC'],
  cert_no: ['证照编号', 'Certificate number'],
  cert_type: ['证照类型', 'Kind of certificate'],
  cert_name: ['证照名称', 'Name on the licence'],
  cert_image: ['证照照片', 'Certificate'],
  cert_image_back: ['证照背面', 'Back of the certificate'],
  legal_name: ['法定代表人', 'Legal representative'],
  legal_cert_no: ['法定代表人证件号', 'Their ID number'],
  legal_cert_front_image: ['法定代表人证件正面', 'Their ID, portrait side'],
  legal_cert_back_image: ['法定代表人证件反面', 'Their ID, emblem side'],
  'contact_infos.name': ['联系人', 'Contact'],
  mobile: ['联系手机', 'Mobile phone'],
  email: ['联系邮箱', 'E-mail'],
  'contact_infos.type': ['联系人身份', 'Who the contact is'],
  service: ['开通的产品', 'Products'],
  service_phone: ['客服电话', 'Service phone'],
  site_type: ['站点类型', 'Kind of site'],
  site_url: ['网址', 'Site'],
  site_name: ['网站名称', 'Name of the site'],
  tiny_app_id: ['小程序', 'Mini-program'],
  province_code: ['省份编码', 'Province'],
  city_code: ['城市编码', 'City'],
  district_code: ['区县编码', 'District'],
  address: ['门店地址', 'Address'],
  out_door_images: ['门头照', 'Shop front'],
  in_door_images: ['店内照', 'Inside of the shop'],
  industry_qualification_type: ['行业资质类型', 'Kind of qualification'],
  industry_qualification_image: ['行业资质照片', 'Qualification'],
  binding_alipay_logon_id: ['签约支付宝账号', 'Account that signs'],
  alipay_logon_id: ['结算支付宝账号', 'Account to settle to'],
  default_settle_type: ['结算方式', 'Settled to'],
  default_settle_target: ['结算账户', 'Account'],
  account_holder_name: ['开户名称', 'Account holder'],
  account_no: ['银行账号', 'Account number'],
  account_inst_name: ['开户银行', 'Bank'],
  account_branch_name: ['开户支行', 'Branch'],
  usage_type: ['账户类型', 'Kind of account'],
  license_auth_letter_image: ['授权函', 'Letter of authority'],
}

export function zftField(path: string, say: Say): string {
  const names = path.split('.').filter((part) => !/^\d+$/.test(part))
  const last = names.at(-1) ?? path
  const words = FIELDS[names.join('.')] ?? FIELDS[last]
  return words ? say(...words) : last
}
