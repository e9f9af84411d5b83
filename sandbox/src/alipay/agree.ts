import type { WalletUser } from '../core/wallets.js'
import type { App } from './apps.js'
import { beijingTime } from './beijing-time.js'
import { beginCreditOrder, signCredit } from './calls/credit-calls.js'
import type { Consent } from './consents.js'
import type { Desk } from './desk.js'
import { appCodeUrl, giveUserCode, userCodeUrl } from './oauth-pages.js'
import { signedUrl } from './return-url.js'
import { agreementFields, complaintAboutSigning, signAgreement } from './sign-agreement.js'

export type Decision =
  | { done: true; returnUrl: string | null; result: Record<string, string> }
  | { done: false; zh: string; en: string }

const GONE: Decision = {
  done: false,
  zh: '此页面已失效或已处理，请回到商家页面重新发起。',
  en: 'This page is over or was answered already; start again at the shop.',
}
const WRONG_PASSWORD: Decision = {
  done: false,
  zh: '支付密码错误，没有签约。',
  en: 'Wrong password; nothing was agreed.',
}
const WRONG_PERSON: Decision = {
  done: false,
  zh: '商家指定了其他账号，请换账号后再试。',
  en: 'The shop named another account.',
}

/** The person's answer to a consent. An agreement that lets the merchant charge takes the password. */
export function decide(
  desk: Desk,
  consent: Consent | undefined,
  answer: { user: WalletUser; password: string | null; agrees: boolean },
): Decision {
  const app = desk.apps.get(consent?.appId ?? '')
  if (!consent || !app || consent.state !== 'open' || consent.endsAtMs <= desk.core.clock.nowMs()) return GONE
  if (!answer.agrees) {
    consent.state = 'refused'
    desk.consents.keep(consent)
    return { done: true, returnUrl: consent.cancelUrl ?? consent.returnUrl, result: {} }
  }
  if (consent.payerId !== null && consent.payerId !== answer.user.payerId) return WRONG_PERSON
  const complaint =
    consent.kind === 'agreement' ? complaintAboutSigning(desk, consent.sellerId, consent.asked) : null
  // Two pages may have been opened for one agreement.
  if (complaint !== null)
    return { done: false, zh: complaint, en: 'This agreement was signed in the meantime.' }
  if (asksPassword(consent) && answer.password !== answer.user.password) return WRONG_PASSWORD
  consent.state = 'agreed'
  desk.consents.keep(consent)
  const result = act(desk, consent, answer.user)
  return { done: true, returnUrl: backTo(desk, app, consent, result), result }
}

export function asksPassword({ kind }: Consent): boolean {
  return kind === 'agreement' || kind === 'credit_agreement' || kind === 'credit_order'
}

function act(desk: Desk, consent: Consent, user: WalletUser): Record<string, string> {
  switch (consent.kind) {
    case 'agreement': {
      const { appId, authAppId, sellerId, notifyUrl, signType } = consent
      return agreementFields(
        desk,
        signAgreement(desk, { appId, authAppId, sellerId, notifyUrl, signType }, consent.asked, user),
      )
    }
    case 'credit_agreement': {
      const agreement = signCredit(desk, consent, user)
      return { credit_agreement_id: agreement.id, out_agreement_no: agreement.outAgreementNo }
    }
    case 'credit_order': {
      const order = beginCreditOrder(desk, consent.asked, signCredit(desk, consent, user))
      return {
        credit_agreement_id: order.agreementId,
        credit_biz_order_id: order.id,
        out_order_no: order.outOrderNo,
      }
    }
    case 'user_info': {
      const code = giveUserCode(desk, consent.appId, user, String(consent.asked.scope ?? ''))
      return { auth_code: code }
    }
    case 'app_auth': {
      const { appId, authAppId } = consent
      const token = { kind: 'app_auth_code' as const, appId, authAppId, userId: '', payerId: '', scope: '' }
      return { app_auth_code: desk.tokens.give(token).id }
    }
  }
}

function backTo(desk: Desk, app: App, consent: Consent, result: Record<string, string>): string | null {
  if (consent.returnUrl === null) return null
  if (consent.kind === 'user_info') return userCodeUrl(app.id, consent.asked, result.auth_code ?? '')
  if (consent.kind === 'app_auth') return appCodeUrl(app.id, consent.asked, result.app_auth_code ?? '')
  const parameters = {
    app_id: app.id,
    auth_app_id: consent.authAppId,
    charset: 'utf-8',
    sign_type: consent.signType,
    timestamp: beijingTime(desk.core.clock.nowMs()),
    version: '1.0',
    ...result,
  }
  return signedUrl(consent.returnUrl, parameters, app, consent.signType)
}
