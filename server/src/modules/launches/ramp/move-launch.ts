import type { Tx } from '../../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { By } from '../../audit/index.js'
import type { LaunchRules } from '../rules-schema.js'
import { checkSurroundings, requiredToGoLive, type SurroundingsRefusal } from './check-surroundings.js'
import type { RampDeps } from './deps.js'
import { enterSchedule, pauseSchedule, settleSchedule } from './move-schedule.js'
import { type Launch, selectTermsInForce } from './queries.js'
import { holdLaunch, writeVersion } from './write-version.js'

export type MoveRefusal =
  | 'launch_not_found'
  | 'launch_has_ended'
  | 'launch_not_live'
  | 'launch_not_draft'
  | 'launch_not_halted'
  | 'schedule_has_no_steps'
  | 'schedule_behind_share'
  | 'schedule_is_running'
  | 'schedule_not_running'
  | 'schedule_not_paused'
  | 'no_terms_in_force'
  | SurroundingsRefusal

/** What a move does to a held launch: other rules, a refusal, or null when it is so already. */
type Move = (tx: Tx, launch: Launch, at: Date) => Promise<LaunchRules | Refusal<MoveRefusal> | null>

interface MoveKind {
  readonly action: string
  readonly move: Move
  /** What was measured before it counts no more. */
  readonly putOnAgain: boolean
}

/** One button each. None asks for a version: whoever stops something must not lose against somebody's edit. */
const MOVES = {
  /** From draft: from now on shoppers may see it, as far as share and merchants go. */
  'go-live': {
    action: 'launch.go-live',
    putOnAgain: true,
    move: async (tx, { id, institution, rules }) => {
      if (rules.state === 'live') return null
      if (rules.state !== 'draft') return refuse('launch_not_draft', { state: rules.state })
      return goLive(tx, id, institution, rules)
    },
  },
  /** The kill switch. Attempts under way go on; the schedule does not. */
  halt: {
    action: 'launch.halt',
    putOnAgain: false,
    move: async (_tx, { rules }) => {
      if (rules.state === 'halted') return null
      if (rules.state !== 'live') return refuse('launch_not_live', { state: rules.state })
      return settleSchedule({ ...rules, state: 'halted' })
    },
  },
  resume: {
    action: 'launch.resume',
    putOnAgain: true,
    move: async (tx, { id, institution, rules }) => {
      if (rules.state === 'live') return null
      if (rules.state !== 'halted') return refuse('launch_not_halted', { state: rules.state })
      return goLive(tx, id, institution, rules)
    },
  },
  end: {
    action: 'launch.end',
    putOnAgain: false,
    move: async (_tx, { rules }) =>
      rules.state === 'ended' ? null : settleSchedule({ ...rules, state: 'ended' }),
  },
  'open-to-everyone': {
    action: 'launch.open-to-everyone',
    putOnAgain: false,
    move: async (tx, { rules }, at) => {
      const seq = await selectTermsInForce(tx, at)
      if (seq === null) return refuse('no_terms_in_force')
      if (rules.merchants === 'everyone' && rules.everyoneUnderTermsSeq === seq) return null
      return { ...rules, merchants: 'everyone', everyoneUnderTermsSeq: seq }
    },
  },
  'schedule/start': {
    action: 'launch.schedule-start',
    putOnAgain: true,
    move: async (_tx, { rules }, at) => {
      if (rules.schedule.state === 'running' || rules.schedule.state === 'paused')
        return refuse('schedule_is_running')
      return runSchedule(rules, at)
    },
  },
  'schedule/pause': {
    action: 'launch.schedule-pause',
    putOnAgain: false,
    move: async (_tx, { rules }) => {
      if (rules.schedule.state === 'paused') return null
      if (rules.schedule.state !== 'running') return refuse('schedule_not_running')
      return pauseSchedule(rules)
    },
  },
  'schedule/resume': {
    action: 'launch.schedule-resume',
    putOnAgain: true,
    move: async (_tx, { rules }, at) => {
      if (rules.schedule.state !== 'paused') return refuse('schedule_not_paused')
      return runSchedule(rules, at)
    },
  },
} as const satisfies Record<string, MoveKind>

export type LaunchMove = keyof typeof MOVES
export const LAUNCH_MOVES = Object.keys(MOVES) as LaunchMove[]
export const actionOf = (move: LaunchMove): string => MOVES[move].action

/** Moves the launch, effective with the commit; answers with it as it is then. */
export async function moveLaunch(
  deps: RampDeps,
  launchId: string,
  name: LaunchMove,
  by: By,
): Promise<Launch | Refusal<MoveRefusal>> {
  const { action, move, putOnAgain }: MoveKind = MOVES[name]
  const moved = await deps.db.tx(async (tx) => {
    const launch = await holdLaunch(tx, launchId)
    if (isRefusal(launch)) return launch
    if (launch.rules.state === 'ended' && name !== 'end') return refuse('launch_has_ended')
    const at = deps.clock.now()
    const rules = await move(tx, launch, at)
    if (rules === null) return launch
    return isRefusal(rules) ? rules : writeVersion(tx, launch, rules, { ...by, at, action, putOnAgain })
  })
  await deps.rulebooks.announce()
  return moved
}

async function goLive(
  tx: Tx,
  id: string,
  institution: string,
  rules: LaunchRules,
): Promise<LaunchRules | Refusal<MoveRefusal>> {
  const live = { ...rules, requires: requiredToGoLive(institution, rules), state: 'live' as const }
  return (await checkSurroundings(tx, id, live, true)) ?? live
}

function runSchedule(rules: LaunchRules, at: Date): LaunchRules | Refusal<MoveRefusal> {
  if (rules.state !== 'live') return refuse('launch_not_live', { state: rules.state })
  if (rules.schedule.steps.length === 0) return refuse('schedule_has_no_steps')
  return enterSchedule(rules, at) ?? refuse('schedule_behind_share', { shareBp: rules.shareBp })
}
