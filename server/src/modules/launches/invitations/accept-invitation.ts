import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { Actor } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { selectTermsInForce } from '../terms/index.js'
import { noteAgreement } from './agree-to-terms.js'
import { isComplete } from './is-complete.js'
import { moveParticipation, readMoved } from './move-participation.js'
import { holdParticipation, type LaunchRow, type Participation, selectLaunch } from './queries.js'

/**
 * The merchant agrees to the terms in force, and its shoppers may see the methods from this commit on, in every
 * process: the next checkout that is loaded anywhere has it. Accepting twice is accepting once.
 */
export function acceptInvitation(
  deps: Pick<LaunchesDeps, 'db' | 'clock'>,
  wish: {
    readonly merchantId: string
    readonly launchId: string
    readonly termsSeq: number
    readonly actor: Actor
  },
): Promise<Participation | Refusal> {
  const { merchantId, launchId, termsSeq, actor } = wish
  return deps.db.tx(async (tx) => {
    const at = deps.clock.now()
    const launch = await selectLaunch(tx.sql, launchId)
    if (launch === null) return refuse('not_invited')
    if (launch.rules.state === 'ended') return refuse('launch_over')
    const inForce = await selectTermsInForce(tx.sql, at)
    if (inForce === null) return refuse('no_terms_in_force')
    if (inForce.seq !== termsSeq) return refuse('terms_changed', { inForce: inForce.seq })
    const key = { merchantId, launchId }
    const standing = await holdParticipation(tx.sql, key)
    const isIn = standing?.state === 'accepted' || standing?.state === 'active'
    if (!isIn) {
      const no = mayNotAccept(launch, standing, at)
      if (no !== null) return no
      const to = (await isComplete(tx.sql, merchantId, launch)) ? 'active' : 'accepted'
      const move = { event: 'accept', to, at, actor, why: null, agreedTermsSeq: termsSeq } as const
      if ((await moveParticipation(tx, key, standing, move)) === null) return refuse('participation_moved_on')
    }
    // The terms are the platform's: whoever agrees to them for one launch has agreed for all.
    await noteAgreement(tx, { merchantId, seq: termsSeq, actor, at })
    return readMoved(tx, key)
  })
}

function mayNotAccept(launch: LaunchRow, standing: Participation | null, at: Date): Refusal | null {
  const state = standing?.state ?? 'not_invited'
  if (state === 'suspended') return refuse('participation_suspended')
  if (state === 'paused') return refuse('invitation_answered', { state })
  // Where it is open to everyone nobody needs a letter, and who declined may think again.
  if (launch.rules.merchants === 'everyone') return null
  if (standing === null) return refuse('not_invited')
  const isOver = state !== 'invited' || standing.expiresAt === null || standing.expiresAt <= at
  return isOver ? refuse('invitation_over', { state }) : null
}
