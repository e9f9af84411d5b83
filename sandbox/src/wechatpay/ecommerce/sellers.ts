import { encryptOaep } from '@hutong/wechatpay'
import { type Answer, ok, Refused } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'
import type { Applyment } from '../onboarding/applyment-book.js'
import { inside } from '../onboarding/check-together.js'
import { STATE_ON_THE_WIRE, STATE_TEXT } from '../onboarding/state-words.js'
import { handIn, type Intake, requireOnboarder } from '../onboarding/submit-applyment.js'
import { checkSeller, SELLER_FIELDS } from './seller-fields.js'

const VERIFY_WITHIN_MS = 10 * 24 * 3_600_000

const INTAKE: Intake = {
  kind: 'ecommerce',
  fields: SELLER_FIELDS,
  codeField: 'out_request_no',
  check(body, { platform, merchant }) {
    checkSeller(body, (id) => platform.onboarding.book.media.get(id)?.mchid === merchant.mchid)
  },
}

/** A seller applies through the platform. */
export function submitSeller(call: Call): Answer {
  requireOnboarder(call, 'ecommerce')
  const one = handIn(call, INTAKE)
  return ok({ applyment_id: one.applymentId, out_request_no: one.code })
}

export function querySellerById(call: Call): Answer {
  requireOnboarder(call, 'ecommerce')
  const id = call.params.applyment_id ?? ''
  if (!/^\d{1,20}$/.test(id)) {
    throw fieldError('applyment_id', id.slice(0, 64), '申请单号格式错误', 'is not a number', 'url')
  }
  return answer(call, call.platform.onboarding.book.byId('ecommerce', call.merchant.mchid, id))
}

export function querySellerByNumber(call: Call): Answer {
  requireOnboarder(call, 'ecommerce')
  const number = call.params.out_request_no ?? ''
  if (number === '' || number.length > 124) {
    throw fieldError('out_request_no', number.slice(0, 124), '业务申请编号格式错误', 'is not valid', 'url')
  }
  return answer(call, call.platform.onboarding.book.byCode('ecommerce', call.merchant.mchid, number))
}

function answer(call: Call, one: Applyment | undefined): Answer {
  if (!one) {
    throw new Refused('RESOURCE_NOT_EXISTS', { zh: '申请单不存在', en: 'There is no such application' })
  }
  const assigned = one.state === 'to_be_signed' || one.state === 'opening' || one.state === 'finished'
  const signed = one.state === 'opening' || one.state === 'finished'
  const signable = !['rejected', 'frozen', 'canceled'].includes(one.state)
  return ok({
    applyment_state: STATE_ON_THE_WIRE.ecommerce[one.state],
    applyment_state_desc: STATE_TEXT[one.state],
    ...(signable ? { sign_url: one.signUrl } : {}),
    ...(assigned && one.subMchid !== null ? { sub_mchid: one.subMchid } : {}),
    ...(one.state === 'confirming' ? verification(call, one) : {}),
    ...(one.state === 'rejected' || one.state === 'frozen'
      ? {
          audit_detail: one.reasons.map(({ field, reason }) => ({
            // Documented as string(32): the last name of a path.
            param_name: (field.split('.').at(-1) ?? field).slice(0, 32),
            reject_reason: reason,
          })),
        }
      : {}),
    out_request_no: one.code,
    applyment_id: one.applymentId,
    sign_state: signed ? 'SIGNED' : signable ? 'UNSIGNED' : 'NOT_SIGNABLE',
    ...(one.state === 'rejected' ? { wxpay_sign_required: false } : {}),
  })
}

/** By a remittance of an odd sum, or by the legal representative's own phone. */
function verification(call: Call, one: Applyment): object {
  if (one.remitMinor === null) {
    return { legal_validation_url: `${one.signUrl}&step=legal` }
  }
  const account = inside(one.body, 'account_info')
  const seal = (text: unknown): string => encryptOaep(String(text ?? ''), call.merchant.publicKey)
  return {
    account_validation: {
      account_name: seal(account.account_name),
      account_no: seal(account.account_number),
      pay_amount: one.remitMinor,
      destination_account_number: '7222223333322332',
      destination_account_name: '财付通支付科技有限公司',
      destination_account_bank: '招商银行威盛大厦支行',
      city: '深圳',
      remark: '入驻账户验证',
      deadline: beijingTime(one.changedAtMs + VERIFY_WITHIN_MS)
        .replace('T', ' ')
        .slice(0, 19),
    },
  }
}
