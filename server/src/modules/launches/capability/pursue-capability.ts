import type { CallRecord } from '../../../connectors/contract.js'
import type { ReviewAnswer } from '../../../connectors/review-contract.js'
import { later } from '../../../platform/clock/index.js'
import { applyReview, type Heard } from './apply-review.js'
import type { CapabilityDeps } from './deps.js'
import { type Capability, claimDueCapabilities, type LastCall, selectCapability } from './queries.js'
import { LEASE_MS } from './schedule.js'

/** Asks the institution about each due capability. Returns how many. */
export async function pursueDueCapabilities(deps: CapabilityDeps, limit: number): Promise<number> {
  const now = deps.clock.now()
  const due = await claimDueCapabilities(deps.db, now, later(now, LEASE_MS), limit)
  await Promise.all(
    due.map(async ({ id }) => {
      try {
        await pursueCapability(deps, id)
      } catch (error) {
        deps.log.error({ err: error, capability: id }, 'a capability could not be asked about; it stays due')
      }
    }),
  )
  return due.length
}

/**
 * Hands in what was stored, or asks what became of it. An application that was never answered is asked about before it
 * is sent again, under the same number and submission: sent twice, it lies there once.
 */
export async function pursueCapability(deps: CapabilityDeps, id: string): Promise<void> {
  const capability = await selectCapability(deps.db, id)
  if (capability === null || capability.way === 'manual') return
  const desk = deps.desks.capability(capability.institution)
  if (desk === null) {
    deps.log.error({ capability: id }, 'no review desk to ask: its account is gone')
    return
  }
  const { applicationNo, submission } = capability
  const calls: LastCall[] = []
  const onCall = ({ verb, answer }: CallRecord): void => {
    calls.push({ at: deps.clock.now().toISOString(), verb, answer })
  }
  const isFirstCall = capability.state === 'submitted' && capability.tries <= 1
  const told: ReviewAnswer = isFirstCall
    ? { outcome: 'absent' }
    : await desk.inquire({ applicationNo, submission }, onCall)
  const isToBeSent = told.outcome === 'absent' && capability.state === 'submitted'
  const answer = isToBeSent ? await desk.submit(applicationOf(deps, capability), onCall) : told
  const asked = { applicationNo, submission }
  await hear(deps, id, { applicationNo, answer, asked, lastCall: calls.at(-1) ?? null })
}

function applicationOf(deps: CapabilityDeps, capability: Capability) {
  const { id, institution, applicationNo, submission, documents } = capability
  const noticeUrl = `${deps.publicUrl()}/notices/capabilities/${institution}`
  return { kind: id, applicationNo, submission, documents, noticeUrl }
}

async function hear(deps: CapabilityDeps, id: string, heard: Heard): Promise<void> {
  const verdict = await deps.db.tx((tx) => applyReview(tx, deps.clock.now(), id, heard))
  if (verdict === 'moves') await deps.rulebooks.announce()
}
