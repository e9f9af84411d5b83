import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type By, recordChange } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { bumpRulebook } from '../rulebook/bump-rulebook.js'
import { holdTerms, selectTerms, type TermsVersion } from './queries.js'
import { isTextOf, mustBeThere, subjectOf } from './write-draft.js'

type Deps = Pick<LaunchesDeps, 'db' | 'clock' | 'rulebooks'>

/**
 * From its time on the version is in force, without another write: the decision compares that time with now. `effective`
 * null is at once: a time that the caller took before would be past by the time it is looked at. `seen` is when the
 * text was written that the person has read; null for one that nobody else can have changed.
 */
export async function publishTerms(
  deps: Deps,
  seq: number,
  effective: Date | null,
  by: By,
  seen: Date | null = null,
): Promise<
  | TermsVersion
  | Refusal<
      | 'terms_not_found'
      | 'terms_not_a_draft'
      | 'terms_moved_on'
      | 'terms_effect_in_the_past'
      | 'terms_out_of_order'
    >
> {
  const published = await deps.db.tx(async (tx) => {
    const { sql } = tx
    const at = deps.clock.now()
    const effectiveAt = effective ?? at
    await holdTerms(sql)
    const standing = await selectTerms(sql, seq)
    if (standing === null) return refuse('terms_not_found')
    if (standing.state !== 'draft') return refuse('terms_not_a_draft', { state: standing.state })
    if (seen !== null && !isTextOf(standing, seen)) return refuse('terms_moved_on')
    if (effectiveAt < at) return refuse('terms_effect_in_the_past', { now: at.toISOString() })
    // Whoever agreed to a later number has read what holds after the earlier one: so numbers and times go together.
    const [rival] = await sql<{ seq: number; effectiveAt: Date }>`
      select seq, effective_at as "effectiveAt" from terms_versions
      where state = 'published'
        and ((seq < ${seq} and effective_at >= ${effectiveAt}) or (seq > ${seq} and effective_at <= ${effectiveAt}))
      order by seq desc limit 1`
    if (rival !== undefined)
      return refuse('terms_out_of_order', { seq: rival.seq, after: rival.effectiveAt.toISOString() })
    await sql`
      update terms_versions set state = 'published', effective_at = ${effectiveAt}, published_at = ${at},
        changed_at = ${at}
      where seq = ${seq} and state = 'draft'`
    await recordChange(tx, {
      ...by,
      ...subjectOf(seq, standing.label),
      at,
      action: 'terms.publish',
      from: { state: 'draft', effectiveAt: null },
      to: { state: 'published', effectiveAt },
    })
    await bumpRulebook(tx)
    return mustBeThere(await selectTerms(sql, seq))
  })
  if (!isRefusal(published)) await deps.rulebooks.announce()
  return published
}
