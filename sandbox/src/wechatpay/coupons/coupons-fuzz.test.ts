import fc from 'fast-check'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { isDocumented } from '../../testing/documented-answer.js'
import { anyValue, spoiled } from '../../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

const FAVOR = '/v3/marketing/favor'
let shop: WechatpayMerchant
let stockId: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const { json } = await shop.raw('POST', `${FAVOR}/coupon-stocks`, stock())
  stockId = (json as unknown as { stock_id: string }).stock_id
})
afterAll(() => shop.stop())

const stock = () => ({
  stock_name: '满减券',
  comment: 'c',
  belong_merchant: shop.mchid,
  available_begin_time: '2020-01-01T00:00:00+08:00',
  available_end_time: '2099-01-01T00:00:00+08:00',
  stock_use_rule: {
    max_coupons: 10,
    max_amount: 100,
    max_amount_by_day: 100,
    max_coupons_per_user: 5,
    natural_person_limit: true,
    prevent_api_abuse: false,
  },
  pattern_info: { description: 'd', jump_target: 'MINI_PROGRAM', mini_program_path: 'p' },
  coupon_use_rule: {
    fixed_normal_coupon: { coupon_amount: 10, transaction_minimum: 20 },
    goods_tag: ['t'],
    trade_type: ['APPPAY'],
    combine_use: true,
    available_items: ['tea'],
    available_merchants: [shop.mchid],
    limit_card: { name: '银行卡', bin: ['622575'] },
  },
  no_cash: true,
  stock_type: 'NORMAL',
  out_request_no: 'FUZZ_STOCK',
})
const openid = () => shop.sandbox.control.wallets()[0]!.payerId
const creator = () => ({ stock_creator_mchid: shop.mchid })

const ROWS: Array<[name: string, target: () => string, good: () => object]> = [
  ['stock', () => `${FAVOR}/coupon-stocks`, stock],
  ['start', () => `${FAVOR}/stocks/${stockId}/start`, creator],
  ['pause', () => `${FAVOR}/stocks/${stockId}/pause`, creator],
  ['restart', () => `${FAVOR}/stocks/${stockId}/restart`, creator],
  [
    'send',
    () => `${FAVOR}/users/${openid()}/coupons`,
    () => ({ stock_id: stockId, out_request_no: 'FUZZ_SEND', appid: shop.appid, ...creator() }),
  ],
  [
    'callback',
    () => `${FAVOR}/callbacks`,
    () => ({ mchid: shop.mchid, notify_url: shop.inbox.url, switch: false }),
  ],
]

describe('whatever comes to the coupons, the answer is documented', () => {
  it.each(ROWS)('POST %s', async (_name, target, good) => {
    await isDocumented(shop.raw, 'POST', target(), good())
    const check = (body: unknown) => isDocumented(shop.raw, 'POST', target(), body)
    await fc.assert(fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: spoiled(good) }, anyValue), check), {
      numRuns: 60,
    })
  })

  it('GET anything', async () => {
    const path = fc.constantFrom(
      () => '/stocks',
      () => `/stocks/${stockId}`,
      () => `/stocks/${stockId}/items`,
      () => '/stocks/%zz/merchants',
      () => '/stocks/__proto__',
      () => '/callbacks',
      () => `/users/${openid()}/coupons`,
      () => `/users/${openid()}/coupons/1`,
      () => '/users/%00/coupons/__proto__',
    )
    const good = { stock_creator_mchid: shop.mchid, mchid: shop.mchid, appid: shop.appid }
    const spoilt = fc.dictionary(
      fc.constantFrom('offset', 'limit', 'status', 'create_start_time', 'stock_id', 'appid', 'mchid'),
      fc.oneof(
        fc.constantFrom('0', '10', '-1', '1e9', 'running', 'USED', '2026-01-01T00:00:00+08:00', 'T'),
        fc.string({ maxLength: 40 }),
      ),
    )
    const check = async (at: () => string, wish: Record<string, string>): Promise<void> => {
      const asked = new URLSearchParams({ offset: '0', limit: '5', ...good, ...wish })
      await isDocumented(shop.raw, 'GET', `${FAVOR}${at()}?${asked}`)
    }
    await fc.assert(fc.asyncProperty(path, spoilt, check), { numRuns: 150 })
  })
})
