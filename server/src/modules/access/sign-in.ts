import type { Clock } from '../../platform/clock/index.js'
import { later } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import { verifyPassword } from '../../platform/secrets/index.js'
import type { Realm } from './users.js'

export interface SignInTry {
  readonly realm: Realm
  readonly username: string
  readonly password: string
  readonly ip: string
}

const WINDOW_MS = 15 * 60_000
/** A stranger can use up one address's tries for a name, hardly the name's: its owner is not locked out by one guesser. */
const MOST_FAILURES = { pair: 8, ip: 40, name: 120 }
// A password costs 128 MiB for a tenth of a second: a flood of tries must wait in line, and a long line is refused.
const MOST_WAITING = 24
// The hash of nobody's password: a name that does not exist must take as long as one that does.
const NOBODYS_HASH = 'scrypt$131072$8$1$aHV0b25nLW5vYm9keS0wMA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='

export function createSignIn(db: Db, clock: Clock) {
  let line: Promise<unknown> = Promise.resolve()
  let waiting = 0

  /** One password at a time. */
  function checkInLine(password: string, hash: string): Promise<boolean> {
    waiting += 1
    const checked = line.then(() => verifyPassword(password, hash))
    line = checked
      .catch(() => {})
      .finally(() => {
        waiting -= 1
      })
    return checked
  }

  /**
   * The id of the user whose name and password these are. The refusal does not tell a wrong name from a wrong password;
   * that a user was disabled is told only to whoever knows its password.
   */
  return async function signIn(
    given: SignInTry,
  ): Promise<{ userId: string } | Refusal<'sign_in_failed' | 'too_many_sign_ins' | 'user_disabled'>> {
    const now = clock.now()
    const subjects = subjectsOf(given)
    const failures = await db.sql<{ subject: string; failures: number; expiresAt: Date }>`
      select subject, failures, expires_at as "expiresAt" from sign_in_failures
      where subject = any(${Object.values(subjects)}::text[]) and expires_at > ${now}`
    const full = failures.find((row) => row.failures >= MOST_FAILURES[kindOf(row.subject)])
    if (full !== undefined)
      return refuse('too_many_sign_ins', {
        retryAfterS: Math.ceil((full.expiresAt.getTime() - now.getTime()) / 1000),
      })
    if (waiting >= MOST_WAITING) return refuse('too_many_sign_ins', { retryAfterS: 10 })

    const [user] = await db.sql<{ id: string; hash: string; disabledAt: Date | null }>`
      select id, password_hash as hash, disabled_at as "disabledAt" from users
      where realm = ${given.realm} and username = ${given.username}`
    const right = await checkInLine(given.password, user?.hash ?? NOBODYS_HASH)
    if (right && user !== undefined) {
      await db.sql`delete from sign_in_failures where subject = ${subjects.pair}`
      return user.disabledAt === null ? { userId: user.id } : refuse('user_disabled')
    }
    await db.sql`
      insert into sign_in_failures (subject, failures, expires_at)
      select subject, 1, ${later(now, WINDOW_MS)} from unnest(${Object.values(subjects).sort()}::text[]) as t (subject)
      on conflict (subject) do update set
        failures = case when sign_in_failures.expires_at > ${now} then sign_in_failures.failures + 1 else 1 end,
        expires_at = case when sign_in_failures.expires_at > ${now} then sign_in_failures.expires_at
                     else excluded.expires_at end`
    return refuse('sign_in_failed')
  }
}

type SubjectKind = keyof typeof MOST_FAILURES

function subjectsOf({ realm, username, ip }: SignInTry): Record<SubjectKind, string> {
  const name = username.slice(0, 64)
  return { pair: `pair ${realm} ${ip} ${name}`, ip: `ip ${realm} ${ip}`, name: `name ${realm} ${name}` }
}

function kindOf(subject: string): SubjectKind {
  return subject.slice(0, subject.indexOf(' ')) as SubjectKind
}

export async function pruneSignInFailures(db: Db, clock: Clock, limit: number): Promise<number> {
  const { count } = await db.sql`
    delete from sign_in_failures where subject in (
      select subject from sign_in_failures where expires_at < ${clock.now()} limit ${limit} for update skip locked)`
  return count
}
