import type { Tx } from '../../../platform/db/index.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { Actor } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { isComplete } from './is-complete.js'
import { isOfCancelledBatch, moveParticipation, readMoved } from './move-participation.js'
import {
  holdParticipation,
  type LaunchRow,
  type Participation,
  type PartKey,
  selectLaunch,
} from './queries.js'

type Deps = Pick<LaunchesDeps, 'db' | 'clock'>

/** The merchant switches the methods off for new attempts; a payment under way goes on. */
export function pauseParticipation(
  deps: Deps,
  key: PartKey,
  by: { readonly actor: Actor; readonly why: string | null },
): Promise<Participation | Refusal> {
  return deps.db.tx(async (tx) => {
    const launch = await selectLaunch(tx.sql, key.launchId)
    if (launch === null) return refuse('not_invited')
    const standing = await holdParticipation(tx.sql, key)
    const state = standing?.state ?? 'not_invited'
    if (standing?.state === 'paused') return standing
    if (state === 'suspended') return refuse('participation_suspended')
    const neverSaidYes = state !== 'accepted' && state !== 'active'
    if (neverSaidYes && launch.rules.merchants !== 'everyone') return refuse('not_invited')
    const move = { ...by, event: 'pause', to: 'paused', at: deps.clock.now() } as const
    const to = await moveParticipation(tx, key, standing, move)
    return to === null ? refuse('participation_moved_on') : readMoved(tx, key)
  })
}

export function resumeParticipation(
  deps: Deps,
  key: PartKey,
  by: { readonly actor: Actor },
): Promise<Participation | Refusal> {
  return deps.db.tx(async (tx) => {
    const launch = await selectLaunch(tx.sql, key.launchId)
    const standing = await holdParticipation(tx.sql, key)
    if (launch === null || standing === null) return refuse('not_invited')
    if (launch.rules.state === 'ended') return refuse('launch_over')
    if (standing.state === 'active' || standing.state === 'accepted') return standing
    if (standing.state === 'suspended') return refuse('participation_suspended')
    const at = deps.clock.now()
    // Paused before it ever agreed, where it was open to everyone, and now it is by invitation again.
    const neverAgreed = standing.agreedTermsSeq === null && launch.rules.merchants !== 'everyone'
    const to = neverAgreed ? await backToLetter(tx, key, standing, at) : await onward(tx, key, launch)
    const move = { ...by, event: 'resume', to, at, why: null } as const
    const moved = await moveParticipation(tx, key, standing, move)
    return moved === null ? refuse('participation_moved_on') : readMoved(tx, key)
  })
}

const onward = async ({ sql }: Tx, { merchantId }: PartKey, launch: LaunchRow) =>
  (await isComplete(sql, merchantId, launch)) ? 'active' : 'accepted'

/** The letter, if it still stands; otherwise a later batch may ask again. */
async function backToLetter({ sql }: Tx, key: PartKey, { expiresAt }: Participation, at: Date) {
  const stands = expiresAt !== null && expiresAt > at && !(await isOfCancelledBatch(sql, key))
  return stands ? 'invited' : 'expired'
}
