import type { Clock } from '../../platform/clock/index.js'
import type { Tx } from '../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import type { Role } from './roles.js'
import { holdUser, type User } from './users.js'

/** A user as it was before a change and is after it. */
export interface UserChange {
  readonly before: User
  readonly after: User
}

/** Holds from the next request on, also for sessions that are open. */
export async function changeRole(
  tx: Tx,
  userId: string,
  role: Role,
): Promise<UserChange | Refusal<'user_not_found' | 'user_has_no_role' | 'last_admin'>> {
  const admins = await holdAdmins(tx)
  const before = await holdUser(tx, userId)
  if (isRefusal(before)) return before
  if (before.role === null) return refuse('user_has_no_role')
  if (role !== 'admin' && isLast(admins, before)) return refuse('last_admin')
  await tx.sql`update users set role = ${role} where id = ${userId}`
  return { before, after: { ...before, role } }
}

/** A disabled user is signed out everywhere and cannot sign in; nothing of what it did is lost. */
export async function switchUser(
  tx: Tx,
  clock: Clock,
  userId: string,
  to: 'enabled' | 'disabled',
): Promise<UserChange | Refusal<'user_not_found' | 'last_admin'>> {
  const admins = await holdAdmins(tx)
  const before = await holdUser(tx, userId)
  if (isRefusal(before)) return before
  if (to === 'disabled' && isLast(admins, before)) return refuse('last_admin')
  const disabledAt = to === 'enabled' ? null : (before.disabledAt ?? clock.now())
  await tx.sql`update users set disabled_at = ${disabledAt} where id = ${userId}`
  if (disabledAt !== null) await tx.sql`delete from sessions where user_id = ${userId}`
  return { before, after: { ...before, disabledAt } }
}

/**
 * Every admin who can sign in, held in the order of their ids: of two admins who take the role from each other at once,
 * the second finds that it is the last.
 */
async function holdAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>`
    select id from users where realm = 'console' and role = 'admin' and disabled_at is null
    order by id for update`
  return rows.map(({ id }) => id)
}

const isLast = (admins: readonly string[], user: User) => admins.length === 1 && admins[0] === user.id
