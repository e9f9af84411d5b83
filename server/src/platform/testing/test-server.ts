import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../db/index.js'
import { createLog } from '../log/index.js'
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../postgres/index.js'
import { dropDatabase } from './drop-database.js'

/** Where createTestDatabase finds the server; set by whoever starts the tests. */
export const SERVER_VARIABLE = 'HUTONG_TEST_SERVER_URL'
export const TEMPLATE = 'hutong_template'

export interface TestServer {
  readonly url: string
  stop(): Promise<void>
}

/**
 * A real PostgreSQL with a migrated template that every test database is a clone of. An own server (15 or newer) is
 * used when HUTONG_TEST_POSTGRES names one whose role may create databases.
 */
export async function startTestServer(migrations: string): Promise<TestServer> {
  const own = process.env.HUTONG_TEST_POSTGRES
  const server = own === undefined || own === '' ? await startOwnServer() : { url: own, stop: async () => {} }
  const template = new URL(server.url)
  template.pathname = `/${TEMPLATE}`
  const admin = new pg.Client({ connectionString: server.url })
  await dropDatabase(server.url, TEMPLATE)
  await admin.connect()
  await admin.query(`create database ${TEMPLATE}`)
  await admin.end()
  await migrate(template.href, migrations)
  return server
}

async function startOwnServer(): Promise<TestServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'hutong-test-'))
  // As root the database runs as another user, who must be able to enter.
  await chmod(dataFolder, 0o755)
  const postgres = await startEmbeddedPostgres({
    dataFolder,
    log: createLog({ level: 'error' }),
    settings: { max_connections: '200' },
  })
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop()
      await removeEmbeddedPostgres(dataFolder)
    },
  }
}
