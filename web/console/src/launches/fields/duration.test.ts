import { expect, it } from 'vitest'
import { fromLocalField, splitSpan, toLocalField, UNIT_MS } from './duration.js'

it('says a span in the largest unit that holds it exactly', () => {
  expect(splitSpan(7_200_000)).toEqual({ count: 2, unit: 'hour' })
  expect(splitSpan(90_000)).toEqual({ count: 90, unit: 'second' })
  expect(splitSpan(86_400_000)).toEqual({ count: 1, unit: 'day' })
  expect(splitSpan(0)).toEqual({ count: 0, unit: 'second' })
})

it('loses nothing on the way', () => {
  for (const ms of [1_000, 61_000, 600_000, 5_400_000, 129_600_000]) {
    const { count, unit } = splitSpan(ms)
    expect(count * UNIT_MS[unit]).toBe(ms)
  }
})

it('takes a moment into a field and back, to the minute', () => {
  const iso = '2024-09-27T02:30:00.000Z'
  expect(fromLocalField(toLocalField(iso))).toBe(iso)
  expect(toLocalField(null)).toBe('')
  expect(fromLocalField('')).toBeNull()
  expect(fromLocalField('2024-13')).toBeNull()
})
