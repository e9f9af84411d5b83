import { encryptOaep } from '@hutong/wechatpay'
import { type Answer, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import type { Call } from '../call.js'
import { type FieldRules, fieldError } from '../fields.js'
import type { Merchant } from '../merchants/merchant.js'
import { requireSubMerchant } from '../merchants/partner.js'
import type { SettlementAccount } from './applyment-book.js'
import { ACCOUNT_NUMBER, among, maybe, NAME, readApplication, sealed, text } from './special-fields.js'

/** 14-ecommerce §2.2; the same for service providers. */
const SETTLEMENT_FIELDS: FieldRules = {
  account_type: among(['ACCOUNT_TYPE_BUSINESS', 'ACCOUNT_TYPE_PRIVATE']),
  account_bank: text(128),
  bank_name: maybe(128),
  bank_branch_id: maybe(128),
  account_number: sealed(ACCOUNT_NUMBER, { required: true }),
  account_name: sealed(NAME),
}

const DAY_MS = 24 * 3_600_000
const MOST_A_DAY = 5
const RULES = ['ACCOUNT_NUMBER_RULE_MASK_V1', 'ACCOUNT_NUMBER_RULE_MASK_V2']

export function modifySettlement(call: Call): Answer {
  const { core, onboarding } = call.platform
  const sub = subMerchantOf(call)
  const body = readApplication(call, SETTLEMENT_FIELDS, () => undefined)
  const known = settlementOf(call, sub)
  const earlier = [...onboarding.book.changes.values()].filter((one) => one.subMchid === sub.mchid)
  if (earlier.some((one) => one.result === 'AUDITING')) {
    throw new Refused('PROCESSING', { zh: '已有修改申请在审核中', en: 'A change is being reviewed' })
  }
  if (earlier.filter((one) => one.createdAtMs > call.nowMs - DAY_MS).length >= MOST_A_DAY) {
    throw new Refused('RATE_LIMITED', {
      zh: '每个商户每天最多修改5次结算账户',
      en: 'The settlement account can be changed five times a day',
    })
  }
  const optional = (name: string): string | null => (body[name] === undefined ? null : String(body[name]))
  const account: SettlementAccount = {
    id: sub.mchid,
    accountType:
      body.account_type === 'ACCOUNT_TYPE_BUSINESS' ? 'ACCOUNT_TYPE_BUSINESS' : 'ACCOUNT_TYPE_PRIVATE',
    accountBank: String(body.account_bank),
    bankName: optional('bank_name'),
    bankBranchId: optional('bank_branch_id'),
    accountName: optional('account_name') ?? known.accountName,
    accountNumber: String(body.account_number),
    verifyResult: 'VERIFY_SUCCESS',
    verifyFailReason: null,
  }
  const applicationNo = core.random.digits(18)
  onboarding.book.changes.put({
    id: applicationNo,
    mchid: call.merchant.mchid,
    subMchid: sub.mchid,
    account,
    result: 'AUDITING',
    failReason: null,
    createdAtMs: call.nowMs,
    finishedAtMs: null,
  })
  return ok({ application_no: applicationNo })
}

export function querySettlement(call: Call): Answer {
  const sub = subMerchantOf(call)
  const rule = maskRule(call)
  const account = settlementOf(call, sub)
  return ok({
    ...accountJson(account, rule),
    verify_result: account.verifyResult,
    ...(account.verifyFailReason === null ? {} : { verify_fail_reason: account.verifyFailReason }),
  })
}

export function querySettlementChange(call: Call): Answer {
  const sub = subMerchantOf(call)
  const rule = maskRule(call)
  const change = call.platform.onboarding.book.changes.get(call.params.application_no ?? '')
  if (change?.subMchid !== sub.mchid || change.mchid !== call.merchant.mchid) {
    throw new Refused('INVALID_REQUEST', { zh: '修改申请单不存在', en: 'There is no such change' })
  }
  return ok({
    // Sealed for who asks (00-protocol §6).
    account_name: encryptOaep(change.account.accountName, call.merchant.publicKey),
    ...accountJson(change.account, rule),
    verify_result: change.result,
    ...(change.failReason === null ? {} : { verify_fail_reason: change.failReason }),
    ...(change.finishedAtMs === null ? {} : { verify_finish_time: beijingTime(change.finishedAtMs) }),
  })
}

/** A merchant that was not onboarded here still has an account to withdraw to. */
export function settlementOf(call: Call, merchant: Merchant): SettlementAccount {
  return (
    call.platform.onboarding.book.accounts.get(merchant.mchid) ?? {
      id: merchant.mchid,
      accountType: 'ACCOUNT_TYPE_BUSINESS',
      accountBank: '招商银行',
      bankName: null,
      bankBranchId: null,
      accountName: merchant.name,
      accountNumber: `62148300${merchant.mchid}`,
      verifyResult: 'VERIFY_SUCCESS',
      verifyFailReason: null,
    }
  )
}

function subMerchantOf(call: Call): Merchant {
  const subMchid = call.params.sub_mchid ?? ''
  if (!/^\d{8,32}$/.test(subMchid)) {
    throw fieldError('sub_mchid', subMchid.slice(0, 32), '特约商户号格式错误', 'is no merchant number', 'url')
  }
  return requireSubMerchant(call, subMchid, 'no_auth')
}

function maskRule(call: Call): string {
  const rule = call.query.get('account_number_rule') ?? RULES[0]!
  if (RULES.includes(rule)) return rule
  throw fieldError(
    'account_number_rule',
    rule.slice(0, 64),
    '不是可选值之一',
    `must be one of ${RULES}`,
    'query',
  )
}

function accountJson(account: SettlementAccount, rule: string): object {
  return {
    account_type: account.accountType,
    account_bank: account.accountBank,
    ...(account.bankName === null ? {} : { bank_name: account.bankName }),
    ...(account.bankBranchId === null ? {} : { bank_branch_id: account.bankBranchId }),
    account_number: masked(account.accountNumber, rule),
  }
}

/** V1 shows two and two; what V2 shows is unverified: here six and four. */
function masked(text: string, rule: string): string {
  const [first, last] = rule === RULES[0] ? [2, 2] : [6, 4]
  const hidden = Math.max(0, text.length - first - last)
  return `${text.slice(0, first)}${'*'.repeat(hidden)}${text.slice(first + hidden)}`
}
