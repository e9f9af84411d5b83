import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  appPayMessage,
  appPaySign,
  buildAuthorization,
  decryptOaep,
  jsapiPayMessage,
  jsapiPaySign,
  normaliseSerial,
  openAead,
  parseAuthorization,
  requestMessage,
  responseMessage,
  sealAead,
  signMessage,
  verifyMessage,
} from '../index.js'
import { vectorKeys, vectors } from '../testing/read-vectors.js'

const { cases } = vectors
const NONCE = '0123456789ABCDEF0123456789ABCDEF'
const bodyOf = (message: string) => message.split('\n').slice(4).join('\n').slice(0, -1)

describe('signed requests', () => {
  const requests = [
    ['POST with a body', cases.request_post, 'POST', '/v3/pay/transactions/native'],
    [
      'GET with a query',
      cases.request_get,
      'GET',
      '/v3/pay/transactions/out-trade-no/ORDER_0001?mchid=1900000001',
    ],
    ['an upload, over its meta part', cases.request_upload, 'POST', '/v3/merchant/media/upload'],
  ] as const

  it.each(requests)('%s', async (_name, vector, method, target) => {
    const body = bodyOf(vector.message)
    const message = requestMessage({ method, target, timestampSeconds: 1700000000, nonce: NONCE, body })
    expect(message.toString('utf8')).toBe(vector.message)
    const bytes = requestMessage({
      method,
      target,
      timestampSeconds: '1700000000',
      nonce: NONCE,
      body: Buffer.from(body),
    })
    expect(bytes.equals(message)).toBe(true)
    expect(await signMessage(message, vectorKeys.merchantPrivate)).toBe(vector.signature)
    expect(verifyMessage(message, vector.signature, vectorKeys.merchantPublic)).toBe(true)
  })

  it('knows the published lengths', () => {
    expect(Buffer.byteLength(cases.request_post.message)).toBe(cases.request_post.message_bytes)
    expect(Buffer.byteLength(cases.request_get.message)).toBe(cases.request_get.message_bytes)
  })

  it('builds and takes apart the Authorization header', () => {
    const { signature, authorization } = cases.request_post
    const members = { mchid: vectors.mchid, serial: vectors.merchant_serial, nonce: NONCE, signature }
    expect(buildAuthorization({ ...members, timestampSeconds: 1700000000 })).toBe(authorization)
    expect(parseAuthorization(authorization)).toEqual({
      scheme: 'WECHATPAY2-SHA256-RSA2048',
      timestampSeconds: '1700000000',
      ...members,
    })
  })
})

describe('signed responses', () => {
  it.each([
    [
      'platform certificate',
      cases.response_platform_cert,
      vectorKeys.platformPublic,
      vectorKeys.wechatpayPublic,
    ],
    ['public key', cases.response_public_key, vectorKeys.wechatpayPublic, vectorKeys.platformPublic],
  ] as const)('%s', (_name, { headers, body, message: expected }, key, otherKey) => {
    const message = responseMessage({
      timestampSeconds: headers['Wechatpay-Timestamp']!,
      nonce: headers['Wechatpay-Nonce']!,
      body,
    })
    expect(message.toString('utf8')).toBe(expected)
    const signature = headers['Wechatpay-Signature']!
    expect(verifyMessage(message, signature, key)).toBe(true)
    expect(verifyMessage(message, signature, otherKey)).toBe(false)
    expect(verifyMessage(message, `WECHATPAY/SIGNTEST/${signature.slice(19)}`, key)).toBe(false)
  })

  it('204 has an empty third line', () => {
    const message = responseMessage({
      timestampSeconds: 1700000001,
      nonce: 'fedcba9876543210fedcba9876543210',
      body: '',
    })
    expect(message.toString('utf8')).toBe(cases.response_204.message)
    expect(
      verifyMessage(message, cases.response_204.signature_platform_cert, vectorKeys.platformPublic),
    ).toBe(true)
  })

  it('notices', () => {
    const { headers, body, plaintext } = cases.notification
    const message = responseMessage({
      timestampSeconds: headers['Wechatpay-Timestamp']!,
      nonce: headers['Wechatpay-Nonce']!,
      body: Buffer.from(body),
    })
    expect(verifyMessage(message, headers['Wechatpay-Signature']!, vectorKeys.platformPublic)).toBe(true)
    const { resource } = JSON.parse(body)
    const opened = openAead(resource.ciphertext, vectors.api_v3_key, resource.nonce, resource.associated_data)
    expect(opened).toBe(plaintext)
    expect(sealAead(plaintext, vectors.api_v3_key, resource.nonce, resource.associated_data)).toBe(
      resource.ciphertext,
    )
  })
})

describe('sealed and encrypted texts', () => {
  it('opens a downloaded certificate; its serial is the X.509 serial', () => {
    const { serial_no, encrypt_certificate: sealed } = cases.certificates_item
    const pem = openAead(sealed.ciphertext, vectors.api_v3_key, sealed.nonce, sealed.associated_data)
    expect(pem.trim()).toBe(vectors.platform_certificate.trim())
    expect(normaliseSerial(new X509Certificate(pem).serialNumber)).toBe(serial_no)
  })

  it.each([
    ['platform certificate', cases.oaep_sha1.ciphertext_for_platform_cert, vectorKeys.platformPrivate],
    ['public key', cases.oaep_sha1.ciphertext_for_public_key, vectorKeys.wechatpayPrivate],
    ['merchant certificate', cases.oaep_sha1.ciphertext_for_merchant, vectorKeys.merchantPrivate],
  ] as const)('decrypts a name encrypted for the %s', (_name, ciphertext, key) => {
    expect(decryptOaep(ciphertext, key)).toBe(cases.oaep_sha1.plaintext)
  })
})

describe('client invocations', () => {
  const invocation = {
    appid: 'wx0000000000000001',
    timestampSeconds: 1700000003,
    nonce: 'abcdefghijklmnopqrstuvwxyz012345',
    prepayId: 'wx20231115061323000000000000000001',
  }
  it('JSAPI and mini-program', async () => {
    expect(jsapiPayMessage(invocation)).toBe(cases.jsapi_pay_sign.message)
    expect(await jsapiPaySign(invocation, vectorKeys.merchantPrivate)).toBe(cases.jsapi_pay_sign.paySign)
  })
  it('app', async () => {
    expect(appPayMessage(invocation)).toBe(cases.app_sign.message)
    expect(await appPaySign(invocation, vectorKeys.merchantPrivate)).toBe(cases.app_sign.sign)
  })
})
