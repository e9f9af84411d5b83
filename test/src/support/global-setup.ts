import { fileURLToPath } from 'node:url'
import { startTestServer } from '@hutong/server/platform/testing'

/** Starts the database of a whole run once; each test file then clones its template. */
export default async function startDatabase(): Promise<() => Promise<void>> {
  // Vitest calls this for the run and again for each project in it.
  if (process.env.HUTONG_TEST_SERVER_URL !== undefined) return async () => {}
  const migrations = fileURLToPath(new URL('../../../server/src/migrations', import.meta.url))
  const server = await startTestServer(migrations)
  process.env.HUTONG_TEST_SERVER_URL = server.url
  return server.stop
}
