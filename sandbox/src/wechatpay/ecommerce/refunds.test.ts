import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { openNotice } from '../../testing/open-notice.js'
import { spoiled } from '../../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { ERROR_CODES } from '../answers.js'

let shop: WechatpayMerchant
let platform: MerchantCredentials
let seller: MerchantCredentials
let asPlatform: RawCall
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  const { wechatpay } = shop.sandbox.control
  platform = await wechatpay.createMerchant({ kind: 'service_provider' })
  seller = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [platform.mchid] })
  wechatpay.configure(platform.mchid, { ecommerce: true })
  asPlatform = callAs(platform, () => shop.sandbox.clock.nowMs())
})
afterAll(() => shop.stop())

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const post = (path: string, body: object) => asPlatform('POST', `/v3/ecommerce/refunds/${path}`, body)
const get = (path: string) => asPlatform('GET', `/v3/ecommerce/refunds/${path}?sub_mchid=${seller.mchid}`)
const balance = (mchid: string) => shop.sandbox.control.wechatpay.balanceMinor(mchid)

async function paidOrder(): Promise<string> {
  const { appid: _appid, mchid: _mchid, ...rest } = shop.orderBody({ amount: { total: 10_000 } })
  const who = { sp_appid: platform.appid, sp_mchid: platform.mchid, sub_mchid: seller.mchid }
  await asPlatform('POST', '/v3/pay/partner/transactions/native', { ...who, ...rest })
  shop.sandbox.control.pay({ outTradeNo: rest.out_trade_no })
  return rest.out_trade_no
}
const refund = (outTradeNo: string, number: string, amount: number, change: object = {}) => ({
  sub_mchid: seller.mchid,
  sp_appid: platform.appid,
  out_trade_no: outTradeNo,
  out_refund_no: number,
  amount: { refund: amount, total: 10_000 },
  notify_url: shop.inbox.url,
  ...change,
})
const idOf = (answer: RawAnswer) => (answer.json as { refund_id?: string }).refund_id ?? ''

describe('refunds on a platform', () => {
  it('answer numbers and amounts; the state comes by query and notice', async () => {
    const order = await paidOrder()
    const first = await post('apply', refund(order, 'R1', 4_000))
    expect(first.json).toEqual({
      refund_id: expect.any(String),
      out_refund_no: 'R1',
      create_time: expect.any(String),
      amount: { refund: 4_000, from: [], payer_refund: 4_000, discount_refund: 0, currency: 'CNY' },
      promotion_detail: [],
      refund_account: 'REFUND_SOURCE_SUB_MERCHANT',
    })
    expect((await post('apply', refund(order, 'R1', 4_000))).json).toEqual(first.json)
    expect(said(await post('apply', refund(order, 'R1', 4_001)))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await post('apply', refund(order, 'R2', 4_000)))).toEqual([429, 'FREQUENCY_LIMITED'])
    shop.sandbox.clock.advance(MINUTE_MS)
    expect((await get('out-refund-no/R1')).json).toMatchObject({ status: 'SUCCESS', out_trade_no: order })
    expect((await get(`id/${idOf(first)}`)).json).toEqual((await get('out-refund-no/R1')).json)
    const notice = openNotice((await shop.told()).at(-1)!, platform.apiV3Key)
    expect(notice.plaintext).toMatchObject({
      sp_mchid: platform.mchid,
      sub_mchid: seller.mchid,
      out_refund_no: 'R1',
    })
    expect(said(await post('apply', refund(order, 'R2', 6_001)))).toEqual([400, 'INVALID_REQUEST'])
    const both = refund(order, 'R2', 1, { funds_account: 'AVAILABLE' })
    const from = [{ account: 'AVAILABLE', amount: 1 }]
    expect(said(await post('apply', { ...both, amount: { ...both.amount, from } }))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    expect(said(await get('out-refund-no/R9'))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(said(await shop.raw('POST', '/v3/ecommerce/refunds/apply', both))).toEqual([403, 'NO_AUTH'])
  })

  it('call what comes back to coupons COUPON or DISCOUNT', async () => {
    const openid = shop.sandbox.control.wechatpay.openid('wechat', platform.appid)
    const time = (inMs: number) =>
      new Date(shop.sandbox.clock.nowMs() + inMs).toISOString().replace(/\.\d+/, '')
    for (const [noCash, type] of [
      [true, 'DISCOUNT'],
      [false, 'COUPON'],
    ] as const) {
      const made = await asPlatform('POST', '/v3/marketing/favor/coupon-stocks', {
        stock_name: '满减券',
        belong_merchant: platform.mchid,
        available_begin_time: time(0),
        available_end_time: time(DAY_MS),
        stock_use_rule: {
          max_coupons: 5,
          max_amount: 1_000,
          max_coupons_per_user: 1,
          natural_person_limit: false,
          prevent_api_abuse: false,
        },
        coupon_use_rule: {
          fixed_normal_coupon: { coupon_amount: 200, transaction_minimum: 500 },
          available_merchants: [seller.mchid],
        },
        no_cash: noCash,
        stock_type: 'NORMAL',
        out_request_no: `STOCK_${type}`,
      })
      const { stock_id: stockId } = made.json as { stock_id?: string }
      const creator = { stock_creator_mchid: platform.mchid }
      await asPlatform('POST', `/v3/marketing/favor/stocks/${stockId}/start`, creator)
      const coupon = { stock_id: stockId, out_request_no: `SEND_${type}`, appid: platform.appid, ...creator }
      expect((await asPlatform('POST', `/v3/marketing/favor/users/${openid}/coupons`, coupon)).status).toBe(
        200,
      )
      const order = await paidOrder()
      const back = await post('apply', refund(order, `C_${type}`, 5_000))
      expect(back.json).toMatchObject({ promotion_detail: [{ type, refund_amount: 100 }] })
      expect((await get(`out-refund-no/C_${type}`)).json).toMatchObject({ promotion_detail: [{ type }] })
    }
  })

  it('abnormal ones are sent on their way again', async () => {
    const order = await paidOrder()
    shop.sandbox.control.addFault({
      operation: 'refund',
      outTradeNo: order,
      effect: 'refund_abnormal',
      times: 1,
    })
    const id = idOf(await post('apply', refund(order, 'AB1', 1_000)))
    shop.sandbox.clock.advance(MINUTE_MS)
    expect((await get('out-refund-no/AB1')).json).toMatchObject({ status: 'ABNORMAL' })
    const again = { sub_mchid: seller.mchid, out_refund_no: 'AB1', type: 'MERCHANT_BANK_CARD' }
    expect((await post(`${id}/apply-abnormal-refund`, again)).json).toMatchObject({ status: 'PROCESSING' })
    shop.sandbox.clock.advance(MINUTE_MS)
    expect((await get('out-refund-no/AB1')).json).toMatchObject({ status: 'SUCCESS' })
  })
})

describe('an advance', () => {
  it('pays what the seller lacks, and is returned when the seller has money', async () => {
    const { wechatpay } = shop.sandbox.control
    const order = await paidOrder()
    const purse = balance(seller.mchid)
    wechatpay.deposit(seller.mchid, 1_000 - purse)
    expect(said(await post('apply', refund(order, 'A1', 5_000)))).toEqual([403, 'NOT_ENOUGH'])
    const before = balance(platform.mchid)
    const change = { refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE' }
    const first = await post('apply', refund(order, 'A1', 5_000, change))
    // The fee of 30 fen comes back: 4,970 leave, of which 1,000 are there.
    expect(first.json).toMatchObject({ amount: { advance: 3_970 }, ...change })
    expect((await post('apply', refund(order, 'A1', 5_000, change))).json).toEqual(first.json)
    expect(said(await post('apply', refund(order, 'A1', 5_000)))).toEqual([400, 'INVALID_REQUEST'])
    expect([balance(seller.mchid), balance(platform.mchid)]).toEqual([0, before - 3_970])
    const path = `${idOf(first)}/return-advance`
    expect(said(await get(path))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect((await post(path, { sub_mchid: seller.mchid })).json).toMatchObject({
      result: 'PROCESSING',
      return_amount: 3_970,
      payer_mchid: seller.mchid,
      payee_mchid: platform.mchid,
    })
    wechatpay.deposit(seller.mchid, purse)
    expect((await get(path)).json).toMatchObject({ result: 'SUCCESS', success_time: expect.any(String) })
    expect((await post(path, { sub_mchid: seller.mchid })).json).toEqual((await get(path)).json)
    expect([balance(seller.mchid), balance(platform.mchid)]).toEqual([purse - 3_970, before])
  })

  it('is given up after ninety days, and needs the platform to have money', async () => {
    const { wechatpay } = shop.sandbox.control
    const order = await paidOrder()
    const purse = balance(seller.mchid)
    wechatpay.deposit(seller.mchid, -purse)
    const own = balance(platform.mchid)
    wechatpay.deposit(platform.mchid, -own)
    const body = refund(order, 'A2', 5_000, { refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE' })
    expect(said(await post('apply', body))).toEqual([403, 'NOT_ENOUGH'])
    wechatpay.deposit(platform.mchid, own)
    const path = `${idOf(await post('apply', body))}/return-advance`
    expect((await post(path, { sub_mchid: seller.mchid })).json).toMatchObject({ result: 'PROCESSING' })
    shop.sandbox.clock.advance(91 * DAY_MS)
    expect((await get(path)).json).toMatchObject({ result: 'FAILED' })
    wechatpay.deposit(seller.mchid, purse)
    const plain = idOf(await post('apply', refund(await paidOrder(), 'A3', 1)))
    expect(said(await post(`${plain}/return-advance`, { sub_mchid: seller.mchid }))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
  })
})

describe('broken calls', () => {
  it('are answered with a documented code', async () => {
    const order = await paidOrder()
    const id = idOf(await post('apply', refund(order, 'F1', 1)))
    const good = (): object =>
      refund(order, 'F1', 1, {
        refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE',
        reason: 'r',
        transaction_id: 'x',
        funds_account: 'AVAILABLE',
        sub_appid: seller.appid,
      })
    const bodies: Array<[string, () => object]> = [
      ['apply', good],
      ['apply', () => refund(order, 'F2', 1)],
      [`${id}/return-advance`, () => ({ sub_mchid: seller.mchid })],
      [
        `${id}/apply-abnormal-refund`,
        () => ({ sub_mchid: seller.mchid, out_refund_no: 'F1', type: 'USER_BANK_CARD', bank_account: 'x' }),
      ],
    ]
    for (const [path, body] of bodies) {
      await fc.assert(
        fc.asyncProperty(spoiled(body), async (one) => {
          const answer = await asPlatform('POST', `/v3/ecommerce/refunds/${path}`, JSON.stringify(one))
          expect(answer.status, answer.text).toBeLessThan(500)
          expect(answer.headers['wechatpay-signature'] !== undefined, answer.text).toBe(answer.status < 300)
          if (answer.status >= 400) expect(Object.keys(ERROR_CODES)).toContain(answer.json?.code)
        }),
        { numRuns: 40 },
      )
    }
  })
})
