import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../platform/clock/index.js'
import { type Db, json, type Tx } from '../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import { type Place, type Role, refuseRole } from '../access/index.js'
import type { Actor } from './actors.js'
import { type AuditEntry, type AuditFilter, selectEntries, wasChangedSince } from './entries.js'
import { recordChange } from './record-change.js'

export interface Undone {
  /** What changed just now; `to` is what the entry found, as far as that can be had back. */
  readonly from: unknown
  readonly to: unknown
  /** What taking it back is called, when not like the change itself: a user that was added is disabled. */
  readonly action?: string
}

/**
 * Takes a change back inside the given transaction. Holds the subject, and refuses with `audit_moved_on` when it is no
 * longer what the entry left (`hasMovedOn`): what others did since must not be lost. Records nothing itself; `why` is
 * for what the subject keeps of its own.
 */
export type Undo = (
  tx: Tx,
  entry: AuditEntry,
  actor: Actor,
  at: Date,
  why: string,
) => Promise<Undone | Refusal>

export type Audit = ReturnType<typeof createAudit>

/** Who changed what, and the way back. */
export function createAudit({ db, clock }: { readonly db: Db; readonly clock: Clock }) {
  const undoes = new Map<string, { readonly undo: Undo; readonly roles: readonly Role[] }>()

  /** Whether there is a way back from this kind of change at all. */
  const canUndo = (action: string): boolean => undoes.has(action)

  /** Whether this entry can be rolled back by somebody of this role. */
  function mayRollBack({ action, undoneBy }: AuditEntry, role: Role | null): boolean {
    const known = undoes.get(action)
    return known !== undefined && undoneBy === null && role !== null && known.roles.includes(role)
  }

  return {
    canUndo,
    mayRollBack,
    /**
     * The seam for modules: says how changes of this action are taken back, and by whom beside the admin: by those who
     * may make them. Call it once for each action while routes are registered, before the server listens:
     * `audit.register('launch.change', undoLaunchChange, ['operator'])`
     */
    register(action: string, undo: Undo, roles: readonly Role[]): void {
      if (undoes.has(action)) throw new Error(`"${action}" has a way back already`)
      undoes.set(action, { undo, roles: [...roles, 'admin'] })
    },
    list: (filter: AuditFilter, page: { readonly before: Place | null; readonly limit: number }) =>
      selectEntries(db, filter, page),
    read: (id: string) => readEntry(db, id),
    /** Takes the change back and records that, in one commit; the entry itself stays as it is. */
    rollBack: (id: string, actor: Actor, why: string): Promise<AuditEntry | Refusal> =>
      db.tx(async (tx) => {
        const at = clock.now()
        // Held: of two who roll the same entry back, the second finds that it is done.
        await tx.sql`select 1 from audit_entries where id = ${id} for update`
        const entry = await readEntry(tx, id)
        if (isRefusal(entry)) return entry
        if (entry.undoneBy !== null) return refuse('audit_already_rolled_back', { by: entry.undoneBy.id })
        const known = undoes.get(entry.action)
        if (known === undefined) return refuse('audit_has_no_way_back', { action: entry.action })
        if (actor.role === null || !known.roles.includes(actor.role))
          return refuseRole(actor.role, known.roles)
        const undone = await known.undo(tx, entry, actor, at, why)
        if (isRefusal(undone)) return undone
        // Asked after the subject is held. It may stand as the entry left it by a later change, which is not this one's.
        if (await wasChangedSince(tx, entry)) return refuse('audit_moved_on')
        const { from, to, action = entry.action } = undone
        const { subject, subjectName } = entry
        await recordChange(tx, { at, actor, action, subject, subjectName, from, to, why, undoes: id })
        return readEntry(tx, id)
      }),
  }
}

async function readEntry(
  on: Pick<Db, 'sql'>,
  id: string,
): Promise<AuditEntry | Refusal<'audit_entry_not_found'>> {
  const [entry] = await selectEntries(on, { id }, { before: null, limit: 1 })
  return entry ?? refuse('audit_entry_not_found')
}

/** Whether the subject is no longer what the entry left; `now` is the same shape as the entry's `to`. */
export function hasMovedOn(entry: Pick<AuditEntry, 'to'>, now: unknown): boolean {
  return !isDeepStrictEqual(entry.to, JSON.parse(json(now ?? null).text))
}
