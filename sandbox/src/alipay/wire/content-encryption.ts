import { createCipheriv, createDecipheriv } from 'node:crypto'

// Documented so: without a random start, equal texts give equal ciphertexts.
const ZERO_IV = Buffer.alloc(16)

/** base64 of the AES-128-CBC ciphertext. `key` is base64 of 16 bytes. */
export function encryptContent(text: string, key: string): string {
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'base64'), ZERO_IV)
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

/** The text, or null when it was not encrypted with this key. */
export function decryptContent(ciphertext: string, key: string): string | null {
  try {
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(key, 'base64'), ZERO_IV)
    return Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
