import type { Static, TSchema } from 'typebox'
import { type Problem, ProblemRef } from '../../platform/http/index.js'
import type { RefusalCatalog } from '../../platform/refusal/index.js'
import { ref } from './api-schema.js'
import { ACCESS_REFUSALS } from './refusals.js'

/** What every call of the marketplace's API says about itself. */
export function marketplaceCall(tag: string, operationId: string, summary: string, description?: string) {
  return {
    tags: [tag],
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    security: [{ apiKey: [] }],
  }
}

/** A named object as the answer, with what it means here. */
export function answer<Schema extends TSchema>(schema: Schema, description: string) {
  return { ...ref(schema), description } as unknown as ReturnType<typeof ref<Schema>> & Static<Schema>
}

const OF_EVERY_CALL = ['api_key_missing', 'api_key_invalid']
const OF_EVERY_POST = ['idempotency_key_invalid', 'idempotency_key_reused', 'idempotency_in_progress']

/**
 * The refusals of a call by their status, each with its sentence from the catalog that also answers: the document
 * cannot say one thing and the server another.
 */
export function refused(
  catalog: RefusalCatalog,
  codes: readonly string[],
  method: 'GET' | 'POST' | 'DELETE' = 'GET',
): Record<number, typeof ProblemRef & Problem> {
  const all: RefusalCatalog = { ...ACCESS_REFUSALS, ...catalog }
  const lines = new Map<number, string[]>([
    [400, ['`invalid_request`: The request does not match what this endpoint expects; nothing was done.']],
  ])
  for (const code of [...OF_EVERY_CALL, ...codes, ...(method === 'POST' ? OF_EVERY_POST : [])]) {
    const meaning = all[code]
    if (meaning === undefined) throw new Error(`no catalog has the refusal "${code}"`)
    lines.set(meaning.status, [...(lines.get(meaning.status) ?? []), `\`${code}\`: ${meaning.en}`])
  }
  return Object.fromEntries(
    [...lines].map(([status, sentences]) => [status, { ...ProblemRef, description: sentences.join('\n\n') }]),
  ) as never
}
