import { expect, it } from 'vitest'
import { startOfDay } from './day.js'

it.each([
  ['2026-11-22T15:59:59.999Z', '2026-11-21T16:00:00.000Z'],
  ['2026-11-22T16:00:00.000Z', '2026-11-22T16:00:00.000Z'],
  ['2026-11-23T03:00:00.000Z', '2026-11-22T16:00:00.000Z'],
])('at %s the day in China began at %s', (now, start) => {
  expect(startOfDay(new Date(now)).toISOString()).toBe(start)
})
