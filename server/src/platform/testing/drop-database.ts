import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const LOOK_EVERY_MS = 5

/**
 * Drops a database, whoever else is still connected. Not `with (force)`: that also wants to end an autovacuum worker,
 * which belongs to the superuser, and our role may not. A plain drop asks such a worker to go and waits for it.
 */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ oid: number }>('select oid from pg_database where datname = $1', [
      name,
    ])
    const [database] = rows
    if (database === undefined) return
    // First the door, so that nobody whose connection is cut comes back.
    await client.query(`alter database ${name} with allow_connections false`)
    // Who was already halfway through it is not in the list of connections yet, but holds a lock on the database.
    while (await isBeingEntered(client, database.oid)) await pause(LOOK_EVERY_MS)
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user',
      [name],
    )
    await client.query(`drop database if exists ${name}`)
  } finally {
    await client.end()
  }
}

async function isBeingEntered(client: pg.Client, oid: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_locks where locktype = 'object' and classid = 'pg_database'::regclass and objid = $1`,
    [oid],
  )
  return rowCount !== 0
}
