import { type Answer, ok, Refused } from '../answers.js'
import type { Call } from '../call.js'
import type { FieldRules, JsonObject } from '../fields.js'
import { canonical } from '../place-order.js'
import { type Applyment, type ApplymentKind, applymentKey } from './applyment-book.js'
import { checkSubmission } from './check-together.js'
import { readApplication } from './special-fields.js'
import { SUBMIT_FIELDS } from './submit-fields.js'

/** How the two flows differ where an application is handed in. */
export interface Intake {
  kind: ApplymentKind
  fields: FieldRules
  /** The member with the applicant's own number. */
  codeField: 'business_code' | 'out_request_no'
  check(body: JsonObject, call: Call): void
}

const PROVIDER: Intake = {
  kind: 'provider',
  fields: SUBMIT_FIELDS,
  codeField: 'business_code',
  check: checkSubmission,
}

export function submitForProvider(call: Call): Answer {
  requireOnboarder(call, 'provider')
  return ok({ applyment_id: handIn(call, PROVIDER).applymentId })
}

/** Providers only; platforms use their own interface, and the other way round (21-applyment §1). */
export function requireOnboarder(call: Call, kind: ApplymentKind): void {
  const { merchant, platform } = call
  const { ecommerce } = platform.merchantBook.settings(merchant.mchid)
  if (merchant.kind === 'service_provider' && ecommerce === (kind === 'ecommerce')) return
  throw new Refused('NO_AUTH', {
    zh: '商户号无权限使用该接口',
    en:
      kind === 'provider'
        ? 'Only service providers that are no e-commerce platform may use this'
        : 'Only e-commerce platforms may use this',
  })
}

/** A new application, or the corrected one that follows a rejection. */
export function handIn(call: Call, intake: Intake): Applyment {
  const { core, onboarding } = call.platform
  const { book } = onboarding
  const { mchid } = call.merchant
  const knownMedia = (id: string) => {
    const found = book.media.get(id)
    return found?.mchid === mchid ? found : undefined
  }
  const body = readApplication(call, intake.fields, knownMedia)
  intake.check(body, call)
  const code = String(body[intake.codeField])
  const fingerprint = canonical(body)
  const known = book.byCode(intake.kind, mchid, code)
  if (known && known.state !== 'rejected' && known.state !== 'editing') {
    return underWay(known, fingerprint)
  }

  // From here on it lies before the reviewer.
  const applymentId = known?.applymentId ?? Number(`2000002${core.random.digits(9)}`)
  const one: Applyment = {
    id: applymentKey(intake.kind, mchid, code),
    kind: intake.kind,
    mchid,
    code,
    applymentId,
    state: intake.kind === 'provider' ? 'auditing' : 'checking',
    body,
    fingerprint,
    reasons: [],
    subMchid: null,
    signUrl:
      known?.signUrl ??
      `https://pay.weixin.qq.com/public/apply4ec_sign/s?applymentId=${applymentId}&sign=${core.random.hex(32)}`,
    remitMinor: null,
    submittedAtMs: call.nowMs,
    changedAtMs: call.nowMs,
    nextAtMs: null,
  }
  book.applyments.put(one)
  return one
}

function underWay(known: Applyment, fingerprint: string): Applyment {
  const ended = known.state === 'finished' || known.state === 'canceled'
  if (known.kind === 'ecommerce') {
    // Idempotent on out_request_no (14-ecommerce §2).
    if (known.fingerprint === fingerprint) return known
    throw new Refused('RESOURCE_ALREADY_EXISTS', {
      zh: '申请单已存在，且参数与之前请求不一致',
      en: 'There is an application with this out_request_no and other content',
    })
  }
  if (!ended) {
    throw new Refused('PROCESSING', {
      zh: '该业务申请编号的申请单正在处理中',
      en: 'An application with this business_code is being processed',
    })
  }
  throw new Refused('INVALID_REQUEST', {
    zh: '该业务申请编号的申请单已结束，请更换编号',
    en: 'The application with this business_code has ended; use a new one',
  })
}
