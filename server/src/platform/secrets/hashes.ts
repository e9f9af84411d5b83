import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's parameters for scrypt: 2^17, 8, 1. Guessing a password must cost; logging in may take a tenth of a second.
const COST = 2 ** 17
const BLOCK_SIZE = 8
const PARALLEL = 1
const HASH_LENGTH = 32

/** For passwords that people choose: scrypt with its parameters and salt inside the text. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, COST, BLOCK_SIZE, PARALLEL)
  return ['scrypt', COST, BLOCK_SIZE, PARALLEL, salt.toString('base64'), hash.toString('base64')].join('$')
}

export async function verifyPassword(password: string, hashed: string): Promise<boolean> {
  const [kind, cost, blockSize, parallel, salt, hash] = hashed.split('$')
  if (kind !== 'scrypt' || salt === undefined || hash === undefined) return false
  const derived = await derive(
    password,
    Buffer.from(salt, 'base64'),
    Number(cost),
    Number(blockSize),
    Number(parallel),
  )
  const expected = Buffer.from(hash, 'base64')
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}

/** For API keys and session tokens: they are random enough that one fast hash cannot be guessed back. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export function verifySecret(secret: string, hashed: Uint8Array): boolean {
  return hashed.length === 32 && timingSafeEqual(hashSecret(secret), hashed)
}

/** Equality whose time tells nothing about where two texts differ. */
export function sameText(one: string, other: string): boolean {
  return timingSafeEqual(hashSecret(one), hashSecret(other))
}

function derive(
  password: string,
  salt: Buffer,
  cost: number,
  blockSize: number,
  parallel: number,
): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: parallel, maxmem: 256 * cost * blockSize }
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed with another keyboard must stay the same password.
    scrypt(password.normalize('NFKC'), salt, HASH_LENGTH, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
