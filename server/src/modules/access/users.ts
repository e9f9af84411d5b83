import { randomBytes } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import { hashPassword } from '../../platform/secrets/index.js'

/** Where a user may sign in: sellers in the workbench, operators in the console. */
export type Realm = 'workbench' | 'console'

export interface NewUser {
  readonly realm: Realm
  readonly username: string
  readonly password: string
  /** The merchant that a workbench user works for; null for an operator. */
  readonly merchantId: string | null
}

export async function registerUser(
  db: Pick<Db, 'sql'>,
  clock: Clock,
  user: NewUser,
): Promise<{ userId: string } | Refusal<'username_taken' | 'no_such_merchant'>> {
  if (user.merchantId !== null) {
    const [merchant] = await db.sql`select 1 from merchants where id = ${user.merchantId}`
    if (merchant === undefined) return refuse('no_such_merchant', { merchantId: user.merchantId })
  }
  const userId = `us_${randomBytes(9).toString('hex')}`
  const { count } = await db.sql`
    insert into users (id, realm, username, merchant_id, password_hash, created_at)
    values (${userId}, ${user.realm}, ${user.username}, ${user.merchantId}, ${await hashPassword(user.password)},
      ${clock.now()})
    on conflict (realm, username) do nothing`
  return count === 0 ? refuse('username_taken') : { userId }
}
