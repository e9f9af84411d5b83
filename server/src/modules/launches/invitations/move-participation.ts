import { json, type Sql, type Tx } from '../../../platform/db/index.js'
import { type Actor, recordChange } from '../../audit/index.js'
import type { ParticipationState } from '../decision/facts.js'
import { type Participation, type PartKey, selectParticipation } from './queries.js'
import { mayMove, type PartEvent, type PartState } from './states.js'

export interface PartMove {
  readonly event: PartEvent
  readonly to: PartState
  readonly at: Date
  readonly actor: Actor
  readonly why: string | null
  /** The version that was agreed to with this move. */
  readonly agreedTermsSeq?: number
}

/**
 * One merchant's part in a launch moves, and for what a person did the audit log says so, in one commit. Null when the
 * move means nothing there, or when somebody else was first.
 */
export async function moveParticipation(
  tx: Tx,
  key: PartKey,
  standing: Participation | null,
  move: PartMove,
): Promise<PartState | null> {
  const moved = await writeMove(tx, key, standing, move)
  if (moved === null || move.actor.kind !== 'person') return moved
  await recordChange(tx, {
    at: move.at,
    actor: move.actor,
    action: `participation.${move.event}`,
    subject: `participation:${key.launchId}:${key.merchantId}`,
    subjectName: key.merchantId,
    from: { state: standing?.state ?? 'not_invited', agreedTermsSeq: standing?.agreedTermsSeq ?? null },
    to: { state: moved, agreedTermsSeq: agreedAfter(standing, move) },
    why: move.why ?? '',
  })
  return moved
}

const agreedAfter = (standing: Participation | null, move: PartMove): number | null =>
  Math.max(standing?.agreedTermsSeq ?? 0, move.agreedTermsSeq ?? 0) || null

/** The only writer of one row, guarded by the state it came from; and of the move, for past moments. */
export async function writeMove(
  tx: Tx,
  key: PartKey,
  standing: Participation | null,
  move: PartMove,
): Promise<PartState | null> {
  const from: PartState = standing?.state ?? 'not_invited'
  const { event, to, at, actor, why } = move
  if (!mayMove(from, event, to)) return null
  const agreed = agreedAfter(standing, move)
  if ((await write(tx, key, from, to, { event, at, agreed })) === 0) return null
  await tx.sql`
    insert into participation_moves (merchant_id, launch_id, at, from_state, to_state, agreed_terms_seq, actor, why)
    values (${key.merchantId}, ${key.launchId}, ${at}, ${standing?.state ?? null}, ${to}, ${agreed},
      ${json(actor)}, ${why})`
  return to
}

/** How many rows it wrote: none when the state is no longer the one it came from. */
async function write(
  { sql }: Tx,
  { merchantId, launchId }: PartKey,
  from: PartState,
  to: PartState,
  { event, at, agreed }: { readonly event: PartEvent; readonly at: Date; readonly agreed: number | null },
): Promise<number> {
  const isAnswer = event === 'accept' || event === 'decline'
  // Pausing what was opened to everyone is an answer too, when there was none before.
  const answered = isAnswer || ['accepted', 'active', 'paused'].includes(to) ? at : null
  const active = to === 'active' ? at : null
  if (from === 'not_invited') {
    const { count } = await sql`
      insert into participations (merchant_id, launch_id, state, agreed_terms_seq, answered_at, active_at, moved_at)
      values (${merchantId}, ${launchId}, ${to}, ${agreed}, ${answered}, ${active}, ${at})
      on conflict (merchant_id, launch_id) do nothing`
    return count
  }
  if (to === 'not_invited') {
    const { count } = await sql`
      delete from participations
      where merchant_id = ${merchantId} and launch_id = ${launchId} and state = ${from}`
    return count
  }
  const { count } = await sql`
    update participations set state = ${to}, agreed_terms_seq = ${agreed}, moved_at = ${at},
      answered_at = case when ${isAnswer} then ${at} else coalesce(answered_at, ${answered}) end, active_at = coalesce(active_at, ${active})
    where merchant_id = ${merchantId} and launch_id = ${launchId} and state = ${from}`
  return count
}

/**
 * The state from which a suspended merchant was taken, which it gets back. Its letter is not given back when the batch
 * was cancelled meanwhile: all its letters were taken back then.
 */
export async function stateBeforeSuspension(
  { sql }: Pick<Tx, 'sql'>,
  { merchantId, launchId }: PartKey,
): Promise<PartState> {
  const [row] = await sql<{ fromState: ParticipationState | null }>`
    select from_state as "fromState" from participation_moves
    where merchant_id = ${merchantId} and launch_id = ${launchId} and to_state = 'suspended'
      and from_state is distinct from 'suspended'
    order by id desc limit 1`
  const before = row?.fromState ?? 'not_invited'
  return before === 'invited' && (await isOfCancelledBatch(sql, { merchantId, launchId }))
    ? 'expired'
    : before
}

/** Whether the letter that it has was taken back with its batch. */
export async function isOfCancelledBatch(sql: Sql, { merchantId, launchId }: PartKey): Promise<boolean> {
  // Held: one that is cancelled a moment later finds this letter and takes it back.
  const [batch] = await sql<{ state: string }>`
    select b.state from participations p join invitation_batches b on b.id = p.batch_id
    where p.merchant_id = ${merchantId} and p.launch_id = ${launchId}
    for share of b`
  return batch?.state === 'cancelled'
}

/** After a move: the row as it stands now. */
export async function readMoved(tx: Tx, key: PartKey): Promise<Participation> {
  const row = await selectParticipation(tx.sql, key)
  if (row === null) throw new Error('a participation was moved and is not there')
  return row
}
