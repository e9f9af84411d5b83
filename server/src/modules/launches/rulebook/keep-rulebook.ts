import type { Db, Listening, Sql } from '../../../platform/db/index.js'
import type { DueWork } from '../../../platform/due/index.js'
import type { Rulebook } from '../decision/facts.js'

/** This process's copy of the rulebook. */
export interface Rulebooks {
  /** The copy that stands: no waiting and no query. */
  current(): Rulebook
  /** As it stood at a past moment: read from the database, for explanations. */
  at(time: Date): Promise<Rulebook>
  /** Call after a commit that bumped the rulebook: this process and the others make their copies anew. */
  announce(): Promise<void>
  /** Makes the copy anew. */
  refresh(): Promise<void>
  /** Calls back after this process's copy was made anew. */
  onChange(listener: () => void): () => void
  start(): Promise<void>
  stop(): Promise<void>
  dueWork(): DueWork[]
}

export interface RulebooksOptions {
  readonly db: Db
  /** Everything of the rulebook but its revision, now or at a past moment. */
  readonly load: (sql: Sql, at: Date | null) => Promise<Omit<Rulebook, 'revision'>>
  readonly onError: (error: unknown) => void
}

/** Says that the rulebook changed; the hint carries nothing. */
export const CHANNEL = 'hutong_rulebook'
// Announcements are the way; looking is for those that were lost with a connection.
const LOOK_EVERY_MS = 1_000

export async function createRulebooks({ db, load, onError }: RulebooksOptions): Promise<Rulebooks> {
  const read = (at: Date | null): Promise<Rulebook> =>
    db.tx(async ({ sql }) => {
      // One moment for all statements: a launch and the capability that it requires are from the same commit.
      await sql`set transaction isolation level repeatable read read only`
      const [row] = await sql<{ revision: bigint }>`select revision from rulebook`
      if (row === undefined) throw new Error('the rulebook has no revision')
      return { revision: row.revision, ...(await load(sql, at)) }
    })

  let standing = await read(null)
  let listening: Listening | undefined
  const listeners = new Set<() => void>()
  let wanted = 0
  let refreshing: Promise<void> | undefined

  async function readWhatIsWanted(): Promise<void> {
    let served = -1
    while (served !== wanted) {
      served = wanted
      const fresh = await read(null)
      const news = fresh.revision > standing.revision
      if (fresh.revision >= standing.revision) standing = fresh
      if (news) for (const listener of listeners) listener()
    }
  }

  /** However many ask at once: one read is under way, and one more follows for those who asked during it. */
  function refresh(): Promise<void> {
    wanted += 1
    refreshing ??= readWhatIsWanted().finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  async function lookWhetherChanged(): Promise<number> {
    const [row] = await db.sql<{ revision: bigint }>`select revision from rulebook`
    if (row !== undefined && row.revision !== standing.revision) await refresh()
    return 0
  }

  return {
    current: () => standing,
    at: (time) => read(time),
    async announce() {
      await Promise.all([db.sql`select pg_notify(${CHANNEL}, '')`, refresh()])
    },
    refresh,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async start() {
      listening = await db.listen(CHANNEL, () => void refresh().catch(onError))
    },
    async stop() {
      await listening?.stop()
      await refreshing?.catch(onError)
    },
    dueWork: () => [{ name: 'launches.rulebook', everyMs: LOOK_EVERY_MS, find: lookWhetherChanged }],
  }
}
