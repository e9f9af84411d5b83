import { type KeyObject, sign, verify } from 'node:crypto'

/** RSA is SHA1 with RSA, RSA2 is SHA256 with RSA, both PKCS#1 v1.5. The gateway answers with the type it was asked in. */
export type SignType = 'RSA' | 'RSA2'

const DIGESTS = { RSA: 'RSA-SHA1', RSA2: 'RSA-SHA256' } as const

export function signTypeNamed(name: string | undefined): SignType | null {
  return name === 'RSA' || name === 'RSA2' ? name : null
}

/** Signs on a worker thread; base64. */
export function signBytes(bytes: Uint8Array, key: KeyObject, type: SignType): Promise<string> {
  return new Promise((resolve, reject) => {
    sign(DIGESTS[type], bytes, key, (error, signature) => {
      if (error) reject(error)
      else resolve(signature.toString('base64'))
    })
  })
}

export function signBytesNow(bytes: Uint8Array, key: KeyObject, type: SignType): string {
  return sign(DIGESTS[type], bytes, key).toString('base64')
}

/** A sign with spaces is one whose `+` was not url-encoded; the gateway does not repair it. */
export function signatureHolds(
  bytes: Uint8Array,
  signature: string,
  key: KeyObject,
  type: SignType,
): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false
  return verify(DIGESTS[type], bytes, key, Buffer.from(signature, 'base64'))
}

/** What a trade notice and a return_url are signed over ("V1"): without `sign` and `sign_type`, in UTF-8. */
export function noticeToSign(parameters: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(parameters)
    .filter((name) => name !== 'sign' && name !== 'sign_type' && parameters[name] !== '')
    .sort()
  return Buffer.from(names.map((name) => `${name}=${parameters[name]}`).join('&'), 'utf8')
}
