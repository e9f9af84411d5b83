import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import type { AppCredentials } from './make-app.js'

let under: AlipayUnderTest
let other: AppCredentials
beforeEach(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
  other = await under.alipay.byHand.makeApp({ name: '另一家店' })
})
afterEach(() => under.stop())

const details = (product_code = 'QUICK_MSECURITY_PAY') => [
  {
    app_id: under.core.keys.alipay.appId,
    out_trade_no: 'm1',
    total_amount: '10.00',
    subject: '茶',
    product_code,
  },
  { app_id: other.appId, out_trade_no: 'm1', total_amount: '5.00', subject: '杯', product_code },
]
const exec = (method: string, bizContent: Record<string, unknown>) =>
  under.sdk.exec(
    `alipay.trade.${method}`,
    { notify_url: under.notifyUrl, bizContent },
    { validateSign: true },
  )
const precreate = (more: Record<string, unknown> = {}) =>
  exec('merge.precreate', { order_details: details(), ...more })

it('pays the orders of two merchants with one app string, and tells each', async () => {
  const made = await precreate()
  expect(made.orderDetailResults).toMatchObject([{ success: true }, { success: true }])
  const orderString = under.sdk.sdkExec('alipay.trade.app.merge.pay', {
    bizContent: { pre_order_no: made.preOrderNo },
  })
  const { institution } = under.alipay
  expect(institution.look(orderString, 'alipay')).toMatchObject({ amountMinor: 1500, state: 'payable' })
  expect(institution.openCodes()).toHaveLength(1)
  expect(institution.pay(orderString, 'alipay', '000000')).toMatchObject({ code: 'wrong_password' })
  expect(institution.pay(orderString, 'alipay', '123456')).toMatchObject({ state: 'paid' })
  expect(institution.pay(orderString, 'alipay', '123456')).toMatchObject({ code: 'already_paid' })
  const notices = await under.notices(2)
  expect(notices.map((one) => [one.app_id, one.total_amount, one.trade_status]).sort()).toEqual(
    [
      [under.core.keys.alipay.appId, '10.00', 'TRADE_SUCCESS'],
      [other.appId, '5.00', 'TRADE_SUCCESS'],
    ].sort(),
  )
  expect(await exec('refund', { outTradeNo: 'm1', refundAmount: '10.00' })).toMatchObject({ fundChange: 'Y' })
  expect(under.alipay.orders({ outTradeNo: 'm1' }).map((order) => order.state)).toEqual([
    'TRADE_CLOSED',
    'TRADE_SUCCESS',
  ])
})

it('takes all or nothing', async () => {
  const poor = under.core.wallets.create({ wallet: 'alipay', balanceMinor: 1400 })
  const { preOrderNo } = await precreate()
  const text = under.sdk.sdkExec('alipay.trade.app.merge.pay', { bizContent: { pre_order_no: preOrderNo } })
  expect(under.alipay.institution.pay(text, poor.id, '123456')).toMatchObject({ code: 'not_enough' })
  expect(under.core.wallets.user(poor.id)!.balanceMinor).toBe(1400)
  expect(under.received).toEqual([])
})

it('opens the cashier page and comes back signed', async () => {
  const link = under.sdk.pageExec('alipay.trade.page.merge.pay', 'GET', {
    notify_url: under.notifyUrl,
    return_url: 'http://127.0.0.1:9/back',
    bizContent: { out_merge_no: 'merge_1', order_details: details('FAST_INSTANT_TRADE_PAY') },
  })
  const page = await fetch(link)
  expect(await page.text()).toContain('合并支付 2 笔订单')
  expect(under.alipay.institution.pay(page.url, 'alipay', '123456')).toMatchObject({ state: 'paid' })
  const state = (await (await fetch(`${page.url}/state`)).json()) as { state: string; returnUrl: string }
  expect(state.state).toBe('paid')
  const back = Object.fromEntries(new URL(state.returnUrl).searchParams)
  expect(back).toMatchObject({ merge_pay_status: 'SUCCESS', out_merge_no: 'merge_1' })
  expect(under.sdk.checkNotifySignV2(back)).toBe(true)
})

it('creates trades for a mini program at once', async () => {
  const made = await exec('merge.create', {
    out_merge_no: 'merge_2',
    buyer_id: '2088000000000017',
    order_details: details(),
  })
  expect(made).toMatchObject({ mergeNo: expect.any(String), outMergeNo: 'merge_2' })
  expect(made.orderDetailResults[0].tradeNo).toMatch(/^\d{28}$/)
  under.core.clock.advance(15 * 60_000)
  expect(await exec('query', { outTradeNo: 'm1' })).toMatchObject({ tradeStatus: 'TRADE_CLOSED' })
})

it('keeps sub-orders apart before anybody came, and a cancel of one ends them all', async () => {
  const { preOrderNo } = await precreate()
  expect(under.alipay.orders({ outTradeNo: 'm1' }).map((order) => order.amountMinor)).toEqual([1000, 500])
  expect(await exec('cancel', { outTradeNo: 'm1' })).toMatchObject({ retryFlag: 'N' })
  const text = under.sdk.sdkExec('alipay.trade.app.merge.pay', { bizContent: { pre_order_no: preOrderNo } })
  expect(under.alipay.institution.pay(text, 'alipay', '123456')).toMatchObject({ code: 'closed' })
  expect(under.core.wallets.user('alipay')!.balanceMinor).toBe(1_000_000)
})

it('names the rows that are wrong and hands out nothing', async () => {
  const [first] = details()
  const made = await precreate({ order_details: [first, { ...first, app_id: '2021000000000000' }, first] })
  expect(made).not.toHaveProperty('preOrderNo')
  expect(made.orderDetailResults).toMatchObject([
    { success: true, resultCode: 'SUCCESS' },
    { success: false, resultCode: 'ACQ.PARTNER_ERROR' },
    { success: false, resultCode: 'ACQ.CONTEXT_INCONSISTENT' },
  ])
  expect(await precreate({ order_details: [] })).toMatchObject({ subCode: 'ACQ.INVALID_PARAMETER' })
})

const wapLink = (pre_order_no: string, return_url = 'http://127.0.0.1:9/back') =>
  under.sdk.pageExec('alipay.trade.wap.merge.pay', 'GET', { return_url, bizContent: { pre_order_no } })

it('goes back from the wap cashier to the address of that call, with a row for each order', async () => {
  const { preOrderNo } = await precreate({ order_details: details('QUICK_WAP_WAY') })
  const page = await fetch(wapLink(preOrderNo))
  expect(page.url).toContain('/wap/')
  expect(under.alipay.institution.pay(page.url, 'alipay', '123456')).toMatchObject({ state: 'paid' })
  const state = (await (await fetch(`${page.url}/state`)).json()) as { returnUrl: string }
  const back = Object.fromEntries(new URL(state.returnUrl).searchParams)
  expect(back.method).toBe('alipay.trade.wap.merge.pay.return')
  // Without a number of the merchant's for the whole there is nothing to be all or none of.
  expect(back).not.toHaveProperty('out_merge_no')
  expect(back).not.toHaveProperty('merge_pay_status')
  expect(JSON.parse(back.order_detail_results!)).toMatchObject([
    { out_trade_no: 'm1', subject: '茶', total_amount: '10.00', trade_status: 'TRADE_SUCCESS' },
    { out_trade_no: 'm1', subject: '杯', total_amount: '5.00', trade_status: 'TRADE_SUCCESS' },
  ])
  expect(under.sdk.checkNotifySignV2(back)).toBe(true)
})

it('is opened by who put it together, though none of the orders is theirs', async () => {
  const [, second] = details('QUICK_WAP_WAY')
  const { preOrderNo } = await precreate({ order_details: [second] })
  const page = await fetch(wapLink(preOrderNo))
  expect(under.alipay.institution.pay(page.url, 'alipay', '123456')).toMatchObject({ state: 'paid' })
  const state = (await (await fetch(`${page.url}/state`)).json()) as { returnUrl: string }
  const back = Object.fromEntries(new URL(state.returnUrl).searchParams)
  expect(back.app_id).toBe(under.core.keys.alipay.appId)
  expect(under.sdk.checkNotifySignV2(back)).toBe(true)
})

it('does not take the money of an order twice that was paid by itself', async () => {
  const { preOrderNo } = await precreate()
  const alone = under.sdk.sdkExec('alipay.trade.app.pay', {
    notify_url: under.notifyUrl,
    bizContent: { out_trade_no: 'm1', total_amount: '10.00', subject: '茶' },
  })
  const { institution } = under.alipay
  expect(institution.pay(alone, 'alipay', '123456')).toMatchObject({ state: 'paid' })
  const text = under.sdk.sdkExec('alipay.trade.app.merge.pay', { bizContent: { pre_order_no: preOrderNo } })
  expect(institution.pay(text, 'alipay', '123456')).toMatchObject({ code: 'closed' })
  expect(under.core.wallets.user('alipay')!.balanceMinor).toBe(1_000_000 - 1_000)
})
