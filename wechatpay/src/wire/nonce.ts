import { randomBytes } from 'node:crypto'

/** 32 random hexadecimal characters, the longest nonce the interface takes. */
export function createNonce(): string {
  return randomBytes(16).toString('hex').toUpperCase()
}
