import type { Answered, Asked, Given, PhoneRefusal, PhoneSide } from '../core/phone-side.js'
import type { WalletUser } from '../core/wallets.js'
import { asksPassword, decide } from './agree.js'
import { isInForce, NEVER_MS } from './agreements.js'
import { qrText } from './codes.js'
import { consentTexts } from './consent-texts.js'
import { CONSENT_LIVES_MS, type Consent } from './consents.js'
import type { Desk } from './desk.js'
import { isRefusal, refusalFields } from './errors.js'
import { OAUTH_PATHS, openOauth } from './oauth-pages.js'
import { asksConsent, openConsent } from './open-consent.js'
import { yuanFromFen } from './price.js'
import { endAgreement } from './sign-agreement.js'
import { codeView, payableCode, tradeOf } from './wallet.js'
import { readOrderString } from './wire/parameters.js'

const APP_METHODS = ['alipay.trade.app.pay', 'alipay.trade.app.merge.pay']

/** What Alipay asks of the owner of a phone. */
export function createPhoneSide(desk: Desk): PhoneSide {
  const { core } = desk
  const isOpen = (consent: Consent): boolean =>
    consent.state === 'open' && consent.endsAtMs > core.clock.nowMs()

  const side: PhoneSide = {
    wallet: 'alipay',
    asked: (user) => [
      ...payments(desk, user),
      ...[...desk.consents.all()]
        .filter((one) => isOpen(one) && (one.payerId ?? user.payerId) === user.payerId)
        // A page that shows a profile is met by its link; nothing waits for it.
        .filter((one) => asksPassword(one))
        .map((one) => consentAsked(desk, one, user)),
    ],
    find(user, id) {
      const [kind, number = ''] = id.split(' ')
      if (kind !== 'consent') return side.asked(user).find((one) => one.id === id) ?? null
      const consent = desk.consents.get(number)
      return consent && isOpen(consent) ? consentAsked(desk, consent, user) : null
    },
    reads: (text) => asksConsent(text) || oauthIn(text) !== null,
    follow(user, text) {
      const oauth = oauthIn(text)
      const opened = oauth ? openOauth(desk, oauth.path, oauth.query, user) : openConsent(desk, text)
      if (typeof opened === 'string') return { done: true, returnUrl: opened }
      if (isRefusal(opened)) return refusedRequest(opened)
      if ('zh' in opened) return { code: 'no_consent', ...opened }
      return isOpen(opened) ? consentAsked(desk, opened, user) : OVER
    },
    given: (user) => [...agreements(desk, user), ...creditAgreements(desk, user)],
    readInvocation(text) {
      const parameters = readOrderString(text.trim())
      if (!APP_METHODS.includes(parameters.get('method') ?? '')) return null
      return { product: 'ALIPAY_APP', signedText: parameters.toSign.toString() }
    },
    showCode(user, asks) {
      const { id, endsAtMs } = desk.paymentCodes.show(user.id, { asksPassword: asks })
      return { code: id, expiresAtMs: endsAtMs }
    },
  }
  return side
}

const OVER: PhoneRefusal = {
  code: 'not_waiting',
  zh: '此页面已失效或已处理，请回到商家页面重新发起。没有签约，没有扣款。',
  en: 'This page is over or was answered already; start again at the shop. Nothing was agreed or charged.',
}

function refusedRequest(refusal: Parameters<typeof refusalFields>[0]): PhoneRefusal {
  const words = String(refusalFields(refusal).sub_msg)
  return {
    code: 'refused_request',
    zh: `${words}（${refusal.refusal}）`,
    en: `Refused with ${refusal.refusal}: ${words}`,
  }
}

type OauthLink = { path: (typeof OAUTH_PATHS)[number]; query: Record<string, string> }

function oauthIn(text: string): OauthLink | null {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return null
  const { pathname, searchParams } = new URL(text)
  const path = OAUTH_PATHS.find((one) => one === pathname)
  return path ? { path, query: Object.fromEntries(searchParams) } : null
}

/** Payments that a till began or that were opened and left. */
function payments(desk: Desk, user: WalletUser): Asked[] {
  const found = new Map<string, Asked>()
  for (const trade of desk.trades.all()) {
    if (trade.state !== 'WAIT_BUYER_PAY' || trade.buyer?.userId !== user.id) continue
    const code = payableCode(desk, trade.id)
    if (!code) continue
    const { outTradeNo, payee, description, amountMinor, expiresAtMs } = codeView(
      desk,
      code,
      tradeOf(desk, code) ?? null,
    )
    const text = qrText(code)
    // A merged code is met once for each of its orders.
    found.set(text, {
      id: `payment ${code.id}`,
      kind: 'payment',
      number: outTradeNo,
      payee,
      description,
      lines: [],
      amountMinor,
      createdAtMs: trade.createdAtMs,
      expiresAtMs,
      asksPassword: false,
      code: text,
      // It is paid or turned away where its code is opened.
      answer: () => OVER,
    })
  }
  return [...found.values()]
}

function consentAsked(desk: Desk, consent: Consent, user: WalletUser): Asked {
  return {
    id: `consent ${consent.id}`,
    kind: consent.kind,
    number: null,
    payee: desk.apps.get(consent.appId)?.name ?? '',
    description: '',
    lines: consentTexts(consent).lines,
    amountMinor: null,
    createdAtMs: consent.askedAtMs ?? consent.endsAtMs - CONSENT_LIVES_MS,
    expiresAtMs: consent.endsAtMs,
    asksPassword: asksPassword(consent),
    code: null,
    answer(agrees): Answered | PhoneRefusal {
      const decision = decide(desk, consent, { user, password: user.password, agrees })
      if (decision.done) return { done: true, returnUrl: decision.returnUrl }
      return { code: 'not_agreed', zh: decision.zh, en: decision.en }
    },
  }
}

function agreements(desk: Desk, user: WalletUser): Given[] {
  const nowMs = desk.core.clock.nowMs()
  return [...desk.agreements.all()]
    .filter((one) => one.userId === user.id && isInForce(one, nowMs))
    .map((one) => ({
      id: `agreement ${one.id}`,
      kind: 'agreement',
      number: one.id,
      payee: desk.apps.get(one.appId)?.name ?? '',
      lines: one.period
        ? [
            {
              zh: `单次最多 ¥${yuanFromFen(one.period.singleFen)}，下次 ${one.period.nextDate}`,
              en: `At most ¥${yuanFromFen(one.period.singleFen)} each time, next on ${one.period.nextDate}`,
            },
          ]
        : [{ zh: '商家随时可扣', en: 'The shop may charge at any time' }],
      sinceMs: one.signedAtMs,
      untilMs: one.invalidAtMs >= NEVER_MS ? null : one.invalidAtMs,
      end: () => endAgreement(desk, one, one.notifyUrl),
    }))
}

function creditAgreements(desk: Desk, user: WalletUser): Given[] {
  return [...desk.creditOrders.agreements()]
    .filter((one) => one.userId === user.id && one.status === 'VALID')
    .map((one) => ({
      id: `credit_agreement ${one.id}`,
      kind: 'credit_agreement',
      number: one.id,
      payee: desk.apps.ofSeller(one.sellerId)?.name ?? one.sellerId,
      lines: [{ zh: `服务：${one.serviceId}`, en: `Service: ${one.serviceId}` }],
      sinceMs: one.atMs,
      untilMs: null,
      // No notice of this is known; the shop asks (unverified).
      end: () => desk.creditOrders.keepAgreement({ ...one, status: 'INVALID' }),
    }))
}
