import type { InstitutionName } from '../../../../connectors/contract.js'
import type { ReviewReason } from '../../../../connectors/review-contract.js'
import type { Db, Tx } from '../../../../platform/db/index.js'
import type { Place } from '../../../access/index.js'
import type { LastCall, ReviewMove } from '../queries.js'
import type { ReviewState } from '../states.js'

export interface SubMerchantKey {
  readonly merchantId: string
  readonly institution: InstitutionName
}

export interface SubMerchant extends SubMerchantKey {
  readonly state: ReviewState
  readonly sealed: Buffer
  readonly reasons: readonly ReviewReason[]
  readonly applicationNo: string
  readonly submission: number
  readonly institutionRef: string | null
  readonly signUrl: string | null
  readonly subMerchantNo: string | null
  readonly tries: number
  readonly dueAt: Date | null
  readonly lastCall: LastCall | null
  readonly changedAt: Date
}

export const selectSubMerchant = async (
  db: Db | Tx,
  { merchantId, institution }: SubMerchantKey,
): Promise<SubMerchant | null> =>
  (
    await db.sql<SubMerchant>`
  select merchant_id as "merchantId", institution, state, sealed, reasons, application_no as "applicationNo",
    submission, institution_ref as "institutionRef", sign_url as "signUrl", sub_merchant_no as "subMerchantNo",
    tries, due_at as "dueAt", last_call as "lastCall", changed_at as "changedAt"
  from sub_merchants where merchant_id = ${merchantId} and institution = ${institution}`
  )[0] ?? null

/** Whoever holds it decides; others queue here and see what was decided. */
export async function holdSubMerchant(tx: Tx, key: SubMerchantKey): Promise<SubMerchant | null> {
  await tx.sql`
    select 1 from sub_merchants where merchant_id = ${key.merchantId} and institution = ${key.institution}
    for update`
  return selectSubMerchant(tx, key)
}

const NEWEST: Place = { at: new Date('9999-01-01T00:00:00Z'), id: '' }

export const selectSubMerchants = (
  db: Db,
  filter: { readonly institution: string | null; readonly state: string | null },
  page: { readonly before: Place | null; readonly limit: number },
) => db.sql<SubMerchant & { name: string; nameEn: string | null }>`
  select s.merchant_id as "merchantId", s.institution, s.state, s.sealed, s.reasons,
    s.application_no as "applicationNo", s.submission, s.institution_ref as "institutionRef",
    s.sign_url as "signUrl", s.sub_merchant_no as "subMerchantNo", s.tries, s.due_at as "dueAt",
    s.last_call as "lastCall", s.changed_at as "changedAt", m.name, m.name_en as "nameEn"
  from sub_merchants s join merchants m on m.id = s.merchant_id
  where (${filter.institution}::text is null or s.institution = ${filter.institution})
    and (${filter.state}::text is null or s.state = ${filter.state})
    and (s.changed_at, s.merchant_id || '.' || s.institution)
      < (${(page.before ?? NEWEST).at}, ${(page.before ?? NEWEST).id})
  order by s.changed_at desc, s.merchant_id || '.' || s.institution desc limit ${page.limit}`

export const selectSubMerchantMoves = (
  db: Db,
  { merchantId, institution }: SubMerchantKey,
) => db.sql<ReviewMove>`
  select at, actor, from_state as "from", to_state as "to", why, reasons from sub_merchant_moves m
  where merchant_id = ${merchantId} and institution = ${institution} order by m.id desc`

export const claimDueSubMerchants = (db: Db, now: Date, leaseUntil: Date, limit: number) =>
  db.sql<SubMerchantKey>`
  update sub_merchants set due_at = ${leaseUntil}, tries = tries + 1
  where (merchant_id, institution) in (
    select merchant_id, institution from sub_merchants where due_at <= ${now} order by due_at limit ${limit}
    for update skip locked)
  returning merchant_id as "merchantId", institution`

/** Its next look is due now, if its review is waited for. Before it is taken up its number there is an older one's. */
export async function hurrySubMerchant(
  tx: Tx,
  institution: InstitutionName,
  institutionRef: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.sql`
    update sub_merchants set due_at = ${now}
    where institution = ${institution} and institution_ref = ${institutionRef} and state = 'under_review'
      and due_at > ${now}`
  return count > 0
}

export const selectMerchantName = async (
  db: Db,
  merchantId: string,
): Promise<{ name: string; nameEn: string | null } | null> =>
  (
    await db.sql<{ name: string; nameEn: string | null }>`
  select name, name_en as "nameEn" from merchants where id = ${merchantId}`
  )[0] ?? null
