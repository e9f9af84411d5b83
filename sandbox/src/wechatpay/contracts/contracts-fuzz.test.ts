import fc from 'fast-check'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { isDocumented } from '../../testing/documented-answer.js'
import { anyValue, spoiled } from '../../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

const SIGN = '/v3/papay/scheduled-deduct-sign/contracts/pre-entrust-sign'
const CONTRACT = '/v3/papay/sign/contracts/plan-id/1/out-contract-code'
let shop: WechatpayMerchant
let contractId: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  await shop.raw('POST', `${SIGN}/jsapi`, contract('FUZZ'))
  contractId = shop.sandbox.control.wechatpay.signContract('FUZZ')?.contractId ?? ''
})
afterAll(() => shop.stop())

const contract = (code: string) => ({
  appid: shop.appid,
  openid: shop.sandbox.control.wallets()[0]!.payerId,
  plan_id: 1,
  out_contract_code: code,
  contract_display_account: 'a',
  contract_notify_url: shop.inbox.url,
  out_user_code: 'u',
  deduct_schedule: {
    estimated_deduct_date: '2099-01-01',
    estimated_deduct_amount: { total: 1, currency: 'CNY' },
    description: 'd',
  },
})
const who = () => ({ mchid: shop.mchid, appid: shop.appid })

const ROWS: Array<[name: string, target: () => string, good: () => object]> = [
  ['sign jsapi', () => `${SIGN}/jsapi`, () => contract('FUZZ_1')],
  ['sign h5', () => `${SIGN}/h5`, () => ({ ...contract('FUZZ_2'), jump_control: { jump_appid: 'wx' } })],
  ['sign app', () => `${SIGN}/app`, () => contract('FUZZ_3')],
  ['sign mini-program', () => `${SIGN}/mini-program`, () => contract('FUZZ_4')],
  [
    'schedule',
    () => `/v3/papay/pay/schedules/contract-id/${contractId}/schedule`,
    () => ({ appid: shop.appid, schedule_amount: { total: 1, currency: 'CNY' } }),
  ],
  [
    'notify',
    () => `/v3/papay/contracts/${contractId}/notify`,
    () => ({
      ...who(),
      estimated_amount: { amount: 1, currency: 'CNY' },
      deduct_duration: { count: 3, unit: 'DAY' },
    }),
  ],
  ['fail-notify', () => `/v3/papay/contracts/${contractId}/fail-notify`, who],
  [
    'apply',
    () => '/v3/papay/pay/transactions/apply',
    () => ({
      appid: shop.appid,
      out_trade_no: 'FUZZ_DEDUCT',
      description: 'd',
      transaction_notify_url: shop.inbox.url,
      contract_id: contractId,
      amount: { total: 1, currency: 'CNY' },
      goods_tag: 't',
      attach: 'a',
    }),
  ],
  ['terminate', () => `${CONTRACT}/FUZZ/terminate`, () => ({ contract_termination_remark: 'r' })],
]

describe('whatever comes to contracts, the answer is documented', () => {
  it.each(ROWS)('POST %s', async (_name, target, good) => {
    await isDocumented(shop.raw, 'POST', target(), good())
    const check = (body: unknown) => isDocumented(shop.raw, 'POST', target(), body)
    await fc.assert(fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: spoiled(good) }, anyValue), check), {
      numRuns: 50,
    })
  })

  it('GET anything', async () => {
    const path = fc.constantFrom(
      `${CONTRACT}/`,
      '/v3/papay/sign/contracts/plan-id/x/out-contract-code/',
      '/v3/papay/pay/schedules/contract-id/',
    )
    const last = fc.oneof(fc.webSegment(), fc.constantFrom('%', '%zz', '%00', '__proto__', 'FUZZ'))
    const check = (at: string, end: string) => isDocumented(shop.raw, 'GET', at + end)
    await fc.assert(fc.asyncProperty(path, last, check), { numRuns: 80 })
  })
})
