import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RawAnswer } from '../../testing/call-as-merchant.js'
import { freezeAtNoon } from '../../testing/freeze-at-noon.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { beijingDigits } from '../beijing-time.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  freezeAtNoon(shop.sandbox.clock)
})
afterAll(() => shop.stop())

const BASE = '/v3/payscore/serviceorder'
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const serviceId = '2002000000000558128851361561536'
const at = (inMs: number) => beijingDigits(shop.sandbox.clock.nowMs() + inMs)
let count = 0
async function doing(): Promise<string> {
  count += 1
  const body = {
    appid: shop.appid,
    service_id: serviceId,
    out_order_no: `SERVICE_${count}`,
    service_introduction: '茶具租用',
    time_range: { start_time: at(-3_600_000), start_time_remark: '取' },
    location: { start_location: '一号柜' },
    risk_fund: { name: 'DEPOSIT', amount: 5_000 },
    notify_url: shop.inbox.url,
  }
  expect((await shop.raw('POST', BASE, body)).status).toBe(200)
  shop.sandbox.control.wechatpay.confirmService(body.out_order_no)
  return body.out_order_no
}
const complete = (number: string, change: object) =>
  shop.raw('POST', `${BASE}/${number}/complete`, {
    appid: shop.appid,
    service_id: serviceId,
    post_payments: [{ name: '租金', amount: 300 }],
    total_amount: 300,
    ...change,
  })

describe('completing a service', () => {
  it('tells when and where it was in the end', async () => {
    const number = await doing()
    const end = { time_range: { end_time: at(30_000) }, location: { end_location: '二号柜' } }
    expect((await complete(number, end)).json).toMatchObject({
      time_range: { start_time: at(-3_600_000), start_time_remark: '取', ...end.time_range },
      location: { start_location: '一号柜', end_location: '二号柜' },
    })
  })

  it('takes no time that lies ahead, within a minute, nor an end before the start', async () => {
    const number = await doing()
    const field = async (timeRange: object) => {
      const answer = await complete(number, { time_range: timeRange })
      return [answer.status, answer.json?.detail?.field]
    }
    expect(await field({ end_time: at(61_000) })).toEqual([400, '/time_range/end_time'])
    expect(await field({ start_time: at(61_000) })).toEqual([400, '/time_range/start_time'])
    expect(await field({ end_time: at(86_400_000).slice(0, 8) })).toEqual([400, '/time_range/end_time'])
    expect(await field({ end_time: at(-3_600_001) })).toEqual([400, '/time_range/end_time'])
    expect((await complete(number, { time_range: { end_time: at(60_000) } })).status).toBe(200)
  })

  it('names each discount once, and so does a change of the amount', async () => {
    const number = await doing()
    const discount = { name: '会员', description: '九折', amount: 10 }
    const twice = { post_discounts: [discount, discount], total_amount: 280 }
    expect(said(await complete(number, twice))).toEqual([400, 'PARAM_ERROR'])
    expect((await complete(number, {})).status).toBe(200)
    const modified = await shop.raw('POST', `${BASE}/${number}/modify`, {
      appid: shop.appid,
      service_id: serviceId,
      post_payments: [{ name: '租金', amount: 300 }],
      reason: '优惠',
      ...twice,
    })
    expect(said(modified)).toEqual([400, 'PARAM_ERROR'])
  })
})

it('cancelling needs no service_id, but a wrong one finds nothing', async () => {
  const number = await doing()
  const cancel = (change: object) =>
    shop.raw('POST', `${BASE}/${number}/cancel`, { appid: shop.appid, reason: '用户取消', ...change })
  expect(said(await cancel({ service_id: 'another' }))).toEqual([404, 'ORDER_NOT_EXIST'])
  expect((await cancel({})).json).toMatchObject({ out_order_no: number, service_id: serviceId })
})
