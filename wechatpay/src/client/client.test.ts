import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWechatpayClient, decryptOaep, encryptOaep, type WechatpayClientSettings } from '../index.js'
import { vectorKeys, vectors } from '../testing/read-vectors.js'
import { type GatewayReply, SIGNERS, startGateway } from '../testing/start-gateway.js'

const NOW_MS = 1_800_000_000_000
const certificate = new X509Certificate(vectors.platform_certificate)
const merchantPrivateKey = vectorKeys.merchantPrivate.export({ type: 'pkcs8', format: 'pem' }) as string
const publicKeyMode = { publicKey: { id: vectors.public_key_id, pem: vectors.wechatpay_public_key_spki } }
const certificateMode = { certificates: [vectors.platform_certificate] }
const order = {
  appid: 'wx0000000000000001',
  description: '测试商品',
  out_trade_no: 'ORDER_0001',
  notify_url: 'https://shop.example/notices',
  amount: { total: 100, currency: 'CNY' as const },
}

let clockMs = NOW_MS
let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  gateway = await startGateway(() => clockMs)
})
afterAll(() => gateway.stop())

function client(settings: Partial<WechatpayClientSettings> = {}) {
  return createWechatpayClient({
    mchid: vectors.mchid,
    merchantSerial: vectors.merchant_serial,
    merchantPrivateKey,
    apiV3Key: vectors.api_v3_key,
    keys: publicKeyMode,
    baseUrl: gateway.url,
    nowMs: () => clockMs,
    ...settings,
  })
}

const codeUrl = { status: 200, body: { code_url: 'weixin://wxpay/bizpayurl?pr=AbCdEfG' } }

describe('requests', () => {
  it('are signed over the bytes sent and carry what the gateway demands', async () => {
    gateway.play(() => codeUrl)
    const answer = await client().placeNative(order)
    expect(answer).toEqual({ outcome: 'ok', value: codeUrl.body, status: 200, requestId: '0801F0-0' })
    const { target, headers, body } = gateway.requests[0]!
    expect(target).toBe('/v3/pay/transactions/native')
    expect(JSON.parse(body)).toEqual({ mchid: vectors.mchid, ...order })
    expect(headers.accept).toBe('application/json')
    expect(headers['user-agent']).toMatch(/^hutong-wechatpay/)
    expect(headers['content-type']).toBe('application/json')
    expect(headers['wechatpay-serial']).toBe(vectors.public_key_id)
  })

  it('name the platform certificate in certificate mode', async () => {
    gateway.play(() => codeUrl)
    expect((await client({ keys: certificateMode }).placeNative(order)).outcome).toBe('ok')
    expect(gateway.requests[0]!.headers['wechatpay-serial']).toBe(vectors.platform_serial)
  })

  it('ask for complaints by days and pages', async () => {
    const complaint = {
      complaint_id: '200000020250101',
      complaint_time: '2025-01-01T09:00:00+08:00',
      complaint_state: 'PENDING',
      complaint_order_info: [{ transaction_id: '42', out_trade_no: 'ORDER_0001', amount: 100 }],
    }
    gateway.play(() => ({ status: 200, body: { data: [complaint], limit: 50, offset: 50, total_count: 51 } }))
    const query = { begin_date: '2025-01-01', end_date: '2025-01-02', offset: 50 }
    expect(await client().listComplaints(query)).toMatchObject({
      outcome: 'ok',
      value: { data: [complaint] },
    })
    expect(gateway.requests[0]!.target).toBe(
      '/v3/merchant-service/complaints-v2?limit=50&offset=50&begin_date=2025-01-01&end_date=2025-01-02',
    )
    gateway.play(() => ({
      status: 200,
      body: { data: [{ ...complaint, complaint_time: 'then' }], total_count: 1 },
    }))
    expect(await client().listComplaints(query)).toMatchObject({ outcome: 'unknown', because: 'unreadable' })
  })

  it('escape numbers in the path', async () => {
    gateway.play(() => ({ status: 404, body: { code: 'ORDERNOTEXIST', message: '订单不存在' } }))
    await client().queryByOutTradeNo('a|b*c/d')
    expect(gateway.requests[0]!.target).toBe(
      `/v3/pay/transactions/out-trade-no/a%7Cb*c%2Fd?mchid=${vectors.mchid}`,
    )
  })
})

describe('outcomes', () => {
  it('refused: 4xx with a code, unsigned, spelling normalised', async () => {
    gateway.play(() => ({ status: 404, body: { code: 'ORDERNOTEXIST', message: '订单不存在' } }))
    expect(await client().queryByOutTradeNo('ORDER_0001')).toEqual({
      outcome: 'refused',
      status: 404,
      code: 'ORDER_NOT_EXIST',
      message: '订单不存在',
      detail: null,
      requestId: '0801F0-0',
    })
  })

  it('close answers 204, whose empty body is verified as well', async () => {
    gateway.play(() => ({ status: 204 }))
    expect(await client().closeOrder('ORDER_0001')).toMatchObject({ outcome: 'ok', value: undefined })
    gateway.play(() => ({
      status: 204,
      signer: { serial: vectors.public_key_id, key: vectorKeys.platformPrivate },
    }))
    expect(await client().closeOrder('ORDER_0001')).toMatchObject({
      outcome: 'unknown',
      because: 'bad_signature',
    })
  })

  it('202 with a code is a refusal for now', async () => {
    gateway.play(() => ({ status: 202, body: { code: 'USERPAYING', message: '用户支付中' } }))
    expect(await client().closeOrder('ORDER_0001')).toMatchObject({ outcome: 'refused', code: 'USERPAYING' })
  })

  const probe = (headers: Record<string, string>) => ({
    ...headers,
    'Wechatpay-Signature': `WECHATPAY/SIGNTEST/${headers['Wechatpay-Signature']!.slice(19)}`,
  })
  const without = (name: string) => (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))

  it.each<[string, GatewayReply | 'hang' | 'break', string]>([
    ['a probe', { ...codeUrl, tamper: probe }, 'bad_signature'],
    [
      'a signature by another key',
      { ...codeUrl, signer: { ...SIGNERS.platform, serial: SIGNERS.publicKey.serial } },
      'bad_signature',
    ],
    ['no signature', { ...codeUrl, tamper: without('Wechatpay-Signature') }, 'bad_signature'],
    ['no nonce', { ...codeUrl, tamper: without('Wechatpay-Nonce') }, 'bad_signature'],
    ['an answer older than five minutes', { ...codeUrl, signedAtMs: NOW_MS - 301_000 }, 'bad_signature'],
    ['an answer from the future', { ...codeUrl, signedAtMs: NOW_MS + 301_000 }, 'bad_signature'],
    ['a signed answer without the member', { status: 200, body: { other: 1 } }, 'unreadable'],
    ['a signed answer that is no JSON', { status: 200, body: '<html>' }, 'unreadable'],
    ['an empty 404 of some proxy', { status: 404 }, 'unreadable'],
    ['a redirect', { status: 302 }, 'unreadable'],
    ['500', { status: 500, body: { code: 'SYSTEMERROR', message: '系统错误' } }, 'server_error'],
    ['502 without a body', { status: 502 }, 'server_error'],
    ['a broken connection', 'break', 'connection'],
    ['silence', 'hang', 'timeout'],
  ])('%s leaves the outcome unknown', async (_name, reply, because) => {
    gateway.play(() => reply)
    // Long enough that the request has arrived by then on a busy machine too.
    const answer = await client({ timeoutMs: reply === 'hang' ? 1000 : 5000 }).placeNative(order)
    expect(answer).toMatchObject({ outcome: 'unknown', because })
    expect(gateway.requests).toHaveLength(1)
  })

  it('nobody listening is unknown too', async () => {
    const closed = await startGateway(() => clockMs)
    await closed.stop()
    expect(await client({ baseUrl: closed.url }).placeNative(order)).toMatchObject({
      outcome: 'unknown',
      because: 'connection',
    })
  })

  it('an order with a fraction of a fen is not understood', async () => {
    const body = { out_trade_no: 'ORDER_0001', trade_state: 'SUCCESS', amount: { total: 1.5 } }
    gateway.play(() => ({ status: 200, body }))
    expect(await client().queryByOutTradeNo('ORDER_0001')).toMatchObject({ because: 'unreadable' })
  })

  it('a state invented next year arrives as it is', async () => {
    gateway.play(() => ({ status: 200, body: { out_trade_no: 'ORDER_0001', trade_state: 'FROZEN' } }))
    expect(await client().queryByOutTradeNo('ORDER_0001')).toMatchObject({ value: { trade_state: 'FROZEN' } })
  })
})

describe('certificates', () => {
  const certificates = { status: 200, body: { data: [vectors.cases.certificates_item] } }
  const inTime = Date.parse(certificate.validFrom) + 3_600_000

  function playWithCertificates(list: GatewayReply) {
    gateway.play(({ target }) =>
      target === '/v3/certificates' ? list : { ...codeUrl, signer: SIGNERS.platform },
    )
  }
  const downloads = () => gateway.requests.filter(({ target }) => target === '/v3/certificates').length

  beforeAll(() => {
    clockMs = inTime
  })
  afterAll(() => {
    clockMs = NOW_MS
  })

  it('are downloaded when none is known, once for many calls', async () => {
    playWithCertificates(certificates)
    const fresh = client({ keys: {} })
    const answers = await Promise.all(Array.from({ length: 5 }, () => fresh.placeNative(order)))
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(5).fill('ok'))
    expect(downloads()).toBe(1)
  })

  it('are downloaded for an answer with an unknown serial, at most once in a while', async () => {
    playWithCertificates({ status: 429, body: { code: 'RATELIMIT_EXCEEDED', message: '' } })
    const patient = client({ refreshAtMostEveryMs: 60_000 })
    expect((await patient.placeNative(order)).outcome).toBe('unknown')
    expect((await patient.placeNative(order)).outcome).toBe('unknown')
    expect(downloads()).toBe(1)
    playWithCertificates(certificates)
    clockMs += 60_000
    expect((await patient.placeNative(order)).outcome).toBe('ok')
    expect(downloads()).toBe(1)
    expect((await patient.placeNative(order)).outcome).toBe('ok')
    expect(downloads()).toBe(1)
  })

  it('are refused when the list is signed by a stranger, opened with another key, or not what it says', async () => {
    playWithCertificates({
      ...certificates,
      signer: { ...SIGNERS.platform, key: vectorKeys.wechatpayPrivate },
    })
    expect(await client({ keys: {} }).downloadCertificates()).toMatchObject({ because: 'bad_signature' })
    playWithCertificates(certificates)
    const other = client({ keys: {}, apiV3Key: 'f'.repeat(32) })
    expect(await other.downloadCertificates()).toMatchObject({ because: 'unreadable' })
    const item = { ...vectors.cases.certificates_item, serial_no: vectors.merchant_serial }
    playWithCertificates({ status: 200, body: { data: [item] } })
    expect(await client({ keys: {} }).downloadCertificates()).toMatchObject({ because: 'unreadable' })
  })

  it('stop counting when they expire', async () => {
    playWithCertificates({ status: 404, body: { code: 'RESOURCE_NOT_EXISTS', message: '' } })
    const old = client({ keys: certificateMode })
    expect((await old.placeNative(order)).outcome).toBe('ok')
    clockMs = Date.parse(certificate.validTo) + 1000
    expect(await old.placeNative(order)).toMatchObject({ outcome: 'unknown', because: 'bad_signature' })
    clockMs = inTime
  })
})

describe('sensitive fields', () => {
  it('are encrypted for the key that the header names', async () => {
    const refund = {
      refund_id: '50300001',
      out_refund_no: 'R1',
      transaction_id: '4200',
      out_trade_no: 'ORDER_0001',
      status: 'PROCESSING',
      amount: { total: 100, refund: 100 },
    }
    gateway.play(() => ({ status: 200, body: refund }))
    const card = { out_refund_no: 'R1', type: 'USER_BANK_CARD', bank_type: 'ICBC_DEBIT' } as const
    const answer = await client().applyAbnormalRefund('50300001', {
      ...card,
      bank_account: '6222',
      real_name: '张三',
    })
    expect(answer).toMatchObject({ outcome: 'ok', value: refund })
    const { target, headers, body } = gateway.requests[0]!
    expect(target).toBe('/v3/refund/domestic/refunds/50300001/apply-abnormal-refund')
    expect(headers['wechatpay-serial']).toBe(vectors.public_key_id)
    expect(decryptOaep(JSON.parse(body).bank_account, vectorKeys.wechatpayPrivate)).toBe('6222')
    expect(decryptOaep(JSON.parse(body).real_name, vectorKeys.wechatpayPrivate)).toBe('张三')
  })

  it('echo goes there and back encrypted', async () => {
    gateway.play(({ body }) => {
      const { echo_message, encrypted_echo_message } = JSON.parse(body)
      const secret = decryptOaep(encrypted_echo_message, vectorKeys.wechatpayPrivate)
      return {
        status: 200,
        body: { echo_message, encrypted_echo_message: encryptOaep(secret, vectorKeys.merchantPublic) },
      }
    })
    const answer = await client().echo({ message: 'hello', secret: '你好' })
    expect(answer).toMatchObject({ outcome: 'ok', value: { message: 'hello', secret: '你好' } })
  })
})

describe('settings', () => {
  it.each<[string, Partial<WechatpayClientSettings>]>([
    ['a short APIv3 key', { apiV3Key: 'short' }],
    ['a key that is no key', { merchantPrivateKey: 'no key' }],
    [
      'a public key id of the wrong shape',
      { keys: { publicKey: { id: 'X', pem: vectors.wechatpay_public_key_spki } } },
    ],
    ['a base URL that is none', { baseUrl: 'api.mch' }],
  ])('%s shows at the start', (_name, wrong) => {
    expect(() => client(wrong)).toThrow()
  })
})
