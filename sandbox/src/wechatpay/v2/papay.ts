import { type Contract, contractKey } from '../contracts/contract-book.js'
import { openContract } from '../contracts/contracts.js'
import { deduct } from '../contracts/deduct.js'
import { SIGN_PATH } from '../contracts/sign-page.js'
import { tradeState } from '../order-state.js'
import { canonical, fingerprintOf } from '../place-order.js'
import { contractXml } from './contract-xml.js'
import { used } from './micropay.js'
import {
  FEN,
  OUT_TRADE_NO_V2,
  PLAIN_TEXT,
  type V2Call,
  type V2Fields,
  type V2Outcome,
  V2Refused,
} from './v2-call.js'

const PLAN_ID = /^[1-9]\d{0,9}$/
const CODE = /^[0-9A-Za-z_\-|*]+$/
const URL_TEXT = /^https?:\/\/\S+$/

/** 16-papay §1; the same for all ways to open the signing page. */
export const SIGN_FIELDS: V2Fields = {
  plan_id: { max: 28, pattern: PLAN_ID, required: true },
  contract_code: { max: 32, pattern: CODE, required: true },
  request_serial: { max: 19, pattern: /^\d+$/, required: true },
  contract_display_account: { max: 32, pattern: PLAIN_TEXT, required: true },
  notify_url: { max: 256, pattern: URL_TEXT, required: true },
  version: { max: 8, pattern: /^1\.0$/, required: true },
  timestamp: { max: 10, pattern: /^\d{10}$/, required: true },
  return_web: { max: 1, pattern: /^[01]$/ },
  return_app: { max: 1, pattern: /^[YN01]$/ },
  return_appid: { max: 32 },
  clientip: { max: 45 },
}

/** A merchant's page sends the user here: on to the signing page. */
export function entrustWeb(v2: V2Call): V2Outcome {
  return { redirect: pageOf(v2, begin(v2)) }
}

export function h5EntrustWeb(v2: V2Call): V2Outcome {
  return { redirect_url: pageOf(v2, begin(v2)) }
}

export function preEntrustWeb(v2: V2Call): V2Outcome {
  return { pre_entrustweb_id: begin(v2).token }
}

const pageOf = ({ call }: V2Call, contract: Contract): string =>
  `${call.platform.core.urls.wechatpay}${SIGN_PATH}?pre_entrustweb_id=${contract.token}`

function begin({ call, parameters, seat, signType }: V2Call): Contract {
  const { sign: _sign, nonce_str: _nonce, timestamp: _time, clientip: _ip, ...rest } = parameters
  return openContract(call, seat, {
    planId: Number(parameters.plan_id),
    outContractCode: parameters.contract_code ?? '',
    displayAccount: parameters.contract_display_account ?? '',
    notifyUrl: parameters.notify_url ?? '',
    outUserCode: null,
    asked: null,
    schedule: null,
    fingerprint: canonical(rest),
    v2: { requestSerial: parameters.request_serial ?? '', signType },
  })
}

export const WHICH_FIELDS: V2Fields = {
  contract_id: { max: 32 },
  plan_id: { max: 28, pattern: PLAN_ID },
  contract_code: { max: 32, pattern: CODE },
}

export function queryContract(v2: V2Call): V2Outcome {
  return contractXml(contractMeant(v2), v2.call.nowMs)
}

export const DELETE_FIELDS: V2Fields = {
  ...WHICH_FIELDS,
  contract_termination_remark: { max: 256, required: true },
}

export function deleteContract(v2: V2Call): V2Outcome {
  const contract = contractMeant(v2)
  if (!contract.signed) throw notExist()
  if (!contract.terminated) {
    const remark = v2.parameters.contract_termination_remark ?? ''
    v2.call.platform.contractWork.terminate(contract, 'MCH_API_TERMINATE', remark)
  }
  return {
    contract_id: contract.contractId,
    plan_id: String(contract.planId),
    contract_code: contract.outContractCode,
  }
}

function contractMeant({ call, parameters, seat }: V2Call): Contract {
  const { contract_id: id, plan_id: planId, contract_code: code } = parameters
  const { contracts } = call.platform
  if (!id && (!planId || !code))
    throw new V2Refused(
      'LACK_PARAMS',
      '缺少参数contract_id，或plan_id与contract_code',
      'contract_id, or plan_id and contract_code, is missing',
    )
  const contract = id
    ? contracts.byContractId(call.merchant.mchid, id)
    : contracts.kept.get(contractKey(seat.scope, Number(planId), code ?? ''))
  if (!contract || contract.partner?.subMchid !== seat.partner?.subMchid) throw notExist()
  return contract
}

const notExist = (): V2Refused =>
  new V2Refused('CONTRACT_NOT_EXIST', '签约协议不存在', 'There is no such contract')

export const APPLY_FIELDS: V2Fields = {
  body: { max: 128, required: true },
  detail: { max: 8_192 },
  attach: { max: 127 },
  out_trade_no: { max: 32, pattern: OUT_TRADE_NO_V2, required: true },
  total_fee: { max: 9, pattern: FEN, required: true },
  fee_type: { max: 16, pattern: /^CNY$/ },
  spbill_create_ip: { max: 64, required: true },
  goods_tag: { max: 32 },
  notify_url: { max: 256, pattern: URL_TEXT, required: true },
  trade_type: { max: 16, pattern: /^PAP$/, required: true },
  contract_id: { max: 32, required: true },
  receipt: { max: 8, pattern: /^Y$/ },
}

/** Accepted only: whether the money came is told by the notice and the query. */
export function applyDeduction(v2: V2Call): V2Outcome {
  const { call, parameters, seat, signType } = v2
  const { nonce_str: _nonce, sign: _sign, sign_type: _type, ...rest } = parameters
  const fingerprint = fingerprintOf('pappayapply', rest)
  const known = call.platform.book.order(seat.scope, parameters.out_trade_no ?? '')
  if (known) {
    if (known.fingerprint !== fingerprint) throw used()
    throw tradeState(known, call.nowMs) === 'ACCEPT'
      ? new V2Refused('ORDER_ACCEPTED', '订单已受理，请查询结果', 'Accepted already; query the result')
      : known.paid
        ? new V2Refused('ORDERPAID', '该订单已支付', 'The order is already paid')
        : new V2Refused('INVALID_REQUEST', '订单已失败，请更换单号', 'It failed; use a new number')
  }
  const contract = contractMeant({ ...v2, parameters: { contract_id: parameters.contract_id ?? '' } })
  if (contract.terminated)
    throw new V2Refused('CONTRACTERROR', '签约协议已解约', 'The contract was terminated')
  deduct(
    call,
    seat,
    {
      out_trade_no: parameters.out_trade_no ?? '',
      description: parameters.body ?? '',
      transaction_notify_url: parameters.notify_url ?? '',
      contract_id: contract.contractId,
      amount: { total: Number(parameters.total_fee) },
      ...(parameters.goods_tag ? { goods_tag: parameters.goods_tag } : {}),
      ...(parameters.attach ? { attach: parameters.attach } : {}),
    },
    fingerprint,
    { signType, contractId: contract.contractId },
  )
  return {}
}
