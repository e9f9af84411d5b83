import { AlipaySdk } from 'alipay-sdk'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.js'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.stop())

async function call(method: string, path: string, body?: object) {
  const answer = await fetch(`${sandbox.homeUrl}/control/alipay/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })
  const text = await answer.text()
  return { status: answer.status, json: (text === '' ? null : JSON.parse(text)) as Record<string, string> }
}

it('makes an application that an SDK can use at once', async () => {
  const gatewayUrl = 'http://127.0.0.1:9/messages'
  const wish = { name: '新店', signs: 'with_key', feeBasisPoints: 38, gatewayUrl, tellsWaiting: true }
  const made = await call('POST', 'apps', wish)
  expect(made.status).toBe(200)
  expect(made.json).toMatchObject({ gatewayUrl, tellsWaiting: true })
  expect((await call('GET', 'apps')).json).toHaveLength(2)
  const { appId, appPrivateKey, alipayPublicKey } = made.json
  const sdk = new AlipaySdk({
    appId: appId!,
    privateKey: appPrivateKey!,
    keyType: 'PKCS8',
    alipayPublicKey: alipayPublicKey!,
    gateway: sandbox.credentials.alipay.gateway,
  })
  const { json } = await call('POST', 'payment-codes', {})
  const bizContent = {
    outTradeNo: 'r1',
    totalAmount: '1.00',
    subject: '茶',
    scene: 'bar_code',
    authCode: json.authCode,
  }
  expect(await sdk.exec('alipay.trade.pay', { bizContent }, { validateSign: true })).toMatchObject({
    code: '10000',
  })
  const text = sdk.sdkExec('alipay.user.agreement.page.sign', {
    bizContent: { personal_product_code: 'GENERAL_WITHHOLDING_P', access_params: { channel: 'ALIPAYAPP' } },
  })
  const agreed = await call('POST', 'consents', { text, agrees: true })
  expect(agreed.json).toMatchObject({ returnUrl: null, result: { status: 'NORMAL' } })
  const { agreement_no: agreementNo } = (agreed.json as unknown as { result: Record<string, string> }).result
  expect((await call('POST', `agreements/${agreementNo}/unsign`)).status).toBe(204)
  expect((await call('POST', `agreements/${agreementNo}/unsign`)).status).toBe(404)
  expect((await call('POST', `apps/${appId}/gateway`, { url: 'http://127.0.0.1:9/gateway' })).status).toBe(
    204,
  )
})

it('refuses what it does not know, and says why in both languages', async () => {
  expect((await call('POST', 'payment-codes', { userId: 'wechat' })).json).toMatchObject({
    code: 'unknown_user',
    zh: expect.any(String),
    en: expect.any(String),
  })
  expect((await call('POST', 'payment-codes', { nonsense: 1 })).status).toBe(400)
  expect((await call('POST', 'consents', { text: 'nonsense', agrees: true })).status).toBe(409)
  expect((await call('POST', 'auth-codes', { appId: '2021' })).status).toBe(404)
  expect((await call('POST', 'apps/2021/gateway', { url: null })).status).toBe(404)
})

it('plants differences in bills and takes them out again', async () => {
  const planted = await call('POST', 'bill-differences', { kind: 'missing', outTradeNo: 'x' })
  expect(planted.json).toMatchObject({ kind: 'missing', sellerId: sandbox.credentials.alipay.sellerId })
  expect((await call('GET', 'bill-differences')).json).toHaveLength(1)
  expect((await call('DELETE', 'bill-differences')).status).toBe(204)
  expect((await call('GET', 'bill-differences')).json).toEqual([])
})
