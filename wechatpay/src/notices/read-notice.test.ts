import { describe, expect, it } from 'vitest'
import { createPlatformKeys, readNotice, sealAead } from '../index.js'
import { vectors } from '../testing/read-vectors.js'
import { SIGNERS, signatureHeaders } from '../testing/start-gateway.js'

const NOW_MS = 1_800_000_000_000
const keys = createPlatformKeys({
  publicKey: { id: vectors.public_key_id, pem: vectors.wechatpay_public_key_spki },
})
const { cases, api_v3_key: apiV3Key } = vectors

function envelope(eventType: string, originalType: string, content: string, change: object = {}): string {
  const ciphertext = sealAead(content, apiV3Key, 'ba9876543210', originalType)
  return JSON.stringify({
    id: 'notice-1',
    create_time: '2027-01-15T16:00:00+08:00',
    event_type: eventType,
    resource_type: 'encrypt-resource',
    summary: '测试',
    resource: {
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext,
      nonce: 'ba9876543210',
      associated_data: originalType,
      original_type: originalType,
      ...change,
    },
  })
}

const refund = {
  mchid: vectors.mchid,
  out_trade_no: 'ORDER_0001',
  transaction_id: '4200000001202311150000000001',
  out_refund_no: 'REFUND_0001',
  refund_id: '50300001',
  refund_status: 'SUCCESS',
  success_time: '2027-01-15T16:00:00+08:00',
  amount: { total: 100, refund: 40, payer_total: 100, payer_refund: 40 },
}

async function read(body: string, options: { signedAtMs?: number; signer?: typeof SIGNERS.platform } = {}) {
  const headers = await signatureHeaders(
    options.signer ?? SIGNERS.publicKey,
    options.signedAtMs ?? NOW_MS,
    body,
  )
  return readNotice({ headers, rawBody: Buffer.from(body), keys, apiV3Key, nowMs: NOW_MS })
}

describe('reading notices', () => {
  it('reads the vector, signed by the platform certificate', () => {
    const { headers, body, plaintext } = cases.notification
    const certificates = createPlatformKeys({ certificates: [vectors.platform_certificate] })
    const nowMs = 1_700_000_002_000
    const reading = readNotice({ headers, rawBody: Buffer.from(body), keys: certificates, apiV3Key, nowMs })
    expect(reading).toMatchObject({ ok: true, notice: { kind: 'payment', resource: JSON.parse(plaintext) } })
  })

  it('takes headers in any casing and as lists of one', async () => {
    const body = envelope('REFUND.SUCCESS', 'refund', JSON.stringify(refund))
    const signed = Object.entries(await signatureHeaders(SIGNERS.publicKey, NOW_MS, body))
    const headers = Object.fromEntries(signed.map(([name, value]) => [name.toLowerCase(), [value]]))
    const reading = readNotice({ headers, rawBody: Buffer.from(body), keys, apiV3Key, nowMs: NOW_MS })
    expect(reading).toMatchObject({ ok: true, notice: { kind: 'refund', id: 'notice-1', resource: refund } })
  })

  it('reads the state CLOSE of one documented sample as CLOSED', async () => {
    const content = JSON.stringify({ ...refund, refund_status: 'CLOSE', success_time: undefined })
    const reading = await read(envelope('REFUND.CLOSED', 'refund', content))
    expect(reading).toMatchObject({ ok: true, notice: { resource: { refund_status: 'CLOSED' } } })
  })

  it('hands on what is not typed here, verified and opened', async () => {
    const reading = await read(envelope('COUPON.USE', 'coupon', '{"coupon_id":"1"}'))
    expect(reading).toMatchObject({
      ok: false,
      because: 'unknown_type',
      other: {
        id: 'notice-1',
        eventType: 'COUPON.USE',
        originalType: 'coupon',
        plaintext: '{"coupon_id":"1"}',
      },
    })
  })

  it('does not take a combined payment for a single one', async () => {
    const reading = await read(
      envelope('TRANSACTION.SUCCESS', 'transaction', '{"combine_out_trade_no":"C1"}'),
    )
    expect(reading).toMatchObject({ ok: false, because: 'unknown_type' })
  })

  const good = envelope('REFUND.SUCCESS', 'refund', JSON.stringify(refund))
  it.each([
    ['five minutes and a second old', good, { signedAtMs: NOW_MS - 301_000 }, 'stale'],
    ['from the future', good, { signedAtMs: NOW_MS + 301_000 }, 'stale'],
    ['by a key that is not known', good, { signer: SIGNERS.platform }, 'unknown_serial'],
    ['by a stranger', good, { signer: { ...SIGNERS.publicKey, key: SIGNERS.platform.key } }, 'bad_signature'],
    ['no JSON', 'hello', {}, 'bad_json'],
    ['JSON, but no envelope', '{"id":"1"}', {}, 'bad_json'],
    [
      'sealed with other data',
      envelope('REFUND.SUCCESS', 'refund', '{}', { associated_data: 'x' }),
      {},
      'cannot_open',
    ],
    [
      'sealed in another way',
      envelope('REFUND.SUCCESS', 'refund', '{}', { algorithm: 'X' }),
      {},
      'cannot_open',
    ],
    ['a refund without its members', envelope('REFUND.SUCCESS', 'refund', '{}'), {}, 'bad_json'],
    ['a payment without its members', envelope('TRANSACTION.SUCCESS', 'transaction', '{}'), {}, 'bad_json'],
  ])('refuses what is %s', async (_name, body, options, because) => {
    expect(await read(body, options)).toMatchObject({ ok: false, because })
  })

  it('refuses a body altered after signing, even by a space', async () => {
    const headers = await signatureHeaders(SIGNERS.publicKey, NOW_MS, good)
    const reading = readNotice({ headers, rawBody: Buffer.from(`${good} `), keys, apiV3Key, nowMs: NOW_MS })
    expect(reading).toMatchObject({ ok: false, because: 'bad_signature' })
  })

  it.each(['Serial', 'Timestamp', 'Nonce', 'Signature'])(
    'refuses a notice without Wechatpay-%s',
    async (name) => {
      const headers: Record<string, string | undefined> = await signatureHeaders(
        SIGNERS.publicKey,
        NOW_MS,
        good,
      )
      headers[`Wechatpay-${name}`] = undefined
      const reading = readNotice({ headers, rawBody: Buffer.from(good), keys, apiV3Key, nowMs: NOW_MS })
      expect(reading).toMatchObject({ ok: false, because: 'missing_headers' })
    },
  )
})
