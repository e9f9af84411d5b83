import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.js'

type Wallet = 'wechat' | 'alipay'
type Asked = { id: string; kind: string }
const BACK = 'http://127.0.0.1:9/back?a=1'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 7 })
})
afterAll(() => sandbox.stop())

async function call(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${sandbox.homeUrl}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const waiting = async (wallet: Wallet) => (await call('GET', `/phone/api/waiting?wallet=${wallet}`)).body
const follow = (wallet: Wallet, text: string) => call('POST', '/phone/api/follow', { wallet, text })
const answer = (wallet: Wallet, body: object) =>
  call('POST', '/phone/api/waiting/answer', { wallet, accepts: true, ...body })

describe('an authorisation link', () => {
  const oauth = (scope: string) => {
    const { appId, gateway } = sandbox.credentials.alipay
    const query = new URLSearchParams({ app_id: appId, redirect_uri: BACK, scope, state: 's' })
    return `${new URL(gateway).origin}/oauth2/publicAppAuthorize.htm?${query}`
  }
  const wechatOauth = (scope: string) => {
    const { baseUrl, appid } = sandbox.credentials.officialAccount
    const query = new URLSearchParams({ appid, redirect_uri: BACK, response_type: 'code', scope, state: 's' })
    return `${baseUrl}/connect/oauth2/authorize?${query}#wechat_redirect`
  }

  it.each([
    ['alipay', () => oauth('auth_base'), () => oauth('auth_user'), 'auth_code'],
    ['wechat', () => wechatOauth('snsapi_base'), () => wechatOauth('snsapi_userinfo'), 'code'],
  ] as const)(
    'in %s goes on unasked for the id, and asks before it tells the profile',
    async (wallet, base, profile, code) => {
      const silent = await follow(wallet, base())
      expect(silent.body.asked).toBeNull()
      expect(new URL(String(silent.body.returnUrl)).searchParams.get(code)).toEqual(expect.any(String))

      const waitedBefore = await waiting(wallet)
      const asked = (await follow(wallet, profile())).body.asked as Asked
      expect(asked.kind).toBe('user_info')
      // It is met by its link; nothing waits for it.
      expect(await waiting(wallet)).toEqual(waitedBefore)
      const agreed = await answer(wallet, { id: asked.id })
      const back = new URL(String(agreed.body.returnUrl))
      expect([back.searchParams.get('a'), back.searchParams.get('state')]).toEqual(['1', 's'])
      expect(back.searchParams.get(code)).toEqual(expect.any(String))
      expect((await answer(wallet, { id: asked.id })).status).toBe(409)
    },
  )

  it('tells what is wrong with it, and no other wallet opens it', async () => {
    expect(await follow('alipay', oauth('auth_all'))).toMatchObject({ status: 409 })
    expect(await follow('wechat', wechatOauth('snsapi_all'))).toMatchObject({
      status: 409,
      body: { code: 'refused_request', en: 'The scope is wrong' },
    })
    const elsewhere = await follow('wechat', oauth('auth_base'))
    expect(elsewhere).toEqual({ status: 200, body: { reads: false, asked: null, returnUrl: null } })
  })
})
