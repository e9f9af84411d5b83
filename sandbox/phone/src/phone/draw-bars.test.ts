import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawBars, SYMBOLS, symbolsOf } from './draw-bars.js'

describe('a bar code', () => {
  test('the table is Code 128: 106 different symbols of eleven modules with an even number of dark ones', () => {
    expect(new Set(SYMBOLS).size).toBe(106)
    for (const symbol of SYMBOLS) {
      const widths = [...symbol].map(Number)
      const sum = (all: number[]) => all.reduce((total, width) => total + width, 0)
      expect([widths.length, sum(widths), sum(widths.filter((_, at) => at % 2 === 0)) % 2]).toEqual([
        6, 11, 0,
      ])
    }
  })

  test('start, pairs and the weighted check symbol', () => {
    // 105 + 1×12 + 2×34 + 3×56 = 353; 353 mod 103 = 44
    expect(symbolsOf('123456')).toEqual([105, 12, 34, 56, 44])
    expect(symbolsOf('12345')).toBeNull()
    expect(symbolsOf('fp12')).toBeNull()
  })

  test('what is drawn reads back as the same digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{18}$/), (digits) => {
        const { path, width } = drawBars(digits)!
        const dark = new Array<number>(width).fill(0)
        for (const [, at, wide] of path.matchAll(/M(\d+) 0h(\d+)/g))
          dark.fill(1, Number(at), Number(at) + Number(wide))
        const runs = [...dark.join('').matchAll(/0+|1+/g)].map(([run]) => run.length).join('')
        const pairs = runs
          .slice(6, -13)
          .match(/.{6}/g)!
          .map((symbol) => SYMBOLS.indexOf(symbol))
        expect(pairs.map((pair) => String(pair).padStart(2, '0')).join('')).toBe(digits)
      }),
    )
  })
})
