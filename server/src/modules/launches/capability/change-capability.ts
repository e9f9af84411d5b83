import { isDeepStrictEqual } from 'node:util'
import { json, type Tx } from '../../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type Actor, type By, recordChange } from '../../audit/index.js'
import { checkNames, checkWhole, type Documents } from './check-documents.js'
import type { CapabilityDeps, Mover } from './deps.js'
import { kindOf } from './kinds.js'
import { keepMove, moveCapability } from './move-capability.js'
import { type Capability, holdCapability } from './queries.js'
import type { ReviewEvent } from './states.js'

type NotAllowed = Refusal<'capability_not_found' | 'capability_move_not_allowed'>

export const moverOf = ({ kind, id, name }: Actor): Mover => ({ kind, id, name })

/** Begins an application, or begins one that was withdrawn again, under a number of its own. */
export async function beginCapability(
  deps: CapabilityDeps,
  kind: string,
  documents: Documents,
  act: By,
): Promise<string | Refusal> {
  const meant = kindOf(kind)
  if (meant === null) return refuse('capability_kind_unknown')
  const kept = checkNames(meant.documents, documents)
  if (isRefusal(kept)) return kept
  const at = deps.clock.now()
  const way = deps.desks.capability(meant.institution) === null ? 'manual' : 'desk'
  return deps.db.tx(async (tx) => {
    const { count } = await tx.sql`
      insert into capabilities (id, institution, state, way, documents, application_no, created_at, changed_at)
      values (${kind}, ${meant.institution}, 'draft', ${way}, ${json(kept)}, ${applicationNoOf(kind, at)}, ${at}, ${at})
      on conflict (id) do nothing`
    const by = moverOf(act.actor)
    if (count > 0) {
      await keepMove(tx, kind, null, 'draft', { at, by, why: act.why })
      await audit(tx, 'capability.begin', kind, null, { state: 'draft', documents: kept }, at, act)
      return kind
    }
    const standing = await holdCapability(tx, kind)
    if (standing?.state !== 'withdrawn') return refuse('capability_exists')
    await moveCapability(tx, standing, 'begin_again', { at, by, why: act.why })
    await tx.sql`
      update capabilities set documents = ${json(kept)}, way = ${way}, application_no = ${applicationNoOf(kind, at)},
        opened = opened + 1, submission = 0, revision = 0, institution_ref = null, last_call = null
      where id = ${kind}`
    await audit(tx, 'capability.begin', kind, viewOf(standing), { state: 'draft', documents: kept }, at, act)
    return kind
  })
}

/** Writes down documents; what lies before the reviewer is not changed under his eyes. */
export async function changeDocuments(
  deps: CapabilityDeps,
  id: string,
  { documents, seen }: { readonly documents: Documents; readonly seen: Documents | null },
  act: By,
): Promise<string | Refusal> {
  const meant = kindOf(id)
  if (meant === null) return refuse('capability_not_found')
  const kept = checkNames(meant.documents, documents)
  if (isRefusal(kept)) return kept
  const at = deps.clock.now()
  return deps.db.tx(async (tx) => {
    const standing = await holdCapability(tx, id)
    if (standing === null) return refuse('capability_not_found')
    if (!MAY_BE_CHANGED.has(standing.state))
      return refuse('capability_move_not_allowed', { state: standing.state })
    if (seen !== null && !isDeepStrictEqual(seen, standing.documents)) return refuse('documents_moved_on')
    await tx.sql`
      update capabilities set documents = ${json(kept)}, changed_at = ${at} where id = ${id}`
    await audit(tx, 'capability.change', id, standing.documents, kept, at, act)
    return id
  })
}

export const MAY_BE_CHANGED: ReadonlySet<string> = new Set(['draft', 'to_be_rectified', 'suspended'])

/** Hands it in: the intent and its number are committed, and the institution is called by due work, after that. */
export async function submitCapability(deps: CapabilityDeps, id: string, act: By): Promise<string | Refusal> {
  const meant = kindOf(id)
  if (meant === null) return refuse('capability_not_found')
  return moveByHand(deps, id, 'hand_in', act, (standing) => checkWhole(meant.documents, standing.documents))
}

/** Gives it up: its methods are hidden at once. What the institution grants stays theirs to take back. */
export function withdrawCapability(deps: CapabilityDeps, id: string, act: By): Promise<string | Refusal> {
  return moveByHand(deps, id, 'give_up', act, () => null)
}

export async function moveByHand(
  deps: CapabilityDeps,
  id: string,
  event: ReviewEvent,
  act: By,
  check: (standing: Capability) => Refusal | null,
  reasons: Capability['reasons'] = [],
): Promise<string | Refusal> {
  const at = deps.clock.now()
  const moved = await deps.db.tx(async (tx): Promise<string | Refusal | NotAllowed> => {
    const standing = await holdCapability(tx, id)
    if (standing === null) return refuse('capability_not_found')
    const no = check(standing)
    if (no !== null) return no
    const to = await moveCapability(tx, standing, event, {
      at,
      by: moverOf(act.actor),
      why: act.why,
      reasons,
    })
    if (to === null) return refuse('capability_move_not_allowed', { state: standing.state })
    await audit(tx, `capability.${event}`, id, viewOf(standing), { state: to, reasons }, at, act)
    return id
  })
  if (!isRefusal(moved)) await deps.rulebooks.announce()
  return moved
}

const viewOf = ({ state, reasons }: Capability) => ({ state, reasons })

/** Letters, digits and dots, unique by its time: an institution never sees a number of ours twice. */
const applicationNoOf = (kind: string, at: Date): string => `${kind}.${at.getTime().toString(36)}`

async function audit(
  tx: Tx,
  action: string,
  id: string,
  from: unknown,
  to: unknown,
  at: Date,
  { actor, why }: By,
): Promise<void> {
  await recordChange(tx, { at, actor, action, subject: `capability:${id}`, from, to, why })
}
