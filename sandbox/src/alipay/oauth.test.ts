import { AlipaySdk } from 'alipay-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'

const DAY = 86_400_000
let under: AlipayUnderTest
let appId: string
beforeEach(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
  appId = under.core.keys.alipay.appId
})
afterEach(() => under.stop())

const authorize = (members: Record<string, string>) =>
  fetch(
    `${under.url}/oauth2/publicAppAuthorize.htm?${new URLSearchParams({
      app_id: appId,
      redirect_uri: 'http://127.0.0.1:9/back?a=1#top',
      state: 'c3RhdGU=',
      ...members,
    })}`,
    { redirect: 'manual' },
  )
const token = (params: Record<string, string>) =>
  under.sdk.exec('alipay.system.oauth.token', params, { validateSign: true })
const exchange = (code: string) => token({ grantType: 'authorization_code', code })
const share = (authToken: string) =>
  under.sdk.exec('alipay.user.info.share', { auth_token: authToken }, { validateSign: true })

describe('the user’s authorisation', () => {
  it('is silent for auth_base, and the code works once', async () => {
    const answer = await authorize({ scope: 'auth_base' })
    expect(answer.status).toBe(302)
    const back = new URL(answer.headers.get('location')!)
    expect(back.hash).toBe('#top')
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ a: '1', state: 'c3RhdGU=', app_id: appId })
    const code = back.searchParams.get('auth_code')!
    const got = await exchange(code)
    expect(got).toMatchObject({ userId: '2088000000000017', expiresIn: 1_296_000 })
    expect(got).not.toHaveProperty('code')
    expect(await exchange(code)).toMatchObject({ subCode: 'isv.code-invalid' })
    expect(await share(got.accessToken)).toMatchObject({ subCode: 'isv.insufficient-user-permissions' })
  })

  it('asks for auth_user on a page, and shows the profile afterwards', async () => {
    const page = await authorize({ scope: 'auth_user' })
    const url = under.url + page.headers.get('location')!
    expect(await (await fetch(url)).text()).toContain('授权获取会员信息')
    const agreed = await fetch(url, { method: 'POST', body: new URLSearchParams({ decision: 'agree' }) })
    const code = /auth_code=([0-9a-z]+)/.exec(await agreed.text())![1]!
    const got = await exchange(code)
    expect(await share(got.accessToken)).toMatchObject({
      code: '10000',
      nickName: '小红',
      userId: '2088000000000017',
    })
    expect(await share('nonsense')).toMatchObject({ code: '20001', subCode: 'aop.invalid-auth-token' })

    const refreshed = await token({ grantType: 'refresh_token', refreshToken: got.refreshToken })
    expect(await share(refreshed.accessToken)).toMatchObject({ nickName: '小红' })
    expect(await token({ grantType: 'refresh_token', refreshToken: got.refreshToken })).toMatchObject({
      subCode: 'isv.refreshed-token-invalid',
    })
    under.core.clock.advance(15 * DAY)
    expect(await share(refreshed.accessToken)).toMatchObject({ subCode: 'aop.auth-token-time-out' })
  })

  it('refuses what is not asked properly', async () => {
    for (const [members, code] of [
      [{ app_id: '2021' }, 'isv.invalid-app-id'],
      [{ redirect_uri: 'javascript:alert(1)' }, 'isv.invalid-parameter'],
      [{ scope: 'auth_all' }, 'isv.invalid-parameter'],
    ] as const) {
      expect(await (await authorize({ scope: 'auth_base', ...members })).text()).toContain(code)
    }
    expect(await token({ grantType: 'password' })).toMatchObject({ subCode: 'isv.grant-type-invalid' })
    const code = under.alipay.byHand.authCode()!
    under.core.clock.advance(DAY)
    expect(await exchange(code)).toMatchObject({ subCode: 'isv.code-invalid' })
  })

  it('gives open ids to new applications, over REST v3 too, and codes to their own application only', async () => {
    const made = await under.alipay.byHand.makeApp({ buyerNames: 'open_id' })
    const sdk = new AlipaySdk({
      appId: made.appId,
      privateKey: made.appPrivateKey,
      keyType: 'PKCS8',
      alipayPublicKey: made.alipayPublicKey,
      endpoint: under.url,
    })
    const exchangeV3 = (code: string) =>
      sdk.curl<Record<string, string>>('POST', '/v3/alipay/system/oauth/token', {
        body: { grant_type: 'authorization_code', code },
      })
    await expect(exchangeV3(under.alipay.byHand.authCode()!)).rejects.toMatchObject({
      code: 'unmatched-app-id',
    })
    const { data } = await exchangeV3(
      under.alipay.byHand.authCode({ appId: made.appId, scope: 'auth_user' })!,
    )
    expect(data).toHaveProperty('open_id')
    expect(data).not.toHaveProperty('user_id')
    const profile = await sdk.curl<Record<string, string>>('POST', '/v3/alipay/user/info/share', {
      body: { auth_token: data.access_token },
    })
    expect(profile.data).toEqual({ open_id: data.open_id, nick_name: '小红' })
  })
})

describe('a service provider', () => {
  it('acts for a merchant with its token, and is refused without', async () => {
    const merchant = await under.alipay.byHand.makeApp({ name: '托管商户' })
    const page = await fetch(
      `${under.url}/oauth2/appToAppAuth.htm?${new URLSearchParams({
        app_id: appId,
        redirect_uri: 'http://127.0.0.1:9/back',
        state: 's',
      })}`,
      { redirect: 'manual' },
    )
    const decision = under.alipay.byHand.decide(under.url + page.headers.get('location')!, { agrees: true })
    const code = decision.done ? new URL(decision.returnUrl!).searchParams.get('app_auth_code')! : ''
    const ask = (method: string, bizContent: Record<string, unknown>) =>
      under.sdk.exec(method, { bizContent }, { validateSign: true })
    const got = await ask('alipay.open.auth.token.app', { grantType: 'authorization_code', code })
    expect(got).toMatchObject({ authAppId: merchant.appId, userId: merchant.sellerId })
    expect(await ask('alipay.open.auth.token.app', { grantType: 'authorization_code', code })).toMatchObject({
      subCode: 'AUTH_CODE_NOT_VALID',
    })
    expect(await ask('alipay.open.auth.token.app.query', { appAuthToken: got.appAuthToken })).toMatchObject({
      status: 'valid',
      authAppId: merchant.appId,
    })

    const bizContent = { outTradeNo: 'isv_1', totalAmount: '3.00', subject: '茶' }
    await under.sdk.exec(
      'alipay.trade.precreate',
      { appAuthToken: got.appAuthToken, notify_url: under.notifyUrl, bizContent },
      { validateSign: true },
    )
    under.pay('isv_1')
    expect((await under.notices(1))[0]).toMatchObject({
      app_id: appId,
      auth_app_id: merchant.appId,
      seller_id: merchant.sellerId,
    })
    expect(await ask('alipay.trade.query', { outTradeNo: 'isv_1' })).toMatchObject({
      subCode: 'ACQ.TRADE_NOT_EXIST',
    })
    const body = { out_trade_no: 'isv_1' }
    const v3 = new AlipaySdk({
      appId,
      privateKey: under.core.keys.alipay.appPrivateKey,
      keyType: 'PKCS8',
      alipayPublicKey: under.core.keys.alipay.alipayPublicKey,
      endpoint: under.url,
    })
    const { data } = await v3.curl<Record<string, string>>('POST', '/v3/alipay/trade/query', {
      body,
      appAuthToken: got.appAuthToken,
    })
    expect(data).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
    await expect(
      v3.curl('POST', '/v3/alipay/trade/query', { body, appAuthToken: 'x' }),
    ).rejects.toMatchObject({ code: 'invalid-app-auth-token', responseHttpStatus: 401 })
  })
})

it('says whether a notice was its own', async () => {
  await under.sdk.exec('alipay.trade.precreate', {
    notify_url: under.notifyUrl,
    bizContent: { outTradeNo: 'n1', totalAmount: '1', subject: '茶' },
  })
  under.pay('n1')
  const [notice] = await under.notices(1)
  await under.core.notices.idle()
  const verify = async (partner: string, id: string) =>
    (
      await fetch(
        `${under.url}/gateway.do?${new URLSearchParams({ service: 'notify_verify', partner, notify_id: id })}`,
      )
    ).text()
  const { sellerId } = under.core.keys.alipay
  expect(await verify(sellerId, notice!.notify_id!)).toBe('true')
  expect(await verify('2088000000000000', notice!.notify_id!)).toBe('false')
  expect(await verify(sellerId, 'nonsense')).toBe('false')
  under.core.clock.advance(60_001)
  expect(await verify(sellerId, notice!.notify_id!)).toBe('false')
})
