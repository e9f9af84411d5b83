import type { Asked, PhoneRefusal, PhoneSide } from '../core/phone-side.js'
import type { WalletUser } from '../core/wallets.js'
import { AUTHORIZE, type OauthAsks, type OpenQuestion } from './oauth-asks.js'

/** The authorisation address on the phone, as the wallet's browser shows it. */
export function createPhoneSide(asks: OauthAsks): PhoneSide {
  const asked = (question: OpenQuestion): Asked => ({
    id: `oauth ${question.ticket}`,
    kind: 'user_info',
    number: null,
    payee: question.host,
    description: '',
    lines: [{ zh: '你的昵称、头像等资料', en: 'Your nickname and profile' }],
    amountMinor: null,
    createdAtMs: question.askedAtMs,
    expiresAtMs: null,
    asksPassword: false,
    code: null,
    answer(allows) {
      const answered = asks.answer(question.ticket, allows)
      return answered ? { done: true, returnUrl: answered.url } : OVER
    },
  })
  return {
    wallet: 'wechat',
    // A page is met by its link; nothing waits for it.
    asked: () => [],
    find(user: WalletUser, id) {
      const [kind, ticket = ''] = id.split(' ')
      const question = kind === 'oauth' ? asks.open(ticket) : null
      return question?.userId === user.id ? asked(question) : null
    },
    reads: (text) => queryOf(text) !== null,
    follow(user, text) {
      const answer = asks.ask(queryOf(text) ?? new URLSearchParams(), user)
      if ('zh' in answer) return { code: 'refused_request', ...answer }
      return 'url' in answer ? { done: true, returnUrl: answer.url } : asked(answer)
    },
    given: () => [],
    readInvocation: () => null,
    showCode: () => null,
  }
}

const OVER: PhoneRefusal = {
  code: 'not_waiting',
  zh: '授权页已失效，请回到网页重新打开。没有授权。',
  en: 'This page is no longer valid; open it again from the site. Nothing was shared.',
}

function queryOf(text: string): URLSearchParams | null {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return null
  const { pathname, searchParams } = new URL(text)
  return pathname === AUTHORIZE ? searchParams : null
}
