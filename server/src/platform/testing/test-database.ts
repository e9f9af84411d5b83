import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { connectDb, type Db } from '../db/index.js'
import { dropDatabase } from './drop-database.js'
import { SERVER_VARIABLE, TEMPLATE } from './test-server.js'

export interface TestDatabase {
  readonly url: string
  readonly db: Db
  /** Closes the connections and drops the database, whoever else is still connected. */
  drop(): Promise<void>
}

/** An empty, migrated database of one's own: a clone of the template, ready in some tens of milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env[SERVER_VARIABLE]
  if (serverUrl === undefined)
    throw new Error(`no test server: ${SERVER_VARIABLE} is set by vitest's global setup`)
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, `create database ${name} template ${TEMPLATE}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  // A connection that the drop below cuts is no news.
  const db = connectDb({ url: url.href, onError: () => {} })
  return {
    url: url.href,
    db,
    async drop() {
      await db.close()
      await dropDatabase(serverUrl, name)
    },
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
