import { json, type Tx } from '../../platform/db/index.js'
import type { Actor } from './actors.js'

/** What somebody changed, and why. */
export interface Change {
  readonly at: Date
  readonly actor: Actor
  /** What was done, as `<subject's kind>.<verb>`: `launch.change`. Whoever may roll it back is registered under it. */
  readonly action: string
  /** What it was done to, as `<kind>:<id>`: `launch:ln_1`. */
  readonly subject: string
  /** How people call the subject, for lists. */
  readonly subjectName?: string | null
  /** What changed, before and after: plain values that a person can read; null when there was nothing. No secrets. */
  readonly from: unknown
  readonly to: unknown
  /** Empty where no reason is asked. */
  readonly why: string
  /** The entry that this change takes back. */
  readonly undoes?: string
}

/** Writes the change into the log, in the commit of the change itself: neither stands without the other. */
export async function recordChange(tx: Pick<Tx, 'sql'>, change: Change): Promise<string> {
  const { actor } = change
  const [entry] = await tx.sql<{ id: string }>`
    insert into audit_entries (at, actor_kind, actor_id, actor_name, actor_role, action, subject, subject_name,
      value_before, value_after, why, undoes)
    values (${change.at}, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.role}, ${change.action},
      ${change.subject}, ${change.subjectName ?? null}, ${json(change.from ?? null)}, ${json(change.to ?? null)},
      ${change.why.trim()}, ${change.undoes ?? null})
    returning id`
  if (entry === undefined) throw new Error('an audit entry was written and has no id')
  return entry.id
}
