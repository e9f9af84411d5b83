import type { Db } from '../../platform/db/index.js'
import type { Place, Role } from '../access/index.js'
import type { Actor } from './actors.js'
import type { Change } from './record-change.js'

/** A change as it stands in the log. `from` and `to` are as JSON gives them back. */
export interface AuditEntry extends Omit<Change, 'undoes' | 'subjectName'> {
  readonly id: string
  readonly subjectName: string | null
  readonly undoes: string | null
  /** The entry that took this one back. */
  readonly undoneBy: {
    readonly id: string
    readonly at: Date
    readonly actor: Actor
    readonly why: string
  } | null
}

export interface AuditFilter {
  readonly id?: string | undefined
  readonly subject?: string | undefined
  /** An actor's id or name. */
  readonly who?: string | undefined
  /** An action, or what stands before its dot: `user` for every `user.…`. */
  readonly action?: string | undefined
}

interface Row extends Omit<AuditEntry, 'actor' | 'undoneBy'> {
  readonly actorKind: Actor['kind']
  readonly actorId: string
  readonly actorName: string
  readonly actorRole: Role | null
  readonly undoneById: string | null
  readonly undoneByAt: Date
  readonly undoneByKind: Actor['kind']
  readonly undoneByActorId: string
  readonly undoneByName: string
  readonly undoneByRole: Role | null
  readonly undoneByWhy: string
}

/** One page, newest first. */
export async function selectEntries(
  db: Pick<Db, 'sql'>,
  { id, subject, who, action }: AuditFilter,
  page: { readonly before: Place | null; readonly limit: number },
): Promise<AuditEntry[]> {
  const before = page.before ?? { at: new Date('9999-01-01T00:00:00Z'), id: '' }
  const kind = action?.split('.', 1)[0] ?? null
  const rows = await db.sql<Row>`
    select e.id, e.at, e.actor_kind as "actorKind", e.actor_id as "actorId", e.actor_name as "actorName",
      e.actor_role as "actorRole", e.action, e.subject, e.subject_name as "subjectName", e.value_before as "from",
      e.value_after as "to", e.why, e.undoes, u.id as "undoneById", u.at as "undoneByAt",
      u.actor_kind as "undoneByKind", u.actor_id as "undoneByActorId", u.actor_name as "undoneByName",
      u.actor_role as "undoneByRole", u.why as "undoneByWhy"
    from audit_entries e left join audit_entries u on u.undoes = e.id
    where (${id ?? null}::text is null or e.id = ${id ?? null})
      and (${subject ?? null}::text is null or e.subject = ${subject ?? null})
      and (${who ?? null}::text is null or e.actor_id = ${who ?? null} or e.actor_name = ${who ?? null})
      and (${kind}::text is null or split_part(e.action, '.', 1) = ${kind})
      and (${action ?? null}::text is null or ${action ?? null} = ${kind} or e.action = ${action ?? null})
      and (e.at, e.id) < (${before.at}, ${before.id})
    order by e.at desc, e.id desc limit ${page.limit}`
  return rows.map(entryOf)
}

/**
 * Whether the same things of the subject were changed after the entry, by something that has not been taken back. A
 * later entry and its roll back are together as if neither had been.
 */
export async function wasChangedSince(on: Pick<Db, 'sql'>, { id }: Pick<AuditEntry, 'id'>): Promise<boolean> {
  const { count } = await on.sql`
    select 1
    from audit_entries e
      join audit_entries later on later.subject = e.subject and later.id > e.id
      left join audit_entries taken_back on taken_back.id = later.undoes
    where e.id = ${id}
      and not exists (select 1 from audit_entries u where u.undoes = later.id)
      and not (taken_back.id is not null and taken_back.undoes is null and taken_back.id > e.id)
      and exists (
        select 1 from jsonb_object_keys(case jsonb_typeof(later.value_after) when 'object' then later.value_after else '{}' end) as k
        where case jsonb_typeof(e.value_after) when 'object' then e.value_after else '{}' end ? k)
    limit 1`
  return count > 0
}

function entryOf(row: Row): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName, role: row.actorRole },
    action: row.action,
    subject: row.subject,
    subjectName: row.subjectName,
    from: row.from,
    to: row.to,
    why: row.why,
    undoes: row.undoes,
    undoneBy:
      row.undoneById === null
        ? null
        : {
            id: row.undoneById,
            at: row.undoneByAt,
            actor: {
              kind: row.undoneByKind,
              id: row.undoneByActorId,
              name: row.undoneByName,
              role: row.undoneByRole,
            },
            why: row.undoneByWhy,
          },
  }
}
