import { X509Certificate } from 'node:crypto'
import { connect } from 'node:net'
import { createWechatpayClient, encryptOaep } from '@hutong/wechatpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type RawChange,
  startWechatpayMerchant,
  type WechatpayMerchant,
} from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  // What is exact to the second must not hang on how fast a test runs.
  shop.sandbox.clock.freeze()
})
afterAll(() => shop.stop())

const NATIVE = '/v3/pay/transactions/native'
const SIGNATURE_HEADERS = [
  'wechatpay-signature',
  'wechatpay-serial',
  'wechatpay-timestamp',
  'wechatpay-nonce',
]
const nowSeconds = () => Math.floor(shop.sandbox.clock.nowMs() / 1000)

describe('who may call', () => {
  const cases: Array<[string, () => RawChange, RegExp]> = [
    ['no Authorization', () => ({ authorization: null }), /missing or malformed/],
    ['another scheme', () => ({ authorization: 'Bearer x' }), /type is incorrect/],
    ['half an Authorization', () => ({ authorization: 'WECHATPAY2-SHA256-RSA2048 mchid="1"' }), /malformed/],
    ['a clock 301 s behind', () => ({ timestampSeconds: nowSeconds() - 301 }), /within 5 minutes/],
    ['a clock 310 s ahead', () => ({ timestampSeconds: nowSeconds() + 310 }), /within 5 minutes/],
    ['milliseconds', () => ({ timestampSeconds: nowSeconds() * 1_000 }), /within 5 minutes/],
    ['a stale time before a wrong serial', () => ({ timestampSeconds: 1, serial: 'AB' }), /within 5 minutes/],
    ['an unknown serial', () => ({ serial: 'A'.repeat(40) }), /serial number is wrong/],
    ['another merchant', () => ({ mchid: '1900000001' }), /serial number is wrong/],
    ['a signature over another body', () => ({ signedBody: '{}' }), /does not verify/],
  ]
  it.each(cases)('%s: 401 SIGN_ERROR, unsigned', async (_name, change, message) => {
    const english = { headers: { 'Accept-Language': 'en' } }
    const answer = await shop.raw('POST', NATIVE, shop.orderBody(), { ...english, ...change() })
    expect(answer.status).toBe(401)
    expect(answer.json?.code).toBe('SIGN_ERROR')
    expect(answer.json?.message).toMatch(message)
    expect(answer.headers['content-language']).toBe('en')
    for (const name of SIGNATURE_HEADERS) expect(answer.headers[name]).toBeUndefined()
    expect(answer.headers['request-id']).toMatch(/^\w+-268443699$/)
  })

  it('a wrong signature is explained', async () => {
    const body = JSON.stringify(shop.orderBody())
    const answer = await shop.raw('POST', NATIVE, body, { signedBody: 'x' })
    expect(answer.json?.message).toMatch(/[\u4e00-\u9fff]/)
    expect(answer.json?.detail).toMatchObject({
      field: 'signature',
      location: 'authorization',
      detail: { issue: 'sign not match' },
      sign_information: { method: 'POST', url: NATIVE, sign_message_length: expect.any(Number) },
    })
  })

  it('299 s are within the window, and a lower-case serial with a leading zero is the same serial', async () => {
    const serial = `00${shop.sandbox.credentials.wechatpay.merchantSerial.toLowerCase()}`
    const change = { timestampSeconds: nowSeconds() - 299, serial }
    expect((await shop.raw('POST', NATIVE, shop.orderBody(), change)).status).toBe(200)
  })

  it('insists on Accept and User-Agent where the live gateway does', async () => {
    for (const name of ['Accept', 'User-Agent']) {
      const change = { headers: { [name]: null } }
      const certificates = await shop.raw('GET', '/v3/certificates', undefined, change)
      expect([certificates.status, certificates.json?.code]).toEqual([400, 'INVALID_REQUEST'])
      expect((await shop.raw('POST', NATIVE, shop.orderBody(), change)).status).toBe(200)
    }
  })
})

describe('the wire', () => {
  it('unknown paths and wrong verbs are empty, before any signature', async () => {
    for (const [method, target, status] of [
      ['GET', '/v3/nowhere', 404],
      ['GET', '/', 404],
      ['GET', '/v3/pay/transactions/out-trade-no/a/b/c', 404],
      ['GET', NATIVE, 405],
      ['DELETE', '/v3/certificates', 405],
      ['PATCH', '/v3/refund/domestic/refunds/R1', 405],
    ] as const) {
      const answer = await shop.raw(method, target, undefined, { authorization: null })
      expect([target, answer.status, answer.text]).toEqual([target, status, ''])
      expect(answer.headers['request-id']).toBeTruthy()
    }
  })

  it.each([
    ['no body', undefined],
    ['broken JSON', '{"appid":'],
    ['an array', '[]'],
    ['null', 'null'],
    ['bytes that are no text', '\u0000'],
    ['ten thousand brackets', '['.repeat(10_000)],
  ])('%s is a PARAM_ERROR', async (_name, body) => {
    for (const target of [NATIVE, '/v3/refund/domestic/refunds', '/v3/security/echo']) {
      const answer = await shop.raw('POST', target, body)
      expect([answer.status, answer.json?.code]).toEqual([400, 'PARAM_ERROR'])
    }
  })

  it('a body of ten megabytes is refused without being kept', async () => {
    const answer = await shop.raw('POST', NATIVE, JSON.stringify({ a: 'x'.repeat(10_000_000) })).catch(
      // The connection may be closed while the client still writes.
      (error: NodeJS.ErrnoException) => error.code,
    )
    if (typeof answer === 'object') expect(answer.status).toBe(413)
    else expect(['EPIPE', 'ECONNRESET']).toContain(answer)
    expect((await shop.raw('POST', NATIVE, shop.orderBody())).status).toBe(200)
  })

  it('survives clients that hang up or talk nonsense', async () => {
    const port = Number(new URL(shop.sandbox.wechatpayUrl).port)
    for (const text of [
      'NONSENSE\r\n\r\n',
      'POST /v3/pay/transactions/native HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{',
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(text))
        socket.on('error', () => resolve())
        socket.on('close', () => resolve())
        socket.resume()
      })
    }
    expect((await shop.raw('POST', NATIVE, shop.orderBody())).status).toBe(200)
  })

  it('signs 2xx by the key that the request names', async () => {
    const { publicKeyId, platformSerial, merchantSerial } = shop.sandbox.credentials.wechatpay
    for (const [asked, signer] of [
      [null, platformSerial],
      [platformSerial, platformSerial],
      [merchantSerial, platformSerial],
      [publicKeyId, publicKeyId],
    ] as const) {
      const answer = await shop.raw('GET', '/v3/certificates', undefined, {
        headers: { 'Wechatpay-Serial': asked },
      })
      expect(answer.headers['wechatpay-serial']).toBe(signer)
      expect(answer.headers['request-id']).toMatch(/-0$/)
    }
  })

  it('answers V2 calls with their own kind of refusal', async () => {
    const answer = await shop.raw('POST', '/pay/unifiedorder', '<xml></xml>', { authorization: null })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('<return_code><![CDATA[FAIL]]></return_code>')
  })
})

describe('certificates and self-test', () => {
  const certificateClient = () => {
    const ring = shop.sandbox.credentials.wechatpay
    return createWechatpayClient({ ...ring, nowMs: () => shop.sandbox.clock.nowMs() })
  }

  it('hands out the certificate; its X.509 serial is the one in use', async () => {
    const answer = await certificateClient().downloadCertificates()
    expect(answer.outcome).toBe('ok')
    const { platformSerial, platformCertificate } = shop.sandbox.credentials.wechatpay
    expect(new X509Certificate(platformCertificate).serialNumber).toBe(platformSerial)
    expect(JSON.stringify(answer)).toContain(platformSerial)
  })

  it('a client that knows no key downloads one and then trusts answers', async () => {
    expect(await certificateClient().placeNative(shop.orderBody() as never)).toMatchObject({ outcome: 'ok' })
  })

  it.each(['public key', 'certificate'])(
    'echo signs, verifies, encrypts and decrypts by %s',
    async (mode) => {
      const client = mode === 'certificate' ? certificateClient() : shop.client
      if (mode === 'certificate') await client.downloadCertificates()
      const before = shop.inbox.received.length
      const request = { message: '回声', secret: '秘密', notifyUrl: shop.inbox.url }
      expect(await client.echo(request)).toMatchObject({
        outcome: 'ok',
        value: { message: '回声', secret: '秘密' },
      })
      const notice = (await shop.inbox.count(before + 1))[before]!
      expect(await client.readNotice(notice)).toMatchObject({ ok: true, notice: { kind: 'echo' } })
    },
  )

  it('echo refuses a missing, unknown or mixed-up key', async () => {
    const { platformCertificate, publicKeyId } = shop.sandbox.credentials.wechatpay
    const sealed = encryptOaep('秘密', new X509Certificate(platformCertificate).publicKey)
    const body = { echo_message: 'a', encrypted_echo_message: sealed }
    for (const serial of [null, 'A'.repeat(40), publicKeyId]) {
      const change = { headers: { 'Wechatpay-Serial': serial } }
      const answer = await shop.raw('POST', '/v3/security/echo', body, change)
      expect([answer.status, answer.json?.code]).toEqual([400, 'PARAM_ERROR'])
    }
  })
})
