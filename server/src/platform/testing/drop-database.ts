import pg from 'pg'

/**
 * Drops a database, whoever else is still connected. Not `with (force)`: that also wants to end an autovacuum worker,
 * which belongs to the superuser, and our role may not. A plain drop asks such a worker to go and waits for it.
 */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) return
    // First the door, so that nobody whose connection is cut comes back.
    await client.query(`alter database ${name} with allow_connections false`)
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user',
      [name],
    )
    await client.query(`drop database if exists ${name}`)
  } finally {
    await client.end()
  }
}
