import type { Db } from '../../../platform/db/index.js'
import type { Batch } from './batches.js'

export interface Funnel {
  readonly invited: bigint
  readonly seen: bigint
  readonly accepted: bigint
  readonly declined: bigint
  readonly expired: bigint
  readonly active: bigint
  readonly firstPaid: bigint
}

export const selectBatchIds = (db: Db, launchId: string) => db.sql<{ id: string }>`
  select id from invitation_batches where launch_id = ${launchId} order by created_at desc, id desc limit 100`

/** How far the merchants of a batch have come. Whoever was invited again by a later batch counts there. */
export async function selectFunnel(db: Db, batchId: string): Promise<Funnel> {
  const [row] = await db.sql<Funnel>`
    select count(*) as invited, count(seen_at) as seen,
      count(*) filter (where agreed_terms_seq is not null and answered_at is not null and state <> 'declined')
        as accepted,
      count(*) filter (where state = 'declined') as declined,
      count(*) filter (where state = 'expired') as expired,
      count(active_at) as active, count(first_paid_at) as "firstPaid"
    from participations where batch_id = ${batchId}`
  if (row === undefined) throw new Error('counting gave no row')
  return row
}

export function viewBatch(batch: Batch, funnel: Funnel) {
  return {
    id: batch.id,
    launchId: batch.launchId,
    name: batch.name,
    selection: batch.selection,
    waves: batch.waves,
    state: batch.state,
    size: batch.size,
    wavesSent: batch.wavesSent,
    startsAt: batch.startsAt.toISOString(),
    /** When the next wave goes out; null while none will by itself. */
    nextWaveAt: batch.state === 'running' ? (batch.dueAt?.toISOString() ?? null) : null,
    expiresInMs: Number(batch.expiresInMs),
    createdAt: batch.createdAt.toISOString(),
    funnel: {
      chosen: batch.size,
      invited: Number(funnel.invited),
      seen: Number(funnel.seen),
      accepted: Number(funnel.accepted),
      declined: Number(funnel.declined),
      expired: Number(funnel.expired),
      active: Number(funnel.active),
      firstPaid: Number(funnel.firstPaid),
    },
  }
}
