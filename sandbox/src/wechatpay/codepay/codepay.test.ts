import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer } from '../../testing/call-as-merchant.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
let provider: MerchantCredentials
let seller: MerchantCredentials
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  provider = await wechatpay().createMerchant({ kind: 'service_provider' })
  seller = await wechatpay().createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
})
afterAll(() => shop.stop())

const BASE = '/v3/pay/transactions'
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const wechatpay = () => shop.sandbox.control.wechatpay
const code = (asksPassword = false) => wechatpay().showPaymentCode('wechat', asksPassword)?.id ?? ''
function order(authCode: string, change: object = {}) {
  const { notify_url: _url, ...rest } = shop.orderBody(change)
  return { ...rest, payer: { auth_code: authCode } }
}
const pay = (body: object) => shop.raw('POST', `${BASE}/codepay`, body)
const query = async (number: unknown) =>
  (await shop.raw('GET', `${BASE}/out-trade-no/${number}?mchid=${shop.mchid}`)).json as Record<
    string,
    unknown
  >
const reverse = (number: unknown) =>
  shop.raw('POST', `${BASE}/out-trade-no/${number}/reverse`, { appid: shop.appid, mchid: shop.mchid })
const purse = () => shop.sandbox.control.wallets()[0]!.balanceMinor
const account = () => wechatpay().balanceMinor(shop.mchid)

describe('paying by code', () => {
  it('is answered at once and not notified; the code is spent', async () => {
    const authCode = code()
    const before = purse()
    const body = order(authCode)
    const answer = await pay(body)
    expect(answer.json).toMatchObject({
      out_trade_no: body.out_trade_no,
      trade_state: 'SUCCESS',
      trade_type: 'MICROPAY',
      amount: { payer_total: 1_000 },
    })
    expect(purse()).toBe(before - 1_000)
    expect(shop.sandbox.control.notices({ outTradeNo: body.out_trade_no })).toEqual([])
    expect(said(await pay(order(authCode)))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await pay(body))).toEqual([400, 'INVALID_REQUEST'])
  })

  it('asks for the password when it must: 202, then what the payer does', async () => {
    const body = order(code(true))
    const asked = await pay(body)
    expect(said(asked)).toEqual([202, 'USERPAYING'])
    expect(asked.headers['wechatpay-signature']).toBeTruthy()
    expect(await query(body.out_trade_no)).toMatchObject({ trade_state: 'USERPAYING' })
    expect(said(await pay(body))).toEqual([202, 'USERPAYING'])
    expect(wechatpay().answerPassword(body.out_trade_no, true)).toMatchObject({ state: 'SUCCESS' })
    expect(await query(body.out_trade_no)).toMatchObject({ trade_state: 'SUCCESS' })
    const big = order(code(), { amount: { total: 100_001 } })
    expect(said(await pay(big))).toEqual([202, 'USERPAYING'])
    wechatpay().answerPassword(big.out_trade_no, false)
    expect(await query(big.out_trade_no)).toMatchObject({ trade_state: 'PAYERROR' })
    expect(wechatpay().answerPassword(big.out_trade_no, true)).toBeNull()
    expect(said(await pay(big))).toEqual([400, 'ORDER_CLOSED'])
  })

  it('refuses stale codes, wrong codes and empty purses', async () => {
    const old = code()
    shop.sandbox.clock.advance(60_000)
    expect(said(await pay(order(old)))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await pay(order('281234567890123456')))).toEqual([400, 'PARAM_ERROR'])
    const nameless = { scene_info: { store_info: {} } }
    expect((await pay(order(code(), nameless))).json?.detail).toMatchObject({
      field: '/scene_info/store_info/id',
    })
    const own = { scene_info: { store_info: { out_id: '一号店' } } }
    expect((await pay(order(code(), own))).status).toBe(200)
    shop.sandbox.control.createWallet({ wallet: 'wechat', id: 'poor', balanceMinor: 1 })
    const poor = order(wechatpay().showPaymentCode('poor', false)?.id ?? '')
    expect(said(await pay(poor))).toEqual([403, 'NOT_ENOUGH'])
    expect(await query(poor.out_trade_no)).toMatchObject({ trade_state: 'PAYERROR' })
    expect(wechatpay().showPaymentCode('alipay', false)).toBeNull()
    wechatpay().configure(shop.mchid, { codePay: false })
    expect(said(await pay(order(code())))).toEqual([403, 'NO_AUTH'])
    wechatpay().configure(shop.mchid, { codePay: true })
  })
})

describe('reversing', () => {
  it('gives a paid order back in full, once', async () => {
    const before = { purse: purse(), account: account() }
    const body = order(code())
    await pay(body)
    expect(account()).toBe(before.account + 994)
    const answer = await reverse(body.out_trade_no)
    expect(answer.json).toEqual({ appid: shop.appid, mchid: shop.mchid, out_trade_no: body.out_trade_no })
    expect((await reverse(body.out_trade_no)).status).toBe(200)
    expect({ purse: purse(), account: account() }).toEqual(before)
    expect(await query(body.out_trade_no)).toMatchObject({ trade_state: 'REVOKED' })
  })

  it('voids an unpaid one; the payer can no longer pay', async () => {
    const body = order(code(true))
    await pay(body)
    const close = `${BASE}/out-trade-no/${body.out_trade_no}/close`
    expect(said(await shop.raw('POST', close, { mchid: shop.mchid }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await reverse(body.out_trade_no)).status).toBe(200)
    expect(wechatpay().answerPassword(body.out_trade_no, true)).toBeNull()
    expect(await query(body.out_trade_no)).toMatchObject({ trade_state: 'REVOKED' })
  })

  it('is for code payments only', async () => {
    const native = shop.orderBody()
    await shop.raw('POST', `${BASE}/native`, native)
    expect(said(await reverse(native.out_trade_no))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await reverse('NO_SUCH_ORDER'))).toEqual([404, 'ORDER_NOT_EXIST'])
  })
})

describe('a provider', () => {
  it('is paid by code for its sub-merchant, and reverses', async () => {
    const asProvider = callAs(provider, () => shop.sandbox.clock.nowMs())
    const who = { sp_appid: provider.appid, sp_mchid: provider.mchid, sub_mchid: seller.mchid }
    const direct: Record<string, unknown> = order(code())
    const { appid: _appid, mchid: _mchid, ...rest } = direct
    const partner = '/v3/pay/partner/transactions'
    const before = wechatpay().balanceMinor(seller.mchid)
    const answer = await asProvider('POST', `${partner}/codepay`, { ...who, ...rest })
    expect(answer.json).toMatchObject({
      ...who,
      trade_state: 'SUCCESS',
      payer: { sp_openid: expect.any(String) },
    })
    expect(wechatpay().balanceMinor(seller.mchid)).toBe(before + 994)
    const target = `${partner}/out-trade-no/${rest.out_trade_no}/reverse`
    const reversed = await asProvider('POST', target, { sp_mchid: provider.mchid, sub_mchid: seller.mchid })
    expect(reversed.json).toEqual({ ...who, out_trade_no: rest.out_trade_no })
    expect(wechatpay().balanceMinor(seller.mchid)).toBe(before)
    const own = { appid: shop.appid, mchid: shop.mchid }
    expect(said(await asProvider('POST', target, own))).toEqual([400, 'PARAM_ERROR'])
  })
})
