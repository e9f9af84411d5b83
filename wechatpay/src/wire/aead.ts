import { createCipheriv, createDecipheriv } from 'node:crypto'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The envelope of notices and of downloaded certificates (m4012071382); member names as on the wire. */
export interface AeadEnvelope {
  readonly algorithm: 'AEAD_AES_256_GCM'
  /** Base64 of ciphertext followed by the 16-byte tag. */
  readonly ciphertext: string
  /** 12 ASCII characters, used as the 96-bit initialisation vector as they stand. */
  readonly nonce: string
  /** Authenticated but not secret; may be empty or absent. */
  readonly associated_data?: string
}

/**
 * Seals text with AES-256-GCM into Base64(ciphertext ‖ tag).
 * Throws a RangeError when the APIv3 key is not 32 bytes or the nonce is not 12.
 */
export function sealAead(plaintext: string, apiV3Key: string, nonce: string, associatedData = ''): string {
  const cipher = createCipheriv('aes-256-gcm', keyOf(apiV3Key), nonceOf(nonce), { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(associatedData, 'utf8'))
  return Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  )
}

/**
 * Opens Base64(ciphertext ‖ tag) and returns the UTF-8 text. Throws when the tag does not match: the APIv3 key is
 * wrong or the text was altered, and the wire does not tell which. Throws a RangeError on a key or nonce of wrong length.
 */
export function openAead(ciphertext: string, apiV3Key: string, nonce: string, associatedData = ''): string {
  const sealed = Buffer.from(ciphertext, 'base64')
  if (sealed.length < TAG_BYTES) throw new RangeError('The sealed text is shorter than its 16-byte tag.')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(apiV3Key), nonceOf(nonce), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(associatedData, 'utf8'))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  return Buffer.concat([
    decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)),
    decipher.final(),
  ]).toString('utf8')
}

function keyOf(apiV3Key: string): Buffer {
  const key = Buffer.from(apiV3Key, 'utf8')
  if (key.length !== KEY_BYTES)
    throw new RangeError(`The APIv3 key must have 32 bytes; this one has ${key.length}.`)
  return key
}

function nonceOf(nonce: string): Buffer {
  const bytes = Buffer.from(nonce, 'utf8')
  if (bytes.length !== NONCE_BYTES)
    throw new RangeError(`The nonce must have 12 bytes; this one has ${bytes.length}.`)
  return bytes
}
