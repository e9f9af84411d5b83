import type { InstitutionName } from '../../../connectors/contract.js'
import type { Db, Tx } from '../../../platform/db/index.js'
import type { CapabilityFact } from '../decision/facts.js'

type SqlOf = Pick<Db | Tx, 'sql'>

/** What institutions grant the platform: now, or as it was then. */
export async function loadCapabilities(db: SqlOf, at: Date | null): Promise<CapabilityFact[]> {
  if (at === null) return db.sql<CapabilityFact>`select id, state from capabilities order by id`
  return db.sql<CapabilityFact>`
    select distinct on (capability_id) capability_id as id, to_state as state from capability_moves m
    where at <= ${at} order by capability_id, m.id desc`
}

/** At which institutions each of these merchants had a sub-merchant number that took orders then. */
export async function loadSubMerchantsAt(
  db: SqlOf,
  merchantIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, ReadonlySet<InstitutionName>>> {
  const rows = await db.sql<{ merchantId: string; institution: InstitutionName; state: string }>`
    select distinct on (merchant_id, institution) merchant_id as "merchantId", institution, to_state as state
    from sub_merchant_moves where merchant_id = any(${merchantIds}::text[]) and at <= ${at}
    order by merchant_id, institution, id desc`
  const found = new Map<string, Set<InstitutionName>>()
  for (const { merchantId, institution, state } of rows) {
    if (state !== 'granted') continue
    found.set(merchantId, (found.get(merchantId) ?? new Set()).add(institution))
  }
  return found
}
