import { createConnectorBook } from '../../../../connectors/book.js'
import { createManualClock, type ManualClock } from '../../../../platform/clock/index.js'
import type { Db } from '../../../../platform/db/index.js'
import { createLog } from '../../../../platform/log/index.js'
import { isRefusal } from '../../../../platform/refusal/index.js'
import type { By } from '../../../audit/index.js'
import type { LaunchesDeps } from '../../deps.js'
import { changeLaunch } from '../../ramp/change-launch.js'
import { createLaunch } from '../../ramp/create-launch.js'
import { moveLaunch } from '../../ramp/move-launch.js'
import { type Launch, selectLaunch } from '../../ramp/queries.js'
import { createRulebooks, type Rulebooks } from '../../rulebook/keep-rulebook.js'
import { loadRulebook } from '../../rulebook/load-rulebook.js'
import type { LaunchRules } from '../../rules-schema.js'
import { attendLaunches } from '../attend-launches.js'

const START = new Date('2026-03-02T08:00:00Z')
export const PERSON: By = {
  actor: { kind: 'person', id: 'us_1', name: 'lin', role: 'operator' },
  why: 'as planned',
}

type WorldDeps = Pick<LaunchesDeps, 'db' | 'clock' | 'log' | 'book' | 'rulebooks'>

/** Launches on a real database with a clock that is moved by hand, and rulebooks as two processes have them. */
export interface LaunchesWorld {
  readonly clock: ManualClock
  readonly deps: WorldDeps
  /** A second process's. */
  readonly other: WorldDeps
  /** A launch that is live; the institutions have granted what it needs. */
  goLive(rules: Partial<LaunchRules> & Pick<LaunchRules, 'methods'>): Promise<Launch>
  read(id: string): Promise<Launch>
  change(id: string, rules: Partial<LaunchRules>): Promise<Launch>
  /** Both processes look at the same moment. */
  attend(): Promise<void>
  end(): Promise<void>
}

export async function startLaunchesWorld(db: Db): Promise<LaunchesWorld> {
  const clock = createManualClock(START)
  const log = createLog({ level: 'error' })
  const book = createConnectorBook([])
  const fail = (error: unknown): void => {
    throw error
  }
  await db.sql`
    insert into capabilities (id, institution, state, way, documents, application_no, submission, created_at, changed_at)
    select name || '.platform', name, 'granted', 'manual', '{}', name, 1, ${START}, ${START}
    from unnest(array['wechatpay', 'alipay']) name`
  const rulebooks: Rulebooks[] = []
  const startProcess = async (): Promise<WorldDeps> => {
    const own = await createRulebooks({ db, load: loadRulebook, onError: fail })
    await own.start()
    rulebooks.push(own)
    return { db, clock, log, book, rulebooks: own }
  }
  const [deps, other] = [await startProcess(), await startProcess()]
  const read = async (id: string): Promise<Launch> => {
    const launch = await selectLaunch(db, id)
    if (launch === null) throw new Error(`no launch ${id}`)
    return launch
  }
  return {
    clock,
    deps,
    other,
    read,
    async goLive(rules) {
      const institution = rules.methods[0]?.split('_')[0] ?? ''
      const made = taken(
        await createLaunch(deps, { name: '上线', nameEn: 'Launch', institution, rules }, PERSON),
      )
      return taken(await moveLaunch(deps, made.id, 'go-live', PERSON))
    },
    async change(id, rules) {
      const launch = await read(id)
      const change = { launchId: id, version: launch.version, rules: { ...launch.rules, ...rules } }
      return taken(await changeLaunch(deps, change, PERSON))
    },
    async attend() {
      for (let found = 1; found > 0; ) {
        const counts = await Promise.all([attendLaunches(deps, 8), attendLaunches(other, 8)])
        found = counts[0] + counts[1]
      }
    },
    async end() {
      for (const one of rulebooks) await one.stop()
    },
  }
}

export function taken<Value>(value: Value): Exclude<Value, { refusal: string }> {
  if (isRefusal(value)) throw new Error(`refused: ${value.refusal} ${JSON.stringify(value.details ?? {})}`)
  return value as Exclude<Value, { refusal: string }>
}
