import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '../../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { By } from '../../audit/index.js'
import { platformCapabilityOf } from '../capability/index.js'
import type { LaunchRules } from '../rules-schema.js'
import { checkChange, checkRules, type RulesRefusal, withSchedulePlaced } from './check-rules.js'
import { checkSurroundings, requiredToGoLive, type SurroundingsRefusal } from './check-surroundings.js'
import type { RampDeps } from './deps.js'
import { settleSchedule } from './move-schedule.js'
import { type Launch, wasEverLive } from './queries.js'
import { holdLaunch, writeVersion } from './write-version.js'

export type ChangeRefusal =
  | 'launch_not_found'
  | 'launch_moved_on'
  | 'launch_has_ended'
  | 'method_stays_in_launch'
  | 'capability_stays_in_launch'
  | RulesRefusal
  | SurroundingsRefusal

export interface LaunchChange {
  readonly launchId: string
  /** The version that the person saw: another one since is not overwritten. */
  readonly version: number
  readonly rules: LaunchRules
}

/** Other rules from now on. The same rules are no change, and no version. */
export async function changeLaunch(
  deps: RampDeps,
  change: LaunchChange,
  by: By,
): Promise<Launch | Refusal<ChangeRefusal>> {
  const changed = await deps.db.tx((tx) => changeHeld(tx, deps, change, by))
  await deps.rulebooks.announce()
  return changed
}

async function changeHeld(
  tx: Tx,
  deps: RampDeps,
  change: LaunchChange,
  by: By,
): Promise<Launch | Refusal<ChangeRefusal>> {
  const launch = await holdLaunch(tx, change.launchId)
  if (isRefusal(launch)) return launch
  if (launch.version !== change.version) return refuse('launch_moved_on', { version: launch.version })
  if (launch.rules.state === 'ended') return refuse('launch_has_ended')

  const before = launch.rules
  const wrong = checkRules(launch.institution, change.rules) ?? checkChange(before, change.rules)
  if (wrong !== null) return wrong
  const wished = settleSchedule(withSchedulePlaced(before, change.rules))
  const goesLive = before.state !== 'live' && wished.state === 'live'
  const rules = goesLive ? { ...wished, requires: requiredToGoLive(launch.institution, wished) } : wished
  if (isDeepStrictEqual(before, rules)) return launch
  const leave = platformCapabilityOf(launch.institution)
  const loses = before.requires.includes(leave) && !rules.requires.includes(leave)
  if (loses && before.state !== 'draft') return refuse('capability_stays_in_launch', { capability: leave })
  const released = before.methods.find((method) => !rules.methods.includes(method))
  if (released !== undefined && (await wasEverLive(tx, launch.id)))
    return refuse('method_stays_in_launch', { method: released })
  const needsMore = rules.state === 'live' && rules.requires.some((id) => !before.requires.includes(id))
  const refused = await checkSurroundings(tx, launch.id, rules, goesLive || needsMore)
  if (refused !== null) return refused
  return writeVersion(tx, launch, rules, {
    ...by,
    // Read after the wait for the launch: versions stand in the order of their commits.
    at: deps.clock.now(),
    action: 'launch.change',
    putOnAgain: goesLive || (await mendsATrip(tx, launch, rules)),
  })
}

/** After a guardrail tripped: other guardrails or a larger share are a person's answer to it. */
async function mendsATrip(tx: Tx, launch: Launch, rules: LaunchRules): Promise<boolean> {
  const before = launch.rules
  const answers = rules.shareBp > before.shareBp || !isDeepStrictEqual(rules.guardrails, before.guardrails)
  if (!answers) return false
  const open = await tx.sql`
    select 1 from guardrail_trips where launch_id = ${launch.id} and cleared_at is null limit 1`
  return open.count > 0
}
