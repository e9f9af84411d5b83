import { expect, it } from 'vitest'
import { FIRST_LOOK_MS, LEASE_MS, nextClosingLook, nextQuietLook, nextUnknownLook } from './schedule.js'

const NOW = new Date('2026-11-22T06:30:00Z')
const MINUTE_MS = 60_000

it.each([
  ['quiet', nextQuietLook],
  ['unknown', nextUnknownLook],
  ['closing', nextClosingLook],
] as const)(
  '%s: looks again within a minute, however often it looked before, and less often with time',
  (_name, next) => {
    const gaps = Array.from({ length: 1_000 }, (_, tries) => next(NOW, tries).getTime() - NOW.getTime())
    expect(Math.max(...gaps)).toBeLessThan(MINUTE_MS)
    expect(Math.min(...gaps)).toBeGreaterThan(0)
    expect(gaps).toEqual([...gaps].sort((one, other) => one - other))
  },
)

it('asks first within 15 seconds, also when the process that stored the intent has died', () => {
  expect(FIRST_LOOK_MS).toBeLessThan(15_000)
  expect(nextQuietLook(NOW, 0).getTime() - NOW.getTime()).toBeLessThan(15_000)
})

it('leaves room in a minute for a worker that dies while it asks', () => {
  expect(LEASE_MS).toBeLessThan(MINUTE_MS)
})
