import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAmount, formatYuan, parseYuan } from './format-amount.js'

describe('amounts on the screen', () => {
  test.each([
    [0, '¥0.00'],
    [1, '¥0.01'],
    [10, '¥0.10'],
    [100, '¥1.00'],
    [123456, '¥1,234.56'],
    [100000000, '¥1,000,000.00'],
    [-50, '-¥0.50'],
  ])('%i fen reads %s', (amountMinor, text) => {
    expect(formatYuan(amountMinor)).toBe(text)
  })

  test.each([
    ['12', 1200],
    ['12.5', 1250],
    ['0.29', 29],
    ['1,200.00', 120000],
    ['', null],
    ['1.234', null],
    ['-1', null],
    ['1e3', null],
  ])('what a person types, "%s", is %s fen', (text, amountMinor) => {
    expect(parseYuan(text)).toBe(amountMinor)
  })

  test('what is written is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (amountMinor) => {
        expect(parseYuan(formatAmount(amountMinor))).toBe(amountMinor)
      }),
    )
  })
})
