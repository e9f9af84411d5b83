import type { Tx } from '../../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { Actor } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import {
  recordAgreement,
  selectAgreedSeqs,
  selectNeededTerms,
  selectTerms,
  selectUpcomingTerms,
} from '../terms/index.js'
import { isComplete } from './is-complete.js'
import { moveParticipation } from './move-participation.js'
import { holdParticipation, selectLaunchesFor } from './queries.js'

/** Agreeing is for the merchant as a whole: every method that it has goes on, or comes back, under that version. */
export function agreeToTerms(
  deps: Pick<LaunchesDeps, 'db' | 'clock'>,
  { merchantId, seq, actor }: { readonly merchantId: string; readonly seq: number; readonly actor: Actor },
): Promise<{ seq: number } | Refusal> {
  return deps.db.tx(async (tx) => {
    const at = deps.clock.now()
    const version = await selectTerms(tx.sql, seq)
    if (version === null) return refuse('terms_not_found')
    if (version.state !== 'published') return refuse('terms_not_published', { state: version.state })
    const inOrder = await refuseOutOfOrder(tx, merchantId, seq, at)
    if (isRefusal(inOrder)) return inOrder
    await noteAgreement(tx, { merchantId, seq, actor, at })
    return { seq }
  })
}

/**
 * A later version may be agreed to before it takes effect, but not past one that still waits: should it be withdrawn,
 * nobody would have agreed to what holds then.
 */
async function refuseOutOfOrder(
  { sql }: Tx,
  merchantId: string,
  seq: number,
  at: Date,
): Promise<Refusal<'terms_agree_in_order'> | null> {
  const agreed = await selectAgreedSeqs(sql, merchantId)
  const highest = Math.max(0, ...agreed)
  const inForce = await selectNeededTerms(sql, at)
  const upcoming = (await selectUpcomingTerms(sql, at)).filter(({ agreement }) => agreement === 'needed')
  const waiting = [...(inForce === null ? [] : [inForce]), ...upcoming.map((terms) => terms.seq)]
  const first = waiting.find((one) => one < seq && one > highest)
  return first === undefined ? null : refuse('terms_agree_in_order', { seq: first })
}

/** The agreement itself, and what it means for each launch that the merchant is part of. */
export async function noteAgreement(
  tx: Tx,
  {
    merchantId,
    seq,
    actor,
    at,
  }: { readonly merchantId: string; readonly seq: number; readonly actor: Actor; readonly at: Date },
): Promise<void> {
  await recordAgreement(tx.sql, seq, { merchantId, userId: actor.id, username: actor.name, at })
  // In one order, so that two people of one merchant never wait for each other in a circle.
  const launches = [...(await selectLaunchesFor(tx.sql, merchantId))].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const launch of launches) {
    if (launch.rules.state === 'ended') continue
    const key = { merchantId, launchId: launch.id }
    const part = await holdParticipation(tx.sql, key)
    const move = { at, actor, why: null, agreedTermsSeq: seq }
    if (part !== null && (part.agreedTermsSeq ?? 0) >= seq) continue
    if (part !== null && ['accepted', 'active', 'paused', 'suspended'].includes(part.state)) {
      await moveParticipation(tx, key, part, { ...move, event: 'agree', to: part.state })
      continue
    }
    // Opened to everyone, so it has the methods without ever having answered: from now on it has.
    const isOpen = launch.rules.merchants === 'everyone' && (part === null || part.state !== 'declined')
    if (!isOpen) continue
    const to = (await isComplete(tx.sql, merchantId, launch)) ? 'active' : 'accepted'
    await moveParticipation(tx, key, part, { ...move, event: 'accept', to })
  }
}
