import { createLog } from '../log/index.js'
import { startEmbeddedPostgres } from './start.js'

// Holds the embedded database as the platform does, for tests that kill it. Says on standard output what happened.
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)
try {
  const postgres = await startEmbeddedPostgres({
    dataFolder: process.argv[2] ?? '',
    log: createLog({ write: (line) => say({ log: line }) }),
  })
  process.once('SIGINT', () => {
    void postgres.stop().then(() => process.exit(0))
  })
  setInterval(() => {}, 60_000)
  say({ url: postgres.url, folder: postgres.folder })
} catch (error) {
  say({ refused: (error as Error).name, message: (error as Error).message })
  process.exit(1)
}
