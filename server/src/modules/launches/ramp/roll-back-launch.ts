import type { Tx } from '../../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type By, hasMovedOn, type Undo } from '../../audit/index.js'
import { announceAtCommit } from '../rulebook/announce-at-commit.js'
import type { LaunchRules } from '../rules-schema.js'
import { checkSurroundings, type SurroundingsRefusal } from './check-surroundings.js'
import type { RampDeps } from './deps.js'
import { pauseSchedule } from './move-schedule.js'
import { type Launch, selectVersion } from './queries.js'
import { holdLaunch, whatChanged, writeVersion } from './write-version.js'

export type RollBackRefusal =
  | 'launch_not_found'
  | 'launch_moved_on'
  | 'launch_has_ended'
  | 'launch_version_not_found'
  | SurroundingsRefusal

const ROLL_BACK = 'launch.roll-back'

export interface RollBackWish {
  readonly launchId: string
  /** The version that the person saw: what somebody switched off since does not come on again by looking back. */
  readonly version: number
  readonly toVersion: number
}

/** The next version, with an older one's rules. */
export async function rollBackLaunch(
  deps: RampDeps,
  { launchId, version, toVersion }: RollBackWish,
  by: By,
): Promise<Launch | Refusal<RollBackRefusal>> {
  const rolledBack = await deps.db.tx(async (tx) => {
    const launch = await holdLaunch(tx, launchId)
    if (isRefusal(launch)) return launch
    if (launch.rules.state !== 'ended' && launch.version !== version)
      return refuse('launch_moved_on', { version: launch.version })
    const rules = await rulesOf(tx, launch, toVersion)
    if (isRefusal(rules)) return rules
    const wish = { ...by, at: deps.clock.now(), action: ROLL_BACK, putOnAgain: true }
    return writeVersion(tx, launch, rules, wish)
  })
  await deps.rulebooks.announce()
  return rolledBack
}

async function rulesOf(
  tx: Tx,
  launch: Launch,
  version: number,
): Promise<LaunchRules | Refusal<RollBackRefusal>> {
  if (launch.rules.state === 'ended') return refuse('launch_has_ended')
  const old = await selectVersion(tx, launch.id, version)
  if (old === null) return refuse('launch_version_not_found', { version })
  const goesLive = launch.rules.state !== 'live' && old.rules.state === 'live'
  // What ran by itself then does not begin to run again because somebody looked back.
  return (await checkSurroundings(tx, launch.id, old.rules, goesLive)) ?? pauseSchedule(old.rules)
}

/** Takes one change of a launch back, for the audit log: refuses when there is a later version. */
export const undoLaunchChange: Undo = async (tx, entry, actor, at, why) => {
  const launch = await holdLaunch(tx, entry.subject.slice('launch:'.length))
  if (isRefusal(launch)) return launch
  const before = (entry.from as { version?: number } | null)?.version
  if (before === undefined || hasMovedOn({ to: versionOf(entry.to) }, launch.version))
    return refuse('audit_moved_on')
  const rules = await rulesOf(tx, launch, before)
  if (isRefusal(rules)) return rules
  const undone = await writeVersion(tx, launch, rules, {
    actor,
    at,
    why,
    // Not that of the entry: what takes a halt back switches on.
    action: ROLL_BACK,
    putOnAgain: true,
    unrecorded: true,
  })
  // The log commits for itself and knows no rulebook: with the commit, every process hears of it.
  await announceAtCommit(tx)
  return { ...whatChanged(launch, undone), action: ROLL_BACK }
}

const versionOf = (to: unknown): unknown => (to as { version?: unknown } | null)?.version ?? null
