import { type KeyObject, verify } from 'node:crypto'

/**
 * Whether `signature` (Base64) is an RSA-SHA256 signature of `message` by the holder of `publicKey`.
 * A malformed signature is simply false, which is also how the deliberate probes (`WECHATPAY/SIGNTEST/…`) end:
 * the platform forbids any special handling of them.
 */
export function verifyMessage(
  message: string | Uint8Array,
  signature: string,
  publicKey: KeyObject,
): boolean {
  if (!STANDARD_BASE64.test(signature)) return false
  return verify('RSA-SHA256', Buffer.from(message), publicKey, Buffer.from(signature, 'base64'))
}

// Buffer.from skips characters that are no Base64; a signature with such characters must not pass as a good one.
const STANDARD_BASE64 = /^[A-Za-z0-9+/]+={0,2}$/
