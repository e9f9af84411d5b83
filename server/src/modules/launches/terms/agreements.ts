import type { Db, Sql } from '../../../platform/db/index.js'
import type { Place } from '../../access/index.js'

export interface Agreement {
  readonly merchantId: string
  readonly name: string | null
  readonly nameEn: string | null
  readonly username: string
  readonly agreedAt: Date
}

/** Agreeing twice changes nothing: who agreed first, and when, stands. */
export const recordAgreement = (
  sql: Sql,
  seq: number,
  agreed: {
    readonly merchantId: string
    readonly userId: string
    readonly username: string
    readonly at: Date
  },
) => sql`
  insert into terms_agreements (merchant_id, seq, user_id, username, agreed_at)
  values (${agreed.merchantId}, ${seq}, ${agreed.userId}, ${agreed.username}, ${agreed.at})
  on conflict (merchant_id, seq) do nothing`

export async function selectAgreedSeqs(sql: Sql, merchantId: string): Promise<ReadonlySet<number>> {
  const rows = await sql<{ seq: number }>`select seq from terms_agreements where merchant_id = ${merchantId}`
  return new Set(rows.map(({ seq }) => seq))
}

/** One page of who agreed to a version, newest first. */
export const selectAgreements = (
  db: Db,
  seq: number,
  page: { readonly before: Place | null; readonly limit: number },
) => db.sql<Agreement>`
  select a.merchant_id as "merchantId", m.name, m.name_en as "nameEn", a.username, a.agreed_at as "agreedAt"
  from terms_agreements a left join merchants m on m.id = a.merchant_id
  where a.seq = ${seq}
    and (a.agreed_at, a.merchant_id) < (${page.before?.at ?? new Date('9999-01-01T00:00:00Z')},
      ${page.before?.id ?? ''})
  order by a.agreed_at desc, a.merchant_id desc limit ${page.limit}`
