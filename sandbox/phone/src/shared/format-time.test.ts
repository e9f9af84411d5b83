import { describe, expect, test } from 'vitest'
import { formatCountdown, formatMinute, formatMoment } from './format-time.js'

describe('times on the screen', () => {
  test.each([
    [-5, '00:00'],
    [0, '00:00'],
    [1, '00:01'],
    [59_001, '01:00'],
    [299_000, '04:59'],
    [3_600_000, '1:00:00'],
    [2 * 86_400_000 + 3_723_000, '2 天 01:02:03'],
  ])('%i ms left reads %s', (leftMs, text) => {
    expect(formatCountdown(leftMs, '天')).toBe(text)
  })

  test('moments are told in Beijing time, and midnight is 00', () => {
    const beijingMidnight = Date.parse('2026-05-01T00:00:07+08:00')
    expect(formatMoment(beijingMidnight)).toBe('2026-05-01 00:00:07')
    expect(formatMinute(beijingMidnight)).toBe('00:00')
  })
})
