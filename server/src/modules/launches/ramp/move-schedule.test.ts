import fc from 'fast-check'
import { expect, it } from 'vitest'
import { later } from '../../../platform/clock/index.js'
import type { LaunchRules } from '../rules-schema.js'
import { firstRules } from './first-rules.js'
import {
  advanceSchedule,
  enterSchedule,
  pauseSchedule,
  scheduleDueAt,
  settleSchedule,
  stepBack,
} from './move-schedule.js'

const START = new Date('2026-03-01T00:00:00Z')
const steps = fc
  .uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 6 })
  .chain((shares) =>
    fc.tuple(
      ...shares
        .toSorted((one, other) => one - other)
        .map((shareBp) =>
          fc.record({ shareBp: fc.constant(shareBp), holdMs: fc.integer({ min: 1_000, max: 100_000 }) }),
        ),
    ),
  )
const acts = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ act: fc.constant('look' as const), ms: fc.integer({ min: 0, max: 150_000 }) }),
    },
    fc.record({ act: fc.constantFrom('enter', 'pause', 'halt', 'resume', 'back') }),
    fc.record({ act: fc.constant('share' as const), bp: fc.integer({ min: 0, max: 10_000 }) }),
  ),
  { maxLength: 60 },
)

const live = (schedule: LaunchRules['schedule']['steps'], shareBp = 0): LaunchRules => {
  const rules = firstRules(['wechatpay_scan'])
  return { ...rules, state: 'live', shareBp, schedule: { ...rules.schedule, steps: schedule } }
}

it('holds each step in full, skips none, and never goes above the step that it is at', () => {
  fc.assert(
    fc.property(steps, acts, (schedule, story) => {
      let now = START
      let rules = live(schedule)
      for (const one of story) {
        const before = rules
        if (one.act === 'look') {
          now = later(now, one.ms)
          const next = advanceSchedule(rules, now)
          if (next !== null) {
            const held = now.getTime() - new Date(before.schedule.stepBeganAt ?? 0).getTime()
            expect(before.state).toBe('live')
            expect(before.schedule.state).toBe('running')
            expect(held).toBeGreaterThanOrEqual(schedule[before.schedule.step]?.holdMs ?? Number.NaN)
            const last = before.schedule.step === schedule.length - 1
            expect(next.schedule.step).toBe(before.schedule.step + (last ? 0 : 1))
            expect(next.schedule.state).toBe(last ? 'done' : 'running')
            expect(next.shareBp).toBeGreaterThanOrEqual(before.shareBp)
            rules = next
          }
        } else if (one.act === 'enter') {
          const next =
            rules.state === 'live' && rules.schedule.state !== 'running' ? enterSchedule(rules, now) : null
          if (next !== null) expect(next.shareBp).toBeGreaterThanOrEqual(before.shareBp)
          rules = next ?? rules
        } else if (one.act === 'pause') rules = pauseSchedule(rules)
        else if (one.act === 'halt') rules = settleSchedule({ ...rules, state: 'halted' })
        else if (one.act === 'resume') rules = { ...rules, state: 'live' }
        else if (one.act === 'back') {
          rules = stepBack(rules, 0)
          expect(rules.shareBp).toBeLessThanOrEqual(before.shareBp)
          if (before.shareBp > 0) expect(rules.shareBp).toBeLessThan(before.shareBp)
          expect(rules.schedule.state).not.toBe('running')
        } else if (one.act === 'share' && rules.schedule.state !== 'running')
          rules = { ...rules, shareBp: one.bp }

        const { schedule: now_ } = rules
        if (now_.state === 'running') {
          expect(rules.state).toBe('live')
          expect(rules.shareBp).toBe(schedule[now_.step]?.shareBp)
        }
        expect(scheduleDueAt(rules) === null).toBe(rules.state !== 'live' || now_.state !== 'running')
      }
    }),
    { numRuns: 500 },
  )
})

it('begins with the first step that takes nobody out, and not at all when each would', () => {
  const schedule = [100, 1_000, 5_000].map((shareBp) => ({ shareBp, holdMs: 60_000 }))
  expect(enterSchedule(live(schedule), START)?.schedule).toMatchObject({
    step: 0,
    stepBeganAt: START.toISOString(),
  })
  expect(enterSchedule(live(schedule, 101), START)).toMatchObject({ shareBp: 1_000, schedule: { step: 1 } })
  expect(enterSchedule(live(schedule, 5_001), START)).toBeNull()
})

it('steps back to the share before: of the schedule, or the last lower one that there was', () => {
  const schedule = [100, 1_000].map((shareBp) => ({ shareBp, holdMs: 60_000 }))
  const atTen = enterSchedule(live(schedule, 1_000), START) ?? live(schedule)
  expect(stepBack(atTen, 50)).toMatchObject({ shareBp: 100, schedule: { step: 0, state: 'paused' } })
  expect(stepBack(stepBack(atTen, 50), 50)).toMatchObject({ shareBp: 50, schedule: { step: -1 } })
  expect(stepBack(live([], 4_000), 2_500)).toMatchObject({ shareBp: 2_500, schedule: { state: 'off' } })
})
