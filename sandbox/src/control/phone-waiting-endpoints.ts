import { Type } from 'typebox'
import { isAlipayServer } from '../alipay/index.js'
import type { Core } from '../core/core.js'
import type { InstitutionServer, WalletName } from '../core/institution.js'
import type { WalletUser } from '../core/wallets.js'
import type { WechatPayControl } from '../wechatpay/control/wechatpay-control.js'
import { done, type Endpoint, orConflict, refused } from './endpoint.js'
import { ANSWERABLE, createPhoneWaiting, WAITING_KINDS, type WaitingAnswer } from './phone-waiting.js'
import { WALLET } from './schemas.js'

const closed = { additionalProperties: false }
const NUMBER = Type.String({ minLength: 1, maxLength: 64 })
const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] })
const MOMENT = Type.Union([Type.Number(), Type.Null()])

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

/** What the phone shows at a till, and what waits for its owner. */
export function phoneWaitingEndpoints(
  core: Core,
  servers: readonly InstitutionServer[],
  wechatpay: WechatPayControl,
): Endpoint[] {
  const waiting = createPhoneWaiting(core, servers, wechatpay)
  const alipay = servers.find(isAlipayServer)
  // The phone belongs to the default user unless another is named.
  const userOf = ({ wallet, userId }: Named): WalletUser | null => {
    const user = userId === undefined ? core.wallets.defaultUser(wallet) : core.wallets.user(userId)
    return user?.wallet === wallet ? user : null
  }
  const codeOf = (user: WalletUser, asksPassword: boolean) => {
    if (user.wallet === 'wechat') {
      const code = wechatpay.showPaymentCode(user.id, asksPassword)
      return code && { code: code.id, expiresAtMs: code.expiresAtMs }
    }
    const code = alipay?.byHand.showPaymentCode({ userId: user.id, asksPassword })
    return code ? { code: code.id, expiresAtMs: code.endsAtMs } : null
  }

  return [
    {
      method: 'POST',
      path: '/phone/api/payment-code',
      summary: '出示付款码 / Show a payment code',
      body: Type.Object(
        { wallet: WALLET, userId: Type.Optional(NUMBER), asksPassword: Type.Optional(Type.Boolean()) },
        closed,
      ),
      answer: Type.Object({ code: Type.String(), expiresAtMs: Type.Number() }),
      act({ body }) {
        const { asksPassword = false, ...named } = body as Named & { asksPassword?: boolean }
        const user = userOf(named)
        const code = user && codeOf(user, asksPassword)
        return code ? done(code) : UNKNOWN_USER
      },
    },
    {
      method: 'GET',
      path: '/phone/api/waiting',
      summary: '待我确认，新的在前 / What waits for the person, newest first',
      query: Type.Object({ wallet: WALLET, userId: Type.Optional(NUMBER) }, closed),
      answer: Type.Array(
        Type.Object({
          kind: oneOf(WAITING_KINDS),
          number: NUMBER,
          payee: Type.String(),
          description: Type.String(),
          amountMinor: Type.Integer(),
          createdAtMs: Type.Number(),
          expiresAtMs: MOMENT,
          code: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
      act({ query }) {
        const user = userOf(query as unknown as Named)
        return user ? done(waiting.list(user).slice(0, MOST_SHOWN)) : UNKNOWN_USER
      },
    },
    {
      method: 'POST',
      path: '/phone/api/waiting/answer',
      summary: '确认或放弃 / Confirm, or turn away',
      body: Type.Object(
        {
          wallet: WALLET,
          userId: Type.Optional(NUMBER),
          kind: oneOf(ANSWERABLE),
          number: NUMBER,
          accepts: Type.Boolean(),
          password: Type.Optional(Type.String({ maxLength: 32 })),
        },
        closed,
      ),
      answer: Type.Object({ done: Type.Boolean() }),
      act({ body }) {
        const { wallet, userId, ...answer } = body as Named & WaitingAnswer
        const user = userOf(userId === undefined ? { wallet } : { wallet, userId })
        return user ? orConflict(waiting.answer(user, answer)) : UNKNOWN_USER
      },
    },
  ]
}

/** A screenful; the rest waits behind it. */
const MOST_SHOWN = 50
