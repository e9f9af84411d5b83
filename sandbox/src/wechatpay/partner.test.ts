import { createPrivateKey } from 'node:crypto'
import { appPaySign, jsapiPaySign } from '@hutong/wechatpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../testing/call-as-merchant.js'
import { openNotice } from '../testing/open-notice.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
let provider: MerchantCredentials
let seller: MerchantCredentials
let stranger: MerchantCredentials
let raw: RawCall
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const { wechatpay } = shop.sandbox.control
  provider = await wechatpay.createMerchant({ kind: 'service_provider', name: '集市' })
  seller = await wechatpay.createMerchant({
    kind: 'sub_merchant',
    providers: [provider.mchid],
    name: '豆腐坊',
  })
  stranger = await wechatpay.createMerchant({ kind: 'sub_merchant' })
  raw = callAs(provider, () => shop.sandbox.clock.nowMs())
})
afterAll(() => shop.stop())

const ORDERS = '/v3/pay/partner/transactions'
const REFUNDS = '/v3/refund/domestic/refunds'
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const order = (change: object = {}) => {
  const { appid: _appid, mchid: _mchid, ...rest } = shop.orderBody(change)
  return { sp_appid: provider.appid, sp_mchid: provider.mchid, sub_mchid: seller.mchid, ...rest }
}
const who = () => `sp_mchid=${provider.mchid}&sub_mchid=${seller.mchid}`
const query = (outTradeNo: unknown) => raw('GET', `${ORDERS}/out-trade-no/${outTradeNo}?${who()}`)
async function paid(change: object = {}): Promise<string> {
  const body = order(change)
  expect((await raw('POST', `${ORDERS}/native`, body)).status).toBe(200)
  shop.sandbox.control.pay({ outTradeNo: String(body.out_trade_no) })
  await shop.sandbox.control.noticesIdle()
  return String(body.out_trade_no)
}

describe('a provider orders for its sub-merchant', () => {
  it('native: the seller is paid, query and notice name both', async () => {
    const before = shop.inbox.received.length
    const number = await paid()
    expect(shop.sandbox.control.order('wechatpay', number)).toMatchObject({ mchid: seller.mchid })
    const answer = await query(number)
    expect(answer.json).toMatchObject({
      sp_appid: provider.appid,
      sp_mchid: provider.mchid,
      sub_mchid: seller.mchid,
      trade_state: 'SUCCESS',
    })
    expect(answer.json).not.toHaveProperty('mchid')
    expect(answer.json).not.toHaveProperty('sub_appid')
    const { transaction_id: id, payer } = answer.json as Record<string, unknown>
    const openid = shop.sandbox.control.wechatpay.openid('wechat', provider.appid)
    expect(payer).toEqual({ sp_openid: openid })
    expect((await raw('GET', `${ORDERS}/id/${id}?${who()}`)).json).toMatchObject({ out_trade_no: number })
    const notice = openNotice((await shop.inbox.count(before + 1))[before]!, provider.apiV3Key)
    expect(notice.plaintext).toMatchObject({
      sp_mchid: provider.mchid,
      sub_mchid: seller.mchid,
      out_trade_no: number,
    })
  })

  it.each(['app', 'h5', 'jsapi'])('%s', async (product) => {
    const subOpenid = shop.sandbox.control.wechatpay.openid('wechat', seller.appid)
    const body = order({
      ...(product === 'h5' ? { scene_info: { payer_client_ip: '::1', h5_info: { type: 'Wap' } } } : {}),
      ...(product === 'jsapi' ? { sub_appid: seller.appid, payer: { sub_openid: subOpenid } } : {}),
    })
    const answer = await raw('POST', `${ORDERS}/${product}`, body)
    expect(answer.json).toHaveProperty(product === 'h5' ? 'h5_url' : 'prepay_id')
    if (product !== 'jsapi') return
    const { prepay_id: prepayId } = answer.json as { prepay_id: string }
    const parts = { timestampSeconds: '1700000000', nonce: 'n', prepayId }
    const invoke = async (appid: string, key: string) => ({
      appId: appid,
      timeStamp: parts.timestampSeconds,
      nonceStr: parts.nonce,
      package: `prepay_id=${prepayId}`,
      signType: 'RSA',
      paySign: await jsapiPaySign({ appid, ...parts }, createPrivateKey(key)),
    })
    const pay = async (appid: string, key: string) =>
      shop.sandbox.control.pay({ code: JSON.stringify(await invoke(appid, key)) })
    // The client runs under the sub-merchant's app id; the signature is the provider's.
    const refusal = { code: 'wrong_invocation_signature' }
    expect(await pay(provider.appid, provider.merchantPrivateKey)).toMatchObject(refusal)
    expect(await pay(seller.appid, seller.merchantPrivateKey)).toMatchObject(refusal)
    expect(await pay(seller.appid, provider.merchantPrivateKey)).toMatchObject({ state: 'paid' })
    expect((await query(body.out_trade_no)).json).toMatchObject({
      sub_appid: seller.appid,
      payer: { sub_openid: subOpenid },
    })
  })

  it('app: the client names the sub-merchant, not the provider whose key signs', async () => {
    const placed = await raw('POST', `${ORDERS}/app`, order())
    const { prepay_id: prepayId } = placed.json as { prepay_id?: string }
    const parts = { timestampSeconds: '1700000000', nonce: 'n', prepayId: prepayId ?? '' }
    const key = createPrivateKey(provider.merchantPrivateKey)
    const sign = await appPaySign({ appid: provider.appid, ...parts }, key)
    const pay = (partnerId: string) => {
      const { timestampSeconds: timeStamp, nonce: nonceStr } = parts
      const invocation = { partnerId, prepayId, packageValue: 'Sign=WXPay', nonceStr, timeStamp, sign }
      return shop.sandbox.control.pay({ code: JSON.stringify({ appId: provider.appid, ...invocation }) })
    }
    expect(pay(provider.mchid)).toMatchObject({ code: 'wrong_invocation_signature' })
    expect(pay(seller.mchid)).toMatchObject({ state: 'paid' })
  })

  it('refuses who is no provider, an unknown or foreign sub-merchant, and mixed-up payers', async () => {
    const direct = await shop.raw('POST', `${ORDERS}/native`, { ...order(), sp_mchid: shop.mchid })
    expect(said(direct)).toEqual([403, 'NO_AUTH'])
    const native = (change: object) => raw('POST', `${ORDERS}/native`, { ...order(), ...change })
    expect(said(await native({ sub_mchid: '1900000009' }))).toEqual([400, 'MCH_NOT_EXISTS'])
    expect(said(await native({ sub_mchid: stranger.mchid }))).toEqual([403, 'NO_AUTH'])
    expect(said(await native({ sp_mchid: shop.mchid }))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await native({ sub_appid: provider.appid }))).toEqual([400, 'APPID_MCHID_NOT_MATCH'])
    expect(said(await native({ appid: provider.appid }))).toEqual([400, 'PARAM_ERROR'])
    const openid = shop.sandbox.control.wechatpay.openid('wechat', provider.appid)
    for (const payer of [{}, { sp_openid: openid, sub_openid: openid }, { sub_openid: openid }]) {
      expect(said(await raw('POST', `${ORDERS}/jsapi`, { ...order(), payer }))).toEqual([400, 'PARAM_ERROR'])
    }
  })

  it.each([
    `/v3/bill/tradebill?bill_date=2020-01-01&sub_mchid=1900000009`,
    `/v3/profitsharing/bills?bill_date=2020-01-01&sub_mchid=1900000009`,
    `/v3/bill/sub-merchant-fundflowbill?sub_mchid=1900000009`,
    `/v3/profitsharing/orders/S1?transaction_id=1&sub_mchid=1900000009`,
    `/v3/profitsharing/merchant-configs/1900000009`,
    `/v3/payscore/partner/serviceorder?service_id=1&appid=1&out_order_no=1&sub_mchid=1900000009`,
    `/v3/apply4sub/sub_merchants/1900000009/settlement`,
  ])('of a merchant that there is none of, %s says NO_AUTH', async (target) => {
    const day = new Date(shop.sandbox.clock.nowMs() - 48 * 3_600_000).toISOString().slice(0, 10)
    expect(said(await raw('GET', target.replace('2020-01-01', day)))).toEqual([403, 'NO_AUTH'])
  })

  it('closes; the direct calls do not see it', async () => {
    const body = order()
    await raw('POST', `${ORDERS}/native`, body)
    const target = `out-trade-no/${body.out_trade_no}`
    const hidden = await raw('GET', `/v3/pay/transactions/${target}?mchid=${provider.mchid}`)
    expect(said(hidden)).toEqual([404, 'ORDER_NOT_EXIST'])
    const both = { sp_mchid: provider.mchid, sub_mchid: seller.mchid }
    expect(said(await raw('POST', `${ORDERS}/${target}/close`, { sp_mchid: provider.mchid }))).toEqual([
      400,
      'PARAM_ERROR',
    ])
    expect((await raw('POST', `${ORDERS}/${target}/close`, both)).status).toBe(204)
    expect((await query(body.out_trade_no)).json).toMatchObject({ trade_state: 'CLOSED' })
  })

  it('refunds with sub_mchid, queries with it, and is notified for both', async () => {
    const number = await paid()
    shop.sandbox.clock.freeze()
    const body = {
      sub_mchid: seller.mchid,
      out_trade_no: number,
      out_refund_no: `r_${number}`,
      notify_url: shop.inbox.url,
      amount: { refund: 300, total: 1_000, currency: 'CNY' },
    }
    const { sub_mchid: _sub, ...without } = body
    expect(said(await raw('POST', REFUNDS, without))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(said(await shop.raw('POST', REFUNDS, body))).toEqual([400, 'PARAM_ERROR'])
    expect((await raw('POST', REFUNDS, body)).json).toMatchObject({ status: 'PROCESSING' })
    const before = shop.inbox.received.length
    shop.sandbox.clock.advance(3_000)
    shop.sandbox.clock.resume()
    const target = `${REFUNDS}/${body.out_refund_no}`
    expect((await raw('GET', `${target}?sub_mchid=${seller.mchid}`)).json).toMatchObject({
      status: 'SUCCESS',
    })
    expect(said(await raw('GET', target))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(said(await raw('GET', `${target}?sub_mchid=${stranger.mchid}`))).toEqual([403, 'NO_AUTH'])
    // Unlike orders, refunds say 404 of a merchant that there is none of.
    const nobody = '1900000009'
    expect(said(await raw('GET', `${target}?sub_mchid=${nobody}`))).toEqual([404, 'MCH_NOT_EXISTS'])
    expect(said(await raw('POST', REFUNDS, { ...body, sub_mchid: nobody }))).toEqual([404, 'MCH_NOT_EXISTS'])
    const notice = openNotice((await shop.inbox.count(before + 1))[before]!, provider.apiV3Key)
    expect(notice.plaintext).toMatchObject({
      sp_mchid: provider.mchid,
      sub_mchid: seller.mchid,
      refund_status: 'SUCCESS',
    })
    expect(JSON.stringify(notice)).not.toContain('"mchid"')
  })
})
