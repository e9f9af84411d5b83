import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { CapabilityDeps } from './deps.js'
import { pursueCapability } from './pursue-capability.js'
import { selectCapability } from './queries.js'

/** Asks the institution now, at a person's wish. What it says counts as if it had been asked by schedule. */
export async function checkCapability(deps: CapabilityDeps, id: string): Promise<string | Refusal> {
  const standing = await selectCapability(deps.db, id)
  if (standing === null) return refuse('capability_not_found')
  if (standing.way === 'manual') return refuse('nobody_to_ask')
  if (standing.state === 'draft') return refuse('capability_move_not_allowed', { state: standing.state })
  // Nothing to ask when it was decided since the page was drawn: the decision is the answer.
  if (standing.dueAt !== null) await pursueCapability(deps, id)
  return id
}
