import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import { ALIPAY_ERRORS } from './error-list.js'
import { METHODS } from './methods.js'
import { pathOf } from './rest-methods.js'
import { restToSign } from './wire/rest-authorization.js'
import { signatureHolds, signBytesNow } from './wire/signature.js'

let under: AlipayUnderTest
let withKey: AlipaySdk
let withCertificate: AlipaySdk
beforeAll(async () => {
  under = await startAlipayUnderTest()
  const { appId, appPrivateKey, alipayPublicKey, encryptKey, ...certificates } = under.core.keys.alipay
  const common = {
    appId,
    privateKey: appPrivateKey,
    keyType: 'PKCS8' as const,
    endpoint: under.url,
    encryptKey,
  }
  withKey = new AlipaySdk({ ...common, alipayPublicKey })
  withCertificate = new AlipaySdk({
    ...common,
    appCertContent: certificates.appCertificate,
    alipayPublicCertContent: certificates.alipayCertificate,
    alipayRootCertContent: certificates.alipayRootCertificate,
  })
})
afterAll(() => under.stop())

describe.each([
  ['a key', () => withKey],
  ['a certificate', () => withCertificate],
])('the official SDK over REST v3 with %s', (mode, sdkOf) => {
  const prefix = mode === 'a key' ? 'k' : 'c'
  it('pays, asks, refunds and reads errors', async () => {
    const sdk = sdkOf()
    const order = { out_trade_no: `${prefix}_1`, total_amount: '12.30', subject: '茶 / "礼盒" & <明前>' }
    const { data: placed } = await sdk.curl<Record<string, string>>('POST', '/v3/alipay/trade/precreate', {
      body: { ...order, notify_url: under.notifyUrl },
    })
    expect(placed).toEqual({ out_trade_no: `${prefix}_1`, qr_code: expect.stringMatching(/^https:\/\/qr\./) })
    const query = (no: string) =>
      sdk.curl<Record<string, string>>('POST', '/v3/alipay/trade/query', { body: { out_trade_no: no } })
    await expect(query(`${prefix}_1`)).rejects.toMatchObject({
      code: 'ACQ.TRADE_NOT_EXIST',
      responseHttpStatus: 400,
    })
    under.pay(`${prefix}_1`)
    expect((await query(`${prefix}_1`)).data).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
    const [notice] = await under.notices(1, (one) => one.out_trade_no === `${prefix}_1`)
    expect(sdk.checkNotifySignV2(notice)).toBe(true)
    const { data: refund } = await sdk.curl<Record<string, string>>('POST', '/v3/alipay/trade/refund', {
      body: { out_trade_no: `${prefix}_1`, refund_amount: '2.30', out_request_no: 'r1' },
    })
    expect(refund).toMatchObject({ fund_change: 'Y', refund_fee: '2.30' })
  })

  it('speaks ciphertext', async () => {
    const { data } = await sdkOf().curl<Record<string, string>>('POST', '/v3/alipay/trade/precreate', {
      body: { out_trade_no: `${prefix}_2`, total_amount: '1', subject: '茶' },
      needEncrypt: true,
    })
    expect(data).toMatchObject({ out_trade_no: `${prefix}_2` })
  })

  it('answers a method it does not have', async () => {
    await expect(sdkOf().curl('POST', '/v3/alipay/trade/fly', { body: {} })).rejects.toMatchObject({
      code: 'invalid-method',
      responseHttpStatus: 400,
    })
    await expect(sdkOf().curl('GET', '/v3/alipay/trade/query')).rejects.toMatchObject({
      code: 'invalid-method',
    })
  })

  it('signs the query of a GET', async () => {
    const { data } = await sdkOf().curl<Record<string, string>>(
      'GET',
      '/v3/alipay/open/app/alipaycert/download',
      {
        query: { alipay_cert_sn: withCertificate.config.alipayCertSn },
      },
    )
    expect(data).toHaveProperty('alipay_cert_content')
  })

  it('is not deceived by a forged answer', async () => {
    under.core.faults.add({ operation: 'precreate', effect: 'forge_answer', times: 1 })
    const body = { out_trade_no: `${prefix}_3`, total_amount: '1', subject: '茶' }
    await expect(sdkOf().curl('POST', '/v3/alipay/trade/precreate', { body })).rejects.toMatchObject({
      code: 'response-signature-verify-error',
    })
  })
})

interface Raw {
  authString?: string
  sign?: string
  headers?: Record<string, string>
  verb?: string
}

async function send(path: string, body: string, { authString, sign, headers = {}, verb = 'POST' }: Raw = {}) {
  const { appId, appPrivateKey } = under.core.keys.alipay
  const auth = authString ?? `app_id=${appId},nonce=${randomUUID()},timestamp=${Date.now()}`
  const text = restToSign(auth, {
    method: verb,
    target: path,
    body: verb === 'GET' ? '' : body,
    appAuthToken: headers['alipay-app-auth-token'],
  })
  const signature = sign ?? signBytesNow(text, createPrivateKey(appPrivateKey), 'RSA2')
  const answer = await fetch(under.url + path, {
    method: verb,
    headers: {
      'content-type': 'application/json',
      authorization: `ALIPAY-SHA256withRSA ${auth},sign=${signature}`,
      ...headers,
    },
    ...(verb === 'GET' ? {} : { body }),
  })
  const answered = await answer.text()
  const signedText = `${answer.headers.get('alipay-timestamp')}\n${answer.headers.get('alipay-nonce')}\n${answered}\n`
  const isSigned = signatureHolds(
    Buffer.from(signedText),
    answer.headers.get('alipay-signature') ?? '',
    createPublicKey(under.core.keys.alipay.alipayPublicKey),
    'RSA2',
  )
  return { status: answer.status, json: JSON.parse(answered) as Record<string, unknown>, isSigned }
}

describe('what REST v3 refuses', () => {
  const now = () => Date.now()
  it.each<[string, () => Raw, string, boolean]>([
    ['a stranger', () => ({ authString: `app_id=2021,nonce=a,timestamp=${now()}` }), 'invalid-app-id', false],
    ['nobody', () => ({ authString: `nonce=a,timestamp=${now()}` }), 'missing-app-id', false],
    [
      'no time',
      () => ({ authString: `app_id=${under.core.keys.alipay.appId},nonce=a` }),
      'missing-timestamp',
      true,
    ],
    [
      'seconds',
      () => ({ authString: `app_id=${under.core.keys.alipay.appId},nonce=a,timestamp=1700000000` }),
      'invalid-timestamp',
      true,
    ],
    ['a wrong signature', () => ({ sign: 'AAAA' }), 'invalid-signature', true],
    ['no scheme', () => ({ headers: { authorization: 'Bearer x' } }), 'invalid-signature-type', false],
    [
      'a foreign certificate',
      () => ({
        authString: `app_id=${under.core.keys.alipay.appId},app_cert_sn=ab,nonce=a,timestamp=${now()}`,
      }),
      'app-cert-not-exist',
      true,
    ],
    ['another cipher', () => ({ headers: { 'alipay-encrypt-type': 'DES' } }), 'invalid-encrypt-type', true],
    [
      'plain text called cipher',
      () => ({ headers: { 'alipay-encrypt-type': 'AES' } }),
      'decryption-error-unknown',
      true,
    ],
    [
      'a token it did not give',
      () => ({ headers: { 'alipay-app-auth-token': 'x' } }),
      'invalid-app-auth-token',
      true,
    ],
  ])('%s', async (_what, raw, code, signed) => {
    const answer = await send('/v3/alipay/trade/query', '{"out_trade_no":"x"}', raw())
    expect(answer.json).toMatchObject({ code, links: [{ link: expect.any(String) }] })
    expect(answer.status).toBe(code === 'invalid-app-auth-token' ? 401 : 400)
    expect(answer.isSigned).toBe(signed)
  })

  it.each(['ftp://x', 'shop', 7])('notices to %j', async (notify_url) => {
    const body = JSON.stringify({ out_trade_no: 'n1', total_amount: '1', subject: '茶', notify_url })
    const answer = await send('/v3/alipay/trade/precreate', body)
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-parameter' }, isSigned: true })
  })

  it('a query that would change what an object is', async () => {
    const answer = await send(
      '/v3/alipay/trade/royalty/rate/query?__proto__=%7B%22out_request_no%22%3A%22x%22%7D',
      '',
      {
        verb: 'GET',
      },
    )
    expect(answer).toMatchObject({ status: 400, json: { code: 'INVALID_PARAMETER' }, isSigned: true })
  })

  it('any body, with a documented code and never a 5xx', async () => {
    const documented = new Set(Object.keys(ALIPAY_ERRORS).map((code) => code.replace(/^(isv|aop|isp)\./, '')))
    const targets = Object.entries(METHODS).filter(([, method]) => !method.way)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...targets),
        fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.constant('')),
        async ([name, method], body) => {
          const path = pathOf(name, method).replace(/\{\w+\}$/, encodeURIComponent(body.slice(0, 80)) || 'x')
          const query = method.verb
            ? `?${new URLSearchParams({ a: body.slice(0, 500), out_request_no: body.slice(0, 80) })}`
            : ''
          // What is signed is what fetch puts on the wire: well-formed text.
          const answer = await send(path + query, Buffer.from(body).toString(), {
            verb: method.verb ?? 'POST',
          })
          expect(answer.status).toBeLessThan(500)
          expect(answer.isSigned).toBe(true)
          if (answer.status !== 200) expect(documented).toContain(answer.json.code)
        },
      ),
      { numRuns: 120 },
    )
  }, 60_000)
})

describe('several applications side by side', () => {
  it('keep their orders, keys and notices apart, and may share a number', async () => {
    const made = await under.alipay.byHand.makeApp({
      name: '另一家店',
      signs: 'with_certificate',
      buyerNames: 'open_id',
    })
    const sdk = new AlipaySdk({
      appId: made.appId,
      privateKey: made.appPrivateKey,
      keyType: 'PKCS8',
      endpoint: under.url,
      gateway: `${under.url}/gateway.do`,
      appCertContent: made.appCertificate,
      alipayPublicCertContent: made.alipayCertificate,
      alipayRootCertContent: made.alipayRootCertificate,
    })
    const order = { out_trade_no: 'shared', total_amount: '5', subject: '茶', notify_url: under.notifyUrl }
    await withKey.curl('POST', '/v3/alipay/trade/precreate', { body: order })
    const { data } = await sdk.curl<Record<string, string>>('POST', '/v3/alipay/trade/precreate', {
      body: { ...order, total_amount: '7' },
    })
    expect(under.alipay.institution.look(data.qr_code!, 'alipay')).toMatchObject({
      payee: '另一家店',
      amountMinor: 700,
    })
    under.alipay.institution.pay(data.qr_code!, 'alipay', '123456')
    const [notice] = await under.notices(1, (one) => one.out_trade_no === 'shared')
    expect(notice).toMatchObject({ app_id: made.appId, seller_id: made.sellerId })
    expect(notice).toHaveProperty('buyer_open_id')
    expect(notice).not.toHaveProperty('buyer_id')
    expect([sdk, withKey].map((one) => one.checkNotifySignV2(notice))).toEqual([true, false])
    const asked = await sdk.exec(
      'alipay.trade.query',
      { bizContent: { outTradeNo: 'shared' } },
      { validateSign: true },
    )
    expect(asked).toMatchObject({ tradeStatus: 'TRADE_SUCCESS', totalAmount: '7.00' })
    const foreign = { trade_no: asked.tradeNo as string }
    await expect(withKey.curl('POST', '/v3/alipay/trade/query', { body: foreign })).rejects.toMatchObject({
      code: 'ACQ.TRADE_NOT_EXIST',
    })
    expect(under.alipay.orders({ outTradeNo: 'shared' })).toHaveLength(2)
    const keyless = new AlipaySdk({
      appId: made.appId,
      privateKey: made.appPrivateKey,
      keyType: 'PKCS8',
      alipayPublicKey: made.alipayPublicKey,
      gateway: `${under.url}/gateway.do`,
    })
    expect(
      await keyless.exec(
        'alipay.trade.query',
        { bizContent: { outTradeNo: 'shared' } },
        { validateSign: true },
      ),
    ).toMatchObject({ subCode: 'isv.missing-signature-config' })
  })
})
