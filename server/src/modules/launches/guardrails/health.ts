import { later } from '../../../platform/clock/index.js'
import { type Db, json } from '../../../platform/db/index.js'
import { raiseAlert } from '../alerts/raise-alert.js'
import type { LaunchesDeps } from '../deps.js'
import { bumpRulebook } from '../rulebook/bump-rulebook.js'
import { claimChore } from './claim-chore.js'
import { countOutcomesUntilNow } from './count-outcomes.js'
import { decideHealth, HEALTH_WINDOW_MS, type HealthState } from './decide-health.js'

const EVERY_MS = 5_000
const HOUR_MS = 3_600_000

/** Looks whether a method has begun to fail, or works again, and keeps that as a move. */
export async function watchHealth(deps: Pick<LaunchesDeps, 'db' | 'clock' | 'rulebooks'>): Promise<number> {
  const now = deps.clock.now()
  if (!(await claimChore(deps.db, 'health', now, EVERY_MS))) return 0
  const states = await selectHealth(deps.db, new Date(now.getTime() - HOUR_MS))
  const window = await countOutcomesUntilNow(deps.db, new Date(now.getTime() - HEALTH_WINDOW_MS), now)
  for (const method of new Set([...states.keys(), ...window.keys()])) {
    const state = states.get(method) ?? { health: 'well', at: null, lastId: null, failedLately: 0 }
    const since = later(now, -HEALTH_WINDOW_MS)
    // What made it fail must not be what keeps it failing.
    const seen =
      state.at === null || state.at <= since
        ? window.get(method)
        : (await countOutcomesUntilNow(deps.db, state.at, now)).get(method)
    const decided = decideHealth(state, seen, now)
    if (decided !== null) await move(deps, method, state, decided, now)
  }
  return 1
}

async function move(
  deps: Pick<LaunchesDeps, 'db' | 'rulebooks'>,
  method: string,
  from: KnownHealth,
  { health, because }: NonNullable<ReturnType<typeof decideHealth>>,
  at: Date,
): Promise<void> {
  await deps.db.tx(async (tx) => {
    await bumpRulebook(tx)
    const [last] = await tx.sql<{ id: bigint }>`
      select id from method_health_moves where method = ${method} order by id desc limit 1`
    // Somebody else has moved it meanwhile: what was decided is about another state.
    if ((last?.id ?? null) !== from.lastId) return
    await tx.sql`
      insert into method_health_moves (method, at, health, because)
      values (${method}, ${at}, ${health}, ${json(because)})`
    await raiseAlert(tx, {
      at,
      kind: `method.${health}`,
      subject: `method:${method}`,
      data: { method, ...because },
    })
  })
  await deps.rulebooks.announce()
}

interface KnownHealth extends HealthState {
  readonly lastId: bigint | null
}

async function selectHealth(db: Pick<Db, 'sql'>, lately: Date): Promise<Map<string, KnownHealth>> {
  const rows = await db.sql<{
    method: string
    id: bigint
    at: Date
    health: 'well' | 'failing'
    failed: bigint
  }>`
    select distinct on (m.method) m.method, m.id, m.at, m.health,
      (select count(*) from method_health_moves f
        where f.method = m.method and f.health = 'failing' and f.at > ${lately}) as failed
    from method_health_moves m order by m.method, m.id desc`
  return new Map(
    rows.map(({ method, id, at, health, failed }) => [
      method,
      { health, at, lastId: id, failedLately: Number(failed) },
    ]),
  )
}
