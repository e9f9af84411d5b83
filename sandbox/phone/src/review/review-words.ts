import type { Say } from '../shared/language.js'
import type { Applyment, Decision } from './review-calls.js'

/** The last names of fields, as the forms of the institution call them. Others are shown by their own name. */
const FIELD_NAMES: Record<string, readonly [string, string]> = {
  business_code: ['业务申请编号', 'Business code'],
  out_request_no: ['业务申请编号', 'Request number'],
  contact_info: ['超级管理员', 'Administrator'],
  contact_type: ['管理员类型', 'Kind of administrator'],
  contact_name: ['管理员姓名', 'Administrator’s name'],
  mobile_phone: ['联系手机', 'Mobile phone'],
  contact_email: ['联系邮箱', 'E-mail'],
  subject_info: ['主体资料', 'Entity'],
  subject_type: ['主体类型', 'Kind of entity'],
  organization_type: ['主体类型', 'Kind of entity'],
  business_license_info: ['营业执照', 'Business licence'],
  license_copy: ['营业执照照片', 'Picture of the licence'],
  business_license_copy: ['营业执照照片', 'Picture of the licence'],
  license_number: ['营业执照注册号', 'Licence number'],
  business_license_number: ['营业执照注册号', 'Licence number'],
  merchant_name: ['商户名称', 'Merchant name'],
  legal_person: ['法定代表人', 'Legal representative'],
  identity_info: ['经营者证件', 'Identity'],
  id_card_info: ['身份证', 'ID card'],
  id_card_copy: ['身份证人像面', 'ID card, portrait side'],
  id_card_national: ['身份证国徽面', 'ID card, emblem side'],
  id_card_name: ['身份证姓名', 'Name on the ID card'],
  id_card_number: ['身份证号码', 'ID card number'],
  business_info: ['经营资料', 'Business'],
  merchant_shortname: ['商户简称', 'Short name'],
  service_phone: ['客服电话', 'Service phone'],
  sales_info: ['经营场景', 'Scenes'],
  sales_scene_info: ['店铺信息', 'Shop'],
  store_name: ['店铺名称', 'Shop name'],
  store_url: ['店铺链接', 'Shop address'],
  settlement_info: ['结算规则', 'Fee rule'],
  qualification_type: ['所属行业', 'Industry'],
  bank_account_info: ['结算银行账户', 'Bank account'],
  account_info: ['结算银行账户', 'Bank account'],
  bank_account_type: ['账户类型', 'Kind of account'],
  account_name: ['开户名称', 'Account holder'],
  account_bank: ['开户银行', 'Bank'],
  account_number: ['银行账号', 'Account number'],
}

export function fieldName(path: string, say: Say): string {
  const last = path.split('.').at(-1) ?? path
  const names = FIELD_NAMES[last]
  return names ? say(...names) : last
}

/** The institution's own words stay Chinese: they go to the applicant. */
export const chineseFieldName = (path: string): string => fieldName(path, (zh) => zh)

export function decisionWord(decision: Decision, say: Say): string {
  const words: Record<Decision, string> = {
    verify_account: say('要求账户验证', 'Ask to verify the account'),
    audit: say('进入审核', 'On to review'),
    approve: say('审核通过，待签约', 'Approve, to be signed'),
    reject: say('驳回', 'Reject'),
    sign: say('管理员已签约', 'The administrator signed'),
    fail: say('提交出错', 'Submission failed'),
    freeze: say('冻结', 'Freeze'),
    cancel: say('作废', 'Void'),
  }
  return words[decision]
}

export function kindWord(kind: Applyment['kind'], say: Say): string {
  return kind === 'provider'
    ? say('服务商进件', 'Service provider')
    : say('电商平台商户', 'E-commerce seller')
}

/** Every single value of an application with its path, lists by their number. */
export function flatFields(value: unknown, path = ''): Array<{ path: string; text: string }> {
  if (typeof value !== 'object' || value === null) return [{ path, text: String(value) }]
  return Object.entries(value).flatMap(([name, member]) =>
    flatFields(member, path === '' ? name : `${path}.${name}`),
  )
}
