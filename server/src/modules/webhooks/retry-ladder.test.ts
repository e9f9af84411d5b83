import { expect, it } from 'vitest'
import { nextTryInMs, RETRY_LADDER_MS } from './retry-ladder.js'

const HOUR_MS = 3_600_000

it('climbs for more than a day and then ends', () => {
  const steps = RETRY_LADDER_MS.map((_step, index) => nextTryInMs(index + 1, null, 0) ?? 0)
  expect(steps[0]).toBe(5_000)
  expect(steps.reduce((sum, step) => sum + step, 0)).toBeGreaterThan(24 * HOUR_MS)
  expect([...steps].sort((one, other) => one - other)).toEqual(steps)
  expect(nextTryInMs(RETRY_LADDER_MS.length + 1, null, 0)).toBeNull()
})

it('is spread by up to a tenth, never earlier', () => {
  expect(nextTryInMs(1, null, 0.5)).toBe(5_250)
})

it('waits longer where the receiver asks for it, within limits', () => {
  expect(nextTryInMs(1, 60_000, 0)).toBe(60_000)
  expect(nextTryInMs(6, 1_000, 0)).toBe(HOUR_MS)
  expect(nextTryInMs(1, 1_000 * HOUR_MS, 0)).toBe(12 * HOUR_MS)
})
