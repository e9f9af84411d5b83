import { constants, createCipheriv, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto'

/** The key and nonce of one encrypted part; both are used as the bytes of the text (17-bills §2.3). */
export interface BillSeal {
  key: string
  nonce: string
}

/** Drawn from the operating system: 32 characters for AES-256, and 16 for the nonce as in the document's sample. */
export function newBillSeal(): BillSeal {
  return { key: randomBytes(16).toString('hex'), nonce: randomBytes(8).toString('hex') }
}

/** Ciphertext and then the 16-byte tag, without associated data. */
export function sealBill(bytes: Buffer, { key, nonce }: BillSeal): Buffer {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(nonce))
  return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** The key as the merchant alone can read it: RSA-OAEP (SHA-1) under its certificate, Base64. */
export function sealedKey({ key }: BillSeal, merchantKey: KeyObject): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  return publicEncrypt({ key: merchantKey, padding, oaepHash: 'sha1' }, Buffer.from(key)).toString('base64')
}
