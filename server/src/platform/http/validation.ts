import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Format } from 'typebox/format'
import { type Refusal, refuse } from '../refusal/index.js'

// A leap second and a named zone are RFC 3339 too, and no time to a program: they would be read as no time at all.
Format.Set('date-time', (text) => Format.IsDateTime(text) && !Number.isNaN(Date.parse(text)))

/** One thing wrong with a request, as the validator says it. */
export interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly message?: string
  readonly params?: unknown
}

/**
 * Checks requests. Queries, paths and headers are text and are converted; a body says its own types and is taken at
 * its word: an amount of "100", true or null is refused, never guessed at.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema)
  return (given: unknown) => {
    const value = validator.Default(httpPart === 'body' ? given : validator.Convert(given))
    return validator.Check(value) ? { value } : { error: validator.Errors(value) as never }
  }
}

/** Names the first field that is wrong. */
export function invalidRequest(
  errors: readonly SchemaError[],
  part: string | undefined,
): Refusal<'invalid_request'> {
  // The branches of a union each complain; what they complain about says more than "must match anyOf".
  const error = errors.find(({ keyword }) => keyword !== 'anyOf' && keyword !== 'oneOf') ?? errors[0]
  if (error === undefined) return refuse('invalid_request')
  return refuse('invalid_request', {
    in: part ?? 'request',
    field: fieldOf(error),
    problem: problemWith(error),
  })
}

function fieldOf(error: SchemaError): string {
  const params = (error.params ?? {}) as { requiredProperties?: string[]; additionalProperties?: string[] }
  const inner = params.requiredProperties?.[0] ?? params.additionalProperties?.[0]
  const path = inner === undefined ? error.instancePath : `${error.instancePath}/${inner}`
  return path === '' ? '/' : path
}

function problemWith(error: SchemaError): string {
  if (error.keyword === 'required') return 'is required'
  if (error.keyword === 'additionalProperties') return 'is not a known field'
  const allowed = (error.params as { allowedValues?: unknown[] } | undefined)?.allowedValues
  return allowed === undefined ? (error.message ?? error.keyword) : `must be one of ${allowed.join(', ')}`
}
