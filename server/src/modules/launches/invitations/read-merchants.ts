import type { Db } from '../../../platform/db/index.js'
import type { Place } from '../../access/index.js'
import type { Participation } from './queries.js'

export type MerchantRow = Participation & { readonly name: string | null; readonly nameEn: string | null }

/** One page of a launch's merchants, those that moved last first; `q` is a number or the beginning of a name. */
export const selectMerchants = (
  db: Db,
  launchId: string,
  filter: { readonly state: string | null; readonly q: string | null },
  page: { readonly before: Place | null; readonly limit: number },
) => db.sql<MerchantRow>`
  select p.merchant_id as "merchantId", m.name, m.name_en as "nameEn", p.launch_id as "launchId", p.state,
    p.batch_id as "batchId", p.wave, p.agreed_terms_seq as "agreedTermsSeq", p.invited_at as "invitedAt",
    p.expires_at as "expiresAt", p.seen_at as "seenAt", p.answered_at as "answeredAt",
    p.active_at as "activeAt", p.first_paid_at as "firstPaidAt", p.moved_at as "movedAt"
  from participations p left join merchants m on m.id = p.merchant_id
  where p.launch_id = ${launchId} and (${filter.state}::text is null or p.state = ${filter.state})
    and (${filter.q}::text is null or p.merchant_id = ${filter.q}
      or starts_with(m.name, ${filter.q}) or starts_with(lower(m.name_en), lower(${filter.q})))
    and (p.moved_at, p.merchant_id) < (${page.before?.at ?? new Date('9999-01-01T00:00:00Z')},
      ${page.before?.id ?? ''})
  order by p.moved_at desc, p.merchant_id desc limit ${page.limit}`

export function viewMerchant(row: MerchantRow) {
  const iso = (at: Date | null) => at?.toISOString() ?? null
  return {
    merchantId: row.merchantId,
    name: row.name ?? row.merchantId,
    nameEn: row.nameEn,
    state: row.state,
    batchId: row.batchId,
    wave: row.wave,
    agreedTermsSeq: row.agreedTermsSeq,
    invitedAt: iso(row.invitedAt),
    expiresAt: iso(row.expiresAt),
    seenAt: iso(row.seenAt),
    answeredAt: iso(row.answeredAt),
    activeAt: iso(row.activeAt),
    firstPaidAt: iso(row.firstPaidAt),
    movedAt: row.movedAt.toISOString(),
  }
}
