import { type Agreement, isInForce } from '../agreements.js'
import { openIdOf } from '../apps.js'
import { beijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { complaintAbout, type FieldRules, type JsonObject, required, text, textOf } from '../fields.js'
import { dayMs } from '../period-rules.js'
import { yuanFromFen } from '../price.js'
import { agreementFields, endAgreement } from '../sign-agreement.js'
import type { NodeFields } from '../wire/answer.js'

const NAMES: FieldRules = {
  agreement_no: text(64),
  external_agreement_no: text(32),
  personal_product_code: text(64),
  sign_scene: text(64),
  alipay_user_id: text(32),
  alipay_open_id: text(128),
  alipay_logon_id: text(100),
  third_party_type: text(32),
  operate_type: text(32),
}

/** alipay.user.agreement.query */
export function queryAgreement(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const agreement = findAgreement(desk, biz, caller, 'USER_AGREEMENT_NOT_EXIST')
  if (isRefusal(agreement)) return agreement
  const { period, lastDeductAtMs, payerId } = agreement
  const isOpen = caller.app.buyerNames === 'open_id'
  const { alipay_user_id: _user, alipay_open_id: _open, ...fields } = agreementFields(desk, agreement)
  return {
    code: '10000',
    msg: 'Success',
    ...fields,
    principal_id: isOpen ? undefined : payerId,
    principal_open_id: isOpen ? openIdOf(caller.app.id, payerId) : undefined,
    // The documented spelling.
    pricipal_type: 'CARD',
    next_deduct_time: period?.nextDate,
    last_deduct_time: lastDeductAtMs === null ? undefined : beijingTime(lastDeductAtMs).slice(0, 10),
    single_quota: period ? yuanFromFen(period.singleFen) : undefined,
  }
}

/** alipay.user.agreement.unsign: only code and msg; the notice tells the rest. */
export function unsignAgreement(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const agreement = findAgreement(desk, biz, caller, 'AGREEMENT_NOT_EXIST')
  if (isRefusal(agreement)) return agreement
  endAgreement(desk, agreement, caller.notifyUrl)
  return { code: '10000', msg: 'Success' }
}

const PLAN = { agreement_no: required(text(64)), deduct_time: required(text(10)), memo: text(256) }

/** alipay.user.agreement.executionplan.modify: later, never earlier. */
export function modifyPlan(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, PLAN)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const agreement = findAgreement(desk, biz, caller, 'ILLEGAL_AGREEMENT')
  if (isRefusal(agreement)) return agreement
  const { period } = agreement
  if (!period) return refuse('ILLEGAL_AGREEMENT')
  const wanted = textOf(biz, 'deduct_time') ?? ''
  const wantedMs = dayMs(wanted)
  const tooLate = period.type === 'MONTH' && Number(wanted.slice(8)) > 28
  if (wantedMs === null || tooLate || wantedMs < (dayMs(period.nextDate) ?? 0))
    return refuse('ILLEGAL_EXECUTION_TIME')
  period.nextDate = wanted
  desk.agreements.keep(agreement)
  return { code: '10000', msg: 'Success', agreement_no: agreement.id, deduct_time: wanted }
}

/** By agreement_no alone, or by product, scene, external number and user together. */
function findAgreement(
  desk: Desk,
  biz: JsonObject,
  caller: Caller,
  missing: 'USER_AGREEMENT_NOT_EXIST' | 'AGREEMENT_NOT_EXIST' | 'ILLEGAL_AGREEMENT',
): Agreement | AlipayRefusal {
  const complaint = complaintAbout(biz, NAMES)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const number = textOf(biz, 'agreement_no')
  if (number === undefined && textOf(biz, 'personal_product_code') === undefined)
    return refuse('INVALID_PARAMETER', 'agreement_no与personal_product_code不能同时为空')
  const nowMs = desk.core.clock.nowMs()
  for (const one of desk.agreements.all()) {
    if (one.sellerId !== caller.sellerId) continue
    if (number !== undefined) {
      // What is over is not found any more; the documents have a second code for it (unverified which).
      if (one.id === number) return isInForce(one, nowMs) ? one : refuse(missing)
    } else if (isInForce(one, nowMs) && fits(one, biz, caller)) return one
  }
  return refuse(missing)
}

function fits(one: Agreement, biz: JsonObject, caller: Caller): boolean {
  const wanted: Array<[string, string | null]> = [
    ['personal_product_code', one.product],
    ['sign_scene', one.signScene],
    ['external_agreement_no', one.externalNo],
    ['alipay_user_id', one.payerId],
    ['alipay_open_id', openIdOf(caller.app.id, one.payerId)],
    ['alipay_logon_id', one.logonId],
  ]
  return wanted.every(([name, value]) => {
    const asked = textOf(biz, name)
    return asked === undefined || asked === value
  })
}
