import type { SeedMaker, Who, World } from './world.js'

const base = (by: Who) => (by === 'shop' ? '/v3/pay/transactions' : '/v3/pay/partner/transactions')
const parties = (world: World, by: Who): Record<string, string> =>
  by === 'shop'
    ? { mchid: world.shop.mchid }
    : { sp_mchid: world.provider.mchid, sub_mchid: world.seller.mchid }

const place =
  (by: Who, product: string): SeedMaker =>
  (world) => ({
    by,
    body: world.orderOf(by, {
      time_expire: '2099-01-01T00:00:00+08:00',
      attach: 'a',
      goods_tag: 't',
      detail: { cost_price: 1, goods_detail: [{ merchant_goods_id: 'a', quantity: 1, unit_price: 1 }] },
      scene_info: {
        payer_client_ip: '::1',
        store_info: { id: 's' },
        ...(product === 'h5' ? { h5_info: { type: 'Wap' } } : {}),
      },
      settle_info: { profit_sharing: true },
      ...(product !== 'jsapi'
        ? {}
        : { payer: { [by === 'shop' ? 'openid' : 'sp_openid']: openidOf(world, by) } }),
    }),
  })
const openidOf = (world: World, by: Who) =>
  world.shop.sandbox.control.wechatpay.openid('wechat', world.ringOf(by).appid) ?? ''

/** The orders of a direct merchant and of a provider have the same calls. */
const orders = (by: Who): Record<string, SeedMaker> => ({
  ...Object.fromEntries(
    ['native', 'jsapi', 'app', 'h5'].map((product) => [`POST ${base(by)}/${product}`, place(by, product)]),
  ),
  [`GET ${base(by)}/out-trade-no/:out_trade_no`]: async (world) => ({
    by,
    params: { out_trade_no: (await world.paidOrder(by)).number },
    query: parties(world, by),
  }),
  [`GET ${base(by)}/id/:transaction_id`]: async (world) => ({
    by,
    params: { transaction_id: (await world.paidOrder(by)).transactionId },
    query: parties(world, by),
  }),
  [`POST ${base(by)}/out-trade-no/:out_trade_no/close`]: async (world) => {
    const order = world.orderOf(by)
    await world.good(by, 'POST', `${base(by)}/native`, order)
    return { by, params: { out_trade_no: order.out_trade_no }, body: parties(world, by) }
  },
  [`POST ${base(by)}/codepay`]: (world) => ({ by, body: codePay(world, by) }),
  [`POST ${base(by)}/out-trade-no/:out_trade_no/reverse`]: async (world) => {
    const body = codePay(world, by)
    await world.good(by, 'POST', `${base(by)}/codepay`, body)
    const appid = world.ringOf(by).appid
    const which = by === 'shop' ? { appid } : { sp_appid: appid }
    return { by, params: { out_trade_no: body.out_trade_no }, body: { ...which, ...parties(world, by) } }
  },
})

function codePay(world: World, by: Who) {
  const { notify_url: _url, ...rest } = world.orderOf(by, {
    scene_info: { device_id: 'd', store_info: { id: 's' } },
  })
  const code = world.shop.sandbox.control.wechatpay.showPaymentCode('wechat')?.id
  return { ...rest, out_trade_no: String(rest.out_trade_no), payer: { auth_code: code } }
}

const COMBINE = '/v3/combine-transactions'
function combine(world: World, product: string) {
  const { appid, mchid } = world.provider
  const part = () => ({
    mchid,
    attach: 'a',
    amount: { total_amount: 1, currency: 'CNY' },
    out_trade_no: world.number(),
    sub_mchid: world.seller.mchid,
    description: 'd',
    settle_info: { profit_sharing: true },
  })
  return {
    combine_appid: appid,
    combine_mchid: mchid,
    combine_out_trade_no: world.number(),
    scene_info: {
      payer_client_ip: '::1',
      device_id: 'd',
      ...(product === 'h5' ? { h5_info: { type: 'Wap' } } : {}),
    },
    sub_orders: [part(), part()],
    notify_url: world.shop.inbox.url,
    ...(product === 'jsapi' ? { combine_payer_info: { openid: openidOf(world, 'provider') } } : {}),
  }
}
async function placedCombine(world: World) {
  const body = combine(world, 'native')
  await world.good('provider', 'POST', `${COMBINE}/native`, body)
  return body
}

/** A refund may say which account it is taken from, and which goods come back. */
const SHARED = {
  settle_info: { profit_sharing: true },
  detail: { goods_detail: [{ merchant_goods_id: 'a', quantity: 1, unit_price: 1_000 }] },
}
const REFUNDS = '/v3/refund/domestic/refunds'
const refund = (number: string, refundNumber: string) => ({
  out_trade_no: number,
  out_refund_no: refundNumber,
  reason: 'r',
  funds_account: 'AVAILABLE',
  amount: { refund: 1, total: 1_000, currency: 'CNY', from: [{ account: 'AVAILABLE', amount: 1 }] },
  goods_detail: [{ merchant_goods_id: 'a', unit_price: 1, refund_amount: 1, refund_quantity: 1 }],
})
async function refunded(world: World, abnormal: boolean) {
  const { number } = await world.paidOrder('shop', SHARED)
  const body = { ...refund(number, world.number()), notify_url: world.shop.inbox.url }
  const effect = abnormal ? 'refund_abnormal' : 'refund_processing'
  world.shop.sandbox.control.addFault({ operation: 'refund', outTradeNo: number, effect, times: 1 })
  const { refund_id: id } = await world.good('shop', 'POST', REFUNDS, body)
  world.advance(60_000)
  return { number: body.out_refund_no, id: String(id) }
}

export const ORDER_SEEDS: Record<string, SeedMaker> = {
  ...orders('shop'),
  ...orders('provider'),
  ...Object.fromEntries(
    ['native', 'jsapi', 'app', 'h5'].map((product): [string, SeedMaker] => [
      `POST ${COMBINE}/${product}`,
      (world) => ({ by: 'provider', body: combine(world, product) }),
    ]),
  ),
  [`GET ${COMBINE}/out-trade-no/:combine_out_trade_no`]: async (world) => {
    const { combine_out_trade_no } = await placedCombine(world)
    return { by: 'provider', params: { combine_out_trade_no } }
  },
  [`POST ${COMBINE}/out-trade-no/:combine_out_trade_no/close`]: async (world) => {
    const { combine_out_trade_no, combine_appid, sub_orders } = await placedCombine(world)
    const parts = sub_orders.map(({ mchid, sub_mchid, out_trade_no }) => ({ mchid, sub_mchid, out_trade_no }))
    return { by: 'provider', params: { combine_out_trade_no }, body: { combine_appid, sub_orders: parts } }
  },
  [`POST ${REFUNDS}`]: async (world) => ({
    by: 'shop',
    body: refund((await world.paidOrder('shop', SHARED)).number, world.number()),
  }),
  [`GET ${REFUNDS}/:out_refund_no`]: async (world) => ({
    by: 'shop',
    params: { out_refund_no: (await refunded(world, false)).number },
  }),
  [`POST ${REFUNDS}/:refund_id/apply-abnormal-refund`]: async (world) => {
    const { id, number } = await refunded(world, true)
    const body = {
      out_refund_no: number,
      type: 'USER_BANK_CARD',
      bank_type: 'ICBC_DEBIT',
      bank_account: world.sealed('shop', '6222021234567890123'),
      real_name: world.sealed('shop', '李四'),
    }
    return { by: 'shop', params: { refund_id: id }, body }
  },
  'GET /v3/certificates': () => ({ by: 'shop', query: { algorithm_type: 'RSA' } }),
  'POST /v3/security/echo': (world) => ({
    by: 'shop',
    body: { echo_message: 'a', encrypted_echo_message: world.sealed('shop', 'a') },
  }),
}
