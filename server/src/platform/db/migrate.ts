import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

// One arbitrary number for "a Hutong process is migrating": two servers that start together queue here.
const MIGRATION_LOCK = 7_236_117

const OLDEST_VERSION = 15

/** The database is older than the SQL that we write. */
export class PostgresTooOld extends Error {
  override readonly name = 'PostgresTooOld'
  readonly version: string
  constructor(version: string) {
    super(`PostgreSQL ${version} is too old: ${OLDEST_VERSION} or newer is needed`)
    this.version = version
  }
}

export interface MigrationReport {
  readonly applied: readonly string[]
  readonly already: number
}

/**
 * Applies the numbered SQL files that the database has not seen, each in its own transaction. Forward only.
 * A file that changed after it was applied is an error: the database and the code would no longer agree.
 */
export async function migrate(url: string, folder: string): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString: url, application_name: 'hutong-migrate' })
  await client.connect()
  try {
    const { rows } = await client.query<{ number: string; version: string }>(
      `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
    )
    if (Number(rows[0]?.number) < OLDEST_VERSION * 10_000) throw new PostgresTooOld(rows[0]?.version ?? '')
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`create table if not exists migrations (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
    const seen = new Map(
      (await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations')).rows.map(
        (row) => [row.name, row.sha256],
      ),
    )
    const applied: string[] = []
    for (const migration of await readMigrations(folder)) {
      const knownHash = seen.get(migration.name)
      if (knownHash === migration.sha256) continue
      if (knownHash !== undefined) throw new Error(`migration ${migration.name} changed after it was applied`)
      await client.query('begin')
      await client.query(migration.text)
      await client.query('insert into migrations (name, sha256) values ($1, $2)', [
        migration.name,
        migration.sha256,
      ])
      await client.query('commit')
      applied.push(migration.name)
    }
    return { applied, already: seen.size }
  } finally {
    await client.end()
  }
}

/** True when the database has exactly the migrations of the folder: what /readyz asks. */
export async function migrationsInOrder(
  names: readonly { name: string; sha256: string }[],
  folder: string,
): Promise<boolean> {
  const expected = await readMigrations(folder)
  const have = new Map(names.map((row) => [row.name, row.sha256]))
  return expected.every((migration) => have.get(migration.name) === migration.sha256)
}

async function readMigrations(folder: string): Promise<{ name: string; text: string; sha256: string }[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}
