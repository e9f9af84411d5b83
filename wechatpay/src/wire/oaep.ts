import { constants, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto'

// SHA-1 for both hash and mask: all guides and SDKs (m4013053257). One FAQ sentence names SHA-256; it is not followed.
const PADDING = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' } as const

/**
 * Encrypts a sensitive field (at most 214 UTF-8 bytes with a 2048-bit key) into Base64. Send the serial or id of the
 * key that was used in `Wechatpay-Serial`. Throws when the text is too long.
 */
export function encryptOaep(text: string, publicKey: KeyObject): string {
  return publicEncrypt({ key: publicKey, ...PADDING }, Buffer.from(text, 'utf8')).toString('base64')
}

/** Decrypts a Base64 sensitive field with the merchant's private key. Throws when it was encrypted for another key. */
export function decryptOaep(base64: string, privateKey: KeyObject): string {
  return privateDecrypt({ key: privateKey, ...PADDING }, Buffer.from(base64, 'base64')).toString('utf8')
}
