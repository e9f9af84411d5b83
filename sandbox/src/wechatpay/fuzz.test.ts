import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { spoiled, anyValue as value } from '../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'
import { ERROR_CODES } from './answers.js'

let shop: WechatpayMerchant
let paid: string
let refunded: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const body = shop.orderBody()
  paid = body.out_trade_no
  refunded = 'REFUND_1'
  await shop.raw('POST', '/v3/pay/transactions/native', body)
  shop.sandbox.control.pay({ outTradeNo: paid })
  await shop.raw('POST', '/v3/refund/domestic/refunds', {
    out_trade_no: paid,
    out_refund_no: refunded,
    amount: { refund: 1, total: 1_000, currency: 'CNY' },
  })
})
afterAll(() => shop.stop())

const ROUNDS = { numRuns: 120 }
const DOCUMENTED = new Set<string>(Object.keys(ERROR_CODES))

async function isDocumented(method: string, target: string, body?: unknown): Promise<void> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const answer = await shop.raw(method, target, text)
  const seen = { method, target, text, status: answer.status, answer: answer.text }
  expect(answer.status, JSON.stringify(seen)).toBeLessThan(500)
  expect(answer.headers['request-id'], JSON.stringify(seen)).toBeTruthy()
  if (answer.status >= 400 && answer.status !== 404 && answer.status !== 405) {
    expect(DOCUMENTED.has(answer.json?.code ?? ''), JSON.stringify(seen)).toBe(true)
    expect(answer.json?.message?.length).toBeGreaterThan(0)
  }
  if (answer.status < 300) expect(answer.headers['wechatpay-signature']).toBeTruthy()
}

const fullOrder = (product: string) => () => ({
  ...shop.orderBody(),
  time_expire: '2030-01-01T00:00:00+08:00',
  attach: 'a',
  detail: { cost_price: 1, goods_detail: [{ merchant_goods_id: 'a', quantity: 1, unit_price: 1 }] },
  scene_info: {
    payer_client_ip: '::1',
    store_info: { id: 's' },
    ...(product === 'h5' ? { h5_info: { type: 'Wap' } } : {}),
  },
  settle_info: { profit_sharing: true },
  ...(product === 'jsapi' ? { payer: { openid: shop.sandbox.control.wallets()[0]!.payerId } } : {}),
})

describe('whatever comes, the answer is documented', () => {
  it.each(['native', 'jsapi', 'app', 'h5'])('POST %s', async (product) => {
    await isDocumented('POST', `/v3/pay/transactions/${product}`, fullOrder(product)())
    const check = (body: unknown) => isDocumented('POST', `/v3/pay/transactions/${product}`, body)
    await fc.assert(fc.asyncProperty(spoiled(fullOrder(product)), check), ROUNDS)
  })

  it('POST refunds', async () => {
    const good = () => ({
      out_trade_no: paid,
      out_refund_no: refunded,
      reason: 'r',
      notify_url: shop.inbox.url,
      funds_account: 'AVAILABLE',
      amount: { refund: 1, total: 1_000, currency: 'CNY', from: [{ account: 'AVAILABLE', amount: 1 }] },
      goods_detail: [{ merchant_goods_id: 'a', unit_price: 1, refund_amount: 1, refund_quantity: 1 }],
    })
    const check = (body: unknown) => isDocumented('POST', '/v3/refund/domestic/refunds', body)
    await fc.assert(fc.asyncProperty(spoiled(good), check), ROUNDS)
    const { refunds } = shop.sandbox.control.order('wechatpay', paid)!
    expect(refunds.reduce((sum, one) => sum + one.amountMinor, 0)).toBeLessThanOrEqual(1_000)
  })

  it('POST abnormal refund, close and echo', async () => {
    const abnormal = () => ({
      out_refund_no: refunded,
      type: 'USER_BANK_CARD',
      bank_type: 'ICBC_DEBIT',
      bank_account: 'x',
      real_name: 'y',
    })
    const refundId = shop.sandbox.control.order('wechatpay', paid)!.refunds[0]!.refundId
    const calls: Array<[string, () => object]> = [
      [`/v3/refund/domestic/refunds/${refundId}/apply-abnormal-refund`, abnormal],
      [`/v3/pay/transactions/out-trade-no/${paid}/close`, () => ({ mchid: shop.mchid })],
      ['/v3/security/echo', () => ({ echo_message: 'a', encrypted_echo_message: 'b' })],
    ]
    for (const [target, good] of calls) {
      await fc.assert(
        fc.asyncProperty(spoiled(good), (body) => isDocumented('POST', target, body)),
        { numRuns: 60 },
      )
    }
  })

  it('any body of bytes', async () => {
    const targets = fc.constantFrom(
      '/v3/pay/transactions/native',
      '/v3/refund/domestic/refunds',
      '/v3/security/echo',
    )
    const check = async (target: string, body: unknown) => isDocumented('POST', target, body)
    await fc.assert(fc.asyncProperty(targets, fc.oneof(value, fc.json()), check), ROUNDS)
  })

  it('any path and query', async () => {
    const segment = fc.oneof(
      fc.webSegment(),
      fc.constantFrom('%', '%zz', '%00', '..', paid, refunded, '%E4%B8%AD', 'a%2Fb'),
    )
    const paths = fc.oneof(
      segment.map((one) => `/v3/pay/transactions/out-trade-no/${one}`),
      segment.map((one) => `/v3/pay/transactions/id/${one}`),
      segment.map((one) => `/v3/refund/domestic/refunds/${one}`),
      segment.map((one) => `/v3/${one}`),
    )
    const queries = fc.oneof(
      fc.constant(''),
      fc.constant(`?mchid=${shop.mchid}`),
      fc.webQueryParameters().map((one) => `?${one}`),
    )
    const check = (path: string, query: string) => isDocumented('GET', `${path}${query}`)
    await fc.assert(fc.asyncProperty(paths, queries, check), ROUNDS)
  })

  it('any Authorization', async () => {
    const header = fc.string({ maxLength: 300 }).map((text) => text.replace(/[^\x20-\x7e]/g, '"'))
    const known = fc.constantFrom('', 'WECHATPAY2-SHA256-RSA2048 ', 'WECHATPAY2-SHA256-RSA2048 mchid="1",')
    await fc.assert(
      fc.asyncProperty(known, header, async (start, rest) => {
        const answer = await shop.raw('GET', '/v3/certificates', undefined, {
          authorization: `${start}${rest}`,
        })
        expect([answer.status, answer.json?.code]).toEqual([401, 'SIGN_ERROR'])
      }),
      ROUNDS,
    )
  })
})
