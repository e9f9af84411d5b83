import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { Actor } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { moveParticipation, readMoved } from './move-participation.js'
import { holdParticipation, type Participation, type PartKey, selectLaunch } from './queries.js'

type Deps = Pick<LaunchesDeps, 'db' | 'clock'>

/** Says no. Where it is open to everyone there is no letter to decline: pausing switches it off. */
export function declineInvitation(
  deps: Deps,
  key: PartKey,
  by: { readonly actor: Actor; readonly why: string | null },
): Promise<Participation | Refusal> {
  return deps.db.tx(async (tx) => {
    const standing = await holdParticipation(tx.sql, key)
    if (standing === null) return refuse('not_invited')
    if (standing.state === 'declined') return standing
    if (standing.state === 'expired') return refuse('invitation_over', { state: 'expired' })
    if (standing.state === 'suspended') return refuse('participation_suspended')
    const move = { ...by, event: 'decline', to: 'declined', at: deps.clock.now() } as const
    const to = await moveParticipation(tx, key, standing, move)
    return to === null ? refuse('invitation_answered', { state: standing.state }) : readMoved(tx, key)
  })
}

/** The letter was opened: the first time counts. No move, since nothing that decides has changed. */
export async function noteSeen({ db, clock }: Deps, key: PartKey): Promise<{ seen: true } | Refusal> {
  const { count } = await db.sql`
    update participations set seen_at = coalesce(seen_at, ${clock.now()})
    where merchant_id = ${key.merchantId} and launch_id = ${key.launchId}`
  if (count > 0) return { seen: true }
  // Opened to everyone without a letter: there is nothing to note.
  const launch = await selectLaunch(db.sql, key.launchId)
  return launch?.rules.merchants === 'everyone' ? { seen: true } : refuse('not_invited')
}
