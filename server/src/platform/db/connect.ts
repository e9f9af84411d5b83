import pg from 'pg'
import { isRefusal } from '../refusal/index.js'
import { type Sql, sqlOn } from './sql.js'

/** A connection to PostgreSQL that can run statements, transactions and listen for notifications. */
export interface Db {
  readonly sql: Sql
  /** Commits what the body did; rolls back when it throws or returns a refusal. */
  tx<Result>(body: (tx: Tx) => Promise<Result>): Promise<Result>
  /** Runs statements that do not wait for each other over one connection: they go out together. */
  together<Result>(body: (sql: Sql) => Promise<Result>): Promise<Result>
  /** Calls back for each NOTIFY on the channel, and once after each reconnect (something may have been missed). */
  listen(channel: string, onNotify: (payload: string) => void): Promise<Listening>
  close(): Promise<void>
}

export interface Tx {
  readonly sql: Sql
  /** Work for the end of the body, when it is certain that it will commit: writes that can be gathered till then. */
  beforeCommit(work: () => Promise<unknown>): void
}

export interface Listening {
  stop(): Promise<void>
}

export interface DbOptions {
  readonly url: string
  /** About four connections a core; more are slower. */
  readonly maxConnections?: number
  readonly onError?: (error: Error) => void
}

/** No connection came free in time, or the database did not answer: nothing was sent. Answered as 503, try again. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy'
  readonly code = 'HUTONG_DATABASE_BUSY'
}

const CONNECT_WITHIN_MS = 10_000
// pg gives these no code (pg-pool, connect).
const NO_CONNECTION =
  /^timeout exceeded when trying to connect|^Connection terminated due to connection timeout/

function asBusy(error: unknown): never {
  if (error instanceof Error && NO_CONNECTION.test(error.message)) {
    throw new DatabaseBusy('no database connection came free in time', { cause: error })
  }
  throw error
}

const INT8_OID = 20
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8_OID && format !== 'binary'
      ? (text: string) => BigInt(text)
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

export function connectDb(options: DbOptions): Db {
  const onError = options.onError ?? (() => {})
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 8,
    types,
    // Statements that are not awaited one by one go out together; inside a transaction their order is kept.
    pipeline: true,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'hutong',
  })
  // An idle connection that the server ends must not end the process.
  pool.on('error', onError)

  return {
    sql: sqlOn({ query: (config) => pool.query(config).catch(asBusy) }),
    tx: (body) => runTransaction(pool, body),
    together: (body) => runTogether(pool, body),
    listen: (channel, onNotify) => listenOn(options.url, channel, onNotify, onError),
    close: () => pool.end(),
  }
}

async function runTransaction<Result>(pool: pg.Pool, body: (tx: Tx) => Promise<Result>): Promise<Result> {
  const client = await pool.connect().catch(asBusy)
  let broken: Error | undefined
  try {
    // Not awaited: it travels with the body's first statement. Had it failed, the commit below would not say COMMIT.
    const begun = client.query('begin')
    begun.catch(() => {})
    const atEnd: (() => Promise<unknown>)[] = []
    const result = await body({ sql: sqlOn(client), beforeCommit: (work) => void atEnd.push(work) })
    await begun
    if (isRefusal(result)) {
      await client.query('rollback')
      return result
    }
    // The last writes and the commit go out together; if one of them fails, so does the commit.
    const ending = Promise.all(atEnd.map((work) => work()))
    const [, { command }] = await Promise.all([ending, client.query('commit')])
    // PostgreSQL answers ROLLBACK to a COMMIT of a transaction that had already failed.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back at commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function runTogether<Result>(pool: pg.Pool, body: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = await pool.connect().catch(asBusy)
  try {
    return await body(sqlOn(client))
  } finally {
    client.release()
  }
}

async function listenOn(
  url: string,
  channel: string,
  onNotify: (payload: string) => void,
  onError: (error: Error) => void,
): Promise<Listening> {
  let stopped = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined

  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'hutong-listen' })
    next.on('error', onError)
    next.on('end', () => {
      if (stopped || client !== next) return
      retry = setTimeout(() => void open().catch(onError), 500)
    })
    next.on('notification', (message) => onNotify(message.payload ?? ''))
    client = next
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    onNotify('')
  }

  await open()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
