import { randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import type { Db, Tx } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import { hashPassword } from '../../platform/secrets/index.js'
import type { Place } from './page-cursor.js'
import type { Role } from './roles.js'

/** Where a user may sign in: sellers in the workbench, the marketplace's own people in the console. */
export type Realm = 'workbench' | 'console'

export interface NewUser {
  readonly realm: Realm
  readonly username: string
  readonly password: string
  /** The merchant that a workbench user works for; null in the console. */
  readonly merchantId: string | null
  /** Null in the workbench. */
  readonly role: Role | null
}

export interface User {
  readonly id: string
  readonly realm: Realm
  readonly username: string
  readonly merchantId: string | null
  readonly role: Role | null
  readonly createdAt: Date
  /** Since when it may not sign in; null while it may. */
  readonly disabledAt: Date | null
}

/** `alsoInCommit` writes what must stand with the user or not at all. */
export async function registerUser(
  db: Db,
  clock: Clock,
  user: NewUser,
  alsoInCommit: (tx: Tx, userId: string) => Promise<unknown> = async () => {},
): Promise<{ userId: string } | Refusal<'username_taken' | 'no_such_merchant'>> {
  // Slow by design: not while a transaction is open.
  const passwordHash = await hashPassword(user.password)
  const userId = `us_${randomBytes(9).toString('hex')}`
  return db.tx(async (tx) => {
    if (user.merchantId !== null) {
      const [merchant] = await tx.sql`select 1 from merchants where id = ${user.merchantId}`
      if (merchant === undefined) return refuse('no_such_merchant', { merchantId: user.merchantId })
    }
    const { count } = await tx.sql`
      insert into users (id, realm, username, merchant_id, role, password_hash, created_at)
      values (${userId}, ${user.realm}, ${user.username}, ${user.merchantId}, ${user.role}, ${passwordHash},
        ${clock.now()})
      on conflict (realm, username) do nothing`
    if (count === 0) return refuse('username_taken')
    await alsoInCommit(tx, userId)
    return { userId }
  })
}

export interface UserFilter {
  readonly realm: Realm
  /** Part of a user name, or a merchant's id. */
  readonly q?: string | undefined
}

/** One page, newest first. */
export function listUsers(
  db: Db,
  { realm, q }: UserFilter,
  page: { readonly before: Place | null; readonly limit: number },
): Promise<User[]> {
  const before = page.before ?? { at: new Date('9999-01-01T00:00:00Z'), id: '' }
  const part = q?.trim() || null
  return db.sql<User>`
    select id, realm, username, merchant_id as "merchantId", role, created_at as "createdAt",
      disabled_at as "disabledAt"
    from users
    where realm = ${realm} and (created_at, id) < (${before.at}, ${before.id})
      and (${part}::text is null or merchant_id = ${part} or strpos(lower(username), lower(${part})) > 0)
    order by created_at desc, id desc limit ${page.limit}`
}

/** The user, kept still until the transaction ends. */
export async function holdUser(tx: Tx, userId: string): Promise<User | Refusal<'user_not_found'>> {
  const [user] = await tx.sql<User>`
    select id, realm, username, merchant_id as "merchantId", role, created_at as "createdAt",
      disabled_at as "disabledAt"
    from users where id = ${userId} for update`
  return user ?? refuse('user_not_found')
}

/** What the audit log says of a user. */
export function conditionOfUser(user: Omit<User, 'id' | 'createdAt'>) {
  const { realm, username, merchantId, role, disabledAt } = user
  return { realm, username, merchantId, role, disabled: disabledAt !== null }
}
