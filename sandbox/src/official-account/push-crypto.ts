import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

/** SHA-1 over the sorted pieces: `signature` of [token, timestamp, nonce], `msg_signature` with Encrypt too (§10). */
export function sortedSha1(...pieces: string[]): string {
  return sha1([...pieces].sort().join(''))
}

/** The JS-SDK's signature: keys in order, values raw, the page's address without its fragment (§11). */
export function jssdkText(ticket: string, nonce: string, timestamp: string, url: string): string {
  return `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${url.split('#')[0]}`
}

export function sha1(text: string): string {
  return createHash('sha1').update(text, 'utf8').digest('hex')
}

/** PKCS#7, but in blocks of 32 bytes, which is why the cipher's own padding is off. */
const BLOCK_BYTES = 32

/** 16 random bytes, length, message and app id under AES-256-CBC; base64. */
export function encryptMessage(
  message: string,
  appid: string,
  encodingAesKey: string,
  random16: Buffer,
): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([random16, length, text, Buffer.from(appid)])
  const padding = BLOCK_BYTES - (plain.length % BLOCK_BYTES)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** Null when the text cannot be opened with this key or was written for another app id. */
export function decryptMessage(encrypted: string, appid: string, encodingAesKey: string): string | null {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const sealed = Buffer.from(encrypted, 'base64')
  if (sealed.length === 0 || sealed.length % BLOCK_BYTES !== 0) return null
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()])
  const padding = padded[padded.length - 1] ?? 0
  if (padding < 1 || padding > BLOCK_BYTES) return null
  const plain = padded.subarray(0, padded.length - padding)
  if (plain.length < 20) return null
  const end = 20 + plain.readUInt32BE(16)
  if (end > plain.length || plain.subarray(end).toString() !== appid) return null
  return plain.subarray(20, end).toString()
}
