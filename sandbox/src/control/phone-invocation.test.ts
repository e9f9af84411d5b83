import { createPrivateKey } from 'node:crypto'
import { appPaySign, jsapiPaySign, signMessage } from '@hutong/wechatpay'
import { AlipaySdk } from 'alipay-sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

type Members = Record<string, unknown>
type Report = { product: string; signedText: string; problem: { zh: string } | null; view: Members | null }

let shop: WechatpayMerchant
let prepayId: string
const parts = { timestampSeconds: '1700000000', nonce: 'NONCE' }
beforeAll(async () => {
  shop = await startWechatpayMerchant()
})
afterAll(() => shop.stop())
beforeEach(async () => {
  const payer = { openid: shop.sandbox.control.wallets()[0]!.payerId }
  const placed = await shop.raw('POST', '/v3/pay/transactions/jsapi', shop.orderBody({ payer }))
  prepayId = (placed.json as { prepay_id?: string }).prepay_id ?? ''
})

async function post(path: string, body: object) {
  const answer = await fetch(`${shop.sandbox.homeUrl}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  return { status: answer.status, body: (await answer.json()) as Report & Members }
}
const inspect = (invocation: Members | string, wallet = 'wechat') => {
  const text = typeof invocation === 'string' ? invocation : JSON.stringify(invocation)
  return post('/phone/api/invoke/inspect', { wallet, text })
}
const key = (pem = shop.sandbox.credentials.wechatpay.merchantPrivateKey) => createPrivateKey(pem)
const lines = (last: string) => `${shop.appid}\n${parts.timestampSeconds}\n${parts.nonce}\n${last}\n`
const page = async (change: Members = {}, sign?: string) => ({
  appId: shop.appid,
  timeStamp: parts.timestampSeconds,
  nonceStr: parts.nonce,
  package: `prepay_id=${prepayId}`,
  signType: 'RSA',
  paySign: sign ?? (await jsapiPaySign({ appid: shop.appid, ...parts, prepayId }, key())),
  ...change,
})
const app = async (change: Members = {}) => ({
  appId: shop.appid,
  partnerId: shop.mchid,
  prepayId,
  packageValue: 'Sign=WXPay',
  nonceStr: parts.nonce,
  timeStamp: parts.timestampSeconds,
  sign: await appPaySign({ appid: shop.appid, ...parts, prepayId }, key()),
  ...change,
})

describe('what a client hands to the wallet', () => {
  it('is good from a page, from a mini-program that names no app id, and from an app', async () => {
    const { appId: _own, ...mini } = await page()
    for (const [product, invocation, last] of [
      ['JSAPI', await page(), `prepay_id=${prepayId}`],
      ['MINI_PROGRAM', mini, `prepay_id=${prepayId}`],
      ['APP', await app(), prepayId],
    ] as const) {
      expect(await inspect(invocation)).toMatchObject({
        status: 200,
        body: {
          product,
          problem: null,
          signedText: lines(last),
          view: { amountMinor: 1_000, state: 'payable' },
        },
      })
    }
    expect((await post('/phone/api/invoke', { invocation: mini })).status).toBe(200)
  })

  it.each<[why: string, invocation: () => Promise<Members>, says: RegExp]>([
    ['another app id', () => page({ appId: 'wx0000000000000000' }), /appId 是 wx0000000000000000/],
    ['a timestamp that is a number', () => page({ timeStamp: 1_700_000_000 }), /带引号的字符串/],
    ['the old sign type', () => page({ signType: 'MD5' }), /只用 RSA/],
    ['another merchant in an app', () => app({ partnerId: '1900000001' }), /partnerId 是 1900000001/],
    ['an app that names no merchant', () => app({ partnerId: undefined }), /缺少或写错了参数：partnerId/],
    ['an app without its package', () => app({ packageValue: undefined }), /缺少或写错了参数：packageValue/],
    ['another package in an app', () => app({ packageValue: 'Sign=Else' }), /Sign=WXPay/],
    [
      'the bare prepay id signed for a page',
      async () => page({}, await signMessage(lines(prepayId), key())),
      /少了 prepay_id=/,
    ],
    [
      'prepay_id= signed for an app',
      async () => app({ sign: await signMessage(lines(`prepay_id=${prepayId}`), key()) }),
      /多了 prepay_id=/,
    ],
    [
      'no last line feed',
      async () => page({}, await signMessage(lines(`prepay_id=${prepayId}`).slice(0, -1), key())),
      /少了一个换行符/,
    ],
    [
      'line feeds as two characters',
      async () => page({}, await signMessage(lines(`prepay_id=${prepayId}`).replaceAll('\n', '\\n'), key())),
      /写成了/,
    ],
    ['a changed nonce', () => page({ nonceStr: 'OTHER' }), /对不上/],
    ['nothing signed', () => page({ paySign: undefined }), /缺少或写错了参数：paySign/],
    ['a prepay id that is none', () => page({ package: 'prepay_id=abc' }), /缺少或写错了参数：package/],
    ['an unknown prepay id', () => page({ package: `prepay_id=wx${'0'.repeat(34)}` }), /失效或不存在/],
  ])('is refused with the exact reason: %s', async (_why, invocation, says) => {
    const { status, body } = await inspect(await invocation())
    expect(status).toBe(200)
    expect(body.problem?.zh).toMatch(says)
    expect(body.view).toBeNull()
  })

  it('names whose key signed, where it is another merchant’s', async () => {
    const other = await shop.sandbox.control.wechatpay.createMerchant({ kind: 'direct' })
    const sign = await jsapiPaySign({ appid: shop.appid, ...parts, prepayId }, key(other.merchantPrivateKey))
    const { body } = await inspect(await page({}, sign))
    expect(body.problem?.zh).toContain(`用商户 ${other.mchid} 的私钥签的`)
    // The same words wherever the wallet refuses.
    const invocation = await page({}, sign)
    expect(await post('/phone/api/invoke', { invocation })).toMatchObject({
      status: 409,
      body: { code: 'wrong_invocation_signature', zh: body.problem?.zh },
    })
  })

  it('is nothing of the kind', async () => {
    for (const text of ['weixin://wxpay/bizpayurl?pr=abc', '[]', '{'])
      expect(await inspect(text)).toMatchObject({ status: 409, body: { code: 'no_invocation' } })
    expect((await inspect(await page(), 'alipay')).status).toBe(409)
  })
})

it('an order string of an Alipay app shows the text that had to be signed', async () => {
  const { appId, appPrivateKey, alipayPublicKey, gateway } = shop.sandbox.credentials.alipay
  const sdk = new AlipaySdk({ appId, privateKey: appPrivateKey, keyType: 'PKCS8', alipayPublicKey, gateway })
  const text = sdk.sdkExecute('alipay.trade.app.pay', {
    bizContent: {
      out_trade_no: 'APP_1',
      total_amount: '1.00',
      subject: '茶',
      product_code: 'QUICK_MSECURITY_PAY',
    },
  })
  const { body } = await inspect(text, 'alipay')
  expect(body).toMatchObject({ product: 'ALIPAY_APP', problem: null, view: { outTradeNo: 'APP_1' } })
  expect(body.signedText).toMatch(/^app_id=.*&biz_content=.*&method=alipay\.trade\.app\.pay&/)
  const forged = text.replace(/sign=[^&]{8}/, 'sign=AAAAAAAA')
  expect((await inspect(forged, 'alipay')).body.problem?.zh).toMatch(/签名/)
})
