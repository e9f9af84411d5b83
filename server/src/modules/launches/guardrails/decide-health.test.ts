import { expect, it } from 'vitest'
import { later } from '../../../platform/clock/index.js'
import { noOutcomes } from './count-outcomes.js'
import { decideHealth, FAILING_SAMPLES, type HealthState, WELL_SAMPLES } from './decide-health.js'

const NOW = new Date('2026-03-02T08:00:00Z')
const MINUTE_MS = 60_000
const seen = (given: object) => ({ ...noOutcomes(), ...given })
const WELL: HealthState = { health: 'well', at: null, failedLately: 0 }
const failing = (minutes: number, failedLately = 1): HealthState => ({
  health: 'failing',
  at: later(NOW, -minutes * MINUTE_MS),
  failedLately,
})
const decide = (state: HealthState, figures: object) => decideHealth(state, seen(figures), NOW)?.health

it('fails when nearly nothing gets through, and not by a few or by shoppers who turn away', () => {
  expect(decide(WELL, { failed: FAILING_SAMPLES })).toBe('failing')
  expect(decide(WELL, { failed: 9, unanswered: 9, paid: 2 })).toBe('failing')
  expect(decide(WELL, { failed: FAILING_SAMPLES - 1 })).toBeUndefined()
  expect(decide(WELL, { failed: 17, paid: 3 })).toBeUndefined()
  expect(decide(WELL, { closed: 500 })).toBeUndefined()
})

it('works again when half gets through, and not between', () => {
  expect(decide(failing(1), { paid: WELL_SAMPLES / 2, failed: WELL_SAMPLES / 2 })).toBe('well')
  expect(decide(failing(1), { paid: 4, failed: 6 })).toBeUndefined()
  expect(decide(failing(1), { paid: WELL_SAMPLES - 1 })).toBeUndefined()
})

it('is tried again after a while that doubles each time it fails, up to a quarter of an hour', () => {
  expect(decide(failing(1.9), {})).toBeUndefined()
  expect(decide(failing(2), {})).toBe('well')
  expect(decide(failing(3.9, 2), {})).toBeUndefined()
  expect(decide(failing(4, 2), {})).toBe('well')
  expect(decide(failing(15.9, 9), {})).toBeUndefined()
  expect(decide(failing(16, 9), {})).toBe('well')
  // Where it is still shown, its own failures say enough.
  expect(decide(failing(60), { failed: FAILING_SAMPLES })).toBeUndefined()
})
