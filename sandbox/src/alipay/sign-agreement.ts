import type { WalletUser } from '../core/wallets.js'
import { type Agreement, isInForce, NEVER_MS } from './agreements.js'
import { openIdOf } from './apps.js'
import { beijingTime } from './beijing-time.js'
import type { Desk } from './desk.js'
import { isObject, type JsonObject, textOf } from './fields.js'
import { readPeriodRule } from './period-rules.js'
import type { SignType } from './wire/signature.js'

export interface SignParties {
  appId: string
  authAppId: string
  sellerId: string
  notifyUrl: string | null
  signType: SignType
}

export const AGREEMENT_NOTICE = 'notice.agreement'

/** What is wrong with a request to sign, or null: the same for the sign page and for paying and signing in one. */
export function complaintAboutSigning(desk: Desk, sellerId: string, biz: JsonObject): string | null {
  const external = textOf(biz, 'external_agreement_no')
  const known = external === undefined ? undefined : desk.agreements.byExternal(sellerId, external)
  if (known && isInForce(known, desk.core.clock.nowMs())) return 'external_agreement_no已存在'
  return complaintAboutTerms(biz)
}

/** The part of it that does not depend on what was signed before. */
export function complaintAboutTerms(biz: JsonObject): string | null {
  const external = textOf(biz, 'external_agreement_no')
  const scene = textOf(biz, 'sign_scene')
  if (external !== undefined && (scene === undefined || scene === 'DEFAULT|DEFAULT'))
    return '传入external_agreement_no时sign_scene不能为空且不能为DEFAULT|DEFAULT'
  const rule = biz.period_rule_params
  if (textOf(biz, 'personal_product_code') === 'CYCLE_PAY_AUTH_P') {
    if (!isObject(rule)) return '周期扣款时period_rule_params不能为空'
    const read = readPeriodRule(rule)
    if (typeof read === 'string') return read
  }
  return null
}

/** The user agreed: the agreement is in force, and the merchant is told. */
export function signAgreement(
  desk: Desk,
  parties: SignParties,
  biz: JsonObject,
  user: WalletUser,
): Agreement {
  const nowMs = desk.core.clock.nowMs()
  const rule = biz.period_rule_params
  const period = isObject(rule) ? readPeriodRule(rule) : null
  const agreement: Agreement = {
    id: `${beijingTime(nowMs).slice(0, 10).replaceAll('-', '')}${desk.core.random.digits(12)}`,
    ...parties,
    product: textOf(biz, 'personal_product_code') ?? '',
    signScene: textOf(biz, 'sign_scene') ?? 'DEFAULT|DEFAULT',
    externalNo: textOf(biz, 'external_agreement_no') ?? null,
    externalLogonId: textOf(biz, 'external_logon_id') ?? null,
    userId: user.id,
    payerId: user.payerId,
    logonId: user.logonId ?? user.name,
    status: 'NORMAL',
    signedAtMs: nowMs,
    invalidAtMs: endOfValidity(textOf(biz, 'sign_validity_period'), nowMs),
    period: typeof period === 'string' ? null : period,
    lastDeductAtMs: null,
    deductedFen: 0,
    deductedTimes: 0,
  }
  desk.agreements.keep(agreement)
  tell(desk, agreement, 'dut_user_sign', agreement.notifyUrl)
  return agreement
}

/** Ends an agreement; expiry by time alone is told to nobody. */
export function endAgreement(desk: Desk, agreement: Agreement, notifyUrl: string | null): void {
  agreement.status = 'UNSIGN'
  desk.agreements.keep(agreement)
  tell(desk, agreement, 'dut_user_unsign', notifyUrl)
}

/** The fields of an agreement as notices and pages name them: the user under the name that the application knows. */
export function agreementFields({ apps }: Desk, agreement: Agreement): Record<string, string> {
  const { appId, payerId } = agreement
  const isOpen = apps.get(appId)?.buyerNames === 'open_id'
  return {
    agreement_no: agreement.id,
    alipay_logon_id: agreement.logonId,
    ...(isOpen ? { alipay_open_id: openIdOf(appId, payerId) } : { alipay_user_id: payerId }),
    ...(agreement.externalNo === null ? {} : { external_agreement_no: agreement.externalNo }),
    ...(agreement.externalLogonId === null ? {} : { external_logon_id: agreement.externalLogonId }),
    invalid_time: beijingTime(agreement.invalidAtMs),
    personal_product_code: agreement.product,
    sign_scene: agreement.signScene,
    sign_time: beijingTime(agreement.signedAtMs),
    status: agreement.status,
    valid_time: beijingTime(agreement.signedAtMs),
  }
}

function tell(
  desk: Desk,
  agreement: Agreement,
  type: 'dut_user_sign' | 'dut_user_unsign',
  notifyUrl: string | null,
): void {
  const url = notifyUrl ?? desk.apps.get(agreement.appId)?.gatewayUrl ?? null
  if (url === null) return
  const { sign_time, valid_time, invalid_time, ...fields } = agreementFields(desk, agreement)
  const times: Record<string, string> =
    type === 'dut_user_sign'
      ? { sign_time: sign_time ?? '', valid_time: valid_time ?? '', invalid_time: invalid_time ?? '' }
      : { unsign_time: beijingTime(desk.core.clock.nowMs()) }
  const next: Record<string, string> =
    agreement.period && type === 'dut_user_sign' ? { next_deduct_time: agreement.period.nextDate } : {}
  desk.notifier.event({
    operation: AGREEMENT_NOTICE,
    event: type,
    about: agreement.externalNo ?? agreement.id,
    url,
    signType: agreement.signType,
    appId: agreement.appId,
    authAppId: agreement.authAppId,
    fields: { notify_type: type, ...fields, ...times, ...next },
  })
}

/** `<n>d` or `<n>m`; without one it is for ever. */
function endOfValidity(text: string | undefined, nowMs: number): number {
  const match = /^(\d{1,5})([dm])$/.exec(text ?? '')
  if (!match) return NEVER_MS
  if (match[2] === 'd') return nowMs + Number(match[1]) * 86_400_000
  const date = new Date(nowMs)
  date.setUTCMonth(date.getUTCMonth() + Number(match[1]))
  return date.getTime()
}
