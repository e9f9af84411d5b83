import { json, type Sql } from '../../../platform/db/index.js'
import type { Actor } from '../../audit/index.js'
import { statesThatMay } from './states.js'

/** Who moves merchants by the hundred thousand. */
const SCHEDULE: Actor = { kind: 'schedule', id: 'invitations', name: 'invitations', role: null }

/**
 * Sends one wave: one statement writes every row and its move, whatever the size. Whoever has become part of the launch
 * meanwhile is passed over. In order of the key, so that two waves never wait for each other in a circle.
 */
export async function inviteWave(
  sql: Sql,
  wave: {
    readonly batchId: string
    readonly launchId: string
    readonly wave: number
    readonly at: Date
    readonly expiresAt: Date
  },
): Promise<number> {
  const { batchId, launchId, at, expiresAt } = wave
  const mayBeInvited = statesThatMay('invite')
  const { count } = await sql`
    with chosen as materialized (
      select m.merchant_id, p.state as before, p.agreed_terms_seq as agreed
      from batch_members m left join participations p
        on p.merchant_id = m.merchant_id and p.launch_id = ${launchId}
      where m.batch_id = ${batchId} and m.wave = ${wave.wave}
        and (p.state is null or p.state = any(${mayBeInvited}::text[]))
    ), written as (
      insert into participations (merchant_id, launch_id, state, batch_id, wave, invited_at, expires_at, moved_at)
      select merchant_id, ${launchId}, 'invited', ${batchId}, ${wave.wave}, ${at}::timestamptz,
        ${expiresAt}::timestamptz, ${at}::timestamptz
      from chosen order by merchant_id
      on conflict (merchant_id, launch_id) do update set
        state = 'invited', batch_id = excluded.batch_id, wave = excluded.wave, invited_at = excluded.invited_at,
        expires_at = excluded.expires_at, seen_at = null, answered_at = null, moved_at = excluded.moved_at
        where participations.state = any(${mayBeInvited}::text[])
      returning merchant_id
    )
    insert into participation_moves (merchant_id, launch_id, at, from_state, to_state, agreed_terms_seq, actor)
    select merchant_id, ${launchId}, ${at}::timestamptz, before, 'invited', agreed, ${json(SCHEDULE)}
    from written join chosen using (merchant_id)`
  return count
}

/** Letters whose time has run out. */
export async function expireInvitations(sql: Sql, at: Date, limit: number): Promise<number> {
  const { count } = await sql`
    with due as (
      select merchant_id, launch_id from participations
      where state = 'invited' and expires_at <= ${at} order by expires_at limit ${limit} for update skip locked
    ), moved as (
      update participations p set state = 'expired', moved_at = ${at}
      from due where p.merchant_id = due.merchant_id and p.launch_id = due.launch_id
        and p.state = any(${statesThatMay('expire')}::text[])
      returning p.merchant_id, p.launch_id, p.agreed_terms_seq
    )
    insert into participation_moves (merchant_id, launch_id, at, from_state, to_state, agreed_terms_seq, actor)
    select merchant_id, launch_id, ${at}::timestamptz, 'invited', 'expired', agreed_terms_seq, ${json(SCHEDULE)}
    from moved`
  return count
}

/** The letters of a cancelled batch that nobody has answered. */
export async function takeBackInvitations(sql: Sql, batchId: string, at: Date): Promise<number> {
  const { count } = await sql`
    with held as (
      select merchant_id, launch_id from participations
      where batch_id = ${batchId} and state = any(${statesThatMay('take_back')}::text[])
      order by merchant_id, launch_id for update
    ), moved as (
      update participations p set state = 'expired', moved_at = ${at}
      from held where p.merchant_id = held.merchant_id and p.launch_id = held.launch_id
      returning p.merchant_id, p.launch_id, p.agreed_terms_seq
    )
    insert into participation_moves (merchant_id, launch_id, at, from_state, to_state, agreed_terms_seq, actor, why)
    select merchant_id, launch_id, ${at}::timestamptz, 'invited', 'expired', agreed_terms_seq, ${json(SCHEDULE)},
      'batch_cancelled'
    from moved`
  return count
}

/** Merchants that had agreed and now have what was missing: they become active by themselves. */
export async function completeAccepted(sql: Sql, at: Date, limit: number): Promise<number> {
  const { count } = await sql`
    with complete as (
      select p.merchant_id, p.launch_id
      from launches l
        join launch_versions v on v.launch_id = l.id and v.version = l.version
        join participations p on p.launch_id = l.id and p.state = 'accepted'
      where not (v.rules ->> 'needsSubMerchant')::boolean
        or exists (select 1 from sub_merchants s
          where s.merchant_id = p.merchant_id and s.institution = l.institution and s.state = 'granted')
      limit ${limit} for update of p skip locked
    ), moved as (
      update participations p set state = 'active', active_at = coalesce(p.active_at, ${at}), moved_at = ${at}
      from complete c where p.merchant_id = c.merchant_id and p.launch_id = c.launch_id
        and p.state = any(${statesThatMay('complete')}::text[])
      returning p.merchant_id, p.launch_id, p.agreed_terms_seq
    )
    insert into participation_moves (merchant_id, launch_id, at, from_state, to_state, agreed_terms_seq, actor)
    select merchant_id, launch_id, ${at}::timestamptz, 'accepted', 'active', agreed_terms_seq, ${json(SCHEDULE)}
    from moved`
  return count
}
