import { randomBytes } from 'node:crypto'
import { json, type Sql, type Tx } from '../../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type By, recordChange } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { WHOLE_BP } from '../rules-schema.js'
import type { BatchState } from './batch-states.js'
import { findUnknown } from './choose-merchants.js'
import { selectLaunch } from './queries.js'
import type { NewBatch, Selection, Waves } from './schema.js'

export interface Batch {
  readonly id: string
  readonly launchId: string
  readonly name: string
  readonly selection: Selection
  readonly waves: Waves
  readonly state: BatchState
  readonly size: number
  readonly wavesSent: number
  readonly startsAt: Date
  readonly expiresInMs: bigint
  readonly dueAt: Date | null
  readonly createdAt: Date
  readonly movedAt: Date
}

export async function selectBatch(sql: Sql, id: string): Promise<Batch | null> {
  const [row] = await sql<Batch>`
    select id, launch_id as "launchId", name, selection, waves, state, size, waves_sent as "wavesSent",
      starts_at as "startsAt", expires_in_ms as "expiresInMs", due_at as "dueAt", created_at as "createdAt",
      moved_at as "movedAt"
    from invitation_batches where id = ${id}`
  return row ?? null
}

/** Held until the transaction ends. */
export async function holdBatch({ sql }: Pick<Tx, 'sql'>, id: string): Promise<Batch | null> {
  await sql`select 1 from invitation_batches where id = ${id} for no key update`
  return selectBatch(sql, id)
}

export async function createBatch(
  deps: Pick<LaunchesDeps, 'db' | 'clock'>,
  launchId: string,
  wish: NewBatch,
  by: By,
): Promise<Batch | Refusal> {
  const unclear = refuseUnclear(wish.selection) ?? refuseWaves(wish.waves)
  if (unclear !== null) return unclear
  return deps.db.tx(async (tx) => {
    const at = deps.clock.now()
    const launch = await selectLaunch(tx.sql, launchId)
    if (launch === null) return refuse('invitation_launch_not_found')
    if (launch.rules.state === 'ended') return refuse('launch_over')
    const listed = await refuseUnknown(tx.sql, wish.selection)
    if (isRefusal(listed)) return listed
    const id = `ib_${randomBytes(9).toString('hex')}`
    await tx.sql`
      insert into invitation_batches (id, launch_id, name, selection, waves, state, starts_at, expires_in_ms, created_at,
        moved_at)
      values (${id}, ${launchId}, ${wish.name}, ${json(wish.selection)}, ${json(wish.waves)}, 'draft',
        ${wish.startsAt}, ${wish.expiresInMs}, ${at}, ${at})`
    const { name, selection, waves, startsAt, expiresInMs } = wish
    await recordChange(tx, {
      ...by,
      at,
      action: 'batch.create',
      subject: `batch:${id}`,
      subjectName: name,
      from: null,
      to: { launchId, name, state: 'draft', selection, waves, startsAt, expiresInMs },
    })
    const made = await selectBatch(tx.sql, id)
    if (made === null) throw new Error('a batch was written and is not there')
    return made
  })
}

export function refuseUnclear({ merchantIds, rule }: Selection): Refusal<'batch_selection_unclear'> | null {
  return (merchantIds === undefined) === (rule === undefined) ? refuse('batch_selection_unclear') : null
}

export async function refuseUnknown(
  sql: Sql,
  { merchantIds }: Selection,
): Promise<Refusal<'batch_names_unknown_merchants'> | null> {
  const unknown = merchantIds === undefined ? [] : await findUnknown(sql, merchantIds)
  if (unknown.length === 0) return null
  const merchants = unknown.slice(0, 10).join(', ')
  return refuse('batch_names_unknown_merchants', { count: unknown.length, merchants })
}

function refuseWaves(waves: Waves): Refusal<'batch_waves_unclear'> | null {
  const sum = waves.reduce((total, { shareBp }) => total + shareBp, 0)
  const inOrder = waves.every(({ afterMs }, at) => at === 0 || afterMs > (waves[at - 1]?.afterMs ?? 0))
  return sum === WHOLE_BP && inOrder ? null : refuse('batch_waves_unclear', { sumBp: sum })
}
