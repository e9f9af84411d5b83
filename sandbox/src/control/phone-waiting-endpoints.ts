import { Type } from 'typebox'
import type { Core } from '../core/core.js'
import { type InstitutionServer, isRefusal, type WalletName } from '../core/institution.js'
import { type Asked, NOT_WAITING, type PhoneSide, type Waiting } from '../core/phone-side.js'
import { refuseOtherWallet, refuseWallet } from '../core/refusals.js'
import type { WalletUser } from '../core/wallets.js'
import { done, type Endpoint, type EndpointInput, orConflict, type Reply, refused } from './endpoint.js'
import { readerOf } from './pay-for.js'
import {
  ANSWERED,
  closed,
  described,
  ID,
  INSPECTED,
  RETURN_URL,
  STANDING,
  TEXT,
  USER,
  WAITING,
} from './phone-schemas.js'
import { WALLET } from './schemas.js'

const NO_INVOCATION: Record<WalletName, Reply> = {
  wechat: refused(
    409,
    'no_invocation',
    '这不是调起支付的参数：要一个 JSON 对象，JSAPI 与小程序含 package、paySign，APP 含 prepayId、sign。',
    'These are no invocation parameters: a JSON object is wanted, with package and paySign (page, mini-program) or prepayId and sign (app).',
  ),
  alipay: refused(
    409,
    'no_invocation',
    '这不是支付宝 APP 支付的订单串：要 method=alipay.trade.app.pay 的签名文字。',
    'This is no order string of an Alipay app payment: signed text with method=alipay.trade.app.pay is wanted.',
  ),
}

const UNKNOWN_USER = refused(
  404,
  'unknown_user',
  '这个钱包没有这个用户。',
  'This wallet has no user with this id.',
)

interface Named {
  wallet: WalletName
  userId?: string
}
type Body<T> = Named & T
/** Bodies and queries have passed the row's own schema; the cast says which. */
const bodyOf = <T>({ body }: EndpointInput): Body<T> => body as Body<T>
const queryOf = ({ query }: EndpointInput): Named => query as unknown as Named

/** What the phone shows at a till, what waits for its owner, and what its owner agreed to. */
export function phoneWaitingEndpoints(core: Core, servers: readonly InstitutionServer[]): Endpoint[] {
  const sides = servers.flatMap(({ phone }) => phone ?? [])
  const named = ({ wallet, userId }: Named, act: (user: WalletUser, sides: PhoneSide[]) => Reply): Reply => {
    // The phone belongs to the default user unless another is named.
    const user = userId === undefined ? core.wallets.defaultUser(wallet) : core.wallets.user(userId)
    if (user?.wallet !== wallet) return UNKNOWN_USER
    return act(
      user,
      sides.filter((side) => side.wallet === wallet),
    )
  }

  return [
    {
      method: 'POST',
      path: '/phone/api/payment-code',
      summary: '出示付款码 / Show a payment code',
      body: Type.Object(
        {
          wallet: WALLET,
          userId: USER,
          asksPassword: Type.Optional(
            Type.Boolean(described('付款时要输密码', 'The payment waits for the password')),
          ),
        },
        closed,
      ),
      answer: Type.Object({ code: Type.String(), expiresAtMs: Type.Number() }),
      act(input) {
        const { asksPassword = false, ...who } = bodyOf<{ asksPassword?: boolean }>(input)
        return named(who, (user, own) => {
          for (const side of own) {
            const code = side.showCode(user, asksPassword)
            if (code) return done(code)
          }
          return UNKNOWN_USER
        })
      },
    },
    {
      method: 'GET',
      path: '/phone/api/waiting',
      summary: '待我确认，新的在前 / What waits for the person, newest first',
      query: Type.Object({ wallet: WALLET, userId: USER }, closed),
      answer: Type.Array(WAITING),
      act: (input) =>
        named(queryOf(input), (user, own) => {
          const all = own.flatMap((side) => side.asked(user))
          all.sort((one, other) => other.createdAtMs - one.createdAtMs)
          return done(all.slice(0, MOST_SHOWN).map(shown))
        }),
    },
    {
      method: 'POST',
      path: '/phone/api/waiting/answer',
      summary: '确认或放弃 / Confirm, or turn away',
      body: Type.Object(
        {
          wallet: WALLET,
          userId: USER,
          id: ID,
          accepts: Type.Boolean(described('同意', 'Yes')),
          password: Type.Optional(
            Type.String({ maxLength: 32, ...described('支付密码', 'Payment password') }),
          ),
        },
        closed,
      ),
      answer: ANSWERED,
      act(input) {
        const { id, accepts, password, ...who } = bodyOf<{
          id: string
          accepts: boolean
          password?: string
        }>(input)
        return named(who, (user, own) => {
          const asked = findAsked(own, user, id)
          if (!asked) return orConflict(NOT_WAITING)
          const isWrong = accepts && asked.asksPassword && password !== user.password
          return orConflict(isWrong ? refuseWallet('wrong_password') : asked.answer(accepts))
        })
      },
    },
    {
      method: 'POST',
      path: '/phone/api/follow',
      summary:
        '打开签约或授权的链接：要问的事，或不问就去的地址 / Follow a link that asks for consent: what is asked, or where it goes unasked',
      body: Type.Object({ wallet: WALLET, userId: USER, text: TEXT }, closed),
      answer: Type.Object({
        reads: Type.Boolean(
          described(
            '是不是这样的链接；不是就当作二维码打开',
            'Whether it is such a link; if not it is opened as a code',
          ),
        ),
        asked: Type.Union([WAITING, Type.Null()]),
        returnUrl: RETURN_URL,
      }),
      act(input) {
        const { text, ...who } = bodyOf<{ text: string }>(input)
        return named(who, (user, own) => {
          const side = own.find((one) => one.reads(text))
          if (!side) return done({ reads: false, asked: null, returnUrl: null })
          const followed = side.follow(user, text)
          if ('id' in followed) return done({ reads: true, asked: shown(followed), returnUrl: null })
          return 'done' in followed
            ? done({ reads: true, asked: null, returnUrl: followed.returnUrl })
            : orConflict(followed)
        })
      },
    },
    {
      method: 'POST',
      path: '/phone/api/invoke/inspect',
      summary:
        '细看客户端调起支付的参数：待签名串、哪里不对、付什么 / Look closely at what a client hands to the wallet: the text to sign, what is wrong, what it pays',
      body: Type.Object({ wallet: WALLET, userId: USER, text: TEXT }, closed),
      answer: INSPECTED,
      act(input) {
        const { text, ...who } = bodyOf<{ text: string }>(input)
        return named(who, (user, own) => {
          for (const side of own) {
            const read = side.readInvocation(text)
            if (!read) continue
            // Not always the side's own order: an acquirer hands out invocations of both wallets.
            const seen =
              readerOf(servers, who.wallet, text)?.institution.look(text, user.id) ??
              refuseOtherWallet(who.wallet)
            return done(
              isRefusal(seen)
                ? { ...read, problem: { zh: seen.zh, en: seen.en }, view: null }
                : { ...read, problem: null, view: seen },
            )
          }
          return NO_INVOCATION[who.wallet]
        })
      },
    },
    {
      method: 'GET',
      path: '/phone/api/agreements',
      summary: '我同意过、还有效的约定 / Standing words that the person gave',
      query: Type.Object({ wallet: WALLET, userId: USER }, closed),
      answer: Type.Array(STANDING),
      act: (input) =>
        named(queryOf(input), (user, own) => {
          const all = own.flatMap((side) => side.given(user))
          all.sort((one, other) => other.sinceMs - one.sinceMs)
          return done(all.slice(0, MOST_SHOWN).map(({ end: _end, ...standing }) => standing))
        }),
    },
    {
      method: 'POST',
      path: '/phone/api/agreements/end',
      summary: '解约，会通知商户 / End one; the merchant is told',
      body: Type.Object({ wallet: WALLET, userId: USER, id: ID }, closed),
      answer: ANSWERED,
      act(input) {
        const { id, ...who } = bodyOf<{ id: string }>(input)
        return named(who, (user, own) => {
          const given = own.flatMap((side) => side.given(user)).find((one) => one.id === id)
          if (!given) return orConflict(NOT_WAITING)
          given.end()
          return done({ done: true, returnUrl: null })
        })
      },
    },
  ]
}

/** A screenful; the rest waits behind it. */
const MOST_SHOWN = 50

function findAsked(sides: readonly PhoneSide[], user: WalletUser, id: string): Asked | null {
  for (const side of sides) {
    const asked = side.find(user, id)
    if (asked) return asked
  }
  return null
}

const shown = ({ answer: _answer, ...waiting }: Asked): Waiting => waiting
