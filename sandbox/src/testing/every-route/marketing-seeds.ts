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

const SIGN = '/v3/papay/scheduled-deduct-sign/contracts/pre-entrust-sign'
const CONTRACT = '/v3/papay/sign/contracts/plan-id/:plan_id/out-contract-code/:out_contract_code'
const SCHEDULES = '/v3/papay/pay/schedules/contract-id/:contract_id'
const ANNOUNCED = '/v3/papay/contracts/:contract_id'
const who = (world: World) => ({ mchid: world.shop.mchid, appid: world.shop.appid })
const contract = (world: World) => ({
  appid: world.shop.appid,
  openid: world.openid,
  plan_id: 1,
  out_contract_code: world.number(),
  contract_display_account: 'a',
  contract_notify_url: world.shop.inbox.url,
  out_user_code: 'u',
})
async function signed(world: World, by?: World['poor']): Promise<{ code: string; id: string }> {
  const body = { ...contract(world), ...(by ? { openid: by.payerId } : {}) }
  await world.good('shop', 'POST', `${SIGN}/jsapi`, body)
  const made = world.shop.sandbox.control.wechatpay.signContract(body.out_contract_code, by?.id)
  return { code: body.out_contract_code, id: made?.contractId ?? '' }
}
const schedule = (world: World) => ({
  appid: world.shop.appid,
  schedule_amount: { total: 1, currency: 'CNY' },
})
async function scheduled(world: World, by?: World['poor']): Promise<string> {
  const { id } = await signed(world, by)
  await world.good('shop', 'POST', `/v3/papay/pay/schedules/contract-id/${id}/schedule`, schedule(world))
  return id
}
async function deduction(world: World, id: string) {
  world.advance(2 * 86_400_000)
  return {
    appid: world.shop.appid,
    out_trade_no: world.number(),
    description: 'd',
    transaction_notify_url: world.shop.inbox.url,
    contract_id: id,
    amount: { total: 1, currency: 'CNY' },
    goods_tag: 't',
    attach: 'a',
  }
}

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
  ...Object.fromEntries(
    ['jsapi', 'h5', 'mini-program', 'app'].map((channel): [string, SeedMaker] => [
      `POST ${SIGN}/${channel}`,
      (world) => ({
        by: 'shop',
        body: {
          ...contract(world),
          deduct_schedule: {
            estimated_deduct_date: '2099-01-01',
            estimated_deduct_amount: { total: 1, currency: 'CNY' },
            description: 'd',
          },
          ...(channel === 'h5' ? { jump_control: { jump_appid: 'wx' } } : {}),
        },
      }),
    ]),
  ),
  [`GET ${CONTRACT}`]: async (world) => ({
    by: 'shop',
    params: { plan_id: '1', out_contract_code: (await signed(world)).code },
  }),
  [`POST ${CONTRACT}/terminate`]: async (world) => ({
    by: 'shop',
    params: { plan_id: '1', out_contract_code: (await signed(world)).code },
    body: { contract_termination_remark: 'r' },
  }),
  [`POST ${SCHEDULES}/schedule`]: async (world) => ({
    by: 'shop',
    params: { contract_id: (await signed(world)).id },
    body: schedule(world),
  }),
  [`GET ${SCHEDULES}`]: async (world) => ({ by: 'shop', params: { contract_id: await scheduled(world) } }),
  [`POST ${ANNOUNCED}/notify`]: async (world) => ({
    by: 'shop',
    params: { contract_id: (await signed(world)).id },
    body: {
      ...who(world),
      estimated_amount: { amount: 1, currency: 'CNY' },
      deduct_duration: { count: 3, unit: 'DAY' },
    },
  }),
  [`POST ${ANNOUNCED}/fail-notify`]: async (world) => {
    const id = await scheduled(world, world.poor)
    await world.good('shop', 'POST', '/v3/papay/pay/transactions/apply', await deduction(world, id))
    world.advance(3_000)
    return { by: 'shop', params: { contract_id: id }, body: who(world) }
  },
  'POST /v3/papay/pay/transactions/apply': async (world) => ({
    by: 'shop',
    body: await deduction(world, await scheduled(world)),
  }),
}
