import { type Answer, ok, Refused } from '../answers.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'
import type { Applyment } from './applyment-book.js'
import { STATE_ON_THE_WIRE, STATE_TEXT } from './state-words.js'
import { requireOnboarder } from './submit-applyment.js'

const CODE = /^[0-9A-Za-z_]{1,124}$/
const APPLYMENT_ID = /^\d{1,20}$/

export function queryByCode(call: Call): Answer {
  requireOnboarder(call, 'provider')
  const code = call.params.business_code ?? ''
  if (!CODE.test(code)) {
    throw fieldError('business_code', code.slice(0, 124), '业务申请编号格式错误', 'is not valid', 'url')
  }
  return answer(call.platform.onboarding.book.byCode('provider', call.merchant.mchid, code))
}

export function queryById(call: Call): Answer {
  requireOnboarder(call, 'provider')
  const id = call.params.applyment_id ?? ''
  if (!APPLYMENT_ID.test(id)) {
    throw fieldError('applyment_id', id.slice(0, 64), '申请单号格式错误', 'is not a number', 'url')
  }
  return answer(call.platform.onboarding.book.byId('provider', call.merchant.mchid, id))
}

function answer(one: Applyment | undefined): Answer {
  if (!one) {
    throw new Refused('APPLYMENT_NOT_EXIST', { zh: '申请单不存在', en: 'There is no such application' })
  }
  const assigned = one.state === 'to_be_signed' || one.state === 'opening' || one.state === 'finished'
  return ok({
    business_code: one.code,
    applyment_id: one.applymentId,
    ...(assigned && one.subMchid !== null ? { sub_mchid: one.subMchid } : {}),
    sign_url: one.signUrl,
    applyment_state: STATE_ON_THE_WIRE.provider[one.state],
    applyment_state_msg: STATE_TEXT[one.state],
    ...(one.state === 'rejected'
      ? {
          audit_detail: one.reasons.map(({ field, fieldName, reason }) => ({
            field,
            field_name: fieldName,
            reject_reason: reason,
          })),
        }
      : {}),
  })
}
