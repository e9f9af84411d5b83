import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { openNotice } from '../../testing/open-notice.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
let neighbour: MerchantCredentials
let provider: MerchantCredentials
let seller: MerchantCredentials
let asProvider: RawCall
let asNeighbour: RawCall
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const { wechatpay } = shop.sandbox.control
  neighbour = await wechatpay.createMerchant({ appids: [shop.appid] })
  provider = await wechatpay.createMerchant({ kind: 'service_provider' })
  seller = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  const nowMs = () => shop.sandbox.clock.nowMs()
  asProvider = callAs(provider, nowMs)
  asNeighbour = callAs(neighbour, nowMs)
})
afterAll(() => shop.stop())

const BASE = '/v3/combine-transactions'
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
let count = 0
const next = () => {
  count += 1
  return String(count).padStart(6, '0')
}
const part = (mchid: string, total: number, change: object = {}) => ({
  mchid,
  attach: '附',
  amount: { total_amount: total, currency: 'CNY' },
  out_trade_no: `PART_${next()}`,
  description: '茶',
  ...change,
})
const body = (change: object = {}) => ({
  combine_appid: shop.appid,
  combine_mchid: shop.mchid,
  combine_out_trade_no: `COMBINE_${next()}`,
  sub_orders: [part(shop.mchid, 300), part(neighbour.mchid, 700)],
  notify_url: shop.inbox.url,
  ...change,
})
const query = (number: string) => shop.raw('GET', `${BASE}/out-trade-no/${number}`)
const close = (order: ReturnType<typeof body>, change: object = {}) =>
  shop.raw('POST', `${BASE}/out-trade-no/${order.combine_out_trade_no}/close`, {
    combine_appid: shop.appid,
    sub_orders: order.sub_orders.map(({ mchid, out_trade_no }) => ({ mchid, out_trade_no })),
    ...change,
  })
const balance = () => shop.sandbox.control.wallets().find(({ id }) => id === 'wechat')!.balanceMinor

describe('a combined order', () => {
  it('is one payment, one notice and a transaction for each part', async () => {
    const order = body()
    const before = { balance: balance(), notices: shop.inbox.received.length }
    const placed = await shop.raw('POST', `${BASE}/native`, order)
    expect(placed.json).toHaveProperty('code_url')
    expect((await query(order.combine_out_trade_no)).json).toMatchObject({
      sub_orders: [{ trade_state: 'NOTPAY' }, { trade_state: 'NOTPAY' }],
    })
    expect(shop.sandbox.control.pay({ outTradeNo: order.combine_out_trade_no })).toMatchObject({
      state: 'paid',
      amountMinor: 1_000,
    })
    expect(balance()).toBe(before.balance - 1_000)
    await shop.sandbox.control.noticesIdle()
    expect(shop.inbox.received).toHaveLength(before.notices + 1)
    const { eventType, plaintext } = openNotice(
      shop.inbox.received.at(-1)!,
      shop.sandbox.credentials.wechatpay.apiV3Key,
    )
    expect(eventType).toBe('TRANSACTION.SUCCESS')
    expect(plaintext).toMatchObject({
      combine_out_trade_no: order.combine_out_trade_no,
      sub_orders: [
        { mchid: shop.mchid, trade_state: 'SUCCESS', amount: { total_amount: 300, payer_amount: 300 } },
        { mchid: neighbour.mchid, attach: '附', amount: { total_amount: 700 } },
      ],
    })
    const parts = plaintext.sub_orders as Array<{ transaction_id: string }>
    expect(new Set(parts.map((one) => one.transaction_id)).size).toBe(2)
    const { sub_orders: queried } = (await query(order.combine_out_trade_no)).json as { sub_orders?: unknown }
    expect(queried).toEqual(plaintext.sub_orders)
    const again = shop.sandbox.control.pay({ outTradeNo: order.combine_out_trade_no })
    expect(again).toMatchObject({ code: 'already_paid' })
  })

  it.each(['app', 'h5', 'jsapi'])('%s', async (product) => {
    const openid = shop.sandbox.control.wallets()[0]!.payerId
    const order = body({
      ...(product === 'jsapi' ? { combine_payer_info: { openid } } : {}),
      ...(product === 'h5'
        ? { scene_info: { payer_client_ip: '::1', device_id: 'd', h5_info: { type: 'Wap' } } }
        : {}),
    })
    const answer = await shop.raw('POST', `${BASE}/${product}`, order)
    expect(answer.json).toHaveProperty(product === 'h5' ? 'h5_url' : 'prepay_id')
    expect(shop.sandbox.control.pay({ outTradeNo: order.sub_orders[0]!.out_trade_no })).toMatchObject({
      state: 'paid',
    })
  })

  it('refunds a part: its merchant asks, and only that part shows it', async () => {
    const order = body()
    await shop.raw('POST', `${BASE}/native`, order)
    shop.sandbox.control.pay({ outTradeNo: order.combine_out_trade_no })
    const theirs = order.sub_orders[1]!.out_trade_no
    const refund = {
      out_trade_no: theirs,
      out_refund_no: `r_${theirs}`,
      amount: { refund: 700, total: 700, currency: 'CNY' },
    }
    const refunds = '/v3/refund/domestic/refunds'
    expect(said(await shop.raw('POST', refunds, refund))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect((await asNeighbour('POST', refunds, refund)).status).toBe(200)
    expect((await query(order.combine_out_trade_no)).json).toMatchObject({
      sub_orders: [{ trade_state: 'SUCCESS' }, { trade_state: 'REFUND' }],
    })
  })

  it('closes as a whole with the complete list, once and again', async () => {
    const order = body()
    await shop.raw('POST', `${BASE}/native`, order)
    const [first] = order.sub_orders
    const half = { sub_orders: [{ mchid: first!.mchid, out_trade_no: first!.out_trade_no }] }
    expect(said(await close(order, half))).toEqual([400, 'INVALID_REQUEST'])
    expect((await close(order)).status).toBe(204)
    expect((await close(order)).status).toBe(204)
    expect((await query(order.combine_out_trade_no)).json).toMatchObject({
      sub_orders: [{ trade_state: 'CLOSED' }, { trade_state: 'CLOSED' }],
    })
    expect(said(await shop.raw('POST', `${BASE}/native`, order))).toEqual([400, 'ORDER_CLOSED'])
    expect(shop.sandbox.control.pay({ outTradeNo: order.combine_out_trade_no })).toMatchObject({
      code: 'closed',
    })
  })

  it('repeats only identically, and refuses what the document refuses', async () => {
    const order = body()
    const native = (change: object = {}) => shop.raw('POST', `${BASE}/native`, { ...order, ...change })
    expect((await native()).status).toBe(200)
    expect((await native()).status).toBe(200)
    expect(said(await native({ notify_url: 'https://a.example/n' }))).toEqual([400, 'INVALID_REQUEST'])
    const other = { combine_out_trade_no: 'COMBINE_OTHER' }
    expect(said(await native(other))).toEqual([403, 'OUT_TRADE_NO_USED'])
    const one = { ...other, sub_orders: [part(shop.mchid, 1)] }
    expect(said(await native(one))).toEqual([400, 'PARAM_ERROR'])
    const eleven = Array.from({ length: 11 }, () => part(shop.mchid, 1))
    expect(said(await native({ ...other, sub_orders: eleven }))).toEqual([400, 'PARAM_ERROR'])
    const twin = part(shop.mchid, 1)
    expect(said(await native({ ...other, sub_orders: [twin, twin] }))).toEqual([400, 'PARAM_ERROR'])
    const withMerchant = (mchid: string) => [part(shop.mchid, 1), part(mchid, 1)]
    expect(said(await native({ ...other, sub_orders: withMerchant('1900000009') }))).toEqual([
      400,
      'MCH_NOT_EXISTS',
    ])
    expect(said(await native({ ...other, sub_orders: withMerchant(seller.mchid) }))).toEqual([
      400,
      'APPID_MCHID_NOT_MATCH',
    ])
    const { attach: _attach, ...plain } = part(shop.mchid, 1)
    expect(said(await native({ ...other, sub_orders: [plain, part(shop.mchid, 1)] }))).toEqual([
      400,
      'PARAM_ERROR',
    ])
    expect(said(await query('COMBINE_NOWHERE'))).toEqual([404, 'ORDERNOTEXIST'])
    const single = `/v3/pay/transactions/out-trade-no/${order.sub_orders[0]!.out_trade_no}?mchid=${shop.mchid}`
    expect(said(await shop.raw('GET', single))).toEqual([404, 'ORDER_NOT_EXIST'])
  })

  it('a provider combines orders of its sub-merchants', async () => {
    const order = body({
      combine_appid: provider.appid,
      combine_mchid: provider.mchid,
      sub_orders: [part(provider.mchid, 5, { sub_mchid: seller.mchid, sub_appid: seller.appid })],
    })
    expect((await asProvider('POST', `${BASE}/app`, order)).status).toBe(200)
    shop.sandbox.control.pay({ outTradeNo: order.combine_out_trade_no })
    const answer = await asProvider('GET', `${BASE}/out-trade-no/${order.combine_out_trade_no}`)
    const subOpenid = shop.sandbox.control.wechatpay.openid('wechat', seller.appid)
    expect(answer.json).toMatchObject({
      sub_orders: [{ sub_mchid: seller.mchid, sub_openid: subOpenid, trade_state: 'SUCCESS' }],
    })
    const without = {
      ...order,
      combine_out_trade_no: 'COMBINE_NO_SUB',
      sub_orders: [part(provider.mchid, 5)],
    }
    expect(said(await asProvider('POST', `${BASE}/app`, without))).toEqual([400, 'PARAM_ERROR'])
  })

  it('spells a missing authorisation the old way', async () => {
    const parts = [part(provider.mchid, 5, { sub_mchid: neighbour.mchid })]
    const order = body({
      combine_appid: provider.appid,
      combine_mchid: provider.mchid,
      sub_orders: parts,
    })
    expect(said(await asProvider('POST', `${BASE}/native`, order))).toEqual([403, 'NOAUTH'])
  })

  it('takes time_start and subsidy_amount from an e-commerce platform only', async () => {
    const { wechatpay } = shop.sandbox.control
    const platform = await wechatpay.createMerchant({ kind: 'service_provider' })
    wechatpay.configure(platform.mchid, { ecommerce: true })
    const shopOf = await wechatpay.createMerchant({
      kind: 'sub_merchant',
      providers: [platform.mchid, provider.mchid],
    })
    const settle = { settle_info: { profit_sharing: true, subsidy_amount: 2 } }
    const place = (who: MerchantCredentials, top: object, sub: object) =>
      callAs(who, () => shop.sandbox.clock.nowMs())(
        'POST',
        `${BASE}/native`,
        body({
          combine_appid: who.appid,
          combine_mchid: who.mchid,
          sub_orders: [part(who.mchid, 5, { sub_mchid: shopOf.mchid, ...sub })],
          ...top,
        }),
      )
    const starts = { time_start: '2026-01-01T00:00:00+08:00' }
    expect((await place(platform, starts, settle)).status).toBe(200)
    expect((await place(platform, { time_start: 'soon' }, {})).json?.detail).toMatchObject({
      field: '/time_start',
    })
    expect((await place(provider, starts, {})).json?.detail).toMatchObject({ field: '/time_start' })
    expect((await place(provider, {}, settle)).json?.detail).toMatchObject({
      field: '/sub_orders/0/settle_info/subsidy_amount',
    })
    const direct = [part(shop.mchid, 300, settle), part(neighbour.mchid, 700)]
    expect(said(await shop.raw('POST', `${BASE}/native`, body({ sub_orders: direct })))).toEqual([
      400,
      'PARAM_ERROR',
    ])
  })
})
