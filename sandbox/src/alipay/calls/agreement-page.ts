import { userNamed } from '../buyers.js'
import type { Caller } from '../caller.js'
import type { Consent } from '../consents.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, refuse } from '../errors.js'
import {
  complaintAbout,
  type FieldRules,
  isObject,
  type JsonObject,
  object,
  required,
  text,
  textOf,
  whole,
} from '../fields.js'
import { complaintAboutSigning } from '../sign-agreement.js'

/** Members that the sign page and agreement_sign_params share. */
export const SIGN_FIELDS: FieldRules = {
  personal_product_code: required(text(64, { oneOf: ['CYCLE_PAY_AUTH_P', 'GENERAL_WITHHOLDING_P'] })),
  product_code: text(64),
  sign_scene: text(64),
  // Letters and digits only; no underscore here.
  external_agreement_no: text(32, { pattern: /^[A-Za-z0-9]+$/ }),
  external_logon_id: text(100),
  period_rule_params: object({}),
  sign_validity_period: text(8, { pattern: /^\d{1,5}[dm]$/ }),
  third_party_type: text(32),
  effect_time: whole(6),
  sub_merchant: object({}),
}
const RULES: FieldRules = {
  ...SIGN_FIELDS,
  access_params: required(
    object({ channel: required(text(32, { oneOf: ['ALIPAYAPP', 'QRCODE', 'QRCODEORSMS'] })) }),
  ),
  identity_params: object({ sign_user_id: text(16), sign_open_id: text(128) }),
  agreement_effect_type: text(32),
}

/** alipay.user.agreement.page.sign: a page where the user agrees. The agreement exists only afterwards. */
export function openAgreementPage(desk: Desk, biz: JsonObject, caller: Caller): Consent | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES) ?? complaintAboutSigning(desk, caller.sellerId, biz)
  if (complaint !== null) return refuse('INVALID_PARAMETER', complaint)
  const effect = textOf(biz, 'effect_time')
  if (effect !== undefined && Number(effect) > 86_400)
    return refuse('INVALID_PARAMETER', 'effect_time应在0到86400之间')
  return desk.consents.ask(
    {
      kind: 'agreement',
      appId: caller.app.id,
      authAppId: caller.authAppId,
      sellerId: caller.sellerId,
      asked: biz,
      returnUrl: caller.returnUrl,
      cancelUrl: null,
      notifyUrl: caller.notifyUrl,
      signType: caller.signType,
      payerId: signerOf(desk, biz, caller),
    },
    effect === undefined || effect === '0' ? undefined : Number(effect) * 1_000,
  )
}

/** Who alone may sign; null: anybody. A name that is nobody's lets nobody sign. */
function signerOf(desk: Desk, biz: JsonObject, caller: Caller): string | null {
  const identity = isObject(biz.identity_params) ? biz.identity_params : {}
  const user = userNamed(desk.core, caller.app, identity, { id: 'sign_user_id', openId: 'sign_open_id' })
  return user?.payerId ?? textOf(identity, 'sign_user_id') ?? textOf(identity, 'sign_open_id') ?? null
}
