import type { Db } from '../../../platform/db/index.js'
import { MAY_BE_CHANGED } from './change-capability.js'
import { kindOf } from './kinds.js'
import { type Capability, type ReviewMove, selectCapabilities, selectMoves } from './queries.js'
import { RECORDED } from './record-decision.js'
import { nextReviewState } from './states.js'

export async function viewCapabilities(db: Db, id: string | null) {
  const [capabilities, moves] = await Promise.all([selectCapabilities(db), selectMoves(db, id)])
  return capabilities
    .filter((capability) => id === null || capability.id === id)
    .map((capability) =>
      view(
        capability,
        moves.filter(({ capabilityId }) => capabilityId === capability.id),
      ),
    )
}

function view(capability: Capability, moves: readonly ReviewMove[]) {
  const { id, institution, state, way, documents, reasons, applicationNo, submission } = capability
  const kind = kindOf(id)
  return {
    id,
    kind: id,
    institution,
    name: kind?.name ?? id,
    nameEn: kind?.nameEn ?? id,
    state,
    way,
    documents,
    reasons,
    applicationNo,
    submission,
    institutionRef: capability.institutionRef,
    nextLookAt: capability.dueAt?.toISOString() ?? null,
    lastCall: capability.lastCall,
    changedAt: capability.changedAt.toISOString(),
    history: moves.map(viewMove),
    may: mayDo(capability),
  }
}

export function viewMove({ at, actor, from, to, why, reasons }: ReviewMove) {
  return { at: at.toISOString(), by: { kind: actor.kind, name: actor.name }, from, to, why, reasons }
}

/** What a person may do now, so that a page shows no button that is refused. */
function mayDo({ state, way, dueAt }: Capability): string[] {
  const recordable = RECORDED.some((event) => nextReviewState(state, event) !== null)
  return [
    ...(state === 'withdrawn' ? ['begin'] : []),
    ...(MAY_BE_CHANGED.has(state) ? ['change'] : []),
    ...(nextReviewState(state, 'hand_in') === null ? [] : ['submit']),
    ...(nextReviewState(state, 'give_up') === null ? [] : ['withdraw']),
    ...(way === 'desk' && dueAt !== null ? ['check'] : []),
    ...(way === 'manual' && recordable ? ['record'] : []),
  ]
}
