import { later } from '../../../platform/clock/index.js'
import type { Tx } from '../../../platform/db/index.js'
import { isRefusal, refuse } from '../../../platform/refusal/index.js'
import type { LaunchesDeps } from '../deps.js'
import { type Batch, selectBatch } from './batches.js'
import { chooseMembers } from './choose-merchants.js'
import { moveBatch, nextWaveAt } from './move-batch.js'
import { findByIndex, inviteWave, takeBackInvitations } from './move-many.js'
import { selectLaunch } from './queries.js'

type Deps = Pick<LaunchesDeps, 'db' | 'clock' | 'log'>

// A wave of a million merchants is one statement that takes a minute on a small machine.
const LEASE_MS = 600_000

/** Chooses, sends the next wave or takes letters back, for batches whose time has come. Returns how many. */
export async function runDueBatches(deps: Deps, limit: number): Promise<number> {
  const now = deps.clock.now()
  const due = await deps.db.sql<{ id: string }>`
    update invitation_batches set due_at = ${later(now, LEASE_MS)}
    where id in (
      select id from invitation_batches where due_at <= ${now} order by due_at limit ${limit}
      for update skip locked)
    returning id`
  for (const { id } of due) {
    try {
      await runBatch(deps, id, now)
    } catch (error) {
      deps.log.error({ err: error, batchId: id }, 'a batch of invitations could not go on; it stays due')
    }
  }
  return due.length
}

/**
 * One step, in one commit. The batch is not held meanwhile: a person who pauses or cancels it is not kept waiting, and
 * the step, finding at its end that the batch has moved, is rolled back whole.
 */
async function runBatch({ db, log }: Deps, id: string, now: Date): Promise<void> {
  const outcome = await db.tx(async (tx) => {
    // Of two processes, should a lease ever run out under the first, one works.
    const [lock] = await tx.sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`batch ${id}`}, 0)) as mine`
    const batch = await selectBatch(tx.sql, id)
    if (batch === null || lock?.mine !== true) return null
    const launch = await selectLaunch(tx.sql, batch.launchId)
    await findByIndex(tx.sql)
    const isOver = launch?.rules.state === 'ended' && batch.state !== 'cancelled'
    const done = isOver ? await moveBatch(tx, batch, 'cancel', { at: now }) : await step(tx, batch, now)
    return done === null ? refuse('batch_cannot') : done
  })
  if (isRefusal(outcome))
    log.info({ batchId: id }, 'a batch was paused or cancelled during a step; nothing of that step stands')
}

/** The batch as it stands after the step; null when somebody moved it meanwhile. */
async function step(tx: Tx, batch: Batch, now: Date): Promise<Batch | null> {
  if (batch.state === 'choosing') {
    const size = await chooseMembers(tx.sql, batch)
    return moveBatch(tx, batch, 'chosen', { at: now, size })
  }
  if (batch.state === 'cancelled') {
    await takeBackInvitations(tx.sql, batch.id, now)
    return noteDone(tx, batch, batch.wavesSent, null)
  }
  const dueAt = nextWaveAt(batch)
  if (batch.state !== 'running' || dueAt === null) return noteDone(tx, batch, batch.wavesSent, null)
  if (dueAt > now) return noteDone(tx, batch, batch.wavesSent, dueAt)
  await inviteWave(tx.sql, {
    batchId: batch.id,
    launchId: batch.launchId,
    wave: batch.wavesSent,
    at: now,
    expiresAt: later(now, Number(batch.expiresInMs)),
  })
  const sent = await noteDone(
    tx,
    batch,
    batch.wavesSent + 1,
    nextWaveAt({ ...batch, wavesSent: batch.wavesSent + 1 }),
  )
  if (sent === null || sent.wavesSent < sent.waves.length) return sent
  return moveBatch(tx, sent, 'sent_all', { at: now })
}

async function noteDone(
  { sql }: Pick<Tx, 'sql'>,
  batch: Batch,
  wavesSent: number,
  dueAt: Date | null,
): Promise<Batch | null> {
  const { count } = await sql`
    update invitation_batches set waves_sent = ${wavesSent}, due_at = ${dueAt}
    where id = ${batch.id} and state = ${batch.state} and waves_sent = ${batch.wavesSent}`
  return count === 0 ? null : selectBatch(sql, batch.id)
}
