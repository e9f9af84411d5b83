import { createCipheriv, createDecipheriv } from 'node:crypto'
import { type Charset, encodeText } from './charset.js'

// Documented so: without a random start, equal texts give equal ciphertexts.
const ZERO_IV = Buffer.alloc(16)

/** base64 of the AES-128-CBC ciphertext. `key` is base64 of 16 bytes. */
export function encryptContent(text: string, key: string, charset: Charset = 'utf-8'): string {
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'base64'), ZERO_IV)
  return Buffer.concat([cipher.update(encodeText(text, charset)), cipher.final()]).toString('base64')
}

/** The text, or null when it was not encrypted with this key. */
export function decryptContent(ciphertext: string, key: string, charset: Charset = 'utf-8'): string | null {
  try {
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(key, 'base64'), ZERO_IV)
    const bytes = Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()])
    // One wrong key in 256 leaves what looks like padding; what is left is then no text.
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
