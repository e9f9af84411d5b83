import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccountUnderTest, startAccountUnderTest } from './account-under-test.js'

let under: AccountUnderTest
beforeAll(async () => {
  under = await startAccountUnderTest()
})
afterAll(() => under.stop())

const authorize = (scope: string, more = '') =>
  fetch(
    `${under.keys.baseUrl}/connect/oauth2/authorize?appid=${under.keys.appid}&redirect_uri=${encodeURIComponent('https://shop.example/back?a=1')}&response_type=code&scope=${scope}&state=s1${more}`,
    { redirect: 'manual' },
  )
const codeOf = (answer: Response): string => {
  const location = new URL(answer.headers.get('location')!)
  expect([location.host, location.searchParams.get('a'), location.searchParams.get('state')]).toEqual([
    'shop.example',
    '1',
    's1',
  ])
  return location.searchParams.get('code')!
}
const secret = () => `appid=${under.keys.appid}&secret=${under.keys.appSecret}`
const redeem = (code: string) =>
  under.get(`/sns/oauth2/access_token?${secret()}&code=${code}&grant_type=authorization_code`)
const consent = async (answer: 'allow' | 'deny') => {
  const page = await (await authorize('snsapi_userinfo')).text()
  const ticket = /name="ticket" value="([^"]+)"/.exec(page)![1]!
  return fetch(`${under.keys.baseUrl}/connect/oauth2/confirm`, {
    method: 'POST',
    body: new URLSearchParams({ ticket, answer }),
    redirect: 'manual',
  })
}

describe('web authorisation', () => {
  it('is silent for the openid, whose code is good once and for five minutes', async () => {
    const answer = await authorize('snsapi_base')
    expect(answer.status).toBe(302)
    const code = codeOf(answer)
    const token = await redeem(code)
    expect(token).toMatchObject({ openid: under.openid, scope: 'snsapi_base', expires_in: 7_200 })
    expect(token).not.toHaveProperty('unionid')
    expect((await redeem(code)).errcode).toBe(40163)
    expect((await redeem('nothing')).errcode).toBe(40029)
    const profile = `/sns/userinfo?access_token=${token.access_token}&openid=${token.openid}`
    expect((await under.get(profile)).errcode).toBe(48001)
    const late = codeOf(await authorize('snsapi_base'))
    under.sandbox.clock.advance(300_000)
    expect((await redeem(late)).errcode).toBe(42003)
  })

  it('asks before it tells the profile', async () => {
    const denied = await consent('deny')
    expect([denied.status, denied.headers.get('location')]).toEqual([200, null])
    const token = await redeem(codeOf(await consent('allow')))
    expect(token).toMatchObject({ scope: 'snsapi_userinfo', unionid: expect.any(String) })
    const profile = `/sns/userinfo?access_token=${token.access_token}&openid=${token.openid}&lang=zh_CN`
    expect(await under.get(profile)).toMatchObject({
      nickname: '小明',
      sex: 0,
      privilege: [],
      unionid: token.unionid,
    })
    const check = () => under.get(`/sns/auth?access_token=${token.access_token}&openid=${token.openid}`)
    expect((await check()).errcode).toBe(0)
    under.sandbox.clock.advance(7_200_000)
    expect((await check()).errcode).toBe(42001)
    const refreshed = await under.get(
      `/sns/oauth2/refresh_token?appid=${under.keys.appid}&grant_type=refresh_token&refresh_token=${token.refresh_token}`,
    )
    expect(refreshed).toMatchObject({ openid: under.openid, refresh_token: token.refresh_token })
    expect(refreshed.access_token).not.toBe(token.access_token)
  })

  it('answers a page once, and no page that was not shown', async () => {
    const post = (ticket: string) =>
      fetch(`${under.keys.baseUrl}/connect/oauth2/confirm`, {
        method: 'POST',
        body: new URLSearchParams({ ticket, answer: 'allow' }),
        redirect: 'manual',
      })
    const page = await (await authorize('snsapi_userinfo')).text()
    const ticket = /name="ticket" value="([^"]+)"/.exec(page)![1]!
    expect((await post(ticket)).status).toBe(302)
    expect((await post(ticket)).status).toBe(400)
    expect((await post('made-up')).status).toBe(400)
  })

  it('goes back to the configured host only', async () => {
    await under.control('/official-account/domains', { oauth: 'other.example' })
    const refused = await authorize('snsapi_base')
    expect([refused.status, (await refused.text()).includes('10003')]).toEqual([200, true])
    await under.control('/official-account/domains', { oauth: null })
    expect((await authorize('snsapi_login')).status).toBe(200)
  })
})

describe('the mini-program', () => {
  it('logs in once a code, under an openid of its own and one unionid', async () => {
    const { code } = (await under.phone('/mini-login', {})).json
    const login = () =>
      under.get(
        `/sns/jscode2session?appid=${under.keys.miniAppid}&secret=${under.keys.miniAppSecret}&js_code=${code}&grant_type=authorization_code`,
      )
    const session = await login()
    expect(session.openid).not.toBe(under.openid)
    expect(Buffer.from(String(session.session_key), 'base64').length).toBe(16)
    expect((await login()).errcode).toBe(40163)
  })

  it('takes no code after five minutes', async () => {
    const { code } = (await under.phone('/mini-login', {})).json
    under.sandbox.clock.advance(5 * 60_000)
    const late = await under.get(
      `/sns/jscode2session?appid=${under.keys.miniAppid}&secret=${under.keys.miniAppSecret}&js_code=${code}&grant_type=authorization_code`,
    )
    expect(late.errcode).toBe(40029)
  })

  it('is reviewed, rejected, approved and released', async () => {
    const own = await startAccountUnderTest()
    try {
      await own.control('/official-account/push', { url: own.ownerUrl, mode: 'plain' })
      const submit = () => own.asMini('/wxa/submit_audit', {})
      const commit = (user_version: string) =>
        own.asMini('/wxa/commit', { template_id: 1, ext_json: '{}', user_version, user_desc: '首版' })
      expect((await submit()).errcode).toBe(86001)
      expect((await own.asMini('/wxa/release', {})).errcode).toBe(85019)
      await commit('1.0.0')
      const { auditid } = await submit()
      expect((await submit()).errcode).toBe(85009)
      const status = () => own.asMini('/wxa/get_auditstatus', { auditid })
      expect(await status()).toMatchObject({ status: 2 })
      expect((await own.asMini('/wxa/release', {})).errcode).toBe(85020)
      const decide = (id: unknown, decision: object) =>
        own.control(`/mini-program/audits/${id}/decide`, decision)
      await decide(auditid, { decision: 'reject', reason: '缺少隐私说明' })
      expect(await status()).toMatchObject({ status: 1, reason: '缺少隐私说明' })
      expect((await decide(auditid, { decision: 'approve' })).status).toBe(409)
      await commit('1.0.1')
      const second = (await submit()).auditid
      await decide(second, { decision: 'delay', reason: '需要更久' })
      await decide(second, { decision: 'approve' })
      expect(await own.asMini('/wxa/get_latest_auditstatus')).toMatchObject({
        status: 0,
        user_version: '1.0.1',
      })
      expect((await own.asMini('/wxa/release', {})).errcode).toBe(0)
      const told = (await own.pushes(3)).map(({ body }) => /<Event><!\[CDATA\[(\w+)/.exec(body)?.[1])
      expect(told.sort()).toEqual(['weapp_audit_delay', 'weapp_audit_fail', 'weapp_audit_success'])
      const { json } = await own.control('/mini-program')
      expect(json.versions).toContainEqual(expect.objectContaining({ id: 'released', userVersion: '1.0.1' }))
      expect((await own.asAccount('/wxa/release', {})).errcode).toBe(48001)
    } finally {
      await own.stop()
    }
  })
})
