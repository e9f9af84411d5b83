import { describe, expect, it } from 'vitest'
import { exactUtc, formatClock, formatSpan, formatTime } from './time.js'

const now = new Date('2026-11-22T06:30:00.000Z')
const timeZone = 'Asia/Shanghai'

describe('formatTime', () => {
  it('speaks in the reader’s zone and leaves out this year', () => {
    expect(formatTime('2026-11-22T06:30:05.120Z', now, { language: 'zh', timeZone })).toBe('11月22日 14:30')
    expect(formatTime('2026-11-22T06:30:05.120Z', now, { language: 'en', timeZone, seconds: true })).toBe(
      '22 Nov 14:30:05',
    )
  })
  it('names another year, by the reader’s calendar', () => {
    expect(formatTime('2025-12-31T15:59:00Z', now, { language: 'zh', timeZone })).toBe('2025年12月31日 23:59')
    expect(formatTime('2025-12-31T16:00:00Z', now, { language: 'zh', timeZone })).toBe('1月1日 00:00')
  })
  it('shows a dash for what is no time', () => {
    expect(formatTime('soon', now, { language: 'zh' })).toBe('—')
  })
})

it('keeps milliseconds on the clock of a story', () => {
  expect(formatClock('2026-11-22T06:30:05.042Z', timeZone)).toBe('14:30:05.042')
})

it('tells exact UTC', () => {
  expect(exactUtc('2026-11-22T06:30:05.042Z')).toBe('2026-11-22 06:30:05.042 UTC')
})

it.each([
  [85, '85 毫秒', '85 ms'],
  [1250, '1.2 秒', '1.2 s'],
  [12_500, '12 秒', '12 s'],
  [185_000, '3 分 5 秒', '3 min 5 s'],
  [7_440_000, '2 小时 4 分', '2 h 4 min'],
  [300_000_000, '3 天', '3 days'],
])('a span of %i ms', (spanMs, zh, en) => {
  expect(formatSpan(spanMs, 'zh')).toBe(zh)
  expect(formatSpan(spanMs, 'en')).toBe(en)
})
