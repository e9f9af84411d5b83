import { beijingDigits } from '../../wechatpay/beijing-time.js'
import { uploadFile } from '../onboarding-bodies.js'
import type { SeedMaker, Who, World } from './world.js'

const SERVICE = { service_id: '2002000000000558128851361561536' }
const scoreBase = (by: Who) => (by === 'shop' ? '/v3/payscore' : '/v3/payscore/partner')
const which = (world: World, by: Who): Record<string, string> =>
  by === 'shop'
    ? { ...SERVICE, appid: world.shop.appid }
    : {
        ...SERVICE,
        appid: world.provider.appid,
        sub_mchid: world.seller.mchid,
        sub_appid: world.seller.appid,
      }
const service = (world: World, by: Who) => ({
  ...which(world, by),
  out_order_no: world.number(),
  service_introduction: 'i',
  post_payments: [{ name: 'n', amount: 1, description: 'd', count: 1 }],
  post_discounts: [{ name: 'n', description: 'd', count: 1 }],
  time_range: { start_time: 'OnAccept' },
  location: { start_location: 'a' },
  risk_fund: { name: 'DEPOSIT', amount: 100 },
  attach: 'a',
  notify_url: world.shop.inbox.url,
  need_user_confirm: true,
})
async function doing(world: World, by: Who, userId?: string): Promise<string> {
  const body = service(world, by)
  await world.good(by, 'POST', `${scoreBase(by)}/serviceorder`, body)
  world.shop.sandbox.control.wechatpay.confirmService(body.out_order_no, userId)
  return body.out_order_no
}
/** Completed and not paid: nothing can be taken from an empty purse. */
async function owed(world: World, by: Who): Promise<string> {
  const number = await doing(world, by, world.poor.id)
  const body = { ...which(world, by), post_payments: [{ name: 'n', amount: 2 }], total_amount: 2 }
  await world.good(by, 'POST', `${scoreBase(by)}/serviceorder/${number}/complete`, body)
  world.advance(3_000)
  return number
}
const permission = (world: World, by: Who) => ({
  ...which(world, by),
  authorization_code: world.number(),
  notify_url: world.shop.inbox.url,
})
async function opened(world: World, by: Who): Promise<string> {
  const body = permission(world, by)
  await world.good(by, 'POST', `${scoreBase(by)}/permissions`, body)
  world.shop.sandbox.control.wechatpay.openService(body.authorization_code)
  return body.authorization_code
}
const openidOf = (world: World, by: Who) =>
  world.shop.sandbox.control.wechatpay.openid('wechat', world.ringOf(by).appid) ?? ''

const scores = (by: Who): Record<string, SeedMaker> => {
  const orders = `${scoreBase(by)}/serviceorder`
  const permissions = `${scoreBase(by)}/permissions`
  const one = `${orders}/:out_order_no`
  const byCode = `${permissions}/authorization-code/:authorization_code`
  const { byUser, endByUser } =
    by === 'shop'
      ? { byUser: `${permissions}/openid/:openid`, endByUser: `${permissions}/openid/:openid/terminate` }
      : { byUser: `${permissions}/search`, endByUser: `${permissions}/terminate` }
  const codeQuery = (world: World): Record<string, string> =>
    by === 'shop' ? SERVICE : { ...SERVICE, sub_mchid: world.seller.mchid }
  const user = (world: World) => ({ openid: openidOf(world, by) })
  return {
    [`POST ${orders}`]: (world) => ({ by, body: service(world, by) }),
    [`GET ${orders}`]: async (world) => ({
      by,
      query: { ...which(world, by), out_order_no: await doing(world, by) },
    }),
    [`POST ${orders}/direct-complete`]: async (world) => {
      await opened(world, by)
      const {
        risk_fund: _fund,
        need_user_confirm: _confirm,
        post_discounts: _discounts,
        ...rest
      } = service(world, by)
      const times = { start_time: '20300101', end_time: '20300102' }
      return {
        by,
        body: {
          ...rest,
          ...user(world),
          time_range: times,
          location: { start_location: 'a', end_location: 'b' },
          total_amount: 1,
        },
      }
    },
    [`POST ${one}/cancel`]: async (world) => ({
      by,
      params: { out_order_no: await doing(world, by) },
      body: { ...which(world, by), reason: 'r' },
    }),
    [`POST ${one}/complete`]: async (world) => ({
      by,
      params: { out_order_no: await doing(world, by) },
      body: { ...which(world, by), post_payments: [{ name: 'n', amount: 1 }], total_amount: 1 },
    }),
    [`POST ${one}/modify`]: async (world) => ({
      by,
      params: { out_order_no: await owed(world, by) },
      body: { ...which(world, by), post_payments: [{ name: 'n', amount: 1 }], total_amount: 1, reason: 'r' },
    }),
    [`POST ${one}/sync`]: async (world) => {
      const number = await owed(world, by)
      const paidTime = beijingDigits(world.shop.sandbox.clock.nowMs())
      const body = { ...which(world, by), type: 'Order_Paid', detail: { paid_time: paidTime } }
      return { by, params: { out_order_no: number }, body }
    },
    [`POST ${permissions}`]: (world) => ({ by, body: permission(world, by) }),
    [`GET ${byCode}`]: async (world) => ({
      by,
      params: { authorization_code: await opened(world, by) },
      query: codeQuery(world),
    }),
    [`GET ${byUser}`]: async (world) => {
      await opened(world, by)
      if (by === 'shop') return { by, params: user(world), query: which(world, by) }
      return { by, query: { ...which(world, by), ...user(world) } }
    },
    [`POST ${byCode}/terminate`]: async (world) => ({
      by,
      params: { authorization_code: await opened(world, by) },
      body: { ...codeQuery(world), reason: 'r' },
    }),
    [`POST ${endByUser}`]: async (world) => {
      await opened(world, by)
      if (by === 'shop') return { by, params: user(world), body: { ...which(world, by), reason: 'r' } }
      return { by, body: { ...which(world, by), ...user(world), reason: 'r' } }
    },
  }
}

const COMPLAINTS = '/v3/merchant-service'
const ONE_COMPLAINT = `${COMPLAINTS}/complaints-v2/:complaint_id`
const CALLBACK = `${COMPLAINTS}/complaint-notifications`
async function complained(world: World, problemType: 'REFUND' | 'OTHERS'): Promise<{ complaint_id: string }> {
  const { number: outTradeNo } = await world.paidOrder('shop')
  const raised = world.shop.sandbox.control.wechatpay.raiseComplaint({ outTradeNo, detail: 'x', problemType })
  return { complaint_id: raised?.id ?? '' }
}
const aboutComplaint =
  (body?: (world: World) => object, problemType: 'REFUND' | 'OTHERS' = 'OTHERS'): SeedMaker =>
  async (world) => ({
    by: 'shop',
    params: await complained(world, problemType),
    ...(body ? { body: body(world) } : {}),
  })
/** One callback a merchant: there is one, or there is none, whatever stood before. */
async function callback(world: World, wanted: boolean): Promise<object> {
  const { status } = await world.calls.shop('GET', CALLBACK)
  const body = { url: world.shop.inbox.url }
  if (wanted && status === 404) await world.good('shop', 'POST', CALLBACK, body)
  if (!wanted && status === 200) await world.good('shop', 'DELETE', CALLBACK)
  return body
}
async function evidence(world: World): Promise<string> {
  const answer = await uploadFile(world.calls.shop, `${COMPLAINTS}/images/upload`)
  return (answer.json as { media_id?: string }).media_id ?? ''
}

const answerTo = (world: World) => ({
  complainted_mchid: world.shop.mchid,
  response_content: 'c',
  jump_url: 'https://a.example/n',
  jump_url_text: 't',
})

export const SERVICE_SEEDS: Record<string, SeedMaker> = {
  ...scores('shop'),
  ...scores('provider'),
  [`GET ${COMPLAINTS}/complaints-v2`]: (world) => ({
    by: 'shop',
    query: { begin_date: world.billDay, end_date: world.billDay, limit: '5', offset: '0' },
  }),
  [`GET ${ONE_COMPLAINT}`]: aboutComplaint(),
  [`GET ${ONE_COMPLAINT}/negotiation-historys`]: aboutComplaint(),
  [`POST ${ONE_COMPLAINT}/response`]: aboutComplaint(answerTo),
  [`POST ${ONE_COMPLAINT}/response-immediate-service`]: aboutComplaint((world) => ({
    complainted_mchid: world.shop.mchid,
    message: { blocks: [{ type: 'TEXT', text: { text: 'c' } }] },
  })),
  [`POST ${ONE_COMPLAINT}/complete`]: async (world) => {
    const params = await complained(world, 'OTHERS')
    const target = `${COMPLAINTS}/complaints-v2/${params.complaint_id}/response`
    await world.good('shop', 'POST', target, answerTo(world))
    return { by: 'shop', params, body: { complainted_mchid: world.shop.mchid } }
  },
  [`POST ${ONE_COMPLAINT}/update-refund-progress`]: aboutComplaint(
    () => ({ action: 'APPROVE', launch_refund_day: 1 }),
    'REFUND',
  ),
  [`POST ${CALLBACK}`]: async (world) => ({ by: 'shop', body: await callback(world, false) }),
  [`GET ${CALLBACK}`]: async (world) => {
    await callback(world, true)
    return { by: 'shop' }
  },
  [`PUT ${CALLBACK}`]: async (world) => ({ by: 'shop', body: await callback(world, true) }),
  [`DELETE ${CALLBACK}`]: async (world) => {
    await callback(world, true)
    return { by: 'shop' }
  },
  [`POST ${COMPLAINTS}/images/upload`]: () => ({ by: 'shop', filename: 'a.png' }),
  [`GET ${COMPLAINTS}/images/:media_id`]: async (world) => ({
    by: 'shop',
    params: { media_id: await evidence(world) },
  }),
}
