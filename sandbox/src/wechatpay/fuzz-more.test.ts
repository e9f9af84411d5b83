import { createPublicKey } from 'node:crypto'
import { encryptOaep } from '@hutong/wechatpay'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { MerchantCredentials } from '../core/credentials.js'
import { callAs, type RawCall } from '../testing/call-as-merchant.js'
import { isDocumented } from '../testing/documented-answer.js'
import { anyValue, spoiled } from '../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

const MINUTE_MS = 60_000
let shop: WechatpayMerchant
let provider: MerchantCredentials
let seller: MerchantCredentials
let asProvider: RawCall
let transactionId: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const { control, clock } = shop.sandbox
  provider = await control.wechatpay.createMerchant({ kind: 'service_provider' })
  seller = await control.wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  asProvider = callAs(provider, () => clock.nowMs())
  const body = shop.orderBody({ settle_info: { profit_sharing: true } })
  await shop.raw('POST', '/v3/pay/transactions/native', body)
  control.pay({ outTradeNo: body.out_trade_no })
  clock.advance(MINUTE_MS)
  transactionId = control.order('wechatpay', body.out_trade_no)?.transactionId ?? ''
})
afterAll(() => shop.stop())

const part = (mchid: string, number: string, change: object = {}) => ({
  mchid,
  attach: 'a',
  amount: { total_amount: 1, currency: 'CNY' },
  out_trade_no: number,
  description: 'd',
  settle_info: { profit_sharing: true },
  ...change,
})
const combine = () => ({
  combine_appid: provider.appid,
  combine_mchid: provider.mchid,
  combine_out_trade_no: 'FUZZ_COMBINE',
  scene_info: { payer_client_ip: '::1', device_id: 'd', h5_info: { type: 'Wap' } },
  sub_orders: [part(provider.mchid, 'FUZZ_PART_1', { sub_mchid: seller.mchid })],
  notify_url: shop.inbox.url,
})
const partner = () => {
  const { appid: _appid, mchid: _mchid, ...rest } = shop.orderBody()
  return { sp_appid: provider.appid, sp_mchid: provider.mchid, sub_mchid: seller.mchid, ...rest }
}
const codePay = () => {
  const { notify_url: _url, ...rest } = shop.orderBody({
    scene_info: { device_id: 'd', store_info: { id: 's' } },
  })
  const code = shop.sandbox.control.wechatpay.showPaymentCode('wechat')?.id
  return { ...rest, payer: { auth_code: code } }
}
const sealed = () => encryptOaep('名', createPublicKey(shop.sandbox.credentials.wechatpay.publicKey))
const SHARING = '/v3/profitsharing'
const TRANSFERS = '/v3/fund-app/mch-transfer/transfer-bills'

type Row = [name: string, by: 'merchant' | 'provider', target: () => string, good: () => object]
const ROWS: Row[] = [
  ['partner native', 'provider', () => '/v3/pay/partner/transactions/native', partner],
  [
    'partner jsapi',
    'provider',
    () => '/v3/pay/partner/transactions/jsapi',
    () => ({ ...partner(), payer: { sp_openid: 'o' } }),
  ],
  [
    'partner close',
    'provider',
    () => '/v3/pay/partner/transactions/out-trade-no/FUZZ_PART_1/close',
    () => ({ sp_mchid: provider.mchid, sub_mchid: seller.mchid }),
  ],
  ['combine h5', 'provider', () => '/v3/combine-transactions/h5', combine],
  [
    'combine native',
    'merchant',
    () => '/v3/combine-transactions/native',
    () => ({
      ...combine(),
      combine_appid: shop.appid,
      combine_mchid: shop.mchid,
      scene_info: { payer_client_ip: '::1' },
    }),
  ],
  [
    'combine close',
    'provider',
    () => '/v3/combine-transactions/out-trade-no/FUZZ_COMBINE/close',
    () => ({
      combine_appid: provider.appid,
      sub_orders: [{ mchid: provider.mchid, sub_mchid: seller.mchid, out_trade_no: 'FUZZ_PART_1' }],
    }),
  ],
  [
    'split',
    'merchant',
    () => `${SHARING}/orders`,
    () => ({
      appid: shop.appid,
      transaction_id: transactionId,
      out_order_no: 'FUZZ_SPLIT',
      receivers: [
        { type: 'MERCHANT_ID', account: seller.mchid, amount: 1, description: 'd', name: sealed() },
      ],
      unfreeze_unsplit: false,
    }),
  ],
  [
    'unfreeze',
    'merchant',
    () => `${SHARING}/orders/unfreeze`,
    () => ({ transaction_id: transactionId, out_order_no: 'FUZZ_REST', description: 'd' }),
  ],
  [
    'return',
    'merchant',
    () => `${SHARING}/return-orders`,
    () => ({
      out_order_no: 'FUZZ_REST',
      order_id: '3008',
      out_return_no: 'FUZZ_BACK',
      return_mchid: seller.mchid,
      amount: 1,
      description: 'd',
    }),
  ],
  [
    'add receiver',
    'provider',
    () => `${SHARING}/receivers/add`,
    () => ({
      sub_mchid: seller.mchid,
      appid: provider.appid,
      sub_appid: seller.appid,
      type: 'PERSONAL_SUB_OPENID',
      account: 'o',
      name: 'n',
      relation_type: 'CUSTOM',
      custom_relation: 'c',
    }),
  ],
  [
    'delete receiver',
    'merchant',
    () => `${SHARING}/receivers/delete`,
    () => ({ appid: shop.appid, type: 'MERCHANT_ID', account: seller.mchid }),
  ],
  ['codepay', 'merchant', () => '/v3/pay/transactions/codepay', codePay],
  [
    'reverse',
    'merchant',
    () => '/v3/pay/transactions/out-trade-no/ORDER_000001/reverse',
    () => ({ appid: shop.appid, mchid: shop.mchid }),
  ],
]

describe('whatever comes to the further interfaces, the answer is documented', () => {
  it.each(ROWS)('POST %s', async (_name, by, target, good) => {
    const call: RawCall = by === 'provider' ? asProvider : shop.raw
    await isDocumented(call, 'POST', target(), good())
    const check = (body: unknown) => isDocumented(call, 'POST', target(), body)
    await fc.assert(fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: spoiled(good) }, anyValue), check), {
      numRuns: 50,
    })
  })

  it('GET anything', async () => {
    const segment = fc.oneof(
      fc.webSegment(),
      fc.constantFrom('%', '%zz', '%00', '..', '%E4%B8%AD', 'FUZZ_COMBINE', 'FUZZ_SPLIT', '__proto__'),
    )
    const paths = fc.constantFrom(
      '/v3/pay/partner/transactions/out-trade-no/',
      '/v3/pay/partner/transactions/id/',
      '/v3/combine-transactions/out-trade-no/',
      `${SHARING}/orders/`,
      `${SHARING}/return-orders/`,
      `${SHARING}/merchant-configs/`,
      `${TRANSFERS}/out-bill-no/`,
      `${TRANSFERS}/transfer-bill-no/`,
      '/v3/merchant-service/complaints-v2/',
      '/v3/merchant-service/images/',
      '/v3/merchant-service/complaints-v2',
      '/v3/payscore/serviceorder',
      '/v3/bill/tradebill',
      '/v3/bill/fundflowbill',
      `${SHARING}/bills`,
      '/v3/billdownload/file',
    )
    const name = fc.constantFrom(
      'bill_date',
      'bill_type',
      'tar_type',
      'account_type',
      'sub_mchid',
      'sp_mchid',
      'transaction_id',
      'service_id',
      'appid',
      'query_id',
      'out_order_no',
      'token',
      'begin_date',
      'end_date',
      'limit',
      'offset',
    )
    const text = fc.oneof(
      fc.string({ maxLength: 40 }).map(encodeURIComponent),
      fc.constantFrom('2026-01-01', '2026-02-31', 'GZIP', 'ALL', '-1', '1e9', '%zz', ''),
    )
    const query = fc.array(fc.tuple(name, text), { maxLength: 4 })
    const check = async (path: string, last: string, pairs: Array<[string, string]>): Promise<void> => {
      const asked = pairs.map(([key, value]) => `${key}=${value}`).join('&')
      const target = path.endsWith('/') ? path + last : path
      await isDocumented(shop.raw, 'GET', `${target}?${asked}`)
      await isDocumented(asProvider, 'GET', `${target}?${asked}`)
    }
    await fc.assert(fc.asyncProperty(paths, segment, query, check), { numRuns: 150 })
  })
})
