import { hkdfSync } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { apiKeyFrom, createApiKey, findApiKey } from './api-keys.js'
import { registerUser } from './users.js'

export interface DemoAccess {
  readonly apiKey: string
  readonly operator: { readonly username: string; readonly password: string }
  readonly sellers: readonly {
    readonly merchantId: string
    readonly username: string
    readonly password: string
  }[]
}

export interface DemoSeed {
  readonly masterKey: Buffer
  /** The demo merchants, registered already; each seller's user is named after its merchant. */
  readonly merchantIds: readonly string[]
}

/**
 * One operator, one user for each merchant and one API key for the demo. Every secret is derived from the master key, so it
 * is the same at each start and stands nowhere in plain.
 */
export async function seedDemoAccess(db: Db, clock: Clock, seed: DemoSeed): Promise<DemoAccess> {
  const apiKey = apiKeyFrom(deriveDemoSecret(seed.masterKey, 'api key', 44))
  const operator = { username: 'operator', password: demoPassword(seed.masterKey, 'operator') }
  const sellers = seed.merchantIds.map((merchantId) => ({
    merchantId,
    username: merchantId,
    password: demoPassword(seed.masterKey, `seller ${merchantId}`),
  }))

  if ((await findApiKey(db, clock, apiKey)) === null) await createApiKey(db, clock, 'demo', apiKey)
  const users = [
    { ...operator, realm: 'console' as const, merchantId: null, role: 'admin' as const },
    ...sellers.map((seller) => ({ ...seller, realm: 'workbench' as const, role: null })),
  ]
  const known = await db.sql<{ username: string; realm: string }>`select username, realm from users`
  for (const user of users) {
    // Hashing a password is slow by design; at later starts there is nothing to hash.
    if (known.some((row) => row.username === user.username && row.realm === user.realm)) continue
    const registered = await registerUser(db, clock, user)
    if (isRefusal(registered)) continue
  }
  return { apiKey, operator, sellers }
}

/** Bytes that only the holder of the master key can make again. */
export function deriveDemoSecret(masterKey: Buffer, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `hutong demo ${purpose}`, length))
}

const SYLLABLES = 'ba bo chu da fen gao hai jin ka lan ma nan pei qi ren shan tang wei xin yun zhu'.split(' ')

/** Five syllables and four digits: some 35 bits, easy to type, and behind a limit on tries. */
function demoPassword(masterKey: Buffer, purpose: string): string {
  const bytes = deriveDemoSecret(masterKey, `password ${purpose}`, 7)
  const word = [...bytes.subarray(0, 5)].map((byte) => SYLLABLES[byte % SYLLABLES.length]).join('')
  return `${word}-${String(bytes.readUInt16BE(5) % 10_000).padStart(4, '0')}`
}
