import type { Tx } from '../../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type By, recordChange } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { bumpRulebook } from '../rulebook/bump-rulebook.js'
import { holdTerms, selectTerms, type TermsVersion } from './queries.js'
import { mustBeThere, subjectOf } from './write-draft.js'

type Deps = Pick<LaunchesDeps, 'db' | 'clock' | 'rulebooks'>
type WithdrawRefusal = Refusal<'terms_not_found' | 'terms_not_published' | 'terms_in_force_already'>

/** Takes a published version back before it has taken effect; afterwards only a new version replaces it. */
export async function withdrawTerms(
  deps: Deps,
  seq: number,
  by: By,
): Promise<TermsVersion | WithdrawRefusal> {
  const withdrawn = await deps.db.tx(async (tx) => {
    const at = deps.clock.now()
    const standing = await withdrawIn(tx, seq, at)
    if (isRefusal(standing)) return standing
    await recordChange(tx, {
      ...by,
      ...subjectOf(seq, standing.label),
      at,
      action: 'terms.withdraw',
      from: { state: 'published', effectiveAt: standing.effectiveAt },
      to: { state: 'withdrawn', effectiveAt: standing.effectiveAt },
    })
    return mustBeThere(await selectTerms(tx.sql, seq))
  })
  if (!isRefusal(withdrawn)) await deps.rulebooks.announce()
  return withdrawn
}

/** The withdrawal itself; gives the version as it stood before. */
export async function withdrawIn(tx: Tx, seq: number, at: Date): Promise<TermsVersion | WithdrawRefusal> {
  await holdTerms(tx.sql)
  const standing = await selectTerms(tx.sql, seq)
  if (standing === null) return refuse('terms_not_found')
  if (standing.state !== 'published' || standing.effectiveAt === null)
    return refuse('terms_not_published', { state: standing.state })
  if (standing.effectiveAt <= at) return refuse('terms_in_force_already')
  await tx.sql`
    update terms_versions set state = 'withdrawn', withdrawn_at = ${at}, changed_at = ${at}
    where seq = ${seq} and state = 'published'`
  await bumpRulebook(tx)
  return standing
}
