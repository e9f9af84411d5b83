import { type Clock, later } from '../../../platform/clock/index.js'
import type { Db, Tx } from '../../../platform/db/index.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type By, recordChange } from '../../audit/index.js'
import { selectTermsInForce } from '../terms/index.js'
import { type BatchEvent, type BatchState, nextBatchState } from './batch-states.js'
import { type Batch, holdBatch, selectBatch } from './batches.js'
import { selectLaunch } from './queries.js'

export type BatchWish = 'start' | 'pause' | 'resume' | 'cancel'

/** When the batch's next wave goes out. */
export function nextWaveAt({ startsAt, waves, wavesSent }: Batch): Date | null {
  const wave = waves[wavesSent]
  return wave === undefined ? null : later(startsAt, wave.afterMs)
}

/** The only writer of a batch's state, guarded by the state it came from; null when the event means nothing there. */
export async function moveBatch(
  { sql }: Pick<Tx, 'sql'>,
  batch: Batch,
  event: BatchEvent,
  move: { readonly at: Date; readonly startsAt?: Date; readonly size?: number },
): Promise<Batch | null> {
  const to = nextBatchState(batch.state, event)
  if (to === null) return null
  const startsAt = move.startsAt ?? batch.startsAt
  const { count } = await sql`
    update invitation_batches set state = ${to}, starts_at = ${startsAt}, moved_at = ${move.at},
      size = ${move.size ?? batch.size}, due_at = ${dueAt({ ...batch, startsAt }, to, move.at)}
    where id = ${batch.id} and state = ${batch.state}`
  return count === 0 ? null : selectBatch(sql, batch.id)
}

function dueAt(batch: Batch, state: BatchState, at: Date): Date | null {
  if (state === 'choosing') return at
  if (state === 'running') return nextWaveAt(batch)
  // Letters of the waves that are out are taken back in the background.
  return state === 'cancelled' && batch.wavesSent > 0 ? at : null
}

/** A person starts, holds, goes on with or cancels a batch. */
export function directBatch(
  deps: { readonly db: Db; readonly clock: Clock },
  id: string,
  wish: BatchWish,
  by: By,
): Promise<Batch | Refusal> {
  return deps.db.tx(async (tx) => {
    const at = deps.clock.now()
    const moved = await directIn(tx, id, wish, at)
    if ('refusal' in moved) return moved
    const { before, after } = moved
    await recordChange(tx, {
      ...by,
      at,
      action: `batch.${wish}`,
      subject: `batch:${id}`,
      subjectName: before.name,
      from: { state: before.state, startsAt: before.startsAt },
      to: { state: after.state, startsAt: after.startsAt },
    })
    return after
  })
}

export async function directIn(
  tx: Tx,
  id: string,
  wish: BatchWish,
  at: Date,
): Promise<{ before: Batch; after: Batch } | Refusal> {
  const before = await holdBatch(tx, id)
  if (before === null) return refuse('batch_not_found')
  if (wish === 'start' || wish === 'resume') {
    const launch = await selectLaunch(tx.sql, before.launchId)
    if (launch?.rules.state === 'ended') return refuse('launch_over')
  }
  const startsAt = startOf(before, wish, at)
  // A letter without rules to agree to cannot be accepted.
  if (wish === 'start' && (await selectTermsInForce(tx.sql, startsAt)) === null)
    return refuse('no_terms_in_force')
  const after = await moveBatch(tx, before, wish, { at, startsAt })
  return after === null ? refuse('batch_cannot', { state: before.state, wish }) : { before, after }
}

/** Waves are counted from the start; being held moves what is left of them by as long as it lasted. */
function startOf({ startsAt, movedAt }: Batch, wish: BatchWish, at: Date): Date {
  const notBefore = startsAt < at ? at : startsAt
  if (wish === 'start') return notBefore
  if (wish !== 'resume') return startsAt
  return startsAt > movedAt ? notBefore : later(startsAt, at.getTime() - movedAt.getTime())
}
