import { isRefusal, refuse } from '../../../platform/refusal/index.js'
import { type Audit, hasMovedOn, type Undo } from '../../audit/index.js'
import { holdTerms, selectTerms } from './queries.js'
import type { TermsDraft } from './schema.js'
import { withdrawIn } from './withdraw-terms.js'
import { nextMoment, textOf } from './write-draft.js'

const seqOf = (subject: string): number => Number(subject.replace('terms:', ''))

/** A published version is withdrawn, while it has not taken effect. */
const undoPublish: Undo = async (tx, entry, _actor, at) => {
  const standing = await withdrawIn(tx, seqOf(entry.subject), at)
  if (isRefusal(standing)) return standing
  const { effectiveAt } = standing
  return {
    from: { state: 'published', effectiveAt },
    to: { state: 'withdrawn', effectiveAt },
    action: 'terms.withdraw',
  }
}

/** A changed draft gets its text back. */
const undoChange: Undo = async ({ sql }, entry, _actor, at) => {
  await holdTerms(sql)
  const standing = await selectTerms(sql, seqOf(entry.subject))
  if (standing === null) return refuse('terms_not_found')
  const from = textOf(standing)
  if (standing.state !== 'draft' || hasMovedOn(entry, from)) return refuse('audit_moved_on')
  const to = entry.from as TermsDraft
  const [other] = await sql`select 1 from terms_versions where label = ${to.label} and seq <> ${standing.seq}`
  if (other !== undefined) return refuse('terms_label_taken', { label: to.label })
  await sql`
    update terms_versions set label = ${to.label}, agreement = ${to.agreement}, body = ${to.body},
      body_en = ${to.bodyEn}, changed_at = ${nextMoment(standing, at)}
    where seq = ${standing.seq}`
  return { from, to }
}

export function registerTermsUndoes(audit: Audit): void {
  audit.register('terms.publish', undoPublish, ['operator'])
  audit.register('terms.change', undoChange, ['operator'])
}
