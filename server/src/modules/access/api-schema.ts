import { type Static, type TSchema, Type } from 'typebox'

// Atoms that every object of the API is made of, so that a unit or a format is described once.

export const Id = (what: string, example: string) =>
  Type.String({ description: what, minLength: 1, maxLength: 128, examples: [example] })

export const AmountMinor = (what: string) =>
  Type.Integer({
    description: `${what} Whole minor units of the currency (fen for CNY): 8800 is CNY 88.00.`,
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    examples: [8800],
  })

export const Currency = Type.String({
  description: 'ISO 4217 code.',
  pattern: '^[A-Z]{3}$',
  examples: ['CNY'],
})

export const Time = (what: string) =>
  Type.String({
    description: `${what} RFC 3339, UTC.`,
    format: 'date-time',
    examples: ['2026-11-22T06:30:00.000Z'],
  })

/** One of a closed list. Written as an enum: unions of literals validate and serialise slowly. */
export function oneOf<const Values extends readonly string[]>(values: Values, description: string) {
  return Type.Unsafe<Values[number]>({ type: 'string', enum: values, description, examples: [values[0]] })
}

/** One of a closed list, or null. */
export function oneOfOrNull<const Values extends readonly string[]>(values: Values, description: string) {
  return Type.Unsafe<Values[number] | null>({
    type: ['string', 'null'],
    enum: [...values, null],
    description,
  })
}

/** Text or null, number or null: as a list of types, which every reader of OpenAPI 3.1 understands. */
export function orNull<Schema extends TSchema & { type: string }>(schema: Schema) {
  return Type.Unsafe<Static<Schema> | null>({ ...schema, type: [schema.type, 'null'] })
}

/** A named object of the document, by its $id. */
export function ref<Schema extends TSchema>(schema: Schema) {
  return Type.Unsafe<Static<Schema>>({ $ref: `${nameOf(schema)}#` })
}

export function refOrNull<Schema extends TSchema>(schema: Schema, description: string) {
  return Type.Unsafe<Static<Schema> | null>({
    anyOf: [{ $ref: `${nameOf(schema)}#` }, { type: 'null' }],
    description,
  })
}

export function listOf<Schema extends TSchema>(schema: Schema, description: string) {
  return Type.Object({ data: Type.Array(ref(schema)) }, { description })
}

export function pageOf<Schema extends TSchema>(schema: Schema, description: string) {
  return Type.Object(
    {
      data: Type.Array(ref(schema), { description: 'Newest first.' }),
      nextCursor: orNull(
        Type.String({
          description: 'Give it as `cursor` to read the next page; null on the last page.',
        }),
      ),
    },
    { description },
  )
}

export const PageQuery = {
  cursor: Type.Optional(Type.String({ description: '`nextCursor` of the page before.', maxLength: 512 })),
  limit: Type.Optional(
    Type.Integer({ description: 'Entries on a page.', minimum: 1, maximum: 100, default: 20 }),
  ),
}

export const IdempotencyKeyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      description:
        'Your own unique text for this one intention (a UUID does well). Repeating the call with the same key and the same body gives the same answer, with the header `Idempotency-Replayed: true`, and does nothing twice. Kept for at least 24 hours.',
      minLength: 1,
      maxLength: 255,
      examples: ['8e03978e-40d5-43e8-bc93-6894a57f9324'],
    }),
  ),
})

function nameOf(schema: TSchema): string {
  const name = (schema as { $id?: unknown }).$id
  if (typeof name !== 'string') throw new Error('only a schema with an $id can be referred to')
  return name
}
