import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  allocate,
  CURRENCY_EXPONENTS,
  type Currency,
  CurrencyMismatch,
  compare,
  equals,
  format,
  fromDecimal,
  isZero,
  money,
  parseDecimal,
  subtract,
  sum,
  toDecimal,
  toMinorNumber,
  zero,
} from './index.js'

const currency = fc.constantFrom(...(Object.keys(CURRENCY_EXPONENTS) as Currency[]))
const minor = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const amount = fc.record({ amountMinor: minor, currency })
const cny = (amountMinor: bigint | number) => money(amountMinor, 'CNY')

describe('making amounts', () => {
  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %s minor units', (value) => {
    expect(() => cny(value)).toThrow(RangeError)
  })
  it('refuses a currency it does not know, also at run time', () => {
    expect(() => money(1, 'XXX' as Currency)).toThrow(RangeError)
    expect(() => money(1, 'toString' as Currency)).toThrow(RangeError)
  })
  it('does not round on the way to JSON', () => {
    expect(toMinorNumber(cny(9007199254740991n))).toBe(9007199254740991)
    expect(() => toMinorNumber(cny(9007199254740992n))).toThrow(RangeError)
  })
})

describe('arithmetic', () => {
  it('what is added can be taken away', () => {
    fc.assert(
      fc.property(minor, minor, currency, (a, b, code) => {
        const left = money(a, code)
        const right = money(b, code)
        expect(subtract(add(left, right), right)).toEqual(left)
        expect(compare(left, right)).toBe(a === b ? 0 : a < b ? -1 : 1)
        expect(isZero(subtract(left, left))).toBe(true)
      }),
    )
  })
  it('sums a list, and nothing to zero', () => {
    fc.assert(
      fc.property(fc.array(minor), (values) => {
        const expected = values.reduce((total, value) => total + value, 0n)
        expect(sum(values.map(cny), 'CNY')).toEqual(cny(expected))
      }),
    )
    expect(sum([], 'JPY')).toEqual(zero('JPY'))
  })
  it('never counts two currencies together', () => {
    const usd = money(100, 'USD')
    for (const mix of [add, subtract, compare]) expect(() => mix(cny(100), usd)).toThrow(CurrencyMismatch)
    expect(() => sum([cny(1), usd], 'CNY')).toThrow(CurrencyMismatch)
    expect(equals(cny(100), usd)).toBe(false)
    expect(equals(cny(100), cny(100n))).toBe(true)
  })
})

describe('allocate', () => {
  const weights = fc
    .array(fc.nat({ max: 10_000_000 }), { minLength: 1, maxLength: 30 })
    .filter((list) => list.some((weight) => weight > 0))

  it('adds up exactly, each part within one unit of its share, nothing for a zero weight', () => {
    fc.assert(
      fc.property(amount, weights, (whole, list) => {
        const parts = allocate(whole, list)
        expect(sum(parts, whole.currency)).toEqual(whole)
        const total = list.reduce((total, weight) => total + BigInt(weight), 0n)
        parts.forEach((part, index) => {
          const weight = BigInt(list[index]!)
          const distance = part.amountMinor * total - whole.amountMinor * weight
          expect(distance < total && -distance < total).toBe(true)
          if (weight === 0n) expect(part.amountMinor).toBe(0n)
        })
      }),
    )
  })
  it('a refund mirrors its charge', () => {
    fc.assert(
      fc.property(minor, weights, (value, list) => {
        const there = allocate(cny(value), list).map((part) => part.amountMinor)
        const back = allocate(cny(-value), list).map((part) => part.amountMinor)
        expect(back).toEqual(there.map((part) => -part))
      }),
    )
  })
  it('gives the odd fen to the largest remainder, then to the earlier', () => {
    expect(allocate(cny(100), [1, 1, 1]).map((part) => part.amountMinor)).toEqual([34n, 33n, 33n])
    expect(allocate(cny(5), [30, 70]).map((part) => part.amountMinor)).toEqual([2n, 3n])
    expect(allocate(cny(5), [29, 71]).map((part) => part.amountMinor)).toEqual([1n, 4n])
  })
  it.each([[[]], [[0, 0]], [[1, -1]], [[0.5]]])('refuses the weights %j', (list: number[]) => {
    expect(() => allocate(cny(100), list)).toThrow(RangeError)
  })
})

describe('decimals', () => {
  it('what is written is read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), currency, (value, code) => {
        expect(fromDecimal(toDecimal(money(value, code)), code)).toEqual(money(value, code))
      }),
    )
  })
  it.each([
    ['0', 0n],
    ['12', 1200n],
    ['12.3', 1230n],
    ['12.34', 1234n],
    ['0.05', 5n],
  ])('reads %s', (text, expected) => {
    expect(fromDecimal(text, 'CNY').amountMinor).toBe(expected)
  })
  it.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '-1',
    '1e3',
    '1,000',
    '.5',
    '1.',
    '012',
    '1.234',
    '1.2.3',
    '0x10',
    '\uff11\uff12',
    '1\n',
    'NaN',
  ])('refuses %j', (text) => {
    expect(() => fromDecimal(text, 'CNY')).toThrow(RangeError)
    expect(parseDecimal(text, 'CNY')).toBeNull()
  })
  it('knows currencies without decimals and with three', () => {
    expect(toDecimal(money(1200, 'JPY'))).toBe('1200')
    expect(parseDecimal('12.0', 'JPY')).toBeNull()
    expect(toDecimal(money(1500, 'KWD'))).toBe('1.500')
    expect(toDecimal(cny(-5))).toBe('-0.05')
  })
})

describe('format', () => {
  it.each([
    [cny(1234), '¥12.34'],
    [cny(123456789), '¥1,234,567.89'],
    [cny(-5), '-¥0.05'],
    [money(1200, 'JPY'), 'JP¥1,200'],
    [money(1500, 'KWD'), 'KWD 1.500'],
  ])('%o', (value, expected) => {
    expect(format(value, 'zh')).toBe(expected)
    expect(format(value, 'en')).toBe(expected)
  })
  it('tells dollars apart', () => {
    expect(format(money(100, 'USD'), 'zh')).toBe('US$1.00')
    expect(format(money(100, 'USD'), 'en')).toBe('$1.00')
  })
})
