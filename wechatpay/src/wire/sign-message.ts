import { type KeyObject, sign } from 'node:crypto'

/**
 * Signs with RSASSA-PKCS1-v1_5 and SHA-256; resolves to standard Base64 without line breaks (344 characters for
 * a 2048-bit key). Rejects when the key is not a private RSA key.
 *
 * Asynchronous because one signature costs about 0.4 ms: on the thread pool it does not hold up the event loop.
 */
export function signMessage(message: string | Uint8Array, privateKey: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    sign('RSA-SHA256', Buffer.from(message), privateKey, (error, signature) => {
      if (error) reject(error)
      else resolve(signature.toString('base64'))
    })
  })
}
