import { AUTHORIZATION_SCHEME } from '../wire/authorization.js'
import { type HeaderSource, headerOf } from '../wire/headers.js'
import { responseMessage } from '../wire/response-message.js'
import { verifyMessage } from '../wire/verify-message.js'
import type { PlatformKeys } from './platform-keys.js'

/** Both ways; every SDK has the same window. It bounds how long a recorded message can be replayed. */
export const SIGNATURE_WINDOW_MS = 300_000

export type SignatureCheck =
  | { readonly ok: true; readonly serial: string }
  | {
      readonly ok: false
      readonly because: 'missing_headers' | 'stale' | 'unknown_serial' | 'bad_signature'
      readonly message: string
    }

export interface SignedMessage {
  readonly headers: HeaderSource
  /** The bytes as received; parsing comes after verifying. */
  readonly body: Uint8Array
}

/**
 * Verifies an answer or a notice (m4013053249): headers, five-minute window, key by serial, signature. There is no
 * exception for probes (`WECHATPAY/SIGNTEST/…`): their signature is wrong, and treating them otherwise is forbidden.
 */
export function checkSignature(message: SignedMessage, keys: PlatformKeys, nowMs: number): SignatureCheck {
  const { headers, body } = message
  const serial = headerOf(headers, 'Wechatpay-Serial')
  const timestamp = headerOf(headers, 'Wechatpay-Timestamp')
  const nonce = headerOf(headers, 'Wechatpay-Nonce')
  const signature = headerOf(headers, 'Wechatpay-Signature')
  if (!serial || !timestamp || !nonce || !signature || !/^\d{1,12}$/.test(timestamp)) {
    return {
      ok: false,
      because: 'missing_headers',
      message: 'The Wechatpay-* signature headers are incomplete.',
    }
  }
  // Absent in older traffic, where it was always RSA.
  const type = headerOf(headers, 'Wechatpay-Signature-Type') ?? AUTHORIZATION_SCHEME
  if (type !== AUTHORIZATION_SCHEME) {
    return { ok: false, because: 'bad_signature', message: `The signature type ${type} is not spoken here.` }
  }
  if (Math.abs(nowMs - Number(timestamp) * 1000) > SIGNATURE_WINDOW_MS) {
    return {
      ok: false,
      because: 'stale',
      message: `Signed at ${timestamp}, more than five minutes from now.`,
    }
  }
  const key = keys.find(serial, nowMs)
  if (!key) return { ok: false, because: 'unknown_serial', message: `No valid key is known for ${serial}.` }
  if (!verifyMessage(responseMessage({ timestampSeconds: timestamp, nonce, body }), signature, key.key)) {
    return { ok: false, because: 'bad_signature', message: `The signature does not verify with ${serial}.` }
  }
  return { ok: true, serial: key.serial }
}
