import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'

interface SignedMessage {
  message: string
  message_bytes: number
  signature: string
  authorization: string
}

interface SignedResponse {
  headers: Record<string, string>
  body: string
  message: string
}

interface Vectors {
  mchid: string
  merchant_serial: string
  platform_serial: string
  public_key_id: string
  api_v3_key: string
  merchant_private_key_jwk: JsonWebKey
  merchant_certificate: string
  platform_private_key_jwk: JsonWebKey
  platform_certificate: string
  wechatpay_public_key_spki: string
  wechatpay_public_key_private_half_jwk: JsonWebKey
  cases: {
    request_post: SignedMessage
    request_get: SignedMessage
    request_upload: SignedMessage
    response_platform_cert: SignedResponse
    response_public_key: SignedResponse
    response_204: { message: string; signature_platform_cert: string }
    notification: { headers: Record<string, string>; body: string; plaintext: string }
    certificates_item: {
      serial_no: string
      encrypt_certificate: { algorithm: string; nonce: string; associated_data: string; ciphertext: string }
    }
    jsapi_pay_sign: { message: string; paySign: string }
    app_sign: { message: string; sign: string }
    oaep_sha1: {
      plaintext: string
      ciphertext_for_platform_cert: string
      ciphertext_for_public_key: string
      ciphertext_for_merchant: string
    }
    v2: {
      key: string
      params: Record<string, string>
      string_to_sign: string
      md5: string
      hmac_sha256: string
    }
    mp_message_push: unknown
    mp_jssdk: unknown
  }
}

const privateKey = (jwk: JsonWebKey): KeyObject => createPrivateKey({ key: jwk, format: 'jwk' })

/** The published test vectors with their throw-away keys parsed; for tests only. */
export const vectors = JSON.parse(
  readFileSync(new URL('../../test-vectors/vectors.json', import.meta.url), 'utf8'),
) as Vectors

export const vectorKeys = {
  merchantPrivate: privateKey(vectors.merchant_private_key_jwk),
  merchantPublic: createPublicKey(vectors.merchant_certificate),
  platformPrivate: privateKey(vectors.platform_private_key_jwk),
  platformPublic: createPublicKey(vectors.platform_certificate),
  wechatpayPrivate: privateKey(vectors.wechatpay_public_key_private_half_jwk),
  wechatpayPublic: createPublicKey(vectors.wechatpay_public_key_spki),
} as const
