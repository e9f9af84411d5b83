import type { Sql } from '../../../platform/db/index.js'
import type { TermsFact } from '../decision/facts.js'

export interface TermsVersion {
  readonly seq: number
  readonly label: string
  readonly state: 'draft' | 'published' | 'withdrawn'
  readonly agreement: TermsFact['agreement']
  readonly body: string
  readonly bodyEn: string
  readonly effectiveAt: Date | null
  readonly createdAt: Date
  readonly changedAt: Date
  readonly publishedAt: Date | null
  readonly withdrawnAt: Date | null
}

export async function selectTerms(sql: Sql, seq: number): Promise<TermsVersion | null> {
  const [row] = await sql<TermsVersion>`
    select seq, label, state, agreement, body, body_en as "bodyEn", effective_at as "effectiveAt",
      created_at as "createdAt", changed_at as "changedAt", published_at as "publishedAt",
      withdrawn_at as "withdrawnAt"
    from terms_versions where seq = ${seq}`
  return row ?? null
}

/** All versions with their texts, the newest number first. */
export const selectAllTerms = (sql: Sql) => sql<TermsVersion & { agreedCount: bigint }>`
  select seq, label, state, agreement, body, body_en as "bodyEn", effective_at as "effectiveAt",
    created_at as "createdAt", changed_at as "changedAt", published_at as "publishedAt",
    withdrawn_at as "withdrawnAt",
    (select count(*) from terms_agreements a where a.seq = v.seq) as "agreedCount"
  from terms_versions v order by seq desc limit 200`

/** The version in force at that time: of those published and not withdrawn, the one that took effect last. */
export async function selectTermsInForce(sql: Sql, at: Date): Promise<TermsVersion | null> {
  const [row] = await sql<{ seq: number }>`
    select seq from terms_versions where state = 'published' and effective_at <= ${at}
    order by effective_at desc, seq desc limit 1`
  return row === undefined ? null : selectTerms(sql, row.seq)
}

/** Published versions that have not taken effect yet, the soonest first. */
export const selectUpcomingTerms = (sql: Sql, at: Date) => sql<{ seq: number; agreement: string }>`
  select seq, agreement from terms_versions where state = 'published' and effective_at > ${at}
  order by effective_at, seq limit 20`

/** Of the versions in force, the latest that needs agreement: who has not agreed to it has lost the methods. */
export async function selectNeededTerms(sql: Sql, at: Date): Promise<number | null> {
  const [row] = await sql<{ seq: number }>`
    select seq from terms_versions
    where state = 'published' and agreement = 'needed' and effective_at <= ${at}
    order by effective_at desc, seq desc limit 1`
  return row?.seq ?? null
}

/** One operator writes terms at a time: numbers and their order of effect stay in step. */
export const holdTerms = (sql: Sql) => sql`lock table terms_versions in share row exclusive mode`
