import { applymentBody, sellerBody } from '../onboarding-bodies.js'
import type { SeedMaker, World } from './world.js'

const APPLYMENT = '/v3/applyment4sub/applyment'
const SETTLEMENT = '/v3/apply4sub/sub_merchants/:sub_mchid'
const SELLERS = '/v3/ecommerce/applyments'
const applyment = async (world: World) =>
  applymentBody((text) => world.sealed('provider', text), await world.mediaOf('provider'), world.number())
async function applied(world: World) {
  const body = await applyment(world)
  const { applyment_id: id } = await world.good('provider', 'POST', `${APPLYMENT}/`, body)
  return { business_code: body.business_code, applyment_id: String(id) }
}
const seller = async (world: World) =>
  sellerBody((text) => world.sealed('platform', text), await world.mediaOf('platform'), world.number())
async function submitted(world: World) {
  const body = await seller(world)
  const { applyment_id: id } = await world.good('platform', 'POST', `${SELLERS}/`, body)
  return { out_request_no: body.out_request_no, applyment_id: String(id) }
}
/** A sub-merchant that came through the review, as only such a one has an account to change. */
async function finished(world: World): Promise<{ sub_mchid: string }> {
  const { business_code: code, applyment_id: id } = await applied(world)
  const { applyments } = world.shop.sandbox.control.wechatpay
  for (const decision of ['approve', 'sign'] as const) await applyments.decide(id, { decision })
  world.advance(2_000)
  const { sub_mchid: sub } = await world.good('provider', 'GET', `${APPLYMENT}/business_code/${code}`)
  return { sub_mchid: String(sub) }
}
const settlement = (world: World) => ({
  account_type: 'ACCOUNT_TYPE_PRIVATE',
  account_bank: '工商银行',
  account_number: world.sealed('provider', '6217001234567890'),
})

const FUND = '/v3/ecommerce/fund'
const OWN_FUND = '/v3/merchant/fund'
const withdrawal = (world: World, own: boolean) => ({
  ...(own ? { account_type: 'BASIC' } : { sub_mchid: world.vendor.mchid }),
  out_request_no: world.number(),
  amount: 1,
  remark: 'r',
  bank_memo: 'm',
  notify_url: world.shop.inbox.url,
})
async function withdrawn(world: World, own: boolean) {
  const body = withdrawal(world, own)
  const { withdraw_id: id } = await world.good('platform', 'POST', `${own ? OWN_FUND : FUND}/withdraw`, body)
  return { out_request_no: body.out_request_no, withdraw_id: String(id) }
}
const mine = (world: World) => ({ sub_mchid: world.vendor.mchid })

const SHARING = '/v3/ecommerce/profitsharing'
const receiver = (world: World) => ({
  appid: world.platform.appid,
  type: 'MERCHANT_ID',
  account: world.carrier.mchid,
  name: world.carrier.name,
  relation_type: 'SUPPLIER',
})
async function frozen(world: World, subsidyMinor?: number): Promise<string> {
  const subsidy = subsidyMinor === undefined ? {} : { subsidy_amount: subsidyMinor }
  const { transactionId } = await world.paidOrder('platform', {
    settle_info: { profit_sharing: true, ...subsidy },
  })
  return transactionId
}
async function split(world: World) {
  await world.good('platform', 'POST', `${SHARING}/receivers/add`, receiver(world))
  return {
    appid: world.platform.appid,
    ...mine(world),
    transaction_id: await frozen(world),
    out_order_no: world.number(),
    receivers: [{ type: 'MERCHANT_ID', receiver_account: world.carrier.mchid, amount: 1, description: 'd' }],
    finish: false,
  }
}
async function shared(world: World) {
  world.shop.sandbox.control.wechatpay.configure(world.carrier.mchid, { acceptsReturns: true })
  const body = await split(world)
  await world.good('platform', 'POST', `${SHARING}/orders`, body)
  world.advance(5_000)
  return { ...mine(world), transaction_id: body.transaction_id, out_order_no: body.out_order_no }
}
async function returning(world: World) {
  const { transaction_id: _id, ...which } = await shared(world)
  const back = { return_mchid: world.carrier.mchid, amount: 1, description: 'd' }
  return { ...which, out_return_no: world.number(), ...back }
}

const REFUNDS = '/v3/ecommerce/refunds'
const ONE_REFUND = `${REFUNDS}/:refund_id`
async function refund(world: World) {
  return {
    ...mine(world),
    sp_appid: world.platform.appid,
    out_trade_no: (await world.paidOrder('platform')).number,
    out_refund_no: world.number(),
    reason: 'r',
    amount: { refund: 400, total: 1_000 },
    notify_url: world.shop.inbox.url,
  }
}
async function refunded(world: World, change: object = {}, effect?: 'refund_abnormal') {
  const body = { ...(await refund(world)), ...change }
  const outTradeNo = body.out_trade_no
  if (effect) world.shop.sandbox.control.addFault({ operation: 'refund', outTradeNo, effect, times: 1 })
  const { refund_id: id } = await world.good('platform', 'POST', `${REFUNDS}/apply`, body)
  world.advance(60_000)
  return { refund_id: String(id), out_refund_no: body.out_refund_no }
}
/** The seller has nothing, so the platform pays in advance. */
async function advanced(world: World): Promise<{ refund_id: string }> {
  const { wechatpay } = world.shop.sandbox.control
  const body = await refund(world)
  const purse = wechatpay.balanceMinor(world.vendor.mchid)
  wechatpay.deposit(world.vendor.mchid, -purse)
  const advance = { ...body, refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE' }
  const { refund_id: id } = await world.good('platform', 'POST', `${REFUNDS}/apply`, advance)
  wechatpay.deposit(world.vendor.mchid, purse)
  return { refund_id: String(id) }
}

const SUBSIDY = '/v3/ecommerce/subsidies'
async function subsidy(world: World, given: boolean) {
  const id = await frozen(world, 200)
  const body = {
    ...mine(world),
    transaction_id: id,
    amount: 200,
    description: 'd',
    out_subsidy_no: world.number(),
  }
  if (given) await world.good('platform', 'POST', `${SUBSIDY}/create`, body)
  return body
}
async function refundOf(world: World, transactionId: string): Promise<string> {
  const { refund_id: id } = await world.good('platform', 'POST', '/v3/refund/domestic/refunds', {
    ...mine(world),
    transaction_id: transactionId,
    out_refund_no: world.number(),
    amount: { refund: 100, total: 1_000, currency: 'CNY' },
  })
  return String(id)
}

export const PLATFORM_SEEDS: Record<string, SeedMaker> = {
  [`POST ${APPLYMENT}/`]: async (world) => ({ by: 'provider', body: await applyment(world) }),
  [`GET ${APPLYMENT}/business_code/:business_code`]: async (world) => {
    const { business_code } = await applied(world)
    return { by: 'provider', params: { business_code } }
  },
  [`GET ${APPLYMENT}/applyment_id/:applyment_id`]: async (world) => {
    const { applyment_id } = await applied(world)
    return { by: 'provider', params: { applyment_id } }
  },
  [`POST ${SETTLEMENT}/modify-settlement`]: async (world) => ({
    by: 'provider',
    params: await finished(world),
    body: settlement(world),
  }),
  [`GET ${SETTLEMENT}/settlement`]: async (world) => ({ by: 'provider', params: await finished(world) }),
  [`GET ${SETTLEMENT}/application/:application_no`]: async (world) => {
    const { sub_mchid } = await finished(world)
    const target = `/v3/apply4sub/sub_merchants/${sub_mchid}/modify-settlement`
    const { application_no: no } = await world.good('provider', 'POST', target, settlement(world))
    return { by: 'provider', params: { sub_mchid, application_no: String(no) } }
  },
  'POST /v3/merchant/media/upload': () => ({ by: 'provider', filename: 'a.png' }),
  'POST /v3/merchant/media/video_upload': () => ({ by: 'provider', filename: 'a.mp4' }),
  [`POST ${SELLERS}/`]: async (world) => ({ by: 'platform', body: await seller(world) }),
  [`GET ${SELLERS}/:applyment_id`]: async (world) => {
    const { applyment_id } = await submitted(world)
    return { by: 'platform', params: { applyment_id } }
  },
  [`GET ${SELLERS}/out-request-no/:out_request_no`]: async (world) => {
    const { out_request_no } = await submitted(world)
    return { by: 'platform', params: { out_request_no } }
  },
  [`GET ${FUND}/balance/:sub_mchid`]: (world) => ({
    by: 'platform',
    params: mine(world),
    query: { account_type: 'BASIC' },
  }),
  [`GET ${FUND}/enddaybalance/:sub_mchid`]: (world) => ({
    by: 'platform',
    params: mine(world),
    query: { date: world.billDay },
  }),
  [`GET ${OWN_FUND}/balance/:account_type`]: () => ({ by: 'platform', params: { account_type: 'BASIC' } }),
  [`GET ${OWN_FUND}/dayendbalance/:account_type`]: (world) => ({
    by: 'platform',
    params: { account_type: 'BASIC' },
    query: { date: world.billDay },
  }),
  [`POST ${SHARING}/receivers/add`]: (world) => ({ by: 'platform', body: receiver(world) }),
  [`POST ${SHARING}/receivers/delete`]: async (world) => {
    await world.good('platform', 'POST', `${SHARING}/receivers/add`, receiver(world))
    const { appid, type, account } = receiver(world)
    return { by: 'platform', body: { appid, type, account } }
  },
  [`POST ${SHARING}/orders`]: async (world) => ({ by: 'platform', body: await split(world) }),
  [`GET ${SHARING}/orders`]: async (world) => ({ by: 'platform', query: await shared(world) }),
  [`POST ${SHARING}/finish-order`]: async (world) => ({
    by: 'platform',
    body: {
      ...mine(world),
      transaction_id: await frozen(world),
      out_order_no: world.number(),
      description: 'd',
    },
  }),
  [`POST ${SHARING}/returnorders`]: async (world) => ({ by: 'platform', body: await returning(world) }),
  [`GET ${SHARING}/returnorders`]: async (world) => {
    const body = await returning(world)
    await world.good('platform', 'POST', `${SHARING}/returnorders`, body)
    const { sub_mchid, out_order_no, out_return_no } = body
    return { by: 'platform', query: { sub_mchid, out_order_no, out_return_no } }
  },
  [`GET ${SHARING}/orders/:transaction_id/amounts`]: async (world) => ({
    by: 'platform',
    params: { transaction_id: await frozen(world) },
  }),
  [`POST ${REFUNDS}/apply`]: async (world) => ({ by: 'platform', body: await refund(world) }),
  [`GET ${REFUNDS}/id/:refund_id`]: async (world) => {
    const { refund_id } = await refunded(world)
    return { by: 'platform', params: { refund_id }, query: mine(world) }
  },
  [`GET ${REFUNDS}/out-refund-no/:out_refund_no`]: async (world) => {
    const { out_refund_no } = await refunded(world)
    return { by: 'platform', params: { out_refund_no }, query: mine(world) }
  },
  [`POST ${ONE_REFUND}/apply-abnormal-refund`]: async (world) => {
    const { refund_id, out_refund_no } = await refunded(world, {}, 'refund_abnormal')
    const body = { ...mine(world), out_refund_no, type: 'MERCHANT_BANK_CARD' }
    return { by: 'platform', params: { refund_id }, body }
  },
  [`POST ${ONE_REFUND}/return-advance`]: async (world) => ({
    by: 'platform',
    params: await advanced(world),
    body: mine(world),
  }),
  [`GET ${ONE_REFUND}/return-advance`]: async (world) => {
    const params = await advanced(world)
    await world.good('platform', 'POST', `${REFUNDS}/${params.refund_id}/return-advance`, mine(world))
    return { by: 'platform', params, query: mine(world) }
  },
  [`POST ${SUBSIDY}/create`]: async (world) => ({ by: 'platform', body: await subsidy(world, false) }),
  [`POST ${SUBSIDY}/return`]: async (world) => {
    const { transaction_id } = await subsidy(world, true)
    const refund_id = await refundOf(world, transaction_id)
    const body = { ...mine(world), transaction_id, amount: 20, description: 'd' }
    return { by: 'platform', body: { ...body, out_order_no: world.number(), refund_id } }
  },
  [`POST ${SUBSIDY}/cancel`]: async (world) => {
    const { transaction_id } = await subsidy(world, false)
    await refundOf(world, transaction_id)
    return { by: 'platform', body: { ...mine(world), transaction_id, description: 'd' } }
  },
  [`POST ${FUND}/withdraw`]: (world) => ({ by: 'platform', body: withdrawal(world, false) }),
  [`GET ${FUND}/withdraw/:withdraw_id`]: async (world) => {
    const { withdraw_id } = await withdrawn(world, false)
    return { by: 'platform', params: { withdraw_id }, query: mine(world) }
  },
  [`GET ${FUND}/withdraw/out-request-no/:out_request_no`]: async (world) => {
    const { out_request_no } = await withdrawn(world, false)
    return { by: 'platform', params: { out_request_no }, query: mine(world) }
  },
  [`POST ${OWN_FUND}/withdraw`]: (world) => ({ by: 'platform', body: withdrawal(world, true) }),
  [`GET ${OWN_FUND}/withdraw/withdraw-id/:withdraw_id`]: async (world) => {
    const { withdraw_id } = await withdrawn(world, true)
    return { by: 'platform', params: { withdraw_id } }
  },
  [`GET ${OWN_FUND}/withdraw/out-request-no/:out_request_no`]: async (world) => {
    const { out_request_no } = await withdrawn(world, true)
    return { by: 'platform', params: { out_request_no } }
  },
}
