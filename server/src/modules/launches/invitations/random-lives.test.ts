import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase } from '../../../platform/testing/index.js'
import { agreeToTerms } from './agree-to-terms.js'
import { declineInvitation } from './answer-invitation.js'
import { loadParticipationsAt } from './load-participations-at.js'
import { directBatch } from './move-batch.js'
import { completeAccepted, expireInvitations } from './move-many.js'
import { pauseParticipation, resumeParticipation } from './pause-participation.js'
import { runDueBatches } from './run-due-batches.js'
import { PARTICIPATION_MOVES, type PartState } from './states.js'
import { restoreMerchant, suspendMerchant } from './suspend-merchant.js'
import { BY, DAY_MS, type LaunchWorld, openLaunchWorld, SELLER } from './testing/launch-world.js'

let world: LaunchWorld
beforeAll(async () => {
  world = await openLaunchWorld(await createTestDatabase())
  await world.addMerchants(3)
  await world.publish('第一版')
})
afterAll(() => world.end())

const ACTS = [
  'invite',
  'accept',
  'decline',
  'pause',
  'resume',
  'suspend',
  'restore',
  'agree',
  'expire',
  'complete',
  'cancel',
  'open',
  'close',
  'want number',
  'give number',
] as const
const LIKELY = ['invite', 'accept', 'accept', 'resume', 'complete', 'give number', 'restore'] as const
type Act = (typeof ACTS)[number]

/** Whatever is refused is refused: what matters is what stands afterwards. */
async function act(name: Act, merchantId: string): Promise<unknown> {
  const { deps, db, clock } = world
  const key = { merchantId, launchId: 'ln_1' }
  const mine = { actor: SELLER, why: null }
  switch (name) {
    case 'invite':
      return world.startBatch({ merchantIds: [merchantId] })
    case 'accept':
      return world.accept(merchantId)
    case 'decline':
      return declineInvitation(deps, key, mine)
    case 'pause':
      return pauseParticipation(deps, key, mine)
    case 'resume':
      return resumeParticipation(deps, key, mine)
    case 'suspend':
      return suspendMerchant(deps, key, BY)
    case 'restore':
      return restoreMerchant(deps, key, BY)
    case 'agree':
      return agreeToTerms(deps, { merchantId, seq: 1, actor: SELLER })
    case 'expire':
      clock.advance(DAY_MS)
      return expireInvitations(db.sql, clock.now(), 10)
    case 'complete':
      return completeAccepted(db.sql, clock.now(), 10)
    case 'cancel': {
      const [batch] = await db.sql<{
        id: string
      }>`select id from invitation_batches order by random() limit 1`
      if (batch === undefined) return
      await directBatch(deps, batch.id, 'cancel', BY)
      return runDueBatches(deps, 4)
    }
    case 'open':
      return world.setRules('ln_1', { merchants: 'everyone', everyoneUnderTermsSeq: 1 })
    case 'close':
      return world.setRules('ln_1', { merchants: 'invited', everyoneUnderTermsSeq: null })
    case 'want number':
      return world.setRules('ln_1', { needsSubMerchant: true })
    case 'give number':
      return world.setRules('ln_1', { needsSubMerchant: false })
  }
}

interface Move {
  readonly before: PartState | null
  readonly to: PartState
}

it('moves one after another as the table allows, and the moves say what stood when', async () => {
  const merchant = fc.constantFrom('m_00001', 'm_00002', 'm_00003')
  // Letters and answers more often than the rest: without them there is little that could move.
  const anyAct = fc.constantFrom(...ACTS, ...LIKELY, ...LIKELY)
  const life = fc.array(fc.tuple(anyAct, merchant), { minLength: 25, maxLength: 40, size: 'max' })
  await fc.assert(
    fc.asyncProperty(life, async (acts) => {
      const seen: { at: Date; states: string[] }[] = []
      for (const [name, merchantId] of acts) {
        await act(name, merchantId)
        const states = await Promise.all(['m_00001', 'm_00002', 'm_00003'].map((id) => world.stateOf(id)))
        seen.push({ at: world.clock.now(), states })
        world.clock.advance(1_000)
      }
      for (const id of ['m_00001', 'm_00002', 'm_00003']) {
        const moves = await world.db.sql<Move>`
          select from_state as before, to_state as to from participation_moves
          where merchant_id = ${id} and launch_id = 'ln_1' order by id`
        let stood: PartState = 'not_invited'
        for (const { before, to } of moves) {
          expect(before ?? 'not_invited').toBe(stood)
          expect(Object.values(PARTICIPATION_MOVES[stood]).some((led) => led.includes(to))).toBe(true)
          stood = to
        }
        expect(await world.stateOf(id)).toBe(stood)
      }
      for (const { at, states } of seen) {
        const parts = await loadParticipationsAt(world.db.sql, ['m_00001', 'm_00002', 'm_00003'], at)
        const then = ['m_00001', 'm_00002', 'm_00003'].map(
          (id) => parts.get(id)?.get('ln_1')?.state ?? 'not_invited',
        )
        expect(then).toEqual(states)
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)
