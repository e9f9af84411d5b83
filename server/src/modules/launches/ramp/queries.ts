import type { Db, Tx } from '../../../platform/db/index.js'
import type { Actor } from '../../audit/index.js'
import type { LaunchRules } from '../rules-schema.js'

/** Where statements run: the pool or a transaction. */
export type On = Pick<Db | Tx, 'sql'>

/** A launch with the version of its rules that holds now. */
export interface Launch {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly institution: string
  readonly version: number
  readonly validFrom: Date
  readonly rules: LaunchRules
  /** What was measured before says nothing about it any more. */
  readonly watchedFrom: Date | null
}

export interface LaunchVersion {
  readonly version: number
  readonly validFrom: Date
  readonly rules: LaunchRules
  readonly actor: Actor
  /** As the audit log calls it: `launch.change`. */
  readonly action: string
  readonly why: string
}

export const selectLaunch = async (on: On, id: string): Promise<Launch | null> =>
  (
    await on.sql<Launch>`
  select l.id, l.name, l.name_en as "nameEn", l.institution, l.version, v.valid_from as "validFrom", v.rules,
    l.watched_from as "watchedFrom"
  from launches l join launch_versions v on v.launch_id = l.id and v.version = l.version where l.id = ${id}`
  )[0] ?? null

export const selectLaunches = (on: On) => on.sql<Launch>`
  select l.id, l.name, l.name_en as "nameEn", l.institution, l.version, v.valid_from as "validFrom", v.rules,
    l.watched_from as "watchedFrom"
  from launches l join launch_versions v on v.launch_id = l.id and v.version = l.version
  order by l.created_at desc, l.id desc`

/**
 * Queues whoever else wants to change it behind this transaction; not those who refer to it: while a million invitations
 * are written, the kill switch does not wait for them.
 */
export const lockLaunch = async (on: On, id: string): Promise<boolean> =>
  (await on.sql`select 1 from launches where id = ${id} for no key update`).count > 0

export const selectVersion = async (
  on: On,
  launchId: string,
  version: number,
): Promise<LaunchVersion | null> =>
  (
    await on.sql<LaunchVersion>`
  select version, valid_from as "validFrom", rules, actor, action, why from launch_versions
  where launch_id = ${launchId} and version = ${version}`
  )[0] ?? null

/** Newest first, from below the given version on. */
export const selectVersions = (
  on: On,
  launchId: string,
  below: number,
  limit: number,
) => on.sql<LaunchVersion>`
  select version, valid_from as "validFrom", rules, actor, action, why from launch_versions
  where launch_id = ${launchId} and version < ${below} order by version desc limit ${limit}`

/** The last share below this one that it ever had; 0 when it had none. */
export const selectLowerShare = async (on: On, launchId: string, shareBp: number): Promise<number> =>
  (
    await on.sql<{ shareBp: number }>`
  select (rules->>'shareBp')::integer as "shareBp" from launch_versions
  where launch_id = ${launchId} and (rules->>'shareBp')::integer < ${shareBp} order by version desc limit 1`
  )[0]?.shareBp ?? 0

/** Another launch that has not ended and lets one of these methods in. */
export const selectRivalOf = async (on: On, launchId: string, methods: readonly string[]) =>
  (
    await on.sql<{ id: string; name: string; method: string }>`
  select l.id, l.name, m.method
  from launches l
    join launch_versions v on v.launch_id = l.id and v.version = l.version
    cross join lateral jsonb_array_elements_text(v.rules->'methods') as m(method)
  where l.id <> ${launchId} and v.rules->>'state' <> 'ended' and m.method = any(${methods}) limit 1`
  )[0] ?? null

/** Whether any of its versions has let anybody in. */
export const wasEverLive = async (on: On, launchId: string): Promise<boolean> =>
  (
    await on.sql`
  select 1 from launch_versions where launch_id = ${launchId} and rules->>'state' <> 'draft' limit 1`
  ).count > 0

export const selectTermsInForce = async (on: On, now: Date): Promise<number | null> =>
  (
    await on.sql<{ seq: number }>`
  select seq from terms_versions where state = 'published' and effective_at <= ${now}
  order by effective_at desc, seq desc limit 1`
  )[0]?.seq ?? null

export interface MerchantCounts {
  readonly launchId: string
  readonly state: string
  readonly count: bigint
}

export const countMerchants = (on: On, launchIds: readonly string[]) => on.sql<MerchantCounts>`
  select launch_id as "launchId", state, count(*) from participations
  where launch_id = any(${launchIds}) group by launch_id, state`

export const countOpenAlerts = (on: On, subjects: readonly string[]) => on.sql<{
  subject: string
  count: bigint
}>`
  select subject, count(*) from operator_alerts
  where seen_at is null and subject = any(${subjects}) group by subject`
