import type { Sql } from '../../../platform/db/index.js'
import type { ParticipationState } from '../decision/facts.js'
import type { LaunchRules } from '../rules-schema.js'

export interface Participation {
  readonly merchantId: string
  readonly launchId: string
  readonly state: ParticipationState
  readonly batchId: string | null
  readonly wave: number | null
  readonly agreedTermsSeq: number | null
  readonly invitedAt: Date | null
  readonly expiresAt: Date | null
  readonly seenAt: Date | null
  readonly answeredAt: Date | null
  readonly activeAt: Date | null
  readonly firstPaidAt: Date | null
  readonly movedAt: Date
}

export interface PartKey {
  readonly merchantId: string
  readonly launchId: string
}

/** Held: whoever else moves this merchant's part waits. No row, nothing to hold: then the insert decides who was first. */
export async function holdParticipation(sql: Sql, key: PartKey): Promise<Participation | null> {
  await sql`
    select 1 from participations where merchant_id = ${key.merchantId} and launch_id = ${key.launchId} for update`
  return selectParticipation(sql, key)
}

export async function selectParticipation(sql: Sql, key: PartKey): Promise<Participation | null> {
  const [row] = await sql<Participation>`
    select merchant_id as "merchantId", launch_id as "launchId", state, batch_id as "batchId", wave,
      agreed_terms_seq as "agreedTermsSeq", invited_at as "invitedAt", expires_at as "expiresAt",
      seen_at as "seenAt", answered_at as "answeredAt", active_at as "activeAt",
      first_paid_at as "firstPaidAt", moved_at as "movedAt"
    from participations where merchant_id = ${key.merchantId} and launch_id = ${key.launchId}`
  return row ?? null
}

export interface LaunchRow {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly institution: string
  readonly rules: LaunchRules
}

export async function selectLaunch(sql: Sql, launchId: string): Promise<LaunchRow | null> {
  const [row] = await sql<LaunchRow>`
    select l.id, l.name, l.name_en as "nameEn", l.institution, v.rules
    from launches l join launch_versions v on v.launch_id = l.id and v.version = l.version
    where l.id = ${launchId}`
  return row ?? null
}

/** Launches that somebody may see, and those that the merchant was part of. */
export const selectLaunchesFor = (sql: Sql, merchantId: string) => sql<LaunchRow>`
  select l.id, l.name, l.name_en as "nameEn", l.institution, v.rules
  from launches l join launch_versions v on v.launch_id = l.id and v.version = l.version
  where exists (select 1 from participations p where p.launch_id = l.id and p.merchant_id = ${merchantId})
    or (v.rules ->> 'merchants' = 'everyone' and v.rules ->> 'state' in ('live', 'halted'))
  order by l.created_at desc, l.id desc limit 100`
