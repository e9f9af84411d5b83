import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Guardrail } from '../rules-schema.js'
import { addOutcomes, noOutcomes, type Outcomes } from './count-outcomes.js'
import { figureOf, judge, LEAST_EVENTS, medianMs } from './judge.js'

const guardrail = (given: Partial<Guardrail>): Guardrail => ({
  metric: 'success_rate',
  against: 'limit',
  windowMs: 60_000,
  leastSamples: 10,
  toleranceBp: 8_000,
  onBreach: 'pause',
  ...given,
})
const outcomes = (given: Partial<Outcomes>): Outcomes => ({ ...noOutcomes(), ...given })

const count = fc.integer({ min: 0, max: 400 })
const anyOutcomes = fc
  .record({
    paid: count,
    failed: count,
    closed: count,
    unanswered: count,
    refunded: count,
    complained: count,
  })
  .chain((counts) =>
    fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: counts.paid, maxLength: counts.paid })
      .map((bins) => {
        const byBin = new Map<number, number>()
        for (const bin of bins) byBin.set(bin, (byBin.get(bin) ?? 0) + 1)
        return { ...counts, bins: byBin }
      }),
  )
const anyGuardrail = fc.record({
  metric: fc.constantFrom('success_rate', 'time_to_paid', 'refund_rate', 'complaint_rate'),
  against: fc.constantFrom('own_past', 'other_methods', 'limit'),
  windowMs: fc.constant(60_000),
  leastSamples: fc.integer({ min: 1, max: 300 }),
  toleranceBp: fc.integer({ min: 0, max: 9_999 }),
  onBreach: fc.constant('pause' as const),
}) as fc.Arbitrary<Guardrail>

describe('a guardrail', () => {
  it('says nothing with too few samples, or with too little to hold them against', () => {
    fc.assert(
      fc.property(anyGuardrail, anyOutcomes, anyOutcomes, (one, own, past) => {
        const { breached, samples } = judge(one, own, past)
        if (samples < one.leastSamples) expect(breached).toBe(false)
        if (one.against !== 'limit') {
          expect(judge(one, own, null).breached).toBe(false)
          if (figureOf(one.metric, past).samples < one.leastSamples) expect(breached).toBe(false)
        }
      }),
    )
  })

  it('never holds what does as well as before, or better, for worse', () => {
    fc.assert(
      fc.property(anyGuardrail, anyOutcomes, (one, own) => {
        if (one.against !== 'limit') expect(judge(one, own, own).breached).toBe(false)
      }),
    )
  })

  it('does not let go of a breach because more fails, nor break because more is paid', () => {
    fc.assert(
      fc.property(anyGuardrail, anyOutcomes, anyOutcomes, count, (given, own, past, more) => {
        const one = { ...given, metric: 'success_rate' as const }
        const before = judge(one, own, past)
        if (before.breached)
          expect(judge(one, { ...own, failed: own.failed + more }, past).breached).toBe(true)
        else if (before.samples >= one.leastSamples)
          expect(judge(one, { ...own, paid: own.paid + more }, past).breached).toBe(false)
      }),
    )
  })

  it.each<[string, Partial<Guardrail>, Partial<Outcomes>, Partial<Outcomes> | null, boolean]>([
    ['success at the limit holds', {}, { paid: 8, failed: 2 }, null, false],
    ['success below it does not', {}, { paid: 7, failed: 3 }, null, true],
    ['shoppers who turn away count too', {}, { paid: 7, closed: 3 }, null, true],
    ['so does what is not answered', {}, { paid: 7, unanswered: 3 }, null, true],
    [
      'a tenth worse than its past may be',
      { against: 'own_past', toleranceBp: 1_000 },
      { paid: 81, failed: 19 },
      { paid: 90, failed: 10 },
      false,
    ],
    [
      'more than a tenth may not',
      { against: 'own_past', toleranceBp: 1_000 },
      { paid: 80, failed: 20 },
      { paid: 90, failed: 10 },
      true,
    ],
    [
      'two refunds are chance',
      { metric: 'refund_rate', against: 'own_past', toleranceBp: 0 },
      { paid: 10, refunded: LEAST_EVENTS - 1 },
      { paid: 900, refunded: 9 },
      false,
    ],
    [
      'three of ten are not',
      { metric: 'refund_rate', against: 'own_past', toleranceBp: 5_000 },
      { paid: 10, refunded: LEAST_EVENTS },
      { paid: 900, refunded: 9 },
      true,
    ],
    [
      'no refund before is no promise',
      { metric: 'refund_rate', against: 'other_methods', toleranceBp: 5_000 },
      { paid: 1_000, refunded: 3 },
      { paid: 500 },
      false,
    ],
    [
      'a complaint above a limit is one too many',
      { metric: 'complaint_rate', toleranceBp: 99 },
      { paid: 100, complained: 1 },
      null,
      true,
    ],
  ])('%s', (_what, given, own, past, breached) => {
    expect(judge(guardrail(given), outcomes(own), past === null ? null : outcomes(past)).breached).toBe(
      breached,
    )
  })

  it('tells what it saw, what it is held against, and how far it may go', () => {
    const one = guardrail({ against: 'other_methods', toleranceBp: 2_500 })
    expect(judge(one, outcomes({ paid: 1, failed: 3 }), outcomes({ paid: 9, closed: 3 }))).toEqual({
      value: 2_500,
      samples: 4,
      heldAgainst: 7_500,
      allowed: 5_625,
      breached: false,
    })
  })
})

describe('the median time to paid', () => {
  it('is within a step of the scale of the real one', () => {
    const times = fc.array(fc.integer({ min: 100, max: 3_600_000 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(times, (given) => {
        const bins = new Map<number, number>()
        for (const ms of given) {
          const bin = Math.floor(Math.log(ms / 100) / Math.log(1.1))
          bins.set(bin, (bins.get(bin) ?? 0) + 1)
        }
        const inOrder = given.toSorted((one, other) => one - other)
        const real = inOrder[Math.ceil(given.length / 2) - 1] ?? Number.NaN
        const told = medianMs(bins) ?? Number.NaN
        expect(told).toBeGreaterThanOrEqual(real / 1.11)
        expect(told).toBeLessThanOrEqual(real * 1.11)
      }),
    )
  })
  it('is nothing of nothing', () => expect(medianMs(new Map())).toBeNull())
})

it('adds figures of methods without losing one', () => {
  fc.assert(
    fc.property(fc.array(anyOutcomes, { maxLength: 4 }), (all) => {
      const sum = addOutcomes(all)
      expect(sum.paid).toBe(all.reduce((total, { paid }) => total + paid, 0))
      expect([...sum.bins.values()].reduce((total, one) => total + one, 0)).toBe(sum.paid)
    }),
  )
})
