import { isRefusal, refuse } from '../../../platform/refusal/index.js'
import { type Audit, hasMovedOn, type Undo } from '../../audit/index.js'
import { holdBatch } from './batches.js'
import { type BatchWish, directIn } from './move-batch.js'
import { stateBeforeSuspension, writeMove } from './move-participation.js'
import { holdParticipation, type PartKey } from './queries.js'

const keyOf = (subject: string): PartKey => {
  const [, launchId = '', merchantId = ''] = subject.split(':')
  return { merchantId, launchId }
}

/** Suspending is taken back by restoring, and the other way round. */
const undoPart =
  (event: 'restore' | 'suspend'): Undo =>
  async (tx, entry, actor, at) => {
    const key = keyOf(entry.subject)
    const standing = await holdParticipation(tx.sql, key)
    const now = { state: standing?.state ?? 'not_invited', agreedTermsSeq: standing?.agreedTermsSeq ?? null }
    if (hasMovedOn(entry, now)) return refuse('audit_moved_on')
    const to = event === 'restore' ? await stateBeforeSuspension(tx, key) : 'suspended'
    const moved = await writeMove(tx, key, standing, { event, to, at, actor, why: null })
    if (moved === null) return refuse('audit_moved_on')
    return { from: now, to: { ...now, state: moved }, action: `participation.${event}` }
  }

/** Held batches go on, and running ones are held. Letters that are out are not called back. */
const undoBatch =
  (wish: BatchWish): Undo =>
  async (tx, entry, _actor, at) => {
    const id = entry.subject.replace('batch:', '')
    const standing = await holdBatch(tx, id)
    // Of one that was just made, the first entries did not say so.
    const left = (entry.to as { state?: unknown } | null)?.state ?? 'draft'
    if (standing === null || standing.state !== left) return refuse('audit_moved_on')
    const moved = await directIn(tx, id, wish, at)
    if (isRefusal(moved)) return moved
    const { before, after } = moved
    return {
      from: { state: before.state, startsAt: before.startsAt },
      to: { state: after.state, startsAt: after.startsAt },
      action: `batch.${wish}`,
    }
  }

export function registerInvitationUndoes(audit: Audit): void {
  audit.register('participation.suspend', undoPart('restore'), ['operator'])
  audit.register('participation.restore', undoPart('suspend'), ['operator'])
  audit.register('batch.pause', undoBatch('resume'), ['operator'])
  audit.register('batch.resume', undoBatch('pause'), ['operator'])
  audit.register('batch.create', undoBatch('cancel'), ['operator'])
}
