import type { Sql } from '../../../platform/db/index.js'
import type { ParticipationFact } from '../decision/facts.js'
import type { PartState } from './states.js'

/** Each merchant's parts by launch, as they stood at that time: from the moves. Who had none is not in it. */
export async function loadParticipationsAt(
  sql: Sql,
  merchantIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, ReadonlyMap<string, ParticipationFact>>> {
  const rows = await sql<{
    merchantId: string
    launchId: string
    state: PartState
    agreedTermsSeq: number | null
  }>`
    select distinct on (merchant_id, launch_id) merchant_id as "merchantId", launch_id as "launchId",
      to_state as state, agreed_terms_seq as "agreedTermsSeq"
    from participation_moves where merchant_id = any(${merchantIds}::text[]) and at <= ${at}
    order by merchant_id, launch_id, id desc`
  const parts = new Map<string, Map<string, ParticipationFact>>()
  for (const { merchantId, launchId, state, agreedTermsSeq } of rows) {
    if (state === 'not_invited') continue
    const ofMerchant = parts.get(merchantId) ?? new Map<string, ParticipationFact>()
    parts.set(merchantId, ofMerchant.set(launchId, { state, agreedTermsSeq }))
  }
  return parts
}
