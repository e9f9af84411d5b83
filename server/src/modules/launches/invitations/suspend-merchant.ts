import type { Tx } from '../../../platform/db/index.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { Actor, By } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { moveParticipation, stateBeforeSuspension } from './move-participation.js'
import { holdParticipation, type PartKey, selectLaunch } from './queries.js'
import type { PartState } from './states.js'

type Deps = Pick<LaunchesDeps, 'db' | 'clock'>

/** The platform switches the methods off for one merchant; a payment under way goes on. */
export async function suspendMerchant(
  deps: Deps,
  key: PartKey,
  by: By,
): Promise<{ state: PartState } | Refusal> {
  return deps.db.tx(async (tx) => {
    if ((await selectLaunch(tx.sql, key.launchId)) === null) return refuse('invitation_launch_not_found')
    const [merchant] = await tx.sql`select 1 from merchants where id = ${key.merchantId}`
    if (merchant === undefined) return refuse('merchant_not_found')
    const standing = await holdParticipation(tx.sql, key)
    if (standing?.state === 'suspended') return { state: standing.state }
    const move = { ...by, event: 'suspend', to: 'suspended', at: deps.clock.now() } as const
    const state = await moveParticipation(tx, key, standing, move)
    return state === null ? refuse('participation_moved_on') : { state }
  })
}

export function restoreMerchant(deps: Deps, key: PartKey, by: By): Promise<{ state: PartState } | Refusal> {
  return deps.db.tx((tx) => restoreIn(tx, key, by, deps.clock.now()))
}

/** Gives back what the merchant was before it was suspended. */
async function restoreIn(
  tx: Tx,
  key: PartKey,
  by: { readonly actor: Actor; readonly why: string },
  at: Date,
): Promise<{ state: PartState } | Refusal> {
  const standing = await holdParticipation(tx.sql, key)
  if (standing?.state !== 'suspended')
    return refuse('participation_not_suspended', { state: standing?.state ?? 'not_invited' })
  const to = await stateBeforeSuspension(tx, key)
  const state = await moveParticipation(tx, key, standing, { ...by, event: 'restore', to, at })
  return state === null ? refuse('participation_moved_on') : { state }
}
