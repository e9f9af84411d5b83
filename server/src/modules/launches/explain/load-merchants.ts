import type { InstitutionName } from '../../../connectors/contract.js'
import type { Db } from '../../../platform/db/index.js'
import { loadSubMerchantsAt } from '../capability/index.js'
import type { MerchantFact, ParticipationFact } from '../decision/facts.js'
import { loadParticipationsAt } from '../invitations/index.js'

type Parts = ReadonlyMap<string, ReadonlyMap<string, ParticipationFact>>
type SubMerchants = ReadonlyMap<string, ReadonlySet<InstitutionName>>

/** Merchants with their parts in launches: as they stand (`at` null), or from their moves as they stood. */
export async function loadMerchants(
  db: Db,
  merchantIds: readonly string[],
  at: Date | null,
): Promise<MerchantFact[]> {
  const [parts, subMerchants] = await Promise.all(
    at === null
      ? [selectParts(db, merchantIds), selectSubMerchants(db, merchantIds)]
      : [loadParticipationsAt(db.sql, merchantIds, at), loadSubMerchantsAt(db, merchantIds, at)],
  )
  return merchantIds.map((id) => ({
    id,
    participations: parts.get(id) ?? new Map(),
    subMerchantAt: subMerchants.get(id) ?? new Set(),
  }))
}

async function selectParts({ sql }: Db, merchantIds: readonly string[]): Promise<Parts> {
  const rows = await sql<ParticipationFact & { merchantId: string; launchId: string }>`
    select merchant_id as "merchantId", launch_id as "launchId", state, agreed_terms_seq as "agreedTermsSeq"
    from participations where merchant_id = any(${merchantIds}::text[])`
  const parts = new Map<string, Map<string, ParticipationFact>>()
  for (const { merchantId, launchId, ...part } of rows) {
    parts.set(merchantId, (parts.get(merchantId) ?? new Map()).set(launchId, part))
  }
  return parts
}

async function selectSubMerchants({ sql }: Db, merchantIds: readonly string[]): Promise<SubMerchants> {
  const rows = await sql<{ merchantId: string; institutions: InstitutionName[] }>`
    select merchant_id as "merchantId", array_agg(institution) as institutions
    from sub_merchants where merchant_id = any(${merchantIds}::text[]) and state = 'granted' group by merchant_id`
  return new Map(rows.map(({ merchantId, institutions }) => [merchantId, new Set(institutions)]))
}
