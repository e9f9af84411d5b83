import { json, type Tx } from '../../platform/db/index.js'

/** What can happen to a checkout, as support reads it. */
export type StoryKind =
  | 'checkout.created'
  | 'checkout.locked'
  | 'checkout.closing'
  | 'checkout.paid'
  | 'checkout.closed'
  | `attempt.${'created' | 'unknown' | 'pending' | 'closing' | 'paid' | 'surplus' | 'closed' | 'failed'}`
  | `refund.${'created' | 'unknown' | 'processing' | 'succeeded' | 'abnormal' | 'failed'}`
  | 'notice.received'
  | 'notice.refused'
  | 'money.mismatch'
  | 'call'
  | `webhook.${'queued' | 'delivered' | 'failed'}`

export interface StoryEntry {
  readonly checkoutId: string
  readonly at: Date
  readonly kind: StoryKind
  /** Id of the attempt, refund, order or delivery that it is about. */
  readonly subject: string | null
  /** True when a person should look: money may be meant that nothing moved. */
  readonly alarm?: boolean
  readonly data?: Readonly<Record<string, unknown>>
}

const gathered = new WeakMap<Tx, StoryEntry[]>()

/**
 * Tells it in this commit. The entries of a transaction are gathered and written by one statement at its end, in the
 * order in which they were told.
 */
export function tell(tx: Tx, entry: StoryEntry): void {
  const standing = gathered.get(tx)
  if (standing !== undefined) return void standing.push(entry)
  const entries = [entry]
  gathered.set(tx, entries)
  tx.beforeCommit(() => write(tx, entries))
}

async function write(tx: Tx, entries: readonly StoryEntry[]): Promise<void> {
  await tx.sql`
    insert into story_entries (checkout_id, at, kind, subject, alarm, data)
    select t.checkout_id, t.at, t.kind, t.subject, t.alarm, t.data::jsonb
    from unnest(
      ${entries.map((entry) => entry.checkoutId)}::text[], ${entries.map((entry) => entry.at)}::timestamptz[],
      ${entries.map((entry) => entry.kind)}::text[], ${entries.map((entry) => entry.subject)}::text[],
      ${entries.map((entry) => entry.alarm ?? false)}::boolean[],
      ${entries.map((entry) => json(entry.data ?? {}).text)}::text[]
    ) with ordinality as t (checkout_id, at, kind, subject, alarm, data, told)
    order by told`
}

/** Tells it unless the same alarm about the same thing stands already: a resent notice is one alarm, not fifteen. */
export async function tellOnce(tx: Tx, entry: StoryEntry, sameness: string): Promise<void> {
  const data = { ...entry.data, sameness }
  await tx.sql`
    insert into story_entries (checkout_id, at, kind, subject, alarm, data)
    select ${entry.checkoutId}, ${entry.at}, ${entry.kind}, ${entry.subject}, ${entry.alarm ?? false}, ${json(data)}
    where not exists (
      select 1 from story_entries
      where checkout_id = ${entry.checkoutId} and kind = ${entry.kind} and data ->> 'sameness' = ${sameness})`
}
