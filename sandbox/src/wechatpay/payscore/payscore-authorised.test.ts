import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RawAnswer } from '../../testing/call-as-merchant.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

const BASE = '/v3/payscore/serviceorder'
let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
})
afterAll(() => shop.stop())

const wechatpay = () => shop.sandbox.control.wechatpay
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const which = () => ({ appid: shop.appid, service_id: '2002000000000558128851361561536' })
const service = (number: string, change: object = {}) => ({
  ...which(),
  out_order_no: number,
  service_introduction: '充电宝',
  time_range: { start_time: '20300101' },
  risk_fund: { name: 'DEPOSIT', amount: 5_000 },
  notify_url: shop.inbox.url,
  need_user_confirm: false,
  openid: wechatpay().openid('wechat', shop.appid),
  ...change,
})
const create = (body: object) => shop.raw('POST', BASE, body)

it('a user who has authorised the service is not asked: the order runs at once, and is paid at its end', async () => {
  expect(said(await create(service('NO_ASK_1')))).toEqual([403, 'NO_AUTH'])
  const permission = { ...which(), authorization_code: 'AUTH_1', notify_url: shop.inbox.url }
  expect((await shop.raw('POST', '/v3/payscore/permissions', permission)).status).toBe(200)
  wechatpay().openService('AUTH_1')
  await shop.sandbox.control.noticesIdle()
  shop.inbox.received.length = 0

  const begun = await create(service('NO_ASK_1'))
  expect(begun.json).toMatchObject({ state: 'DOING', state_description: 'USER_CONFIRM' })
  expect(begun.json).not.toHaveProperty('package')
  expect((await create(service('NO_ASK_1'))).json).toEqual(begun.json)
  await shop.sandbox.control.noticesIdle()
  expect(shop.inbox.received).toEqual([])
  expect(wechatpay().confirmService('NO_ASK_1')).toBeNull()

  const end = { ...which(), post_payments: [{ name: '租金', amount: 300 }], total_amount: 300 }
  expect((await shop.raw('POST', `${BASE}/NO_ASK_1/complete`, end)).status).toBe(200)
  shop.sandbox.clock.advance(2_000)
  const query = new URLSearchParams({ ...which(), out_order_no: 'NO_ASK_1' })
  expect((await shop.raw('GET', `${BASE}?${query}`)).json).toMatchObject({
    state: 'DONE',
    collection: { paid_amount: 300 },
  })
})

it('names its user, and only there', async () => {
  const { openid: _openid, ...nameless } = service('NO_ASK_2')
  expect(said(await create(nameless))).toEqual([400, 'PARAM_ERROR'])
  expect(said(await create(service('NO_ASK_3', { need_user_confirm: true })))).toEqual([400, 'PARAM_ERROR'])
  wechatpay().closeService('AUTH_1')
  expect(said(await create(service('NO_ASK_4')))).toEqual([403, 'NO_AUTH'])
})
