import { type Answer, ok, Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { checkFields, type FieldRules, fieldError } from '../fields.js'
import { ACCOUNT_TYPES, type AccountType } from '../funds/funds-book.js'
import { requireSubMerchant } from '../merchants/partner.js'
import { settlementOf } from '../onboarding/settlement.js'
import { scopeOf } from '../order-book.js'
import { canonical } from '../place-order.js'
import { freeMinor, invalid, notEnough, requirePlatform, sellerInQuery } from './platform-gate.js'
import { type Withdrawal, withdrawKey } from './withdraw-book.js'
import { withdrawJson } from './withdraw-work.js'

const OUT_REQUEST_NO = /^[0-9A-Za-z]{1,32}$/
const MOST_MINOR = 80_000_000_000
const QUERYABLE_MS = 90 * 24 * 3_600_000

/** 14-ecommerce §8. An http address is taken too, as everywhere in the sandbox. */
const FIELDS: FieldRules = {
  out_request_no: { kind: 'string', max: 32, pattern: OUT_REQUEST_NO, required: true },
  amount: { kind: 'integer', min: 1, max: MOST_MINOR, required: true },
  remark: { kind: 'string', max: 56 },
  bank_memo: { kind: 'string', max: 32, pattern: /^[0-9A-Za-z\u4e00-\u9fa5]*$/ },
  notify_url: { kind: 'url', max: 256 },
}
const ACCOUNT = { kind: 'string', max: 16, oneOf: ACCOUNT_TYPES } as const
const SELLER_WITHDRAW_FIELDS: FieldRules = {
  ...FIELDS,
  sub_mchid: { kind: 'string', max: 32, required: true },
  account_type: ACCOUNT,
}
const PLATFORM_FIELDS: FieldRules = { ...FIELDS, account_type: { ...ACCOUNT, required: true } }

interface WithdrawBody {
  sub_mchid?: string
  out_request_no: string
  amount: number
  remark?: string
  bank_memo?: string
  account_type?: AccountType
  notify_url?: string
}

export const withdrawForSeller = (call: Call): Answer => withdraw(call, SELLER_WITHDRAW_FIELDS)
export const withdrawForPlatform = (call: Call): Answer => withdraw(call, PLATFORM_FIELDS)

function withdraw(call: Call, fields: FieldRules): Answer {
  const { core, withdrawals, funds } = call.platform
  requirePlatform(call)
  const raw = readBody(call)
  checkFields(raw, fields)
  // The fields above are exactly the members of WithdrawBody.
  const body = raw as unknown as WithdrawBody
  const owner =
    body.sub_mchid === undefined ? call.merchant : requireSubMerchant(call, body.sub_mchid, 'no_auth')
  const scope = scopeOf(call.merchant.mchid, body.sub_mchid)
  const account = body.account_type ?? 'BASIC'
  const fingerprint = canonical([body.amount, account, body.remark, body.bank_memo])
  const known = withdrawals.book.byNumber(scope, body.out_request_no)
  if (known) {
    if (known.fingerprint === fingerprint) return ok(createdJson(known))
    throw invalid(
      '商户提现单号已存在，且参数与首次请求不一致',
      'The out_request_no exists with other parameters',
    )
  }
  const available =
    account === 'BASIC' ? freeMinor(call, owner.mchid) : funds.balanceMinor(owner.mchid, account)
  if (available < body.amount)
    throw notEnough('账户可用余额不足', 'The account has not enough available money')

  // From here on the money has left the account.
  const bank = settlementOf(call, owner)
  const one: Withdrawal = {
    id: withdrawKey(scope, body.out_request_no),
    mchid: call.merchant.mchid,
    subMchid: body.sub_mchid ?? null,
    withdrawId: core.random.digits(32),
    outRequestNo: body.out_request_no,
    fingerprint,
    amountMinor: body.amount,
    remark: body.remark ?? '',
    bankMemo: body.bank_memo ?? '',
    account,
    notifyUrl: body.notify_url ?? null,
    status: 'CREATE_SUCCESS',
    reason: '',
    bank: {
      accountBank: bank.accountBank.slice(0, 10),
      bankName: bank.bankName,
      lastFour: bank.accountNumber.slice(-4),
    },
    createdAtMs: call.nowMs,
    updatedAtMs: call.nowMs,
    nextAtMs: null,
    signer: call.signer,
  }
  withdrawals.begin(one)
  return ok(createdJson(one))
}

const createdJson = (one: Withdrawal): object => ({
  ...(one.subMchid === null ? {} : { sub_mchid: one.subMchid }),
  withdraw_id: one.withdrawId,
  out_request_no: one.outRequestNo,
})

export function querySellerWithdraw(call: Call): Answer {
  return query(call, scopeOf(call.merchant.mchid, sellerInQuery(call, 'no_auth').mchid))
}

export function queryPlatformWithdraw(call: Call): Answer {
  requirePlatform(call)
  return query(call, call.merchant.mchid)
}

function query(call: Call, scope: string): Answer {
  const { book } = call.platform.withdrawals
  const { out_request_no: number, withdraw_id: id } = call.params
  if (number !== undefined && !OUT_REQUEST_NO.test(number)) {
    throw fieldError('out_request_no', number.slice(0, 32), '商户提现单号格式错误', 'is not valid', 'url')
  }
  const one = number === undefined ? book.byWithdrawId(scope, id ?? '') : book.byNumber(scope, number)
  if (one && call.nowMs <= one.createdAtMs + QUERYABLE_MS) return ok(withdrawJson(one))
  throw new Refused('ORDER_NOT_EXIST', {
    zh: '提现单不存在',
    en: 'There is no such withdrawal in the last ninety days',
  })
}
