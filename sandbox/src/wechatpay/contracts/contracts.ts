import { type Answer, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import { dayOf } from '../bills/bill-day.js'
import { type Call, readBody } from '../call.js'
import { checkFields, fieldError } from '../fields.js'
import { requireSubMerchant } from '../merchants/partner.js'
import { scopeOf } from '../order-book.js'
import { canonical } from '../place-order.js'
import { type Contract, contractKey, type Schedule } from './contract-book.js'
import {
  type Channel,
  type ContractSide,
  type SignBody,
  signFields,
  TERMINATE_FIELDS,
} from './contract-fields.js'
import { contractJson } from './contract-json.js'
import { type ContractSeat, seatOf, signerOf } from './contract-seat.js'
import { SIGN_PATH } from './sign-page.js'

/** The signing page is open for so long. */
const SIGNABLE_MS = 10 * 60_000
/** A mini-program of the institution does the signing. */
const SIGNING_APPID = 'wxbd687630cd02ce1d'

/** Begins a contract: the user still has to sign it. Which plans a merchant has is not checked: any number is one. */
export const beginContract =
  (channel: Channel, side: ContractSide) =>
  (call: Call): Answer => {
    const raw = readBody(call)
    checkFields(raw, signFields(channel, side))
    // The fields above are exactly the members of SignBody.
    const body = raw as unknown as SignBody
    const seat = seatOf(call, body)
    const wish: ContractWish = {
      planId: body.plan_id,
      outContractCode: body.out_contract_code,
      displayAccount: body.contract_display_account,
      notifyUrl: body.contract_notify_url,
      outUserCode: body.out_user_code ?? null,
      asked: signerOf(call, seat, body),
      schedule: scheduleOf(call, body),
      fingerprint: canonical(raw),
    }
    return ok(openJson(call, channel, openContract(call, seat, wish).token))
  }

/** What a merchant asks a user to sign. */
export interface ContractWish {
  planId: number
  outContractCode: string
  displayAccount: string
  notifyUrl: string
  outUserCode: string | null
  asked: { openid: string; under: string } | null
  schedule: Schedule | null
  fingerprint: string
  v2?: Contract['v2']
}

/** From here on the user may sign, for ten minutes; asked again with the same parameters, for ten more. */
export function openContract(call: Call, seat: ContractSeat, wish: ContractWish): Contract {
  const { contracts } = call.platform
  const id = contractKey(seat.scope, wish.planId, wish.outContractCode)
  const known = contracts.kept.get(id)
  if (known) requireRepeatable(known, wish.fingerprint)
  const contract = known ?? newContract(call, id, seat, wish)
  contract.signUntilMs = call.nowMs + SIGNABLE_MS
  contract.signer = call.signer
  contracts.kept.put(contract)
  return contract
}

/** How the client opens the signing page; the names for mini-programs are unverified. */
function openJson(call: Call, channel: Channel, token: string): object {
  if (channel === 'app') return { pre_entrustweb_id: token }
  if (channel === 'mini-program') {
    return {
      redirect_appid: SIGNING_APPID,
      redirect_path: `pages/index/index?pre_entrustweb_id=${token}`,
    }
  }
  return { redirect_url: `${call.platform.core.urls.wechatpay}${SIGN_PATH}?pre_entrustweb_id=${token}` }
}

function requireRepeatable(contract: Contract, fingerprint: string): void {
  if (contract.signed) {
    throw new Refused('INVALID_REQUEST', {
      zh: '签约协议号已使用，请更换',
      en: 'The out_contract_code was signed already; use another one',
    })
  }
  if (contract.fingerprint !== fingerprint) {
    throw new Refused('INVALID_REQUEST', {
      zh: '请求重入时，参数与首次请求不一致',
      en: 'The parameters differ from the first request with this out_contract_code',
    })
  }
}

function scheduleOf(call: Call, body: SignBody): Schedule | null {
  const { deduct_schedule: wanted } = body
  if (!wanted) return null
  const date = wanted.estimated_deduct_date
  const day = dayOf(date)
  if (!day || day.toMs <= call.nowMs) {
    throw fieldError(
      '/deduct_schedule/estimated_deduct_date',
      date,
      '应为今天或以后的日期，格式yyyy-MM-dd',
      'must be today or later, yyyy-MM-dd',
    )
  }
  return {
    amountMinor: wanted.estimated_deduct_amount.total,
    description: wanted.description ?? null,
    startDate: date,
    endDate: beijingTime(day.fromMs + DEDUCTIBLE_MS).slice(0, 10),
    deducted: null,
  }
}

const DAY_MS = 24 * 3_600_000
/** The third day is the last (unverified for dates given at signing). */
const DEDUCTIBLE_MS = 2 * DAY_MS

function newContract(call: Call, id: string, seat: ContractSeat, wish: ContractWish): Contract {
  const { random } = call.platform.core
  return {
    id,
    contractId: `${beijingTime(call.nowMs).slice(0, 10).replaceAll('-', '')}${random.digits(16)}`,
    mchid: call.merchant.mchid,
    ...(seat.partner ? { partner: { ...seat.partner, openidUnder: wish.asked?.under ?? seat.appid } } : {}),
    appid: seat.appid,
    planId: wish.planId,
    outContractCode: wish.outContractCode,
    displayAccount: wish.displayAccount,
    notifyUrl: wish.notifyUrl,
    outUserCode: wish.outUserCode,
    fingerprint: wish.fingerprint,
    openidAsked: wish.asked?.openid ?? null,
    ...(wish.v2 ? { v2: wish.v2 } : {}),
    token: random.alphanumeric(32),
    signUntilMs: 0,
    createdAtMs: call.nowMs,
    signed: null,
    terminated: null,
    schedule: wish.schedule,
    failed: false,
    signer: call.signer,
  }
}

/** Before the signature there is no contract to be found (unverified). */
export function queryContract(call: Call): Answer {
  return ok(contractJson(contractInPath(call)))
}

/** Ending what is over answers as the first time (unverified). */
export function terminateContract(call: Call): Answer {
  const body = readBody(call)
  checkFields(body, TERMINATE_FIELDS)
  const contract = contractInPath(call)
  const remark = String(body.contract_termination_remark)
  if (!contract.terminated) call.platform.contractWork.terminate(contract, 'MCH_API_TERMINATE', remark)
  return ok(contractJson(contract))
}

function contractInPath(call: Call): Contract {
  const { plan_id: planId = '', out_contract_code: code = '' } = call.params
  if (!/^\d{1,10}$/.test(planId)) {
    throw fieldError('plan_id', planId.slice(0, 32), '应为整数', 'must be an integer', 'url')
  }
  // How a provider names the sub-merchant here is not described: as in the queries of its orders (unverified).
  const subMchid = call.query.get('sub_mchid')
  const scope = subMchid
    ? scopeOf(call.merchant.mchid, requireSubMerchant(call, subMchid).mchid)
    : call.merchant.mchid
  const id = contractKey(scope, Number(planId), code)
  return requireContract(call.platform.contracts.kept.get(id))
}

/** A contract of one sub-merchant is of no use for another, nor for the provider itself. */
export function requireSeller(contract: Contract, seat: ContractSeat): void {
  if (contract.partner?.subMchid !== seat.partner?.subMchid) requireContract(undefined)
}

export function requireContract(contract: Contract | undefined): Contract {
  if (contract?.signed) return contract
  throw new Refused('RESOURCE_NOT_EXISTS', { zh: '签约协议不存在', en: 'There is no such contract' })
}
