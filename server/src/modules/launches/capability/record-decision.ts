import type { ReviewReason } from '../../../connectors/review-contract.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { By } from '../../audit/index.js'
import { moveByHand } from './change-capability.js'
import type { CapabilityDeps } from './deps.js'
import type { ReviewEvent } from './states.js'

export const RECORDED = [
  'taken_up',
  'sent_back',
  'grant',
  'suspend',
  'take_back',
] as const satisfies readonly ReviewEvent[]

export interface RecordedDecision {
  readonly decision: (typeof RECORDED)[number]
  readonly reasons: readonly ReviewReason[]
  /** Number or place of the institution's letter: what a person can look up later. */
  readonly paper: string
}

/** Where a person files applications at the institution's own site, a person also writes down what it decided. */
export function recordDecision(
  deps: CapabilityDeps,
  id: string,
  { decision, reasons, paper }: RecordedDecision,
  act: By,
): Promise<string | Refusal> {
  const why = `${act.why}（${paper}）`
  return moveByHand(
    deps,
    id,
    decision,
    { ...act, why },
    ({ way }) => (way === 'desk' ? refuse('desk_decides') : null),
    reasons,
  )
}
