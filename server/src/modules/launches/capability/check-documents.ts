import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { DocumentField } from './kinds.js'

export type Documents = Readonly<Record<string, string>>

/** What is known of an application may be written down in parts; only names that mean something are kept. */
export function checkNames(
  fields: readonly DocumentField[],
  documents: Documents,
): Documents | Refusal<'document_unknown'> {
  const stranger = Object.keys(documents).find((name) => !fields.some(({ field }) => field === name))
  if (stranger !== undefined) return refuse('document_unknown', { field: stranger })
  const trimmed = Object.entries(documents).map(([name, text]) => [name, text.trim()])
  return Object.fromEntries(trimmed.filter(([, text]) => text !== '')) as Documents
}

/** What is handed in must be whole: an institution's days are not spent on a form with a gap. */
export function checkWhole(
  fields: readonly DocumentField[],
  documents: Documents,
): Refusal<'documents_missing'> | null {
  const missing = fields.filter(({ field, required }) => required && documents[field] === undefined)
  if (missing.length === 0) return null
  return refuse('documents_missing', {
    fields: missing.map(({ field }) => field).join(' '),
    labels: missing.map(({ label }) => label).join('、'),
    labelsEn: missing.map(({ labelEn }) => labelEn).join(', '),
  })
}
