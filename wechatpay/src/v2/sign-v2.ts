import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What `sign_type` may say; MD5 when it says nothing. */
export type V2SignType = 'MD5' | 'HMAC-SHA256'

export type V2Parameters = Readonly<Record<string, string>>

/** All parameters but `sign` and empty ones, by name in ASCII order, with the merchant's APIv2 key at the end. */
export function v2StringToSign(parameters: V2Parameters, apiV2Key: string): string {
  const signed = Object.entries(parameters).filter(([name, value]) => name !== 'sign' && value !== '')
  // ASCII order, whatever the locale.
  signed.sort(([left], [right]) => (left < right ? -1 : 1))
  return [...signed, ['key', apiV2Key]].map(([name, value]) => `${name}=${value}`).join('&')
}

/** Upper-case hex. */
export function signV2(parameters: V2Parameters, apiV2Key: string, signType: V2SignType = 'MD5'): string {
  const text = v2StringToSign(parameters, apiV2Key)
  const hash = signType === 'MD5' ? createHash('md5') : createHmac('sha256', apiV2Key)
  return hash.update(text, 'utf8').digest('hex').toUpperCase()
}

/** Whether `sign` is the signature of the other parameters. */
export function verifyV2(parameters: V2Parameters, apiV2Key: string, signType: V2SignType = 'MD5'): boolean {
  const expected = Buffer.from(signV2(parameters, apiV2Key, signType))
  const given = Buffer.from(parameters.sign ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
