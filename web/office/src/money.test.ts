import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOf, formatMoney, formatShare, parseMoney } from './money.js'

describe('formatMoney', () => {
  it.each([
    [0, 'CNY', '¥0.00'],
    [5, 'CNY', '¥0.05'],
    [123450, 'CNY', '¥1,234.50'],
    [-123450, 'CNY', '−¥1,234.50'],
    [100000000, 'CNY', '¥1,000,000.00'],
    [1234, 'JPY', 'JP¥1,234'],
    [1234, 'XYZ', 'XYZ 12.34'],
  ])('%i %s reads %s', (minor, currency, text) => {
    expect(formatMoney(minor, currency)).toBe(text)
  })
  it('does not invent an amount from something that is none', () => {
    expect(formatMoney(1.5)).toBe('—')
    expect(formatMoney(Number.NaN)).toBe('—')
  })
  it('is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 15 - 1 }), (minor) => {
        expect(parseMoney(formatMoney(minor))).toBe(minor)
      }),
    )
  })
})

describe('parseMoney', () => {
  it.each([
    ['12', 1200],
    ['12.3', 1230],
    ['0.29', 29],
    ['1,234.50', 123450],
    ['￥８．５', 850],
    [' 7. ', 700],
  ])('%s is %i', (typed, minor) => {
    expect(parseMoney(typed)).toBe(minor)
  })
  it.each(['', '1.234', '-1', '1e3', 'abc', '.5', '1.2.3'])('%s is no amount', (typed) => {
    expect(parseMoney(typed)).toBeNull()
  })
})

it('counts things', () => {
  expect(countOf(2381, 'zh', '笔', 'order', 'orders')).toBe('2,381 笔')
  expect(countOf(1, 'en', '笔', 'order', 'orders')).toBe('1 order')
})

it('formats shares', () => {
  expect(formatShare(0, 0)).toBe('0%')
  expect(formatShare(1, 3)).toBe('33.3%')
  expect(formatShare(1, 2)).toBe('50%')
})
