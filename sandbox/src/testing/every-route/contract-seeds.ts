import type { SeedMaker, Who, World } from './world.js'

const CONTRACT = '/v3/papay/sign/contracts/plan-id/:plan_id/out-contract-code/:out_contract_code'
const SCHEDULES = '/v3/papay/pay/schedules/contract-id/:contract_id'
const DAY_MS = 86_400_000

const signBase = (by: Who) =>
  `/v3/papay/scheduled-deduct-sign${by === 'shop' ? '' : '/partner'}/contracts/pre-entrust-sign`
const announceBase = (by: Who) => (by === 'shop' ? '/v3/papay/contracts' : '/v3/partner-papay/contracts')
const applyTo = (by: Who) => `/v3/papay/pay${by === 'shop' ? '' : '/partner'}/transactions/apply`
const partner = (world: World) => ({
  sp_mchid: world.provider.mchid,
  sp_appid: world.provider.appid,
  sub_mchid: world.seller.mchid,
  sub_appid: world.seller.appid,
})
const appidOf = (world: World, by: Who) => (by === 'shop' ? { appid: world.shop.appid } : partner(world))
const who = (world: World, by: Who) =>
  by === 'shop' ? { mchid: world.shop.mchid, appid: world.shop.appid } : partner(world)
type Payer = World['poor']
function contract(world: World, by: Who, payer?: Payer) {
  const { wechatpay } = world.shop.sandbox.control
  const openid = wechatpay.openid(payer?.id ?? 'wechat', world.ringOf(by).appid)
  return {
    ...appidOf(world, by),
    [by === 'shop' ? 'openid' : 'sp_openid']: openid,
    plan_id: 1,
    out_contract_code: world.number(),
    contract_display_account: 'a',
    contract_notify_url: world.shop.inbox.url,
    out_user_code: 'u',
  }
}
async function signed(world: World, by: Who, payer?: Payer): Promise<{ code: string; id: string }> {
  const body = contract(world, by, payer)
  const code = String(body.out_contract_code)
  await world.good(by, 'POST', `${signBase(by)}/jsapi`, body)
  const made = world.shop.sandbox.control.wechatpay.signContract(code, payer?.id)
  return { code, id: made?.contractId ?? '' }
}
const announcement = (world: World, by: Who) => ({
  ...who(world, by),
  estimated_amount: { amount: 1, currency: 'CNY' },
  deduct_duration: { count: 3, unit: 'DAY' },
})
async function announced(world: World, by: Who, payer?: Payer): Promise<string> {
  const { id } = await signed(world, by, payer)
  await world.good(by, 'POST', `${announceBase(by)}/${id}/notify`, announcement(world, by))
  return id
}
function deduction(world: World, by: Who, id: string) {
  world.advance(2 * DAY_MS)
  return {
    ...appidOf(world, by),
    out_trade_no: world.number(),
    description: 'd',
    transaction_notify_url: world.shop.inbox.url,
    contract_id: id,
    amount: { total: 1, currency: 'CNY' },
    goods_tag: 't',
    attach: 'a',
  }
}
const schedule = (world: World) => ({
  appid: world.shop.appid,
  schedule_amount: { total: 1, currency: 'CNY' },
})

const bySide = (by: Who): Record<string, SeedMaker> => ({
  ...Object.fromEntries(
    ['jsapi', 'h5', 'mini-program', 'app'].map((channel): [string, SeedMaker] => [
      `POST ${signBase(by)}/${channel}`,
      (world) => ({
        by,
        body: {
          ...contract(world, by),
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
  [`POST ${announceBase(by)}/:contract_id/notify`]: async (world) => ({
    by,
    params: { contract_id: (await signed(world, by)).id },
    body: announcement(world, by),
  }),
  [`POST ${announceBase(by)}/:contract_id/fail-notify`]: async (world) => {
    const id = await announced(world, by, world.poor)
    await world.good(by, 'POST', applyTo(by), deduction(world, by, id))
    world.advance(3_000)
    return { by, params: { contract_id: id }, body: who(world, by) }
  },
  [`POST ${applyTo(by)}`]: async (world) => ({
    by,
    body: deduction(world, by, await announced(world, by)),
  }),
})

export const CONTRACT_SEEDS: Record<string, SeedMaker> = {
  ...bySide('shop'),
  ...bySide('provider'),
  [`GET ${CONTRACT}`]: async (world) => ({
    by: 'provider',
    params: { plan_id: '1', out_contract_code: (await signed(world, 'provider')).code },
    query: { sub_mchid: world.seller.mchid },
  }),
  [`POST ${CONTRACT}/terminate`]: async (world) => ({
    by: 'shop',
    params: { plan_id: '1', out_contract_code: (await signed(world, 'shop')).code },
    body: { contract_termination_remark: 'r' },
  }),
  [`POST ${SCHEDULES}/schedule`]: async (world) => ({
    by: 'shop',
    params: { contract_id: (await signed(world, 'shop')).id },
    body: schedule(world),
  }),
  [`GET ${SCHEDULES}`]: async (world) => ({
    by: 'shop',
    params: { contract_id: await announced(world, 'shop') },
  }),
}
