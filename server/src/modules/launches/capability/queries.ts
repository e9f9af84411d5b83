import type { InstitutionName } from '../../../connectors/contract.js'
import type { ReviewReason } from '../../../connectors/review-contract.js'
import type { Db, Tx } from '../../../platform/db/index.js'
import type { Documents } from './check-documents.js'
import type { Mover } from './deps.js'
import type { ReviewState } from './states.js'

export interface Capability {
  /** Its kind. */
  readonly id: string
  readonly institution: InstitutionName
  readonly state: ReviewState
  readonly way: 'desk' | 'manual'
  readonly documents: Documents
  readonly reasons: readonly ReviewReason[]
  readonly applicationNo: string
  readonly opened: number
  readonly submission: number
  readonly institutionRef: string | null
  readonly revision: number
  readonly tries: number
  readonly dueAt: Date | null
  readonly lastCall: LastCall | null
  readonly createdAt: Date
  readonly changedAt: Date
}

export interface LastCall {
  readonly at: string
  readonly verb: string
  readonly answer: string
}

export interface ReviewMove {
  readonly at: Date
  readonly actor: Mover
  readonly from: ReviewState | null
  readonly to: ReviewState
  readonly why: string
  readonly reasons: readonly ReviewReason[]
}

export const selectCapabilities = (db: Db | Tx) => db.sql<Capability>`
  select id, institution, state, way, documents, reasons, application_no as "applicationNo", opened, submission,
    institution_ref as "institutionRef", revision, tries, due_at as "dueAt", last_call as "lastCall",
    created_at as "createdAt", changed_at as "changedAt"
  from capabilities order by id`

export const selectCapability = async (db: Db | Tx, id: string): Promise<Capability | null> =>
  (await selectCapabilities(db)).find((capability) => capability.id === id) ?? null

/** Whoever holds it decides; others queue here and see what was decided. */
export async function holdCapability(tx: Tx, id: string): Promise<Capability | null> {
  const { count } = await tx.sql`select id from capabilities where id = ${id} for update`
  return count === 0 ? null : selectCapability(tx, id)
}

export const selectCapabilityIdByNumber = async (
  db: Db | Tx,
  applicationNo: string,
): Promise<string | null> =>
  (await db.sql<{ id: string }>`select id from capabilities where application_no = ${applicationNo}`)[0]
    ?.id ?? null

export const selectMoves = (db: Db, id: string | null) => db.sql<ReviewMove & { capabilityId: string }>`
  select capability_id as "capabilityId", at, actor, from_state as "from", to_state as "to", why, reasons
  from capability_moves where ${id}::text is null or capability_id = ${id} order by capability_id, id desc`

export const claimDueCapabilities = (db: Db, now: Date, leaseUntil: Date, limit: number) =>
  db.sql<{ id: string }>`
  update capabilities set due_at = ${leaseUntil}, tries = tries + 1
  where id in (select id from capabilities where due_at <= ${now} order by due_at limit ${limit}
    for update skip locked)
  returning id`
