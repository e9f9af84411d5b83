import { isDeepStrictEqual } from 'node:util'
import { json, type Tx } from '../../../platform/db/index.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type By, recordChange } from '../../audit/index.js'
import { bumpRulebook } from '../rulebook/bump-rulebook.js'
import type { LaunchRules } from '../rules-schema.js'
import { scheduleDueAt } from './move-schedule.js'
import { type Launch, lockLaunch, selectLaunch } from './queries.js'

/**
 * Holds the launch for a change. The rulebook's row is taken first, by everybody: changes of what decides on methods
 * queue there, so that a check against other launches still holds at the commit.
 */
export async function holdLaunch(tx: Tx, id: string): Promise<Launch | Refusal<'launch_not_found'>> {
  await bumpRulebook(tx)
  const locked = await lockLaunch(tx, id)
  // Read after the lock: the row that others may have changed while this one waited.
  return (locked ? await selectLaunch(tx, id) : null) ?? refuse('launch_not_found')
}

export interface VersionWish extends By {
  readonly at: Date
  /** As the audit log calls it: `launch.change`. */
  readonly action: string
  /** A person has put it on again: what was measured before counts no more, and what tripped may trip again. */
  readonly putOnAgain?: boolean
  /** An undo is recorded by who undoes. */
  readonly unrecorded?: boolean
}

/** Writes the next version of a held launch. The only writer of versions after the first. */
export async function writeVersion(
  tx: Tx,
  launch: Launch,
  rules: LaunchRules,
  wish: VersionWish,
): Promise<Launch> {
  const version = launch.version + 1
  // Versions stand in the order of their time, also when another process's clock is ahead.
  const at = wish.at > launch.validFrom ? wish.at : launch.validFrom
  const watched = rules.state === 'live' && rules.guardrails.length > 0
  const watchedFrom = wish.putOnAgain === true ? at : launch.watchedFrom
  await tx.sql`
    insert into launch_versions (launch_id, version, valid_from, rules, actor, action, why)
    values (${launch.id}, ${version}, ${at}, ${json(rules)}, ${json(wish.actor)}, ${wish.action}, ${wish.why.trim()})`
  const { count } = await tx.sql`
    update launches set version = ${version}, due_at = ${scheduleDueAt(rules)}, watched_from = ${watchedFrom},
      watch_due_at = case when ${watched} then coalesce(watch_due_at, ${at}) end
    where id = ${launch.id} and version = ${launch.version}`
  if (count === 0) throw new Error(`launch ${launch.id} was changed although it is held`)
  if (wish.putOnAgain === true)
    await tx.sql`update guardrail_trips set cleared_at = ${at} where launch_id = ${launch.id} and cleared_at is null`
  if (wish.unrecorded !== true)
    await recordChange(tx, {
      at,
      actor: wish.actor,
      action: wish.action,
      subject: subjectOf(launch.id),
      subjectName: launch.name,
      ...whatChanged(launch, { version, rules }),
      why: wish.why,
    })
  return { ...launch, version, validFrom: at, rules, watchedFrom }
}

export const subjectOf = (launchId: string): string => `launch:${launchId}`

type Versioned = Pick<Launch, 'version' | 'rules'>

/** Only what differs: a list of ten thousand shoppers is in the log when it was changed, and not otherwise. */
export function whatChanged(before: Versioned, after: Versioned) {
  const keys = (Object.keys(after.rules) as (keyof LaunchRules)[]).filter(
    (key) => !isDeepStrictEqual(before.rules[key], after.rules[key]),
  )
  const only = ({ version, rules }: Versioned) => ({
    version,
    ...Object.fromEntries(keys.map((key) => [key, rules[key]])),
  })
  return { from: only(before), to: only(after) }
}
