import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RawAnswer } from '../../testing/call-as-merchant.js'
import { freezeAtNoon } from '../../testing/freeze-at-noon.js'
import { openNotice } from '../../testing/open-notice.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import type { Order, Refund } from '../order-book.js'
import { payerRefundMinor, promotionRefunds } from './promotion.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
})
beforeEach(() => {
  // The clock runs again after this.
  shop.sandbox.control.reset()
  freezeAtNoon(shop.sandbox.clock)
  shop.inbox.received.length = 0
})
afterAll(() => shop.stop())

const FAVOR = '/v3/marketing/favor'
const DAY_MS = 24 * 3_600_000
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const control = () => shop.sandbox.control
const purse = () => control().wallets()[0]!.balanceMinor
const openid = () => control().wallets()[0]!.payerId
const time = (inMs: number) => new Date(shop.sandbox.clock.nowMs() + inMs).toISOString().replace(/\.\d+/, '')
let count = 0
interface Change {
  face?: number
  most?: number
  sending?: object
  using?: object
  stock?: object
}
function stockBody({ face = 200, most = 10, sending = {}, using = {}, stock = {} }: Change = {}) {
  count += 1
  return {
    stock_name: '满减券',
    belong_merchant: shop.mchid,
    available_begin_time: time(0),
    available_end_time: time(7 * DAY_MS),
    stock_use_rule: {
      max_coupons: most,
      max_amount: face * most,
      max_coupons_per_user: 5,
      natural_person_limit: false,
      prevent_api_abuse: false,
      ...sending,
    },
    coupon_use_rule: {
      fixed_normal_coupon: { coupon_amount: face, transaction_minimum: 500 },
      available_merchants: [shop.mchid],
      ...using,
    },
    no_cash: true,
    stock_type: 'NORMAL',
    out_request_no: `${shop.mchid}_${count}`,
    ...stock,
  }
}
const create = (body: object) => shop.raw('POST', `${FAVOR}/coupon-stocks`, body)
const move = (id: string, step: string) =>
  shop.raw('POST', `${FAVOR}/stocks/${id}/${step}`, { stock_creator_mchid: shop.mchid })
async function running(change: Change = {}): Promise<string> {
  const { stock_id: id } = (await create(stockBody(change))).json as unknown as { stock_id: string }
  expect((await move(id, 'start')).status).toBe(200)
  return id
}
const send = (stockId: string, change: object = {}) => {
  count += 1
  return shop.raw('POST', `${FAVOR}/users/${openid()}/coupons`, {
    stock_id: stockId,
    out_request_no: `SEND_${count}`,
    appid: shop.appid,
    stock_creator_mchid: shop.mchid,
    ...change,
  })
}
async function given(change: Change = {}): Promise<string> {
  const sent = (await send(await running(change))).json as unknown as { coupon_id: string }
  return sent.coupon_id
}
const couponOf = async (id: string) =>
  (await shop.raw('GET', `${FAVOR}/users/${openid()}/coupons/${id}?appid=${shop.appid}`)).json as Record<
    string,
    unknown
  >
/** Pays one order and answers what a query says of it. */
async function paid(change: object = {}) {
  const body = shop.orderBody(change)
  expect((await shop.raw('POST', '/v3/pay/transactions/native', body)).status).toBe(200)
  control().pay({ outTradeNo: body.out_trade_no })
  const answer = await shop.raw(
    'GET',
    `/v3/pay/transactions/out-trade-no/${body.out_trade_no}?mchid=${shop.mchid}`,
  )
  return answer.json as unknown as {
    out_trade_no: string
    bank_type: string
    amount: { payer_total: number; total: number }
    promotion_detail: Array<Record<string, unknown>>
  }
}
const refund = async (number: string, refundMinor: number, totalMinor = 1_000) => {
  count += 1
  const answer = await shop.raw('POST', '/v3/refund/domestic/refunds', {
    out_trade_no: number,
    out_refund_no: `BACK_${count}`,
    amount: { refund: refundMinor, total: totalMinor, currency: 'CNY' },
  })
  shop.sandbox.clock.advance(60_000)
  return answer.json as unknown as Record<string, Record<string, unknown>>
}

describe('a stock', () => {
  it('that nobody can pay for was not started', async () => {
    const { stock_id: id } = (await create(stockBody({ stock: { no_cash: false } }))).json as unknown as {
      stock_id: string
    }
    const own = control().wechatpay.balanceMinor(shop.mchid, 'OPERATION')
    control().wechatpay.deposit(shop.mchid, -own, 'OPERATION')
    expect(said(await move(id, 'start'))).toEqual([403, 'NOT_ENOUGH'])
    const asked = await shop.raw('GET', `${FAVOR}/stocks/${id}?stock_creator_mchid=${shop.mchid}`)
    expect(asked.json).toMatchObject({ status: 'unactivated' })
    expect(asked.json).not.toHaveProperty('start_time')
  })

  it('is created once, started, paused, restarted, listed, and over when its time is', async () => {
    const body = stockBody({ using: { available_items: ['tea', 'cup'] } })
    const { stock_id: id } = (await create(body)).json as unknown as { stock_id: string }
    expect((await create(body)).json).toMatchObject({ stock_id: id })
    expect(said(await create({ ...body, comment: 'x' }))).toEqual([400, 'INVALID_REQUEST'])
    const detail = async (name = '') =>
      (await shop.raw('GET', `${FAVOR}/stocks/${id}${name}stock_creator_mchid=${shop.mchid}`)).json
    expect(await detail('?')).toMatchObject({ status: 'unactivated', singleitem: true, no_cash: true })
    expect(said(await move(id, 'pause'))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await send(id))).toEqual([403, 'REQUEST_BLOCKED'])
    expect((await move(id, 'start')).json).toMatchObject({ stock_id: id, start_time: expect.any(String) })
    expect((await move(id, 'pause')).json).toMatchObject({ pause_time: expect.any(String) })
    expect(said(await send(id))).toEqual([403, 'REQUEST_BLOCKED'])
    expect((await move(id, 'restart')).json).toMatchObject({ restart_time: expect.any(String) })
    expect((await send(id)).status).toBe(200)
    expect(await detail('/items?offset=0&limit=1&')).toMatchObject({ total_count: 2, data: ['tea'] })
    expect(await detail('/merchants?offset=0&limit=5&')).toMatchObject({ data: [shop.mchid] })
    const list = (more: string) =>
      shop.raw('GET', `${FAVOR}/stocks?offset=0&limit=10&stock_creator_mchid=${shop.mchid}${more}`)
    expect((await list('&status=running')).json).toMatchObject({
      total_count: 1,
      data: [{ stock_id: id, distributed_coupons: 1 }],
    })
    expect(said(await shop.raw('GET', `${FAVOR}/stocks?offset=0&limit=11&stock_creator_mchid=1`))).toEqual([
      403,
      'NO_AUTH',
    ])
    shop.sandbox.clock.advance(7 * DAY_MS)
    expect(await detail('?')).toMatchObject({ status: 'stoped' })
    expect(said(await send(id))).toEqual([403, 'REQUEST_BLOCKED'])
  })

  it('refuses what contradicts itself', async () => {
    const sending = (change: object) => stockBody({ sending: change })
    for (const body of [
      sending({ max_amount: 1 }),
      sending({ max_coupons: 4, max_amount: 800 }),
      sending({ max_coupons_per_user: 61 }),
      stockBody({ stock: { stock_name: '一二三四五六七八九十' } }),
      stockBody({ stock: { stock_name: 'a_b' } }),
      stockBody({ stock: { belong_merchant: '1900000001' } }),
      stockBody({ stock: { available_end_time: time(-1_000) } }),
      stockBody({ stock: { no_cash: undefined } }),
      stockBody({ using: { limit_card: { name: '招行卡', bin: ['12345'] } } }),
    ])
      expect(said(await create(body))).toEqual([400, 'PARAM_ERROR'])
    const stranger = stockBody({ using: { available_merchants: ['1999999999'] } })
    expect(said(await create(stranger))).toEqual([403, 'MCH_NOT_EXISTS'])
  })

  it('gives each user so many, each day so much, and never more than its budget', async () => {
    const each = await running({ sending: { max_coupons_per_user: 1 } })
    const first = await send(each, { out_request_no: 'ONCE' })
    expect((await send(each, { out_request_no: 'ONCE' })).json).toEqual(first.json)
    expect(said(await send(each))).toEqual([403, 'RULE_LIMIT'])
    const daily = await running({ sending: { max_amount_by_day: 200 } })
    expect((await send(daily)).status).toBe(200)
    expect(said(await send(daily))).toEqual([403, 'NOT_ENOUGH'])
    shop.sandbox.clock.advance(DAY_MS)
    expect((await send(daily)).status).toBe(200)
    const small = await running({ most: 5, sending: { max_coupons_per_user: 60 } })
    for (let at = 0; at < 5; at += 1) expect((await send(small)).status).toBe(200)
    expect(said(await send(small))).toEqual([403, 'NOT_ENOUGH'])
    expect(said(await send('999'))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(said(await send(small, { appid: 'wx0000000000000000' }))).toEqual([400, 'APPID_MCHID_NOT_MATCH'])
    expect(said(await send(small, { stock_creator_mchid: '1999999999' }))).toEqual([403, 'MCH_NOT_EXISTS'])
  })

  it('is paid for when it starts, if it is prefunded', async () => {
    const before = control().wechatpay.balanceMinor(shop.mchid, 'OPERATION')
    await running({ stock: { no_cash: false } })
    expect(control().wechatpay.balanceMinor(shop.mchid, 'OPERATION')).toBe(before - 2_000)
    control().wechatpay.deposit(shop.mchid, -(before - 2_000), 'OPERATION')
    const { stock_id: id } = (await create(stockBody({ stock: { no_cash: false } }))).json as unknown as {
      stock_id: string
    }
    expect(said(await move(id, 'start'))).toEqual([403, 'NOT_ENOUGH'])
  })
})

describe('at payment', () => {
  it('the best usable coupon is taken, told, and shown', async () => {
    await shop.raw('POST', `${FAVOR}/callbacks`, { mchid: shop.mchid, notify_url: shop.inbox.url })
    expect((await shop.raw('GET', `${FAVOR}/callbacks?mchid=${shop.mchid}`)).json).toMatchObject({
      notify_url: shop.inbox.url,
    })
    await given({ face: 100 })
    const best = await given({ face: 300 })
    // Its minimum is above the order.
    const rule = { fixed_normal_coupon: { coupon_amount: 500, transaction_minimum: 1_001 } }
    await given({ face: 500, using: rule })
    const [wallet, account] = [purse(), control().wechatpay.balanceMinor(shop.mchid)]
    const order = await paid()
    expect(order.amount).toMatchObject({ total: 1_000, payer_total: 700 })
    expect(order.promotion_detail).toEqual([
      expect.objectContaining({ coupon_id: best, amount: 300, scope: 'GLOBAL', type: 'NOCASH' }),
    ])
    expect(purse()).toBe(wallet - 700)
    // Nobody funded it: the seller is owed 7.00, and the fee is 0.6 % of that.
    expect(control().wechatpay.balanceMinor(shop.mchid)).toBe(account + 700 - 4)
    expect(await couponOf(best)).toMatchObject({ status: 'USED' })
    await control().noticesIdle()
    const told = shop.inbox.received.map((one) =>
      openNotice(one, shop.sandbox.credentials.wechatpay.apiV3Key),
    )
    expect(told.find((one) => one.eventType === 'COUPON.USE')).toMatchObject({
      originalType: 'coupon',
      plaintext: {
        coupon_id: best,
        status: 'USED',
        consume_information: { consume_mchid: shop.mchid, consume_amount: 700 },
      },
    })
    expect(told.find((one) => one.eventType === 'TRANSACTION.SUCCESS')?.plaintext).toMatchObject({
      amount: { payer_total: 700, total: 1_000 },
      promotion_detail: [{ coupon_id: best, amount: 300 }],
    })
    const used = await shop.raw(
      'GET',
      `${FAVOR}/users/${openid()}/coupons?appid=${shop.appid}&status=USED&offset=0&limit=20`,
    )
    expect(used.json).toMatchObject({ total_count: 1, data: [{ coupon_id: best }] })
  })

  it('tags, products, goods and dates decide', async () => {
    const tagged = await given({ using: { goods_tag: ['VIP'] } })
    expect((await paid()).promotion_detail).toEqual([])
    expect((await paid({ goods_tag: 'VIP' })).promotion_detail).toMatchObject([{ coupon_id: tagged }])
    await given({ using: { trade_type: ['APPPAY', 'CARD'] } })
    expect((await paid()).promotion_detail).toEqual([])
    const tea = await given({ using: { available_items: ['tea'] } })
    const detail = {
      cost_price: 1_000,
      goods_detail: [
        { merchant_goods_id: 'tea', quantity: 2, unit_price: 300 },
        { merchant_goods_id: 'cup', quantity: 1, unit_price: 400 },
      ],
    }
    expect((await paid({ detail: { ...detail, cost_price: 2_000 } })).promotion_detail).toEqual([])
    expect((await paid({ detail })).promotion_detail).toMatchObject([
      {
        coupon_id: tea,
        scope: 'SINGLE',
        goods_detail: [{ goods_id: 'tea', quantity: 2, unit_price: 300, discount_amount: 200 }],
      },
    ])
    const late = await given()
    shop.sandbox.clock.advance(7 * DAY_MS)
    expect((await paid()).promotion_detail).toEqual([])
    expect(await couponOf(late)).toMatchObject({ status: 'EXPIRED' })
  })

  it('an issuer’s coupon needs its card, which then pays; credit cards may be excluded', async () => {
    const bank = await given({ using: { limit_card: { name: '招行卡', bin: ['622575'] } } })
    expect(await paid()).toMatchObject({ bank_type: 'OTHERS', promotion_detail: [] })
    control().wechatpay.bindCard('wechat', '6225751100001234', 'CMB_CREDIT')
    expect(await paid({ limit_pay: ['no_credit'] })).toMatchObject({ bank_type: 'OTHERS' })
    const byCard = await paid()
    expect(byCard).toMatchObject({
      bank_type: 'CMB_CREDIT',
      amount: { payer_total: 800 },
      promotion_detail: [{ coupon_id: bank }],
    })
    expect(await refund(byCard.out_trade_no, 500)).toMatchObject({
      user_received_account: '招商银行信用卡1234',
    })
    expect(await refund((await paid()).out_trade_no, 500)).toMatchObject({
      user_received_account: '支付用户零钱',
    })
  })

  it('coupons that combine go together, once each over the parts of a combined order', async () => {
    await given({ face: 250 })
    for (const face of [100, 200]) await given({ face, using: { combine_use: true } })
    expect((await paid()).amount.payer_total).toBe(700)
    for (const face of [100, 200]) await given({ face })
    const part = (number: string) => ({
      mchid: shop.mchid,
      attach: 'a',
      amount: { total_amount: 600, currency: 'CNY' },
      out_trade_no: number,
      description: 'd',
    })
    await shop.raw('POST', '/v3/combine-transactions/native', {
      combine_appid: shop.appid,
      combine_mchid: shop.mchid,
      combine_out_trade_no: 'COMBINED_1',
      sub_orders: [part('PART_0001'), part('PART_0002')],
      notify_url: shop.inbox.url,
    })
    const before = purse()
    control().pay({ outTradeNo: 'COMBINED_1' })
    expect(purse()).toBe(before - (600 - 250) - (600 - 200))
    const told = await shop.raw('GET', '/v3/combine-transactions/out-trade-no/COMBINED_1')
    expect(told.json).toMatchObject({
      sub_orders: [
        { amount: { total_amount: 600, payer_amount: 350 }, promotion_detail: [{ amount: 250 }] },
        { amount: { payer_amount: 400 } },
      ],
    })
  })
})

describe('a service paid later', () => {
  it('uses a whole-order coupon for deductions too', async () => {
    const coupon = await given({ face: 300, using: { trade_type: ['PPAY'], goods_tag: ['spring'] } })
    const which = { appid: shop.appid, service_id: '2002000000000558128851361561536' }
    const path = '/v3/payscore/serviceorder'
    await shop.raw('POST', path, {
      ...which,
      out_order_no: 'SERVICE_1',
      service_introduction: '茶具租用',
      time_range: { start_time: 'OnAccept' },
      risk_fund: { name: 'DEPOSIT', amount: 5_000 },
      notify_url: shop.inbox.url,
    })
    control().wechatpay.confirmService('SERVICE_1')
    const before = purse()
    await shop.raw('POST', `${path}/SERVICE_1/complete`, {
      ...which,
      post_payments: [{ name: '租金', amount: 1_000 }],
      total_amount: 1_000,
      goods_tag: 'spring',
    })
    shop.sandbox.clock.advance(2_000)
    expect(purse()).toBe(before - 700)
    const asked = new URLSearchParams({ ...which, out_order_no: 'SERVICE_1' })
    expect((await shop.raw('GET', `${path}?${asked}`)).json).toMatchObject({
      collection: { paid_amount: 1_000, details: [{ promotion_detail: [{ coupon_id: coupon }] }] },
    })
  })
})

describe('the phone', () => {
  it('shows what coupons take off before the payer agrees', async () => {
    await given({ face: 300 })
    const before = purse()
    const body = shop.orderBody()
    const placed = await shop.raw('POST', '/v3/pay/transactions/native', body)
    const { code_url: text } = placed.json as unknown as { code_url: string }
    const ask = async (verb: string, more: object = {}) => {
      const answer = await fetch(`${shop.sandbox.homeUrl}/phone/api/${verb}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ wallet: 'wechat', text, ...more }),
      })
      return (await answer.json()) as object
    }
    expect(await ask('look')).toMatchObject({ amountMinor: 1_000, discountMinor: 300, state: 'payable' })
    expect(await ask('pay', { password: '123456' })).toMatchObject({ discountMinor: 300, state: 'paid' })
    expect(purse()).toBe(before - 700)
  })
})

describe('a refund', () => {
  it('takes the coupon’s share pro rata; the coupon returns when all went back', async () => {
    const coupon = await given({ face: 333, stock: { no_cash: false } })
    const before = purse()
    const account = control().wechatpay.balanceMinor(shop.mchid)
    const { out_trade_no: number } = await paid()
    const half = await refund(number, 500)
    expect(half.amount).toMatchObject({
      payer_total: 667,
      payer_refund: 334,
      discount_refund: 166,
      // Prefunded: the seller had it all and gives it all back.
      settlement_refund: 500,
      settlement_total: 1_000,
    })
    expect(half.promotion_detail).toMatchObject([
      { promotion_id: coupon, amount: 333, refund_amount: 166, type: 'COUPON' },
    ])
    expect(purse()).toBe(before - 667 + 334)
    expect(await couponOf(coupon)).toMatchObject({ status: 'USED' })
    await refund(number, 500)
    expect(purse()).toBe(before)
    expect(control().wechatpay.balanceMinor(shop.mchid)).toBe(account)
    expect(await couponOf(coupon)).toMatchObject({ status: 'SENDED' })
  })

  it('calls a coupon that nobody funded DISCOUNT, where the order calls it NOCASH', async () => {
    await given({ face: 333 })
    const order = await paid()
    expect(order.promotion_detail).toMatchObject([{ type: 'NOCASH' }])
    expect((await refund(order.out_trade_no, 500)).promotion_detail).toMatchObject([{ type: 'DISCOUNT' }])
  })

  it('in parts adds up to the coupon and to what was paid, whatever the parts', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(parts, fc.double({ min: 0, max: 1, noNaN: true }), (amounts, share) => {
        const totalMinor = amounts.reduce((sum, one) => sum + one, 0)
        const couponMinor = Math.floor(totalMinor * share)
        const promotion = { couponId: 'c', amountMinor: couponMinor }
        // Only these members are read.
        const order = { totalMinor, paid: { promotions: [promotion] } } as unknown as Order
        const done: Refund[] = []
        for (const refundMinor of amounts) {
          const promotions = promotionRefunds(order, done, refundMinor)
          const one = { state: 'SUCCESS', refundMinor, promotions } as unknown as Refund
          expect(payerRefundMinor(one)).toBeGreaterThanOrEqual(0)
          done.push(one)
        }
        const backMinor = done.reduce((sum, one) => sum + payerRefundMinor(one), 0)
        expect(backMinor).toBe(totalMinor - couponMinor)
      }),
    )
  })
})

describe('the trade bill', () => {
  it('tells coupons, what is owed, and what went back', async () => {
    await given({ face: 300 })
    const { out_trade_no: number } = await paid()
    const day = time(8 * 3_600_000).slice(0, 10)
    await refund(number, 1_000)
    shop.sandbox.clock.advance(2 * DAY_MS)
    const link = (await shop.raw('GET', `/v3/bill/tradebill?bill_date=${day}`)).json as unknown as {
      download_url: string
    }
    const { pathname, search } = new URL(link.download_url)
    const rows = (await shop.raw('GET', pathname + search)).text.split('\r\n')
    const cells = (at: number) => (rows[at] ?? '').split(',').map((cell) => cell.replace('`', ''))
    expect([cells(1)[12], cells(1)[13]]).toEqual(['7.00', '3.00'])
    expect([cells(2)[16], cells(2)[17], cells(2)[25]]).toEqual(['7.00', '0.00', '10.00'])
  })
})
