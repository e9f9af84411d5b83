import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  // What is exact to the second must not hang on how fast a test runs.
  shop.sandbox.clock.freeze()
})
afterAll(() => shop.stop())

const NATIVE = '/v3/pay/transactions/native'
const query = (outTradeNo: string) =>
  shop.raw('GET', `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${shop.mchid}`)
const openid = () => shop.sandbox.control.wallets().find((user) => user.id === 'wechat')!.payerId

/** The members a client places; the client adds mchid itself. */
function order(change: object = {}) {
  const { mchid: _mchid, ...body } = shop.orderBody(change)
  return body as never
}

describe('an order, through the typed client', () => {
  it('native: placed, paid on the phone, told by query under both numbers', async () => {
    const body = shop.orderBody()
    const placed = await shop.client.placeNative(body as never)
    expect(placed.outcome).toBe('ok')
    const code = placed.outcome === 'ok' ? placed.value.code_url : ''
    expect(code).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w+$/)
    expect(code.length).toBeLessThanOrEqual(64)
    expect((await query(body.out_trade_no)).json).toEqual({
      amount: { payer_currency: 'CNY', total: 1_000 },
      appid: shop.appid,
      mchid: shop.mchid,
      out_trade_no: body.out_trade_no,
      promotion_detail: [],
      scene_info: { device_id: '' },
      trade_state: 'NOTPAY',
      trade_state_desc: '订单未支付',
    })
    expect(shop.sandbox.control.pay({ code })).toMatchObject({ state: 'paid', amountMinor: 1_000 })
    const paid = await shop.client.queryByOutTradeNo(body.out_trade_no)
    expect(paid).toMatchObject({
      outcome: 'ok',
      value: {
        trade_state: 'SUCCESS',
        trade_type: 'NATIVE',
        bank_type: 'OTHERS',
        payer: { openid: openid() },
        amount: { total: 1_000, payer_total: 1_000, currency: 'CNY', payer_currency: 'CNY' },
      },
    })
    const transactionId = paid.outcome === 'ok' ? (paid.value.transaction_id ?? '') : ''
    expect(transactionId).toMatch(/^4200\d{24}$/)
    expect(await shop.client.queryByTransactionId(transactionId)).toMatchObject({
      outcome: 'ok',
      value: { out_trade_no: body.out_trade_no },
    })
  })

  it('jsapi: only the named user pays, with a signed invocation', async () => {
    const placed = await shop.client.placeJsapi(order({ payer: { openid: openid() } }))
    const prepayId = placed.outcome === 'ok' ? placed.value.prepay_id : ''
    expect(prepayId).toMatch(/^wx[0-9a-f]{34}$/)
    const invocation = await shop.client.jsapiInvocation(shop.appid, prepayId)
    const other = shop.sandbox.control.createWallet({ wallet: 'wechat' })
    const text = JSON.stringify(invocation)
    expect(shop.sandbox.control.pay({ code: text, userId: other.id })).toMatchObject({
      code: 'not_this_wallet',
    })
    const tampered = JSON.stringify({ ...invocation, timeStamp: '1' })
    expect(shop.sandbox.control.pay({ code: tampered })).toMatchObject({ code: 'wrong_invocation_signature' })
    expect(shop.sandbox.control.pay({ code: text })).toMatchObject({ state: 'paid' })
  })

  it('app: the invocation is signed over the bare prepay id', async () => {
    const placed = await shop.client.placeApp(order())
    const prepayId = placed.outcome === 'ok' ? placed.value.prepay_id : ''
    const invocation = await shop.client.appInvocation(shop.appid, prepayId)
    expect(shop.sandbox.control.pay({ code: JSON.stringify(invocation) })).toMatchObject({ state: 'paid' })
  })

  it('h5: the page opens the phone and keeps the way back', async () => {
    const scene = { payer_client_ip: '127.0.0.1', h5_info: { type: 'Wap' } }
    const placed = await shop.client.placeH5(order({ scene_info: scene }))
    const link = `${placed.outcome === 'ok' ? placed.value.h5_url : ''}&redirect_url=${encodeURIComponent('https://shop.example/done?a=1')}`
    const page = await fetch(link)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(
      `${shop.sandbox.homeUrl}/phone?open=${encodeURIComponent(link)}`.replaceAll('&', '&#38;'),
    )
    expect(shop.sandbox.control.pay({ code: link })).toMatchObject({
      state: 'paid',
      returnUrl: 'https://shop.example/done?a=1',
    })
    const script = link.replace(/redirect_url=.*/, 'redirect_url=javascript%3Aalert(1)')
    expect(shop.sandbox.control.decline({ code: script })).toMatchObject({ returnUrl: null })
  })
})

describe('the same number again', () => {
  it('unpaid: identical parameters get a fresh code and void the old one; others are refused', async () => {
    const body = shop.orderBody()
    const first = await shop.raw('POST', NATIVE, body)
    const reordered = { notify_url: body.notify_url, ...body }
    const second = await shop.raw('POST', NATIVE, reordered)
    const codes = [first, second].map((answer) => (answer.json as { code_url: string }).code_url)
    expect(codes[0]).not.toBe(codes[1])
    expect(shop.sandbox.control.pay({ code: codes[0]! })).toMatchObject({ code: 'unknown_code' })
    const changed = await shop.raw('POST', NATIVE, { ...body, description: '别的' })
    expect([changed.status, changed.json?.code]).toEqual([400, 'INVALID_REQUEST'])
    const otherProduct = await shop.raw('POST', '/v3/pay/transactions/app', body)
    expect([otherProduct.status, otherProduct.json?.code]).toEqual([400, 'INVALID_REQUEST'])
    expect(shop.sandbox.control.pay({ code: codes[1]! })).toMatchObject({ state: 'paid' })
    const paid = await shop.raw('POST', NATIVE, body)
    expect([paid.status, paid.json?.code]).toEqual([400, 'INVALID_REQUEST'])
  })

  it('closed: native says so, others say the number is used', async () => {
    const native = shop.orderBody()
    const app = shop.orderBody()
    await shop.raw('POST', NATIVE, native)
    await shop.raw('POST', '/v3/pay/transactions/app', app)
    for (const body of [native, app, native]) {
      expect(await shop.client.closeOrder(body.out_trade_no)).toMatchObject({ outcome: 'ok', status: 204 })
    }
    const nativeAgain = await shop.raw('POST', NATIVE, native)
    expect([nativeAgain.status, nativeAgain.json?.code]).toEqual([400, 'ORDER_CLOSED'])
    const appAgain = await shop.raw('POST', '/v3/pay/transactions/app', app)
    expect([appAgain.status, appAgain.json?.code]).toEqual([403, 'OUT_TRADE_NO_USED'])
    expect((await query(native.out_trade_no)).json).toMatchObject({ trade_state: 'CLOSED' })
  })

  it('a paid order does not close', async () => {
    const body = shop.orderBody()
    await shop.raw('POST', NATIVE, body)
    shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
    expect(await shop.client.closeOrder(body.out_trade_no)).toMatchObject({
      outcome: 'refused',
      code: 'ORDER_PAID',
    })
    expect(shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })).toMatchObject({
      code: 'already_paid',
    })
  })
})

describe('the life of an order, on a clock of its own', () => {
  const MINUTE_MS = 60_000
  const DAY_MS = 1_440 * MINUTE_MS

  it('codes end before the order does; an h5 link after five minutes', async () => {
    const body = shop.orderBody()
    await shop.raw('POST', NATIVE, body)
    const scene = { payer_client_ip: '::1', h5_info: { type: 'iOS' } }
    const h5 = shop.orderBody({ scene_info: scene })
    const link = ((await shop.raw('POST', '/v3/pay/transactions/h5', h5)).json as { h5_url: string }).h5_url
    shop.sandbox.clock.advance(5 * MINUTE_MS)
    expect(shop.sandbox.control.pay({ outTradeNo: h5.out_trade_no })).toMatchObject({ code: 'expired' })
    expect((await fetch(link)).status).toBe(404)
    shop.sandbox.clock.advance(115 * MINUTE_MS)
    expect(shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })).toMatchObject({ code: 'expired' })
    await shop.raw('POST', NATIVE, body)
    expect(shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })).toMatchObject({ state: 'paid' })
  })

  it('time_expire ends payability, not the order; too early is moved to one minute', async () => {
    const past = new Date(shop.sandbox.clock.nowMs() - DAY_MS).toISOString()
    const body = shop.orderBody({ time_expire: past })
    const placed = await shop.raw('POST', NATIVE, body)
    expect(placed.status).toBe(200)
    shop.sandbox.clock.advance(59_000)
    expect(shop.sandbox.control.decline({ outTradeNo: body.out_trade_no })).toMatchObject({
      state: 'payable',
    })
    shop.sandbox.clock.advance(1_000)
    expect(shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })).toMatchObject({ code: 'expired' })
    expect((await query(body.out_trade_no)).json).toMatchObject({ trade_state: 'NOTPAY' })
    const again = await shop.raw('POST', NATIVE, body)
    expect([again.status, again.json?.code]).toEqual([400, 'INVALID_REQUEST'])
  })

  it('unpaid orders are closed after seven days; a later time_expire holds for fifteen at most', async () => {
    const plain = shop.orderBody()
    const farAway = new Date(shop.sandbox.clock.nowMs() + 90 * DAY_MS).toISOString()
    const long = shop.orderBody({ time_expire: farAway })
    await shop.raw('POST', NATIVE, plain)
    await shop.raw('POST', NATIVE, long)
    shop.sandbox.clock.advance(7 * DAY_MS - 1_000)
    expect((await query(plain.out_trade_no)).json).toMatchObject({ trade_state: 'NOTPAY' })
    shop.sandbox.clock.advance(1_000)
    expect((await query(plain.out_trade_no)).json).toMatchObject({ trade_state: 'CLOSED' })
    expect((await query(long.out_trade_no)).json).toMatchObject({ trade_state: 'NOTPAY' })
    shop.sandbox.clock.advance(8 * DAY_MS)
    expect((await query(long.out_trade_no)).json).toMatchObject({ trade_state: 'CLOSED' })
  })
})

describe('fields', () => {
  const at = (field: string, change: object, path = NATIVE) => ({ field, change, path })
  const long = (length: number) => 'a'.repeat(length)
  it.each([
    at('/description', { description: undefined }),
    at('/description', { description: '' }),
    at('/description', { description: long(128) }),
    at('/description', { description: '茶😀' }),
    at('/description', { description: null }),
    at('/description', { description: 7 }),
    at('/out_trade_no', { out_trade_no: 'short' }),
    at('/out_trade_no', { out_trade_no: '中文编号中文编号' }),
    at('/out_trade_no', { out_trade_no: long(33) }),
    at('/notify_url', { notify_url: 'https://shop.example/n?a=1' }),
    at('/notify_url', { notify_url: 'ftp://shop.example/n' }),
    at('/notify_url', { notify_url: 'notices' }),
    at('/amount', { amount: undefined }),
    at('/amount', { amount: 100 }),
    at('/amount/total', { amount: {} }),
    at('/amount/total', { amount: { total: 0 } }),
    at('/amount/total', { amount: { total: 1.5 } }),
    at('/amount/total', { amount: { total: '100' } }),
    at('/amount/total', { amount: { total: 2 ** 31 } }),
    at('/amount/currency', { amount: { total: 1, currency: 'USD' } }),
    at('/time_expire', { time_expire: '2026-11-22 10:00:00' }),
    at('/time_expire', { time_expire: '2026-13-45T10:00:00+08:00' }),
    at('/attach', { attach: long(129) }),
    at('/detail/goods_detail', { detail: { goods_detail: [] } }),
    at('/detail/goods_detail/0/quantity', { detail: { goods_detail: [{ merchant_goods_id: 'a' }] } }),
    at('/scene_info/payer_client_ip', { scene_info: {} }),
    at('/settle_info/profit_sharing', { settle_info: { profit_sharing: 'true' } }),
    at('/surplus', { surplus: 1 }),
    at('/payer', {}, '/v3/pay/transactions/jsapi'),
    at('/payer/openid', { payer: { openid: 'nobody' } }, '/v3/pay/transactions/jsapi'),
    at('/scene_info', {}, '/v3/pay/transactions/h5'),
    at('/scene_info/h5_info', { scene_info: { payer_client_ip: '::1' } }, '/v3/pay/transactions/h5'),
    at(
      '/scene_info/h5_info/type',
      { scene_info: { payer_client_ip: '::1', h5_info: { type: 'Web' } } },
      '/v3/pay/transactions/h5',
    ),
  ])('$field is refused: $change', async ({ field, change, path }) => {
    const answer = await shop.raw('POST', path, shop.orderBody(change))
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ code: 'PARAM_ERROR', detail: { location: 'body', field } })
  })

  it('takes every documented member', async () => {
    const goods = { merchant_goods_id: 'sku-1', goods_name: '茶', quantity: 1, unit_price: 1_000 }
    const body = shop.orderBody({
      attach: 'x'.repeat(128),
      goods_tag: 'TAG',
      support_fapiao: true,
      detail: { cost_price: 1_000, invoice_id: 'i', goods_detail: [goods] },
      scene_info: { payer_client_ip: '::1', device_id: 'dev-1', store_info: { id: 's', name: '店' } },
      settle_info: { profit_sharing: false },
    })
    expect((await shop.raw('POST', NATIVE, body)).status).toBe(200)
    shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
    expect((await query(body.out_trade_no)).json).toMatchObject({
      attach: 'x'.repeat(128),
      scene_info: { device_id: 'dev-1' },
    })
  })

  it('knows its appid, its merchant and its orders', async () => {
    const appid = await shop.raw('POST', NATIVE, shop.orderBody({ appid: 'wx0000000000000000' }))
    expect([appid.status, appid.json?.code]).toEqual([400, 'APPID_MCHID_NOT_MATCH'])
    const mchid = await shop.raw('POST', NATIVE, shop.orderBody({ mchid: '1900000000' }))
    expect([mchid.status, mchid.json?.code]).toEqual([400, 'PARAM_ERROR'])
    const other = await shop.raw('GET', '/v3/pay/transactions/out-trade-no/ORDER_000001?mchid=1')
    expect([other.status, other.json?.code]).toEqual([400, 'PARAM_ERROR'])
    const none = await shop.raw('GET', '/v3/pay/transactions/out-trade-no/ORDER_000001')
    expect([none.status, none.json?.code]).toEqual([400, 'PARAM_ERROR'])
    const unknown = await query('NEVER_PLACED')
    expect([unknown.status, unknown.json?.code]).toEqual([404, 'ORDER_NOT_EXIST'])
    const byId = await shop.client.queryByTransactionId('4200000000000000000000000000')
    expect(byId).toMatchObject({ outcome: 'refused', code: 'ORDER_NOT_EXIST' })
    expect(await shop.client.closeOrder('NEVER_PLACED')).toMatchObject({ code: 'ORDER_NOT_EXIST' })
  })
})
