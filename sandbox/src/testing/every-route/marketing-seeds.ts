import type { SeedMaker, World } from './world.js'

const FAVOR = '/v3/marketing/favor'
const STOCK = `${FAVOR}/stocks/:stock_id`
const COUPONS = `${FAVOR}/users/:openid/coupons`
const creator = (world: World) => ({ stock_creator_mchid: world.shop.mchid })
const stock = (world: World) => ({
  stock_name: '满减券',
  comment: 'c',
  belong_merchant: world.shop.mchid,
  available_begin_time: '2020-01-01T00:00:00+08:00',
  available_end_time: '2099-01-01T00:00:00+08:00',
  stock_use_rule: {
    max_coupons: 1_000,
    max_amount: 10_000,
    max_amount_by_day: 10_000,
    max_coupons_per_user: 60,
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
    available_merchants: [world.shop.mchid],
    limit_card: { name: '银行卡', bin: ['622575'] },
  },
  no_cash: true,
  stock_type: 'NORMAL',
  out_request_no: world.number(),
})
type Step = 'made' | 'running' | 'paused'
async function stockAt(world: World, step: Step): Promise<string> {
  const { stock_id: id } = await world.good('shop', 'POST', `${FAVOR}/coupon-stocks`, stock(world))
  if (step !== 'made') await world.good('shop', 'POST', `${FAVOR}/stocks/${id}/start`, creator(world))
  if (step === 'paused') await world.good('shop', 'POST', `${FAVOR}/stocks/${id}/pause`, creator(world))
  return String(id)
}
const move =
  (step: Step): SeedMaker =>
  async (world) => ({ by: 'shop', params: { stock_id: await stockAt(world, step) }, body: creator(world) })
const ask =
  (query: Record<string, string> = {}): SeedMaker =>
  async (world) => ({
    by: 'shop',
    params: { stock_id: await stockAt(world, 'made') },
    query: { ...creator(world), ...query },
  })
const PAGE = { offset: '0', limit: '5' }
const coupon = async (world: World) => ({
  stock_id: await stockAt(world, 'running'),
  out_request_no: world.number(),
  appid: world.shop.appid,
  ...creator(world),
})

export const MARKETING_SEEDS: Record<string, SeedMaker> = {
  [`POST ${FAVOR}/coupon-stocks`]: (world) => ({ by: 'shop', body: stock(world) }),
  [`POST ${STOCK}/start`]: move('made'),
  [`POST ${STOCK}/pause`]: move('running'),
  [`POST ${STOCK}/restart`]: move('paused'),
  [`GET ${FAVOR}/stocks`]: ask(PAGE),
  [`GET ${STOCK}`]: ask(),
  [`GET ${STOCK}/items`]: ask(PAGE),
  [`GET ${STOCK}/merchants`]: ask(PAGE),
  [`POST ${COUPONS}`]: async (world) => ({
    by: 'shop',
    params: { openid: world.openid },
    body: await coupon(world),
  }),
  [`GET ${COUPONS}`]: (world) => ({
    by: 'shop',
    params: { openid: world.openid },
    query: { appid: world.shop.appid, creator_mchid: world.shop.mchid, ...PAGE },
  }),
  [`GET ${COUPONS}/:coupon_id`]: async (world) => {
    const target = `${FAVOR}/users/${world.openid}/coupons`
    const { coupon_id: id } = await world.good('shop', 'POST', target, await coupon(world))
    const params = { openid: world.openid, coupon_id: String(id) }
    return { by: 'shop', params, query: { appid: world.shop.appid } }
  },
  [`POST ${FAVOR}/callbacks`]: (world) => ({
    by: 'shop',
    body: { mchid: world.shop.mchid, notify_url: world.shop.inbox.url, switch: false },
  }),
  [`GET ${FAVOR}/callbacks`]: async (world) => {
    const body = { mchid: world.shop.mchid, notify_url: world.shop.inbox.url, switch: false }
    await world.good('shop', 'POST', `${FAVOR}/callbacks`, body)
    return { by: 'shop', query: { mchid: world.shop.mchid } }
  },
}
