import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** Keeps secrets sealed in the database: AES-256-GCM, bound to the purpose they were sealed for. */
export interface Vault {
  seal(purpose: string, text: string): Buffer
  /** Throws when the sealed bytes were changed, belong to another purpose or to a master key that is not here. */
  open(purpose: string, sealed: Uint8Array): string
}

const FORMAT = 1
const NONCE_LENGTH = 12
const TAG_LENGTH = 16
const HEADER_LENGTH = 2

/** Seals with the first key and opens with any: to rotate, put the new key first and keep the old one after it. */
export function createVault(masterKey: Buffer, ...formerKeys: readonly Buffer[]): Vault {
  const keys = new Map([masterKey, ...formerKeys].map((key) => [keyIdOf(key), key]))
  if (keys.size !== 1 + formerKeys.length)
    throw new Error('two master keys have the same id: make another one')
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_LENGTH)
      const header = Buffer.from([FORMAT, keyIdOf(masterKey)])
      const cipher = createCipheriv('aes-256-gcm', masterKey, nonce)
      cipher.setAAD(Buffer.concat([header, Buffer.from(purpose)]))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([header, nonce, body, cipher.getAuthTag()])
    },
    open(purpose, sealedBytes) {
      const sealed = Buffer.from(sealedBytes.buffer, sealedBytes.byteOffset, sealedBytes.byteLength)
      if (sealed.length < HEADER_LENGTH + NONCE_LENGTH + TAG_LENGTH || sealed[0] !== FORMAT)
        throw new Error(`sealed for "${purpose}": not in the vault's format`)
      const key = keys.get(sealed[1] ?? 0)
      if (key === undefined) throw new Error(`sealed for "${purpose}" with a master key that is not here`)
      const header = sealed.subarray(0, HEADER_LENGTH)
      const nonce = sealed.subarray(HEADER_LENGTH, HEADER_LENGTH + NONCE_LENGTH)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH })
      decipher.setAAD(Buffer.concat([header, Buffer.from(purpose)]))
      decipher.setAuthTag(sealed.subarray(-TAG_LENGTH))
      const body = sealed.subarray(HEADER_LENGTH + NONCE_LENGTH, -TAG_LENGTH)
      return decipher.update(body, undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

/** One byte that tells master keys apart without saying anything about them. */
function keyIdOf(key: Buffer): number {
  if (key.length !== 32) throw new Error('a master key has 32 bytes')
  return createHash('sha256').update('hutong master key id').update(key).digest()[0] ?? 0
}
