import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type By, recordChange } from '../../audit/index.js'
import type { LaunchesDeps } from '../deps.js'
import { findBrand } from './neutral-words.js'
import { holdTerms, selectTerms, type TermsVersion } from './queries.js'
import type { TermsDraft } from './schema.js'

type Deps = Pick<LaunchesDeps, 'db' | 'clock'>
type DraftRefusal = Refusal<'terms_name_an_institution' | 'terms_label_taken'>

export async function draftTerms(
  deps: Deps,
  draft: TermsDraft,
  by: By,
): Promise<TermsVersion | DraftRefusal> {
  const named = refuseBrands(draft)
  if (isRefusal(named)) return named
  return deps.db.tx(async ({ sql }) => {
    const at = deps.clock.now()
    await holdTerms(sql)
    const [made] = await sql<{ seq: number }>`
      insert into terms_versions (seq, label, state, agreement, body, body_en, created_at, changed_at)
      select coalesce(max(seq), 0) + 1, ${draft.label}, 'draft', ${draft.agreement}, ${draft.body},
        ${draft.bodyEn}, ${at}, ${at} from terms_versions
      on conflict (label) do nothing returning seq`
    if (made === undefined) return refuse('terms_label_taken', { label: draft.label })
    await recordChange(
      { sql },
      { ...by, ...subjectOf(made.seq, draft.label), at, action: 'terms.draft', from: null, to: draft },
    )
    return mustBeThere(await selectTerms(sql, made.seq))
  })
}

/** `seen` is when the text was written from which the new one was made. */
export async function changeTerms(
  deps: Deps,
  { seq, seen }: { readonly seq: number; readonly seen: Date },
  draft: TermsDraft,
  by: By,
): Promise<
  TermsVersion | DraftRefusal | Refusal<'terms_not_found' | 'terms_not_a_draft' | 'terms_moved_on'>
> {
  const named = refuseBrands(draft)
  if (isRefusal(named)) return named
  return deps.db.tx(async ({ sql }) => {
    const at = deps.clock.now()
    await holdTerms(sql)
    const standing = await selectTerms(sql, seq)
    if (standing === null) return refuse('terms_not_found')
    if (standing.state !== 'draft') return refuse('terms_not_a_draft', { state: standing.state })
    if (!isTextOf(standing, seen)) return refuse('terms_moved_on')
    const [other] = await sql`select 1 from terms_versions where label = ${draft.label} and seq <> ${seq}`
    if (other !== undefined) return refuse('terms_label_taken', { label: draft.label })
    await sql`
      update terms_versions set label = ${draft.label}, agreement = ${draft.agreement}, body = ${draft.body},
        body_en = ${draft.bodyEn}, changed_at = ${nextMoment(standing, at)}
      where seq = ${seq} and state = 'draft'`
    const from = textOf(standing)
    await recordChange(
      { sql },
      { ...by, ...subjectOf(seq, draft.label), at, action: 'terms.change', from, to: draft },
    )
    return mustBeThere(await selectTerms(sql, seq))
  })
}

/** Whether the text that was seen is the one that stands. */
export const isTextOf = ({ changedAt }: TermsVersion, seen: Date): boolean =>
  changedAt.getTime() === seen.getTime()

/** Each text has a moment of its own, also the second of one millisecond: it is known by that. */
export const nextMoment = ({ changedAt }: TermsVersion, at: Date): Date =>
  at > changedAt ? at : new Date(changedAt.getTime() + 1)

export const subjectOf = (seq: number, label: string) => ({ subject: `terms:${seq}`, subjectName: label })

export function textOf({ label, agreement, body, bodyEn }: TermsDraft): TermsDraft {
  return { label, agreement, body, bodyEn }
}

function refuseBrands(draft: TermsDraft): Refusal<'terms_name_an_institution'> | null {
  for (const field of ['label', 'body', 'bodyEn'] as const) {
    const word = findBrand(draft[field])
    if (word !== null) return refuse('terms_name_an_institution', { field, word })
  }
  return null
}

export function mustBeThere(version: TermsVersion | null): TermsVersion {
  if (version === null) throw new Error('a version of the terms was written and is not there')
  return version
}
