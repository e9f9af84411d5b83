import { later } from '../../../platform/clock/index.js'
import type { LaunchRules } from '../rules-schema.js'

/**
 * The schedule of a launch, as pure moves of its rules. While it runs, the share is that of its step; a step is held in
 * full from the moment at which it began, however late somebody looked, so no step is ever skipped.
 */

/** When the next step is due; null while nothing advances by itself. */
export function scheduleDueAt({ state, schedule }: LaunchRules): Date | null {
  const step = schedule.steps[schedule.step]
  if (state !== 'live' || schedule.state !== 'running' || step === undefined) return null
  return later(new Date(schedule.stepBeganAt ?? 0), step.holdMs)
}

/** Begins, or begins again, with the first step that takes nobody out; null when every step would. */
export function enterSchedule(rules: LaunchRules, now: Date): LaunchRules | null {
  const step = rules.schedule.steps.findIndex(({ shareBp }) => shareBp >= rules.shareBp)
  return step < 0 ? null : atStep(rules, step, now)
}

/** The step after this one, or the end after the last; null when it is not time, or not running. */
export function advanceSchedule(rules: LaunchRules, now: Date): LaunchRules | null {
  const dueAt = scheduleDueAt(rules)
  if (dueAt === null || dueAt > now) return null
  const { schedule } = rules
  if (schedule.step + 1 < schedule.steps.length) return atStep(rules, schedule.step + 1, now)
  return { ...rules, schedule: { ...schedule, state: 'done' } }
}

/** Nothing advances by itself any more until a person says so. */
export function pauseSchedule(rules: LaunchRules): LaunchRules {
  if (rules.schedule.state !== 'running') return rules
  return { ...rules, schedule: { ...rules.schedule, state: 'paused' } }
}

/**
 * The share of the step before, and a pause. Without such a step it is the last share below this one that the launch
 * ever had (`lowerBp`).
 */
export function stepBack(rules: LaunchRules, lowerBp: number): LaunchRules {
  const paused = pauseSchedule(rules)
  const { steps } = rules.schedule
  const step = steps.findLastIndex(({ shareBp }) => shareBp < rules.shareBp)
  const shareBp = steps[step]?.shareBp ?? Math.min(lowerBp, rules.shareBp)
  return { ...paused, shareBp, schedule: { ...paused.schedule, step } }
}

/** A launch that is not live has no running schedule; one that has ended has none at all. */
export function settleSchedule(rules: LaunchRules): LaunchRules {
  if (rules.state === 'live') return rules
  if (rules.state !== 'ended') return pauseSchedule(rules)
  return { ...rules, schedule: { ...rules.schedule, state: 'off' } }
}

function atStep(rules: LaunchRules, step: number, now: Date): LaunchRules {
  const { schedule } = rules
  const shareBp = schedule.steps[step]?.shareBp ?? rules.shareBp
  return {
    ...rules,
    shareBp,
    schedule: { ...schedule, step, state: 'running', stepBeganAt: now.toISOString() },
  }
}
