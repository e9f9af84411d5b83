import { expect, it } from 'vitest'
import { linePath, lonelyPoints, shareTop, stepArea, successFoot, timeTicks } from './chart-geometry.js'

it('breaks a line where nothing is known', () => {
  const points = [{ x: 0, y: 1 }, { x: 10, y: 2 }, null, { x: 30, y: 3 }]
  expect(linePath(points)).toBe('M0 1L10 2M30 3')
  expect(lonelyPoints(points)).toEqual([{ x: 30, y: 3 }])
  expect(linePath([null, null])).toBe('')
})

it('holds each share until the next one', () => {
  const points = [
    { x: 0, y: 90 },
    { x: 50, y: 50 },
  ]
  expect(stepArea(points, 100, 100)).toBe('M0 100V90H50V50H100V100Z')
  expect(stepArea([], 100, 100)).toBe('')
})

it('chooses axes on which small shares and small differences can be seen', () => {
  expect([0, 1, 100, 101, 2_000, 5_001].map(shareTop)).toEqual([100, 100, 100, 500, 2_500, 10_000])
  expect(successFoot([9_412, 8_733])).toBe(8_000)
  expect(successFoot([9_412, 2_150])).toBe(2_000)
  expect(successFoot([10_000])).toBe(8_000)
  expect(successFoot([])).toBe(0)
})

it("puts ticks on round moments of the reader's clock", () => {
  const eightHours = 8 * 3_600_000
  const from = Date.parse('2024-09-27T00:10:00+08:00')
  const { atMs, days } = timeTicks(from, from + 86_400_000, 6, eightHours)
  expect(days).toBe(false)
  expect(atMs.map((ms) => new Date(ms + eightHours).toISOString().slice(11, 16))).toEqual([
    '06:00',
    '12:00',
    '18:00',
    '00:00',
  ])
  expect(timeTicks(from, from + 28 * 86_400_000, 6, eightHours).days).toBe(true)
})
