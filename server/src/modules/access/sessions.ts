import { randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import { later } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import { hashSecret } from '../../platform/secrets/index.js'
import type { Role } from './roles.js'
import type { Realm } from './users.js'

/** Who is signed in. */
export interface SignedIn {
  readonly userId: string
  readonly username: string
  readonly realm: Realm
  /** The merchant that a seller works for; null in the console. */
  readonly merchantId: string | null
  /** As it is now, not as it was at sign-in; null in the workbench. */
  readonly role: Role | null
}

const IDLE_MS = 8 * 3_600_000
const LONGEST_MS = 7 * 24 * 3_600_000
// The expiry slides, but is not written on every click.
const SLIDES_EVERY_MS = 5 * 60_000

/** The value for the cookie; the database keeps only its hash. */
export async function openSession(db: Db, clock: Clock, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  await db.sql`
    insert into sessions (hash, user_id, created_at, expires_at, ends_at)
    values (${hashSecret(token)}, ${userId}, ${now}, ${later(now, IDLE_MS)}, ${later(now, LONGEST_MS)})`
  return token
}

export async function readSession(
  db: Db,
  clock: Clock,
  realm: Realm,
  token: string,
): Promise<SignedIn | null> {
  const now = clock.now()
  const hash = hashSecret(token)
  const [row] = await db.sql<SignedIn & { expiresAt: Date }>`
    select users.id as "userId", username, realm, merchant_id as "merchantId", role,
      expires_at as "expiresAt"
    from sessions join users on users.id = sessions.user_id
    where hash = ${hash} and realm = ${realm} and expires_at > ${now} and disabled_at is null`
  if (row === undefined) return null
  const { expiresAt, ...signedIn } = row
  if (expiresAt.getTime() - now.getTime() < IDLE_MS - SLIDES_EVERY_MS) {
    await db.sql`update sessions set expires_at = least(ends_at, ${later(now, IDLE_MS)}) where hash = ${hash}`
  }
  return signedIn
}

export async function closeSession(db: Db, token: string): Promise<void> {
  await db.sql`delete from sessions where hash = ${hashSecret(token)}`
}

export async function pruneSessions(db: Db, clock: Clock, limit: number): Promise<number> {
  const { count } = await db.sql`
    delete from sessions where hash in (
      select hash from sessions where expires_at < ${clock.now()} limit ${limit} for update skip locked)`
  return count
}
