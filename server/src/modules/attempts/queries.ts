import type { Action, InstitutionName, MethodName, Scene } from '../../connectors/contract.js'
import type { Db, Tx } from '../../platform/db/index.js'
import type { AttemptState } from './states.js'

export interface Attempt {
  readonly checkoutId: string
  readonly id: string
  readonly method: MethodName
  readonly scene: Scene
  readonly institution: InstitutionName
  readonly accountId: string
  readonly outTradeNo: string
  readonly state: AttemptState
  readonly amountMinor: bigint
  readonly currency: 'CNY'
  readonly description: string
  readonly payerIp: string
  readonly returnUrl: string
  readonly action: Action | null
  readonly institutionRef: string | null
  readonly expiresAt: Date
  readonly tries: number
  readonly createdAt: Date
}

export const selectAttempt = async (db: Db | Tx, checkoutId: string, id: string): Promise<Attempt | null> =>
  (
    await db.sql<Attempt>`
  select checkout_id as "checkoutId", id, method, scene, institution, account_id as "accountId",
    out_trade_no as "outTradeNo", state, amount_minor as "amountMinor", currency, description,
    payer_ip as "payerIp", return_url as "returnUrl", action, institution_ref as "institutionRef",
    expires_at as "expiresAt", tries, created_at as "createdAt"
  from attempts where checkout_id = ${checkoutId} and id = ${id}`
  )[0] ?? null

export const selectAttemptByNumber = async (
  db: Db | Tx,
  checkoutId: string,
  outTradeNo: string,
): Promise<Attempt | null> =>
  (
    await db.sql<Attempt>`
  select checkout_id as "checkoutId", id, method, scene, institution, account_id as "accountId",
    out_trade_no as "outTradeNo", state, amount_minor as "amountMinor", currency, description,
    payer_ip as "payerIp", return_url as "returnUrl", action, institution_ref as "institutionRef",
    expires_at as "expiresAt", tries, created_at as "createdAt"
  from attempts where checkout_id = ${checkoutId} and out_trade_no = ${outTradeNo}`
  )[0] ?? null

/** The one attempt that may still be paid, if any. */
export const selectLiveAttempt = async (db: Db | Tx, checkoutId: string): Promise<Attempt | null> =>
  (
    await db.sql<Attempt>`
  select checkout_id as "checkoutId", id, method, scene, institution, account_id as "accountId",
    out_trade_no as "outTradeNo", state, amount_minor as "amountMinor", currency, description,
    payer_ip as "payerIp", return_url as "returnUrl", action, institution_ref as "institutionRef",
    expires_at as "expiresAt", tries, created_at as "createdAt"
  from attempts
  where checkout_id = ${checkoutId} and state in ('created', 'unknown', 'pending', 'closing')`
  )[0] ?? null

/**
 * Takes due attempts for this worker: the row's due time is moved to the end of the lease, so a worker that dies
 * gives them back by itself, and two workers never hold the same one (skip locked).
 */
export const claimDueAttempts = (db: Db, now: Date, leaseUntil: Date, limit: number) =>
  db.sql<Attempt>`
  update attempts set due_at = ${leaseUntil}, tries = tries + 1
  where (checkout_id, id) in (
    select checkout_id, id from attempts where due_at <= ${now}
    order by due_at limit ${limit} for update skip locked)
  returning checkout_id as "checkoutId", id, method, scene, institution, account_id as "accountId",
    out_trade_no as "outTradeNo", state, amount_minor as "amountMinor", currency, description,
    payer_ip as "payerIp", return_url as "returnUrl", action, institution_ref as "institutionRef",
    expires_at as "expiresAt", tries, created_at as "createdAt"`

/** Sets when to look next, if the attempt still is in the state it was seen in. */
export const setDue = (
  db: Db | Tx,
  attempt: Pick<Attempt, 'checkoutId' | 'id' | 'state'>,
  dueAt: Date | null,
) =>
  db.sql`
  update attempts set due_at = ${dueAt}
  where checkout_id = ${attempt.checkoutId} and id = ${attempt.id} and state = ${attempt.state}`

/** Makes the checkout's live attempt due now. */
export const hurryLiveAttempt = (tx: Tx, checkoutId: string, now: Date) =>
  tx.sql`
  update attempts set due_at = ${now}, tries = 0
  where checkout_id = ${checkoutId} and state in ('created', 'unknown', 'pending', 'closing')`

/** Claims a query at a person's wish, at most one in the gap; true when this call may ask. */
export const claimRecheck = async (
  db: Db,
  attempt: Pick<Attempt, 'checkoutId' | 'id'>,
  now: Date,
  notSince: Date,
): Promise<boolean> =>
  (
    await db.sql`
  update attempts set asked_at = ${now}
  where checkout_id = ${attempt.checkoutId} and id = ${attempt.id} and (asked_at is null or asked_at < ${notSince})`
  ).count > 0
