import { AlipaySdk } from 'alipay-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../testing/call-as-merchant.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

type Item = Record<string, unknown> & { id: string; lines: Array<{ zh: string }> }
type Wallet = 'wechat' | 'alipay'
const BACK = 'http://127.0.0.1:9/back?a=1'

let shop: WechatpayMerchant
let alipay: AlipaySdk
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  const { appId, appPrivateKey, alipayPublicKey, gateway } = shop.sandbox.credentials.alipay
  alipay = new AlipaySdk({ appId, privateKey: appPrivateKey, keyType: 'PKCS8', alipayPublicKey, gateway })
})
afterAll(() => shop.stop())

async function call(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${shop.sandbox.homeUrl}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const list = async (what: 'waiting' | 'agreements', wallet: Wallet) =>
  (await call('GET', `/phone/api/${what}?wallet=${wallet}`)).body as unknown as Item[]
const follow = (wallet: Wallet, text: string) => call('POST', '/phone/api/follow', { wallet, text })
const answer = (wallet: Wallet, body: object) =>
  call('POST', '/phone/api/waiting/answer', { wallet, accepts: true, ...body })
const askedBy = async (wallet: Wallet, text: string) => {
  const { status, body } = await follow(wallet, text)
  expect(status).toBe(200)
  return body.asked as Item
}
const end = (wallet: Wallet, id: string) => call('POST', '/phone/api/agreements/end', { wallet, id })
const password = '123456'

describe('a contract for deductions at WeChat Pay', () => {
  const SIGN = '/v3/papay/scheduled-deduct-sign/contracts/pre-entrust-sign'
  const begin = async (code: string, channel: string, change: object = {}) =>
    (
      await shop.raw('POST', `${SIGN}/${channel}`, {
        appid: shop.appid,
        plan_id: 12535,
        out_contract_code: code,
        contract_display_account: '茶友小明',
        contract_notify_url: shop.inbox.url,
        ...change,
      })
    ).json as unknown as Record<string, string>
  const state = async (code: string) =>
    (await shop.raw('GET', `/v3/papay/sign/contracts/plan-id/12535/out-contract-code/${code}`)).json

  it('waits, is opened by its link, signed with the password, listed, and ended', async () => {
    const { redirect_url: link } = await begin('C1', 'jsapi')
    const [waits] = await list('waiting', 'wechat')
    expect(waits).toMatchObject({ kind: 'contract', number: 'C1', amountMinor: null, asksPassword: true })
    const asked = await askedBy('wechat', link!)
    expect(asked).toEqual(waits)
    expect(asked.lines.map(({ zh }) => zh)).toContain('账户：茶友小明')
    expect(await answer('wechat', { id: asked.id, password: '000000' })).toMatchObject({
      status: 409,
      body: { code: 'wrong_password' },
    })
    expect(await answer('wechat', { id: asked.id, password })).toMatchObject({ body: { done: true } })
    expect(await state('C1')).toMatchObject({ contract_state: 'SIGNED' })
    expect(await list('waiting', 'wechat')).toEqual([])
    expect(await follow('wechat', link!)).toMatchObject({ status: 409, body: { code: 'not_waiting' } })

    const [given] = await list('agreements', 'wechat')
    expect(given).toMatchObject({ kind: 'contract', number: 'C1' })
    expect((await end('wechat', given!.id)).status).toBe(200)
    expect(await state('C1')).toMatchObject({
      contract_state: 'TERMINATED',
      contract_terminate_info: { contract_termination_mode: 'USER_TERMINATE' },
    })
    expect((await end('wechat', given!.id)).status).toBe(409)
    expect(await list('agreements', 'wechat')).toEqual([])
  })

  it('opens from what an app or a mini-program is handed, until it is stale, for whom it names', async () => {
    const app = await begin('C2', 'app')
    const mini = await begin('C3', 'mini-program')
    expect(await askedBy('wechat', `pre_entrustweb_id=${app.pre_entrustweb_id}`)).toMatchObject({
      number: 'C2',
    })
    expect(await askedBy('wechat', mini.redirect_path!)).toMatchObject({ number: 'C3' })
    const other = shop.sandbox.control.createWallet({ wallet: 'wechat' })
    const openid = shop.sandbox.control.wechatpay.openid(other.id, shop.appid)
    const named = await begin('C4', 'jsapi', { openid })
    expect((await follow('wechat', named.redirect_url!)).status).toBe(409)
    shop.sandbox.clock.advance(10 * 60_000)
    expect(await list('waiting', 'wechat')).toEqual([])
    expect((await follow('wechat', mini.redirect_path!)).status).toBe(409)
  })
})

it('a contract that a provider asks for waits for the user it names, in the seller’s name', async () => {
  const { wechatpay } = shop.sandbox.control
  const provider = await wechatpay.createMerchant({ kind: 'service_provider' })
  const seller = await wechatpay.createMerchant({
    kind: 'sub_merchant',
    name: '半山茶铺',
    providers: [provider.mchid],
  })
  const asProvider = callAs(provider, () => shop.sandbox.clock.nowMs())
  const path = '/v3/papay/scheduled-deduct-sign/partner/contracts/pre-entrust-sign/jsapi'
  const begun = await asProvider('POST', path, {
    sp_mchid: provider.mchid,
    sp_appid: provider.appid,
    sub_mchid: seller.mchid,
    sub_appid: seller.appid,
    sub_openid: wechatpay.openid('wechat', seller.appid),
    plan_id: 12,
    out_contract_code: 'PC1',
    contract_display_account: '茶友月卡',
    contract_notify_url: shop.inbox.url,
  })
  expect(begun.status).toBe(200)
  const [waits] = await list('waiting', 'wechat')
  expect(waits).toMatchObject({ kind: 'contract', number: 'PC1', payee: '半山茶铺' })
  expect((await answer('wechat', { id: waits!.id, password })).status).toBe(200)
  const [given] = await list('agreements', 'wechat')
  expect(given).toMatchObject({ number: 'PC1', payee: '半山茶铺' })
  expect((await end('wechat', given!.id)).status).toBe(200)
})

it('a permission for a service is given and taken back', async () => {
  const which = { appid: shop.appid, service_id: '2002000000000558128851361561536' }
  const applied = await shop.raw('POST', '/v3/payscore/permissions', {
    ...which,
    authorization_code: 'PERMISSION_1',
    notify_url: shop.inbox.url,
  })
  expect(applied.status).toBe(200)
  const [waits] = await list('waiting', 'wechat')
  expect(waits).toMatchObject({ kind: 'permission', number: 'PERMISSION_1', asksPassword: false })
  expect((await answer('wechat', { id: waits!.id })).status).toBe(200)
  const state = async () => {
    const path = `/v3/payscore/permissions/authorization-code/PERMISSION_1?service_id=${which.service_id}`
    return (await shop.raw('GET', path)).json
  }
  expect(await state()).toMatchObject({ authorization_state: 'AVAILABLE' })
  const [given] = await list('agreements', 'wechat')
  expect((await end('wechat', given!.id)).status).toBe(200)
  expect(await state()).toMatchObject({ authorization_state: 'UNAVAILABLE' })
})

describe('an agreement at Alipay', () => {
  /** By the month no day later than the 28th will do, and today's may be one. */
  const firstOfNextMonth = (): string => {
    const now = new Date(shop.sandbox.clock.nowMs())
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString().slice(0, 10)
  }
  const sign = (external: string) =>
    alipay.pageExecute('alipay.user.agreement.page.sign', 'GET', {
      return_url: BACK,
      bizContent: {
        personal_product_code: 'CYCLE_PAY_AUTH_P',
        sign_scene: 'INDUSTRY|DIGITAL_MEDIA',
        external_agreement_no: external,
        access_params: { channel: 'QRCODE' },
        period_rule_params: {
          period_type: 'MONTH',
          period: '1',
          execute_time: firstOfNextMonth(),
          single_amount: '10.00',
        },
      },
    })

  it('is opened by the signed link, agreed to with the password, listed, and ended', async () => {
    const asked = await askedBy('alipay', sign('A1'))
    expect(asked).toMatchObject({ kind: 'agreement', asksPassword: true })
    expect(asked.lines).toContainEqual({ zh: '单次最多 ¥10.00', en: 'At most ¥10.00 each time' })
    expect(asked.lines[1]).toMatchObject({ en: expect.stringMatching(/^Every month, first on \d/) })
    expect(await list('waiting', 'alipay')).toEqual([asked])
    expect((await answer('alipay', { id: asked.id, password: '000000' })).status).toBe(409)
    const agreed = await answer('alipay', { id: asked.id, password })
    expect(agreed.status).toBe(200)
    const back = new URL(String(agreed.body.returnUrl))
    expect(back.searchParams.get('status')).toBe('NORMAL')
    expect(await list('waiting', 'alipay')).toEqual([])
    const [given] = await list('agreements', 'alipay')
    expect(given).toMatchObject({ kind: 'agreement', number: back.searchParams.get('agreement_no') })
    expect((await end('alipay', given!.id)).status).toBe(200)
    const query = await alipay.exec('alipay.user.agreement.query', {
      bizContent: { agreement_no: given!.number },
    })
    expect(query.subCode).toBe('USER_AGREEMENT_NOT_EXIST')
    expect(await list('agreements', 'alipay')).toEqual([])
  })

  it('is refused in person, or by the gateway’s own checks', async () => {
    const asked = await askedBy('alipay', sign('A2'))
    expect((await answer('alipay', { id: asked.id, accepts: false })).status).toBe(200)
    expect(await list('waiting', 'alipay')).toEqual([])
    expect((await answer('alipay', { id: asked.id, password })).status).toBe(409)
    const forged = sign('A3').replace(/sign=[^&]{8}/, 'sign=AAAAAAAA')
    expect(await follow('alipay', forged)).toMatchObject({
      status: 409,
      body: { en: expect.stringContaining('isv.invalid-signature') },
    })
  })
})

it('a payment that a till began at Alipay waits, and is paid like any code', async () => {
  const shown = await call('POST', '/phone/api/payment-code', { wallet: 'alipay', asksPassword: true })
  const begun = await alipay.exec('alipay.trade.pay', {
    bizContent: {
      out_trade_no: 'TILL_1',
      total_amount: '12.34',
      subject: '龙井茶',
      scene: 'bar_code',
      auth_code: shown.body.code,
    },
  })
  expect(begun.code).toBe('10003')
  const [waits] = await list('waiting', 'alipay')
  expect(waits).toMatchObject({ kind: 'payment', number: 'TILL_1', amountMinor: 1_234 })
  const paid = await call('POST', '/phone/api/pay', { wallet: 'alipay', text: waits!.code, password })
  expect(paid).toMatchObject({ status: 200, body: { state: 'paid' } })
  expect(await list('waiting', 'alipay')).toEqual([])
})
