import { randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import { hashSecret, verifySecret } from '../../platform/secrets/index.js'

export interface ApiKey {
  readonly id: string
  readonly prefix: string
  readonly label: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

const SHAPE = /^hk_live_[A-Za-z0-9]{44}$/
const PREFIX_LENGTH = 'hk_live_'.length + 12
// When a key was used last is for people: one write a minute says as much as one a request.
const USE_NOTED_EVERY_MS = 60_000

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'

/** A key in our shape out of chance, or out of bytes that are derived: 44 letters, far beyond guessing. */
export function apiKeyFrom(bytes: Uint8Array = randomBytes(44)): string {
  if (bytes.length < 44) throw new Error('an API key is made of 44 bytes')
  return `hk_live_${[...bytes.subarray(0, 44)].map((byte) => LETTERS[byte % LETTERS.length]).join('')}`
}

/** The key itself is given back here and never again. */
export async function createApiKey(
  db: Pick<Db, 'sql'>,
  clock: Clock,
  label: string,
  secret = apiKeyFrom(),
): Promise<{ key: ApiKey; secret: string }> {
  const key: ApiKey = {
    id: `key_${randomBytes(9).toString('hex')}`,
    prefix: secret.slice(0, PREFIX_LENGTH),
    label,
    createdAt: clock.now(),
    lastUsedAt: null,
    revokedAt: null,
  }
  await db.sql`
    insert into api_keys (id, prefix, hash, label, created_at)
    values (${key.id}, ${key.prefix}, ${hashSecret(secret)}, ${label}, ${key.createdAt})`
  return { key, secret }
}

export async function listApiKeys(db: Db): Promise<ApiKey[]> {
  return selectApiKeys(db, null)
}

const selectApiKeys = (db: Pick<Db, 'sql'>, id: string | null) => db.sql<ApiKey>`
  select id, prefix, label, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
  from api_keys where ${id}::text is null or id = ${id} order by created_at desc, id desc`

/** Ends the key at once: every request asks the database. `before` is the key as it was. */
export async function revokeApiKey(
  db: Pick<Db, 'sql'>,
  clock: Clock,
  id: string,
): Promise<{ before: ApiKey } | Refusal<'api_key_not_found'>> {
  await db.sql`select 1 from api_keys where id = ${id} for update`
  const [before] = await selectApiKeys(db, id)
  if (before === undefined) return refuse('api_key_not_found')
  await db.sql`update api_keys set revoked_at = ${clock.now()} where id = ${id} and revoked_at is null`
  return { before }
}

/** The id of the key that the text is, or null; a revoked key is none. */
export async function findApiKey(db: Pick<Db, 'sql'>, clock: Clock, secret: string): Promise<string | null> {
  if (!SHAPE.test(secret)) return null
  const [row] = await db.sql<{ id: string; hash: Buffer; lastUsedAt: Date | null }>`
    select id, hash, last_used_at as "lastUsedAt" from api_keys
    where prefix = ${secret.slice(0, PREFIX_LENGTH)} and revoked_at is null`
  if (row === undefined || !verifySecret(secret, row.hash)) return null
  const now = clock.now()
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > USE_NOTED_EVERY_MS) {
    await db.sql`update api_keys set last_used_at = ${now} where id = ${row.id}`
  }
  return row.id
}
