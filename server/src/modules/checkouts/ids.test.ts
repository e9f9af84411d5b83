import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  attemptIdOf,
  checkoutIdIn,
  isCheckoutId,
  itemIdOf,
  newCheckoutId,
  orderIdOf,
  outRefundNoOf,
  outTradeNoOf,
  refundIdOf,
} from './ids.js'

const times = fc.date({ min: new Date('2024-01-01'), max: new Date('2300-01-01'), noInvalidDate: true })
const seqs = fc.integer({ min: 1, max: 99_999 })

it("finds the checkout in every child's id and in every number that an institution gets", () => {
  fc.assert(
    fc.property(times, seqs, seqs, (time, seq, other) => {
      const id = newCheckoutId(time)
      const children = [orderIdOf, attemptIdOf, refundIdOf, outTradeNoOf, outRefundNoOf].map((of) =>
        of(id, seq),
      )
      for (const child of [id, itemIdOf(id, seq, other), ...children]) expect(checkoutIdIn(child)).toBe(id)
    }),
  )
})

it('makes numbers that the narrowest institution takes: letters and digits, at most 32', () => {
  fc.assert(
    fc.property(times, seqs, (time, seq) => {
      const id = newCheckoutId(time)
      for (const number of [outTradeNoOf(id, seq), outRefundNoOf(id, seq)])
        expect(number).toMatch(/^[0-9a-zA-Z]{6,32}$/)
    }),
  )
})

it('sorts by time, and never gives an id twice', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 10_000_000 }), (time, laterMs) => {
      expect(newCheckoutId(time) < newCheckoutId(new Date(time.getTime() + laterMs))).toBe(true)
    }),
  )
  const now = new Date()
  expect(new Set(Array.from({ length: 10_000 }, () => newCheckoutId(now))).size).toBe(10_000)
})

it('finds none in what we did not make', () => {
  fc.assert(fc.property(fc.string(), (text) => checkoutIdIn(text) === null))
  const id = newCheckoutId(new Date())
  for (const almost of [
    `${id}0`,
    id.slice(0, -1),
    ` ${id}`,
    `${id}\n`,
    id.toUpperCase(),
    `${outTradeNoOf(id, 1)}x`,
  ])
    expect([almost, isCheckoutId(almost), checkoutIdIn(almost)]).toEqual([almost, false, null])
})
