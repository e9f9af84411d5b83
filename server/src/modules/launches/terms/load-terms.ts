import type { Sql } from '../../../platform/db/index.js'
import type { TermsFact } from '../decision/facts.js'

interface Row {
  readonly seq: number
  readonly effectiveAt: Date
  readonly agreement: TermsFact['agreement']
}

/** For the rulebook: versions that count, in order of effect; `at` null for now, else as they stood then. */
export async function loadTerms(sql: Sql, at: Date | null): Promise<TermsFact[]> {
  const rows =
    at === null
      ? await sql<Row>`
        select seq, effective_at as "effectiveAt", agreement from terms_versions where state = 'published'
        order by effective_at, seq`
      : await sql<Row>`
        select seq, effective_at as "effectiveAt", agreement from terms_versions
        where published_at <= ${at} and (withdrawn_at is null or withdrawn_at > ${at})
        order by effective_at, seq`
  return rows.map(({ seq, effectiveAt, agreement }) => ({
    seq,
    effectiveAtMs: effectiveAt.getTime(),
    agreement,
  }))
}
