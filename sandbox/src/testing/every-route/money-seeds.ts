import { beijingTime } from '../../wechatpay/beijing-time.js'
import type { Seed, SeedMaker, World } from './world.js'

const SHARING = '/v3/profitsharing'
const SHARED = { settle_info: { profit_sharing: true } }
const receiver = (world: World) => ({
  appid: world.shop.appid,
  type: 'MERCHANT_ID',
  account: world.carrier.mchid,
  name: world.sealed('shop', world.carrier.name),
  relation_type: 'SUPPLIER',
})
async function split(world: World) {
  await world.good('shop', 'POST', `${SHARING}/receivers/add`, receiver(world))
  const { transactionId } = await world.paidOrder('shop', SHARED)
  const share = { amount: 1, description: 'd', name: world.sealed('shop', world.carrier.name) }
  return {
    appid: world.shop.appid,
    transaction_id: transactionId,
    out_order_no: world.number(),
    receivers: [{ type: 'MERCHANT_ID', account: world.carrier.mchid, ...share }],
    unfreeze_unsplit: false,
  }
}
async function done(world: World) {
  world.shop.sandbox.control.wechatpay.configure(world.carrier.mchid, { acceptsReturns: true })
  const body = await split(world)
  const { order_id: id } = await world.good('shop', 'POST', `${SHARING}/orders`, body)
  world.advance(5_000)
  return { transactionId: body.transaction_id, number: body.out_order_no, id: String(id) }
}
async function returning(world: World) {
  const { number } = await done(world)
  return {
    out_order_no: number,
    out_return_no: world.number(),
    return_mchid: world.carrier.mchid,
    amount: 1,
    description: 'd',
  }
}

const bill =
  (by: Seed['by'], query: Record<string, string> = {}): SeedMaker =>
  (world) => ({ by, query: { bill_date: world.billDay, tar_type: 'GZIP', ...query } })
const SEALED = { algorithm: 'AEAD_AES_256_GCM' }

const TRANSFERS = '/v3/fund-app/mch-transfer/transfer-bills'
const transfer = (world: World) => ({
  appid: world.shop.appid,
  out_bill_no: world.number(),
  transfer_scene_id: '1009',
  openid: world.openid,
  user_name: world.sealed('shop', '张三'),
  transfer_amount: 30,
  transfer_remark: 'r',
  notify_url: world.shop.inbox.url,
  user_recv_perception: '货款',
  transfer_scene_report_infos: [{ info_type: '采购商品名称', info_content: 'c' }],
})
async function transferred(world: World) {
  const body = transfer(world)
  const { transfer_bill_no: id } = await world.good('shop', 'POST', TRANSFERS, body)
  return { out_bill_no: body.out_bill_no, transfer_bill_no: String(id) }
}

export const MONEY_SEEDS: Record<string, SeedMaker> = {
  [`POST ${SHARING}/orders`]: async (world) => ({ by: 'shop', body: await split(world) }),
  [`POST ${SHARING}/orders/unfreeze`]: async (world) => {
    const { transactionId } = await world.paidOrder('shop', SHARED)
    const body = { transaction_id: transactionId, out_order_no: world.number(), description: 'd' }
    return { by: 'shop', body }
  },
  [`GET ${SHARING}/orders/:out_order_no`]: async (world) => {
    const { number, transactionId } = await done(world)
    return { by: 'shop', params: { out_order_no: number }, query: { transaction_id: transactionId } }
  },
  [`POST ${SHARING}/return-orders`]: async (world) => ({ by: 'shop', body: await returning(world) }),
  [`GET ${SHARING}/return-orders/:out_return_no`]: async (world) => {
    const body = await returning(world)
    await world.good('shop', 'POST', `${SHARING}/return-orders`, body)
    const { out_return_no, out_order_no } = body
    return { by: 'shop', params: { out_return_no }, query: { out_order_no } }
  },
  [`GET ${SHARING}/transactions/:transaction_id/amounts`]: async (world) => ({
    by: 'shop',
    params: { transaction_id: (await world.paidOrder('shop', SHARED)).transactionId },
  }),
  [`GET ${SHARING}/merchant-configs/:sub_mchid`]: (world) => ({
    by: 'provider',
    params: { sub_mchid: world.seller.mchid },
  }),
  [`POST ${SHARING}/receivers/add`]: (world) => ({ by: 'shop', body: receiver(world) }),
  [`POST ${SHARING}/receivers/delete`]: async (world) => {
    await world.good('shop', 'POST', `${SHARING}/receivers/add`, receiver(world))
    const { appid, type, account } = receiver(world)
    return { by: 'shop', body: { appid, type, account } }
  },
  'GET /v3/bill/tradebill': bill('shop', { bill_type: 'ALL' }),
  'GET /v3/bill/fundflowbill': bill('shop', { account_type: 'BASIC' }),
  'GET /v3/bill/sub-merchant-fundflowbill': (world) =>
    bill('provider', { sub_mchid: world.seller.mchid, account_type: 'BASIC', ...SEALED })(world),
  'GET /v3/ecommerce/bill/fundflowbill': bill('platform', { account_type: 'ALL', ...SEALED }),
  'GET /v3/profitsharing/bills': async (world) => {
    await done(world)
    const day = beijingTime(world.shop.sandbox.clock.nowMs()).slice(0, 10)
    world.advance(2 * 86_400_000)
    return bill('shop', { bill_date: day })(world)
  },
  'GET /v3/billdownload/file': async (world) => {
    const target = `/v3/bill/tradebill?bill_date=${world.billDay}&bill_type=ALL`
    const { download_url: url } = await world.good('shop', 'GET', target)
    return { by: 'shop', query: Object.fromEntries(new URL(String(url)).searchParams) }
  },
  [`POST ${TRANSFERS}`]: (world) => ({ by: 'shop', body: transfer(world) }),
  [`GET ${TRANSFERS}/out-bill-no/:out_bill_no`]: async (world) => {
    const { out_bill_no } = await transferred(world)
    return { by: 'shop', params: { out_bill_no } }
  },
  [`GET ${TRANSFERS}/transfer-bill-no/:transfer_bill_no`]: async (world) => {
    const { transfer_bill_no } = await transferred(world)
    return { by: 'shop', params: { transfer_bill_no } }
  },
  [`POST ${TRANSFERS}/out-bill-no/:out_bill_no/cancel`]: async (world) => {
    const { out_bill_no } = await transferred(world)
    return { by: 'shop', params: { out_bill_no } }
  },
}
