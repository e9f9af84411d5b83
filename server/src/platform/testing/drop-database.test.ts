import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLog } from '../log/index.js'
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from '../postgres/index.js'
import { dropDatabase } from './drop-database.js'

let folder: string
let postgres: EmbeddedPostgres
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutong-drop-'))
  await chmod(folder, 0o755)
  postgres = await startEmbeddedPostgres({
    dataFolder: folder,
    log: createLog({ level: 'error' }),
    // Looks for tables to vacuum at once, not once a minute.
    settings: { autovacuum_naptime: '1s' },
  })
}, 60_000)
afterAll(async () => {
  await postgres.stop()
  await removeEmbeddedPostgres(folder)
})

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  // A connection that the drop cuts is no news.
  client.on('error', () => {})
  await client.connect()
  return client
}

async function createDatabase(name: string): Promise<string> {
  const admin = await connect(postgres.url)
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = new URL(postgres.url)
  url.pathname = `/${name}`
  return url.href
}

async function databaseExists(name: string): Promise<boolean> {
  const admin = await connect(postgres.url)
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
  await admin.end()
  return rowCount === 1
}

it('drops a database in which somebody is still connected', async () => {
  const left = await connect(await createDatabase('still_used'))
  await left.query('begin')
  await dropDatabase(postgres.url, 'still_used')
  expect(await databaseExists('still_used')).toBe(false)
  await left.end().catch(() => {})
})

it('drops a database that somebody is just coming into', async () => {
  const url = new URL(await createDatabase('being_entered'))
  // Admitted, and for a second not yet in the list of connections.
  url.searchParams.set('options', '-c post_auth_delay=1')
  const entering = connect(url.href).catch(() => undefined)
  const admin = await connect(postgres.url)
  const doors = () =>
    admin.query(
      `select from pg_locks join pg_database on objid = pg_database.oid
       where locktype = 'object' and classid = 'pg_database'::regclass and datname = 'being_entered'`,
    )
  await expect.poll(async () => (await doors()).rowCount, { interval: 5 }).toBe(1)
  await dropDatabase(postgres.url, 'being_entered')
  expect(await databaseExists('being_entered')).toBe(false)
  await (await entering)?.end().catch(() => {})
  await admin.end()
})

it('drops a database that autovacuum is at work in', { timeout: 60_000 }, async () => {
  const url = await createDatabase('being_vacuumed')
  const client = await connect(url)
  // A vacuum that rests a tenth of a second at every page, and so is at work for as long as the test needs it.
  await client.query(
    `create table slow (n int, filler text) with (autovacuum_vacuum_threshold = 1,
       autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)`,
  )
  await client.query(`insert into slow select n, repeat('x', 500) from generate_series(1, 20000) n`)
  await client.query('delete from slow where n % 2 = 0')
  const workers = () =>
    client.query('select pid from pg_stat_progress_vacuum where datname = current_database()')
  await expect.poll(async () => (await workers()).rowCount, { timeout: 30_000 }).toBe(1)
  await dropDatabase(postgres.url, 'being_vacuumed')
  expect(await databaseExists('being_vacuumed')).toBe(false)
  await client.end().catch(() => {})
})

it('is content when there is no such database', async () => {
  await dropDatabase(postgres.url, 'never_was')
  expect(await databaseExists('never_was')).toBe(false)
})
