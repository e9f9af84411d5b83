import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callOverV2, type V2Answer, type V2Caller } from '../../testing/call-over-v2.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { V2_ROUTES } from './v2-routes.js'

let shop: WechatpayMerchant
let seller: MerchantCredentials
let v2: V2Caller
let asProvider: V2Caller
beforeAll(async () => {
  shop = await startWechatpayMerchant({ noticeScale: 0.001 })
  const { wechatpay } = shop.sandbox.control
  const provider = await wechatpay.createMerchant({ kind: 'service_provider' })
  seller = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  v2 = callOverV2(shop.sandbox.credentials.wechatpayMerchants[0]!)
  asProvider = callOverV2(provider)
})
afterAll(() => shop.stop())

let count = 0
const number = () => `FUZZ${++count}`
const bill = () => ({
  body: '茶',
  out_trade_no: number(),
  total_fee: '1',
  spbill_create_ip: '::1',
  auth_code: shop.sandbox.control.wechatpay.showPaymentCode('wechat')?.id ?? '',
  detail: '{"cost_price":1,"goods_detail":[{"goods_id":"a","quantity":1,"price":1}]}',
})
const contract = () => ({
  plan_id: '1',
  contract_code: number(),
  request_serial: '1',
  contract_display_account: 'a',
  notify_url: shop.inbox.url,
  version: '1.0',
  timestamp: '1700000000',
})
async function signed(): Promise<string> {
  const body = contract()
  await v2('/papay/preentrustweb', body)
  return shop.sandbox.control.wechatpay.signContract(body.contract_code)?.contractId ?? ''
}
async function paid(): Promise<{ out_trade_no: string }> {
  const { out_trade_no, ...rest } = bill()
  await v2('/pay/micropay', { out_trade_no, ...rest })
  return { out_trade_no }
}

/** A good call of each path; those of providers are the same with a sub-merchant. */
const SEEDS: Record<string, () => Promise<Record<string, string>> | Record<string, string>> = {
  '/pay/micropay': bill,
  '/pay/orderquery': paid,
  '/secapi/pay/reverse': paid,
  '/tools/authcodetoopenid': () => ({ auth_code: bill().auth_code }),
  '/papay/entrustweb': contract,
  '/papay/h5entrustweb': contract,
  '/papay/preentrustweb': contract,
  '/papay/querycontract': async () => ({ contract_id: await signed() }),
  '/papay/deletecontract': async () => ({ contract_id: await signed(), contract_termination_remark: 'r' }),
  '/pay/pappayapply': async () => ({
    body: 'b',
    out_trade_no: number(),
    total_fee: '1',
    spbill_create_ip: '::1',
    notify_url: shop.inbox.url,
    trade_type: 'PAP',
    contract_id: await signed(),
  }),
  '/pay/paporderquery': paid,
}
const direct = (path: string) => path.replace('/partner/', '/')

const DOCUMENTED =
  /^(USERPAYING|SYSTEMERROR|AUTHCODEEXPIRE|AUTH_CODE_ERROR|AUTH_CODE_INVALID|NOTENOUGH|ORDERPAID|ORDERCLOSED|ORDERREVERSED|OUT_TRADE_NO_USED|INVALID_REQUEST|RULELIMIT|NOAUTH|PARAM_ERROR|LACK_PARAMS|APPID_MCHID_NOT_MATCH|MCHID_NOT_EXIST|ORDERNOTEXIST|CONTRACT_NOT_EXIST|CONTRACTERROR|ORDER_ACCEPTED)$/

/** Always 200 and XML (302 to the signing page); a success is signed, a refusal is signed and has a documented code. */
function isDocumented(answer: V2Answer, sent: unknown): void {
  const seen = JSON.stringify({ sent, answer })
  const { return_code: code, result_code: result, err_code: error = '' } = answer.members
  if (answer.status === 302) {
    expect(answer.location, seen).toContain('/papay/entrust?')
    return
  }
  expect(answer.status, seen).toBe(200)
  if (code === 'FAIL') {
    expect(answer.members.return_msg, seen).toBeTruthy()
    return
  }
  expect([answer.isSigned, code], seen).toEqual([true, 'SUCCESS'])
  if (result === 'FAIL') expect(error, seen).toMatch(DOCUMENTED)
  else expect(result, seen).toBe('SUCCESS')
}

const odd = fc.oneof(
  fc.string({ maxLength: 140, unit: 'grapheme' }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e9',
    '99999999999',
    'x'.repeat(7_000),
    ']]>',
    '<a>&amp;</a>',
    '{}',
    '[null]',
    '😀',
  ),
)

describe('every V2 path there is', () => {
  it('has a good call to start from', () => {
    const paths = V2_ROUTES.filter(({ partner }) => !partner).map(({ path }) => path)
    expect(Object.keys(SEEDS).sort()).toEqual(paths.sort())
    expect(V2_ROUTES.filter(({ partner }) => partner).every(({ path }) => direct(path) in SEEDS)).toBe(true)
  })

  it.each(V2_ROUTES.map((route) => [route.path, route] as const))(
    '%s answers whatever comes as documented',
    async (path, { method, partner }) => {
      const seed = await SEEDS[direct(path)]!()
      const call = partner ? asProvider : v2
      const good: Record<string, string> = { ...seed, ...(partner ? { sub_mch_id: seller.mchid } : {}) }
      const first = await call(path, good, { method })
      if (!partner && !path.endsWith('pappayapply')) {
        expect(first.status === 302 || first.members.result_code, first.text).toBeTruthy()
        expect(first.members.err_code, first.text).toBeUndefined()
      }
      isDocumented(first, good)
      const names = [...Object.keys(good), 'appid', 'mch_id', 'sub_mch_id', 'sub_appid', 'sign_type', 'x']
      const change = fc
        .dictionary(fc.constantFrom(...names), odd, { maxKeys: 3 })
        // Node itself answers a head of more than 16 KB, and a GET has it all there.
        .filter((one) => method !== 'GET' || new URLSearchParams(one).toString().length < 14_500)
      const check = async (spoilt: Record<string, string>): Promise<void> => {
        isDocumented(await call(path, { ...good, ...spoilt }, { method }), { path, spoilt })
      }
      await fc.assert(fc.asyncProperty(change, check), { numRuns: 40 })
    },
  )

  it('and any bytes', async () => {
    const path = fc.constantFrom(
      ...V2_ROUTES.map((route) => route.path),
      '/pay/nothing',
      '/mmpaymkttransfers/x',
    )
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((one) => Buffer.from(one)),
      fc
        .string({ unit: 'binary' })
        .map((one) => Buffer.from(`<xml><mch_id>${shop.mchid}</mch_id>${one}</xml>`)),
    )
    await fc.assert(
      fc.asyncProperty(path, bytes, async (at, body) => {
        const answer = await fetch(`${shop.sandbox.wechatpayUrl}${at}`, { method: 'POST', body })
        expect(answer.status).toBe(200)
        expect(await answer.text()).toContain('<return_code><![CDATA[FAIL]]></return_code>')
      }),
      { numRuns: 150 },
    )
  })
})
