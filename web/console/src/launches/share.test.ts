import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bpInField, formatBp, parseBp } from './share.js'

it('says steps of 0.01 % as a percentage', () => {
  expect([0, 1, 10, 100, 150, 1234, 9999, 10_000].map(formatBp)).toEqual([
    '0%',
    '0.01%',
    '0.1%',
    '1%',
    '1.5%',
    '12.34%',
    '99.99%',
    '100%',
  ])
})

it('reads what people type, also in full-width signs', () => {
  expect(['0.01', '1', '12.5', '12.5%', '１２．５％', ' 100 '].map((text) => parseBp(text))).toEqual([
    1, 100, 1250, 1250, 1250, 10_000,
  ])
})

it('refuses what is no share', () => {
  expect(['', 'x', '100.01', '-1', '0.001', '1e2', '1000'].map((text) => parseBp(text))).toEqual(
    Array(7).fill(null),
  )
})

it('gives back every share that it wrote', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (bp) => {
      expect(parseBp(formatBp(bp))).toBe(bp)
      expect(parseBp(bpInField(bp))).toBe(bp)
    }),
  )
})

it('reads more than the whole where that is asked for', () => {
  expect(parseBp('250', 1_000_000)).toBe(25_000)
})
