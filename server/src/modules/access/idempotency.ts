import { createHash, randomUUID } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.js'
import { later } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import type { Vault } from '../../platform/secrets/index.js'

/**
 * One intention of a caller, worked on here.
 *
 * The row is written before the work and completed after it, in two commits, so a process can die in between with
 * the work done and the answer lost. The row then stays unfinished; when its lease has ended, the next repetition takes
 * it over with `recovers` set and the work is asked for again. That is safe only because each POST finds what its
 * first run made instead of making another: a checkout by its reference, an attempt by the one live attempt that a
 * checkout can have, a refund by `requestKey`, which is stored with it, and every other call by being the same when
 * it is repeated. An answer of 500 or more leaves the row in the same condition, since it too may hide work that was done.
 */
export interface Intention {
  readonly caller: string
  readonly key: string
  readonly worker: string
  /** True when an earlier run under this key may have done the work already. */
  readonly recovers: boolean
  readonly startedAt: Date
  /** The same for every run of this intention: for the row that the work makes. */
  readonly requestKey: string
}

export interface StoredAnswer {
  readonly status: number
  readonly body: string
}

export const LEASE_MS = 30_000
const KEPT_MS = 48 * 3_600_000

export function requestHash(method: string, path: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(`${method} ${path}\n${canonical(body)}`)
    .digest()
}

export interface IntentionDeps {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
}

const purposeOf = (intention: { readonly caller: string; readonly key: string }): string =>
  `idempotency:${intention.caller}:${intention.key}`

export async function beginIntention(
  { db, clock, vault }: IntentionDeps,
  ask: { readonly caller: string; readonly key: string; readonly hash: Buffer },
): Promise<Intention | StoredAnswer | Refusal<'idempotency_key_reused' | 'idempotency_in_progress'>> {
  const { caller, key, hash } = ask
  const now = clock.now()
  const mine = {
    caller,
    key,
    worker: randomUUID(),
    requestKey: createHash('sha256').update(`${caller}\n${key}`).digest('hex'),
  }
  const fresh = await db.sql`
    insert into idempotency_keys (caller, key, request_hash, worker, lease_until, started_at)
    values (${caller}, ${key}, ${hash}, ${mine.worker}, ${later(now, LEASE_MS)}, ${now})
    on conflict (caller, key) do nothing`
  if (fresh.count === 1) return { ...mine, recovers: false, startedAt: now }

  const [standing] = await db.sql<{
    hash: Buffer
    leaseUntil: Date
    status: number | null
    body: Buffer | null
  }>`
    select request_hash as hash, lease_until as "leaseUntil", status, body
    from idempotency_keys where caller = ${caller} and key = ${key}`
  // It was pruned between the two statements: the caller repeats, and begins anew.
  if (standing === undefined) return refuse('idempotency_in_progress')
  if (!standing.hash.equals(hash)) return refuse('idempotency_key_reused')
  if (standing.status !== null && standing.body !== null)
    return { status: standing.status, body: vault.open(purposeOf(ask), standing.body) }
  if (standing.leaseUntil > now) return refuse('idempotency_in_progress')

  const [taken] = await db.sql<{ startedAt: Date }>`
    update idempotency_keys set worker = ${mine.worker}, lease_until = ${later(now, LEASE_MS)}
    where caller = ${caller} and key = ${key} and status is null and lease_until <= ${now}
    returning started_at as "startedAt"`
  if (taken === undefined) return refuse('idempotency_in_progress')
  return { ...mine, recovers: true, startedAt: taken.startedAt }
}

/** A call that lasts longer than the lease is still alive. */
export async function renewLease({ db, clock }: IntentionDeps, intention: Intention): Promise<void> {
  await db.sql`
    update idempotency_keys set lease_until = ${later(clock.now(), LEASE_MS)}
    where caller = ${intention.caller} and key = ${intention.key} and worker = ${intention.worker}
      and status is null`
}

export async function storeAnswer(
  { db, clock, vault }: IntentionDeps,
  intention: Intention,
  answer: StoredAnswer,
): Promise<void> {
  await db.sql`
    update idempotency_keys set status = ${answer.status}, body = ${vault.seal(purposeOf(intention), answer.body)}, completed_at = ${clock.now()}
    where caller = ${intention.caller} and key = ${intention.key} and worker = ${intention.worker}
      and status is null`
}

/** Keeps the row and ends the lease: the next repetition works again, knowing that something may stand already. */
export async function leaveUnfinished({ db, clock }: IntentionDeps, intention: Intention): Promise<void> {
  await db.sql`
    update idempotency_keys set lease_until = ${clock.now()}
    where caller = ${intention.caller} and key = ${intention.key} and worker = ${intention.worker}
      and status is null`
}

export async function pruneIntentions(db: Db, clock: Clock, limit: number): Promise<number> {
  const { count } = await db.sql`
    delete from idempotency_keys where (caller, key) in (
      select caller, key from idempotency_keys where started_at < ${later(clock.now(), -KEPT_MS)}
      limit ${limit} for update skip locked)`
  return count
}

/** The same text for the same JSON, however its fields were ordered. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
        : part,
    ) ?? ''
  )
}
