import { type Applyment, createWechatpayClient, type Outcome } from '@hutong/wechatpay'
import type { Clock } from '../../platform/clock/index.js'
import type { OnCall, WechatpayProviderAccount } from '../contract.js'
import type { ReviewAnswer, SubMerchantApplication, SubMerchantDesk } from '../review-contract.js'
import { declineOf, unknownOf } from './answers.js'
import { applymentOf, businessCodeOf, COPIES, fieldIn } from './applyment.js'
import { recorded } from './record-call.js'

/** Onboarding of sub-merchants (applyment4sub) with the account of the service provider. */
export function createWechatpayOnboarding(
  account: WechatpayProviderAccount,
  options: { clock: Clock },
): SubMerchantDesk {
  const { publicKeyId: id, publicKey: pem } = account
  const wechatpay = createWechatpayClient({
    mchid: account.mchid,
    merchantSerial: account.merchantSerial,
    merchantPrivateKey: account.merchantPrivateKey,
    apiV3Key: account.apiV3Key,
    keys: id !== undefined && pem !== undefined ? { publicKey: { id, pem } } : {},
    baseUrl: account.baseUrl,
    timeoutMs: account.timeoutMs,
    nowMs: () => options.clock.now().getTime(),
  })

  /** A file lives longer than an application; sent again it only gets another id. */
  async function upload(
    { documents, files }: SubMerchantApplication,
    onCall: OnCall,
  ): Promise<ReadonlyMap<string, string> | ReviewAnswer> {
    const mediaIds = new Map<string, string>()
    for (const field of COPIES) {
      const file = files.get(documents[field] ?? '')
      if (file === undefined) continue
      const answer = await recorded(
        onCall,
        { verb: 'upload', request: `upload ${field}` },
        () => 'OK',
        () => wechatpay.uploadMedia({ filename: file.name, content: file.content }),
      )
      if (answer.outcome === 'ok') mediaIds.set(field, answer.value.media_id)
      else return answer.outcome === 'unknown' ? unknownOf(answer) : refusedBecause(answer, field)
    }
    return mediaIds
  }

  return {
    async submit(application, onCall) {
      const uploaded = await upload(application, onCall)
      if ('outcome' in uploaded) return uploaded
      const answer = await recorded(
        onCall,
        { verb: 'hand_in', request: `applyment ${application.applicationNo} (${application.submission})` },
        ({ applyment_id }) => String(applyment_id),
        () => wechatpay.submitApplyment(applymentOf(application, uploaded)),
      )
      switch (answer.outcome) {
        case 'ok':
          return { ...PENDING, institutionRef: String(answer.value.applyment_id) }
        case 'unknown':
          return unknownOf(answer)
        case 'refused':
          // An earlier call got through.
          return answer.code === 'PROCESSING' ? PENDING : refusedBecause(answer, null)
      }
    },
    async inquire({ applicationNo }, onCall) {
      const answer = await recorded(
        onCall,
        { verb: 'inquire_application', request: `query applyment ${applicationNo}` },
        (value) => value.applyment_state,
        () => wechatpay.queryApplyment(businessCodeOf(applicationNo)),
      )
      const code = answer.outcome === 'ok' ? answer.value.business_code : null
      if (code !== null && code !== businessCodeOf(applicationNo))
        return { outcome: 'unknown', because: 'unreadable', message: `The answer is about ${code}.` }
      return readApplyment(answer)
    },
  }
}

const PENDING = {
  outcome: 'under_review',
  submission: null,
  revision: null,
  institutionRef: null,
  reasons: [],
} as const

type Refused = Extract<Outcome<unknown>, { outcome: 'refused' }>

/** A wrong field is for the applicant to put right; everything else is said as it was said. */
function refusedBecause(answer: Refused, field: string | null): ReviewAnswer {
  const decline = declineOf(answer)
  if (decline.temporary || answer.code === 'SIGN_ERROR')
    return { outcome: 'unknown', because: 'server_error', message: `${answer.code}: ${answer.message}` }
  const { detail } = answer as { readonly detail: { readonly field?: unknown } | null }
  const named = field ?? (typeof detail?.field === 'string' ? fieldIn(detail.field) : null)
  if (answer.code !== 'PARAM_ERROR' && field === null) return { outcome: 'declined', decline }
  const reasons = [{ field: named ?? '', reason: answer.message }]
  return { ...PENDING, outcome: 'to_be_rectified', reasons }
}

/** The states of 21-applyment §2. A state that is invented next year is no decision. */
export function readApplyment(answer: Outcome<Applyment>): ReviewAnswer {
  if (answer.outcome === 'unknown') return unknownOf(answer)
  if (answer.outcome === 'refused') {
    if (answer.code === 'APPLYMENT_NOT_EXIST' || answer.code === 'APPLYMENT_NOTEXIST')
      return { outcome: 'absent' }
    return { outcome: 'unknown', because: 'server_error', message: `${answer.code}: ${answer.message}` }
  }
  const { value } = answer
  const facts = {
    ...PENDING,
    institutionRef: String(value.applyment_id),
    signUrl: value.sign_url ?? null,
    subMerchantNo: value.sub_mchid ?? null,
  }
  switch (value.applyment_state) {
    case 'APPLYMENT_STATE_AUDITING':
      return { ...facts, signUrl: null }
    case 'APPLYMENT_STATE_TO_BE_CONFIRMED':
    case 'APPLYMENT_STATE_TO_BE_SIGNED':
    case 'APPLYMENT_STATE_SIGNING':
      return facts
    case 'APPLYMENT_STATE_EDITTING':
      return {
        ...facts,
        outcome: 'to_be_rectified',
        reasons: [{ field: '', reason: value.applyment_state_msg ?? '提交申请发生错误，请重新提交' }],
      }
    case 'APPLYMENT_STATE_REJECTED': {
      const reasons = (value.audit_detail ?? []).map(({ field = '', reject_reason = '' }) => ({
        field: fieldIn(field),
        reason: reject_reason,
      }))
      return { ...facts, outcome: 'to_be_rectified', reasons }
    }
    case 'APPLYMENT_STATE_FINISHED':
      // Finished without a number would be a grant that nobody can use.
      if (facts.subMerchantNo === null) break
      return { ...facts, outcome: 'granted', signUrl: null }
    case 'APPLYMENT_STATE_CANCELED':
      return { ...facts, outcome: 'taken_back' }
  }
  return {
    outcome: 'unknown',
    because: 'new_status',
    message: `The application is ${value.applyment_state}.`,
  }
}
