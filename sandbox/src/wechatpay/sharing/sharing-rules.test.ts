import { createPublicKey } from 'node:crypto'
import { encryptOaep } from '@hutong/wechatpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
/** A merchant with two app ids, who shares. */
let seller: MerchantCredentials
let raw: RawCall
let appid: string
let otherAppid: string
let openid: string
let name: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  const { wechatpay } = shop.sandbox.control
  seller = await wechatpay.createMerchant({
    kind: 'direct',
    name: '茶行',
    appids: ['wx00000000000000a1', 'wx00000000000000a2'],
  })
  raw = callAs(seller, () => shop.sandbox.clock.nowMs())
  appid = 'wx00000000000000a1'
  otherAppid = 'wx00000000000000a2'
  openid = wechatpay.openid('wechat', appid) ?? ''
  name = shop.sandbox.control.wallets().find(({ id }) => id === 'wechat')?.name ?? ''
})
afterAll(() => shop.stop())

const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const sealed = (text: string) => encryptOaep(text, createPublicKey(seller.publicKey))
const post = (path: string, body: object) =>
  raw('POST', `/v3/profitsharing/${path}`, body, { headers: { 'Wechatpay-Serial': seller.publicKeyId } })
const add = (change: object = {}) =>
  post('receivers/add', {
    appid,
    type: 'PERSONAL_OPENID',
    account: openid,
    relation_type: 'STAFF',
    ...change,
  })
let count = 0
async function frozenOrder(): Promise<string> {
  const body = shop.orderBody({
    appid,
    mchid: seller.mchid,
    amount: { total: 10_000 },
    settle_info: { profit_sharing: true },
  })
  expect((await raw('POST', '/v3/pay/transactions/native', body)).status).toBe(200)
  shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
  shop.sandbox.clock.advance(60_000)
  return shop.sandbox.control.order('wechatpay', body.out_trade_no)?.transactionId ?? ''
}
const split = (transactionId: string, receiver: object, change: object = {}) => {
  count += 1
  return post('orders', {
    appid,
    transaction_id: transactionId,
    out_order_no: `SPLIT_${count}`,
    receivers: [{ type: 'PERSONAL_OPENID', account: openid, amount: 100, description: '提成', ...receiver }],
    unfreeze_unsplit: false,
    ...change,
  })
}

describe('a person who receives', () => {
  it('is added under the real name, or under none', async () => {
    expect(said(await add({ name: sealed(`${name}不是`) }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await add({ name: sealed(name) })).status).toBe(200)
    expect((await add()).status).toBe(200)
  })

  it('is checked again by the name that a split gives, whether or not one was registered', async () => {
    await post('receivers/delete', { appid, type: 'PERSONAL_OPENID', account: openid })
    await add()
    const id = await frozenOrder()
    expect(said(await split(id, { name: sealed('别人') }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await split(id, { name: sealed(name) })).status).toBe(200)
  })

  it('is known under the app id of the openid only', async () => {
    await add()
    const id = await frozenOrder()
    expect(said(await split(id, {}, { appid: otherAppid }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await split(id, {})).status).toBe(200)
  })
})

describe('a merchant that shares with itself', () => {
  it('may, as long as the rest stays frozen', async () => {
    const own = { type: 'MERCHANT_ID', account: seller.mchid }
    expect((await add({ ...own, name: sealed('茶行'), relation_type: 'HEADQUARTER' })).status).toBe(200)
    const id = await frozenOrder()
    expect(said(await split(id, own, { unfreeze_unsplit: true }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await split(id, own)).status).toBe(200)
  })
})

describe('the ratio', () => {
  it('is of what was paid to the seller: coupons that nobody funded do not count', async () => {
    await add()
    const { wechatpay } = shop.sandbox.control
    wechatpay.configure(seller.mchid, { maxSharingRatio: 3_000 })
    const time = (inMs: number) =>
      new Date(shop.sandbox.clock.nowMs() + inMs).toISOString().replace(/\.\d+/, '')
    const made = await raw('POST', '/v3/marketing/favor/coupon-stocks', {
      stock_name: '满减券',
      belong_merchant: seller.mchid,
      available_begin_time: time(0),
      available_end_time: time(86_400_000),
      stock_use_rule: {
        max_coupons: 5,
        max_amount: 10_000,
        max_coupons_per_user: 1,
        natural_person_limit: false,
        prevent_api_abuse: false,
      },
      coupon_use_rule: {
        fixed_normal_coupon: { coupon_amount: 2_000, transaction_minimum: 1 },
        available_merchants: [seller.mchid],
      },
      no_cash: true,
      stock_type: 'NORMAL',
      out_request_no: 'STOCK_RATIO',
    })
    const creator = { stock_creator_mchid: seller.mchid }
    const { stock_id: stockId } = made.json as { stock_id?: string }
    await raw('POST', `/v3/marketing/favor/stocks/${stockId}/start`, creator)
    const coupon = { stock_id: stockId, out_request_no: 'SEND_RATIO', appid, ...creator }
    expect((await raw('POST', `/v3/marketing/favor/users/${openid}/coupons`, coupon)).status).toBe(200)
    const id = await frozenOrder()
    // 10,000 less a coupon of 2,000: three tenths of 8,000.
    expect(said(await split(id, { amount: 2_401 }))).toEqual([403, 'RULE_LIMIT'])
    expect((await split(id, { amount: 2_400 })).status).toBe(200)
  })
})
