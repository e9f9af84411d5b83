import { isDeepStrictEqual } from 'node:util'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type Guardrail, type LaunchRules, WHOLE_BP } from '../rules-schema.js'

export type RulesRefusal =
  | 'method_of_another_institution'
  | 'window_without_time'
  | 'amount_range_empty'
  | 'steps_do_not_rise'
  | 'guardrail_limit_too_large'
  | 'launch_state_move'
  | 'launch_opens_by_its_own_call'
  | 'schedule_moves_by_its_own_calls'
  | 'schedule_is_running'

/** What is wrong with the rules by themselves; the shapes of the fields are checked before. */
export function checkRules(institution: string, rules: LaunchRules): Refusal<RulesRefusal> | null {
  const stranger = rules.methods.find((method) => !method.startsWith(`${institution}_`))
  if (stranger !== undefined)
    return refuse('method_of_another_institution', { method: stranger, institution })

  const { least, most } = rules.amountMinor
  if (least !== null && most !== null && least > most) return refuse('amount_range_empty', { least, most })

  const window = rules.windows.find(({ from, until }) => new Date(from) >= new Date(until))
  if (window !== undefined) return refuse('window_without_time', { from: window.from, until: window.until })

  const { steps } = rules.schedule
  const flat = steps.findIndex(
    ({ shareBp }, index) => index > 0 && shareBp <= (steps[index - 1]?.shareBp ?? 0),
  )
  if (flat > 0) return refuse('steps_do_not_rise', { step: flat + 1, shareBp: steps[flat]?.shareBp ?? 0 })

  const wide = rules.guardrails.find(isTooWide)
  return wide === undefined
    ? null
    : refuse('guardrail_limit_too_large', { metric: wide.metric, toleranceBp: wide.toleranceBp })
}

/** A rate above the whole says nothing; only a time, and what may be worse than a figure, can be larger. */
function isTooWide({ metric, against, toleranceBp }: Guardrail): boolean {
  if (against === 'limit') return metric !== 'time_to_paid' && toleranceBp > WHOLE_BP
  return metric === 'success_rate' && toleranceBp > WHOLE_BP
}

const STATE_MOVES: Readonly<Record<LaunchRules['state'], readonly LaunchRules['state'][]>> = {
  draft: ['live', 'ended'],
  live: ['halted', 'ended'],
  halted: ['live', 'ended'],
  ended: [],
}

/** What may not be changed together with the other rules, because it has a call of its own. */
export function checkChange(before: LaunchRules, after: LaunchRules): Refusal<RulesRefusal> | null {
  if (before.state !== after.state && !STATE_MOVES[before.state].includes(after.state))
    return refuse('launch_state_move', { from: before.state, to: after.state })
  if (before.merchants !== after.merchants || before.everyoneUnderTermsSeq !== after.everyoneUnderTermsSeq)
    return refuse('launch_opens_by_its_own_call')
  const { steps: stepsBefore, ...placeBefore } = before.schedule
  const { steps: stepsAfter, ...placeAfter } = after.schedule
  if (!isDeepStrictEqual(placeBefore, placeAfter)) return refuse('schedule_moves_by_its_own_calls')
  const runs = before.schedule.state === 'running'
  if (runs && (before.shareBp !== after.shareBp || !isDeepStrictEqual(stepsBefore, stepsAfter)))
    return refuse('schedule_is_running')
  return null
}

/** New steps are a new schedule: it has not begun. */
export function withSchedulePlaced(before: LaunchRules, after: LaunchRules): LaunchRules {
  if (isDeepStrictEqual(before.schedule.steps, after.schedule.steps)) return after
  return { ...after, schedule: { ...after.schedule, step: -1, state: 'off', stepBeganAt: null } }
}
