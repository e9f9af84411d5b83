import { Type } from 'typebox'
import type { Core } from '../core/core.js'
import type { CodeView, InstitutionServer, WalletName, WalletRefusal } from '../core/institution.js'
import { refuseOtherWallet } from '../core/refusals.js'
import { done, type Endpoint, type EndpointInput, orConflict } from './endpoint.js'
import { readerOf } from './pay-for.js'
import * as schema from './schemas.js'

interface Shown {
  wallet: WalletName
  text: string
  userId?: string
}

/** What the phone page calls. Every wallet reads its own codes only. */
export function phoneEndpoints(core: Core, servers: readonly InstitutionServer[]): Endpoint[] {
  const ofWallet = (
    { wallet, text, userId }: Shown,
    act: (server: InstitutionServer, userId: string) => CodeView | WalletRefusal,
  ): CodeView | WalletRefusal => {
    const server = readerOf(servers, wallet, text)
    if (!server) return refuseOtherWallet(wallet)
    return act(server, userId ?? core.wallets.defaultUser(wallet).id)
  }
  // Bodies have passed the row's own schema.
  const shown = (input: EndpointInput): Shown => input.body as Shown

  return [
    {
      method: 'GET',
      path: '/phone/api/wallets',
      summary: '手机里的钱包 / The wallets on the phone',
      answer: Type.Array(schema.WALLET_USER),
      act: () => done(core.wallets.users().map(({ password: _hidden, ...user }) => user)),
    },
    {
      method: 'GET',
      path: '/phone/api/history',
      summary: '账单，新的在前 / Payments and refunds, newest first',
      query: schema.HISTORY_QUERY,
      answer: Type.Array(schema.WALLET_ENTRY),
      act({ query }) {
        const { wallet, userId } = query as { wallet?: WalletName; userId?: string }
        // The phone belongs to the default user unless another is named.
        const user = userId ?? (wallet ? core.wallets.defaultUser(wallet).id : undefined)
        return done(core.wallets.history(user === undefined ? {} : { userId: user }).slice(0, HISTORY_SHOWN))
      },
    },
    {
      method: 'GET',
      path: '/phone/api/codes',
      summary: '本机可付的码，新的在前 / Codes that can be paid now, newest first',
      answer: Type.Array(Type.Intersect([schema.CODE_VIEW, Type.Object({ code: Type.String() })])),
      act: () => done(servers.flatMap(({ institution }) => institution.openCodes().slice(0, CODES_SHOWN))),
    },
    {
      method: 'POST',
      path: '/phone/api/look',
      summary: '扫一扫 / Look at a code',
      body: schema.LOOK,
      answer: schema.CODE_VIEW,
      act: (input) =>
        orConflict(
          ofWallet(shown(input), ({ institution }, userId) => institution.look(shown(input).text, userId)),
        ),
    },
    {
      method: 'POST',
      path: '/phone/api/pay',
      summary: '输入密码付款 / Pay with the password',
      body: schema.PHONE_PAY,
      answer: schema.CODE_VIEW,
      act(input) {
        const { text, password } = input.body as Shown & { password: string }
        return orConflict(
          ofWallet(shown(input), ({ institution }, userId) => institution.pay(text, userId, password)),
        )
      },
    },
    {
      method: 'POST',
      path: '/phone/api/cancel',
      summary: '取消付款 / Turn away',
      body: schema.LOOK,
      answer: schema.CODE_VIEW,
      act: (input) =>
        orConflict(
          ofWallet(shown(input), ({ institution }, userId) => institution.cancel(shown(input).text, userId)),
        ),
    },
    {
      method: 'POST',
      path: '/phone/api/invoke',
      summary: '校验客户端调起参数的签名 / Check the signed invocation of the WeChat wallet',
      body: schema.INVOKE,
      answer: schema.CODE_VIEW,
      act(input) {
        const { invocation, userId } = input.body as { invocation: object; userId?: string }
        const text = JSON.stringify(invocation)
        const asked = { wallet: 'wechat' as const, text, ...(userId === undefined ? {} : { userId }) }
        return orConflict(ofWallet(asked, ({ institution }, user) => institution.look(text, user)))
      },
    },
  ]
}

/** The page shows a screenful; older entries are in the control API. */
const HISTORY_SHOWN = 200
const CODES_SHOWN = 50
