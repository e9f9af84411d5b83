import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RawAnswer } from '../../testing/call-as-merchant.js'
import { openNotice } from '../../testing/open-notice.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { beijingDigits } from '../beijing-time.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
})
afterAll(() => shop.stop())

const BASE = '/v3/payscore/serviceorder'
const HOUR_MS = 3_600_000
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const wechatpay = () => shop.sandbox.control.wechatpay
const which = () => ({ appid: shop.appid, service_id: '2002000000000558128851361561536' })
let count = 0
const service = (change: object = {}) => {
  count += 1
  return {
    ...which(),
    out_order_no: `SERVICE_${count}`,
    service_introduction: '茶具租用',
    time_range: { start_time: 'OnAccept' },
    risk_fund: { name: 'DEPOSIT', amount: 5_000 },
    notify_url: shop.inbox.url,
    ...change,
  }
}
const create = (body: object) => shop.raw('POST', BASE, body)
const act = (number: string, verb: string, body: object) =>
  shop.raw('POST', `${BASE}/${number}/${verb}`, { ...which(), ...body })
const complete = (number: string, total: number) =>
  act(number, 'complete', { post_payments: [{ name: '租金', amount: total }], total_amount: total })
const query = async (number: string) => {
  const asked = new URLSearchParams({ ...which(), out_order_no: number })
  return (await shop.raw('GET', `${BASE}?${asked}`)).json as Record<string, unknown>
}
async function doing(change: object = {}): Promise<string> {
  const body = service(change)
  expect((await create(body)).status).toBe(200)
  expect(wechatpay().confirmService(body.out_order_no)).toMatchObject({ state: 'DOING' })
  await shop.sandbox.control.noticesIdle()
  return body.out_order_no
}
const lastNotice = async () =>
  openNotice((await shop.told()).at(-1)!, shop.sandbox.credentials.wechatpay.apiV3Key)

describe('a service order', () => {
  it('is created, confirmed, completed, paid by itself, told each time, and refunded', async () => {
    const body = service()
    const created = await create(body)
    expect(created.json).toMatchObject({ state: 'CREATED', package: expect.stringMatching(/^\w+$/) })
    expect((await create(body)).json).toEqual(created.json)
    const other = { ...body, service_introduction: '别的' }
    expect(said(await create(other))).toEqual([400, 'INVALID_REQUEST'])
    const number = body.out_order_no
    expect(said(await complete(number, 100))).toEqual([400, 'INVALID_ORDER_STATE'])
    const confirmed = wechatpay().confirmService(number)
    expect(await lastNotice()).toMatchObject({
      eventType: 'PAYSCORE.USER_CONFIRM',
      plaintext: { state: 'DOING', state_description: 'USER_CONFIRM', out_order_no: number },
    })
    const byId = new URLSearchParams({ ...which(), query_id: confirmed?.queryId ?? '' })
    expect((await shop.raw('GET', `${BASE}?${byId}`)).json).toMatchObject({ out_order_no: number })
    expect((await complete(number, 3_000)).json).toMatchObject({
      state: 'DOING',
      state_description: 'MCH_COMPLETE',
      collection: { state: 'USER_PAYING', paying_amount: 3_000 },
    })
    shop.sandbox.clock.advance(2_000)
    const done = await query(number)
    expect(done).toMatchObject({
      state: 'DONE',
      collection: { state: 'USER_PAID', paid_amount: 3_000, details: [{ paid_type: 'NEWTON' }] },
    })
    expect(await lastNotice()).toMatchObject({
      eventType: 'PAYSCORE.USER_PAID',
      plaintext: { state: 'DONE' },
    })
    const { details } = done.collection as { details: Array<{ transaction_id: string }> }
    const refund = await shop.raw('POST', '/v3/refund/domestic/refunds', {
      transaction_id: details[0]?.transaction_id,
      out_refund_no: `r_${number}`,
      amount: { refund: 1_000, total: 3_000, currency: 'CNY' },
    })
    expect(refund.json).toMatchObject({ status: 'PROCESSING' })
    expect(said(await act(number, 'cancel', { reason: 'x' }))).toEqual([400, 'ORDER_DONE'])
  })

  it('nothing to pay is done at once; sums and limits are checked', async () => {
    const number = await doing()
    const wrong = { post_payments: [{ name: '租金', amount: 10 }], total_amount: 9 }
    expect(said(await act(number, 'complete', wrong))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await complete(number, 5_001))).toEqual([400, 'INVALID_REQUEST'])
    const free = await complete(number, 0)
    expect(free.json).toMatchObject({ state: 'DONE', total_amount: 0 })
    expect(free.json).not.toHaveProperty('collection')
  })

  it('while the purse is empty it is due: modified downwards, paid by hand, tried again', async () => {
    shop.sandbox.control.createWallet({ wallet: 'wechat', id: 'broke', balanceMinor: 0 })
    const body = service()
    await create(body)
    const number = body.out_order_no
    wechatpay().confirmService(number, 'broke')
    await complete(number, 3_000)
    shop.sandbox.clock.advance(2 * HOUR_MS)
    expect(await query(number)).toMatchObject({ collection: { state: 'USER_PAYING' } })
    expect(wechatpay().payService(number)).toBeNull()
    const change = (total: number) => ({
      post_payments: [{ name: '租金', amount: total }],
      total_amount: total,
      reason: '优惠',
    })
    expect(said(await act(number, 'modify', change(3_000)))).toEqual([400, 'INVALID_REQUEST'])
    expect((await act(number, 'modify', change(1_000))).json).toMatchObject({
      collection: { paying_amount: 1_000 },
    })
    const sync = (paidTime: string) =>
      act(number, 'sync', { type: 'Order_Paid', detail: { paid_time: paidTime } })
    expect(said(await sync('20200101'))).toEqual([400, 'PARAM_ERROR'])
    expect((await sync(beijingDigits(shop.sandbox.clock.nowMs()))).json).toMatchObject({
      state: 'DONE',
      collection: { details: [{ paid_type: 'MCH', amount: 1_000 }] },
    })
  })

  it('is cancelled before or after the user agreed; a stale page and a month end it too', async () => {
    const number = await doing()
    expect((await act(number, 'cancel', { reason: '用户取消' })).json).toMatchObject({ out_order_no: number })
    expect(await query(number)).toMatchObject({ state: 'REVOKED' })
    expect(said(await complete(number, 1))).toEqual([400, 'ORDER_CANCELED'])
    const late = service()
    await create(late)
    shop.sandbox.clock.advance(HOUR_MS + 1)
    expect(wechatpay().confirmService(late.out_order_no)).toBeNull()
    shop.sandbox.clock.advance(30 * 24 * HOUR_MS)
    expect(await query(late.out_order_no)).toMatchObject({ state: 'EXPIRED' })
    expect(said(await act(late.out_order_no, 'cancel', { reason: 'x' }))).toEqual([
      400,
      'INVALID_ORDER_STATE',
    ])
  })

  it('refuses what the document refuses', async () => {
    expect(said(await create(service({ need_user_confirm: false })))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await create(service({ out_order_no: '有空格' })))).toEqual([400, 'PARAM_ERROR'])
    const backwards = { start_time: '20300102', end_time: '20300101' }
    expect(said(await create(service({ time_range: backwards })))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await act('NO_SUCH', 'cancel', { reason: 'x' }))).toEqual([404, 'ORDER_NOT_EXIST'])
    const asked = new URLSearchParams(which())
    expect(said(await shop.raw('GET', `${BASE}?${asked}`))).toEqual([400, 'PARAM_ERROR'])
  })
})
