import { json, type Sql } from '../../../platform/db/index.js'
import type { Actor } from '../../audit/index.js'
import { statesThatMay } from './states.js'

/** Who moves merchants by the hundred thousand. */
const SCHEDULE: Actor = { kind: 'schedule', id: 'invitations', name: 'invitations', role: null }

/**
 * Tables that have just grown by a million are not what their statistics say, and a plan that reads one again for each
 * row of the other would take hours: for this transaction rows are found through their indexes.
 */
export const findByIndex = (sql: Sql) => sql`set local enable_seqscan = off`

/**
 * Sends one wave: one statement writes every row and its move, whatever the size. Whoever has become part of the launch
 * meanwhile is passed over. In order of the key, so that two waves never wait for each other in a circle. No joins: each
 * row's state before is looked up in the moves.
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
  const { count } = await sql`
    with written as (
      insert into participations (merchant_id, launch_id, state, batch_id, wave, invited_at, expires_at, moved_at)
      select merchant_id, ${launchId}, 'invited', ${batchId}, ${wave.wave}, ${at}::timestamptz,
        ${expiresAt}::timestamptz, ${at}::timestamptz
      from batch_members where batch_id = ${batchId} and wave = ${wave.wave} order by merchant_id
      on conflict (merchant_id, launch_id) do update set
        state = 'invited', batch_id = excluded.batch_id, wave = excluded.wave, invited_at = excluded.invited_at,
        expires_at = excluded.expires_at, seen_at = null, answered_at = null, moved_at = excluded.moved_at
        where participations.state = any(${statesThatMay('invite')}::text[])
      returning merchant_id, agreed_terms_seq
    )
    insert into participation_moves (merchant_id, launch_id, at, from_state, to_state, agreed_terms_seq, actor)
    select merchant_id, ${launchId}, ${at}::timestamptz,
      (select nullif(before.to_state, 'not_invited') from participation_moves before
        where before.merchant_id = written.merchant_id and before.launch_id = ${launchId}
        order by before.id desc limit 1),
      'invited', agreed_terms_seq, ${json(SCHEDULE)}
    from written`
  return count
}

/** Letters whose time has run out. Found by their place in the table: there is nothing to join. */
export async function expireInvitations(sql: Sql, at: Date, limit: number): Promise<number> {
  const { count } = await sql`
    with moved as (
      update participations set state = 'expired', moved_at = ${at}
      where ctid = any(array(
          select ctid from participations
          where state = 'invited' and expires_at <= ${at} order by expires_at limit ${limit}
          for update skip locked))
        and state = any(${statesThatMay('expire')}::text[])
      returning merchant_id, launch_id, agreed_terms_seq
    )
    insert into participation_moves (merchant_id, launch_id, at, from_state, to_state, agreed_terms_seq, actor)
    select merchant_id, launch_id, ${at}::timestamptz, 'invited', 'expired', agreed_terms_seq, ${json(SCHEDULE)}
    from moved`
  return count
}

/** The letters of a cancelled batch that nobody has answered. */
export async function takeBackInvitations(sql: Sql, batchId: string, at: Date): Promise<number> {
  const mayBeTaken = statesThatMay('take_back')
  const { count } = await sql`
    with moved as (
      update participations set state = 'expired', moved_at = ${at}
      where ctid = any(array(
          select ctid from participations
          where batch_id = ${batchId} and state = any(${mayBeTaken}::text[])
          order by merchant_id, launch_id for update))
        and batch_id = ${batchId} and state = any(${mayBeTaken}::text[])
      returning merchant_id, launch_id, agreed_terms_seq
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
    with moved as (
      update participations set state = 'active', active_at = coalesce(active_at, ${at}), moved_at = ${at}
      where ctid = any(array(
          select p.ctid
          from launches l
            join launch_versions v on v.launch_id = l.id and v.version = l.version
            join participations p on p.launch_id = l.id and p.state = 'accepted'
          where not (v.rules ->> 'needsSubMerchant')::boolean
            or exists (select 1 from sub_merchants s
              where s.merchant_id = p.merchant_id and s.institution = l.institution and s.state = 'granted')
          limit ${limit} for update of p skip locked))
        and state = any(${statesThatMay('complete')}::text[])
      returning merchant_id, launch_id, agreed_terms_seq
    )
    insert into participation_moves (merchant_id, launch_id, at, from_state, to_state, agreed_terms_seq, actor)
    select merchant_id, launch_id, ${at}::timestamptz, 'accepted', 'active', agreed_terms_seq, ${json(SCHEDULE)}
    from moved`
  return count
}
