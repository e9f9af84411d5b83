import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock } from './clock.js'
import { createRandom } from './random.js'

describe('the sandbox clock', () => {
  it('runs with the machine, stands while frozen, and goes on from there', () => {
    const clock = createClock()
    // Between two looks at the machine's clock, however long the machine took.
    let beforeMs = Date.now()
    const between = (nowMs: number, aheadMs: number): void => {
      expect(nowMs).toBeGreaterThanOrEqual(beforeMs + aheadMs)
      expect(nowMs).toBeLessThanOrEqual(Date.now() + aheadMs)
    }
    between(clock.nowMs(), 0)
    clock.freeze()
    const frozenMs = clock.nowMs()
    clock.advance(5_000)
    expect(clock.nowMs()).toBe(frozenMs + 5_000)
    beforeMs = Date.now()
    clock.resume()
    between(clock.nowMs(), frozenMs + 5_000 - beforeMs)
    expect(clock.state().mode).toBe('real')
    expect(() => clock.advance(-1)).toThrow(RangeError)
  })

  it('runs timers in order of time, each at its own time, also those born on the way', () => {
    const clock = createClock()
    clock.freeze()
    const startMs = clock.nowMs()
    const seen: Array<[string, number]> = []
    const note = (name: string) => () => void seen.push([name, clock.nowMs() - startMs])
    clock.after(300, note('c'))
    clock.after(100, () => {
      note('a')()
      clock.after(100, note('b'))
      clock.after(10_000, note('later'))
    })
    const cancel = clock.after(250, note('cancelled'))
    cancel()
    clock.advance(300)
    expect(seen).toEqual([
      ['a', 100],
      ['b', 200],
      ['c', 300],
    ])
    clock.cancelAll()
    clock.advance(20_000)
    expect(seen).toHaveLength(3)
  })

  it('fires by itself while running', async () => {
    const clock = createClock()
    // The clock's own timers let the process end; this test holds it open.
    const held = setInterval(() => {}, 1_000)
    await new Promise<void>((resolve) => clock.after(5, resolve))
    clearInterval(held)
  })

  it('moved forward while running, waits for no timer as long as before the jump', async () => {
    const held = setInterval(() => {}, 1_000)
    const hourMs = 3_600_000

    const jumpedOver = createClock()
    jumpedOver.after(hourMs, () => {})
    jumpedOver.advance(2 * hourMs)
    await new Promise<void>((resolve) => jumpedOver.after(5, resolve))

    const jumpedNear = createClock()
    const reached = new Promise<void>((resolve) => jumpedNear.after(hourMs, resolve))
    jumpedNear.advance(hourMs - 5)
    await reached
    clearInterval(held)
  })

  it('sorts any timers', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000)), (delays) => {
        const clock = createClock()
        clock.freeze()
        const seen: number[] = []
        for (const delay of delays) clock.after(delay, () => void seen.push(delay))
        clock.advance(1_000)
        expect(seen).toEqual(delays.toSorted((left, right) => left - right))
      }),
    )
  })
})

describe('chance', () => {
  it('tells the same story for the same seed', () => {
    const [one, two, other] = [createRandom(1), createRandom(1), createRandom(2)]
    expect(one.digits(40)).toBe(two.digits(40))
    expect(one.hex(40)).not.toBe(other.hex(40))
  })

  it('keeps its rate', () => {
    const random = createRandom(3)
    const hits = Array.from({ length: 20_000 }, () => random.chance(0.25)).filter(Boolean).length
    expect(hits / 20_000).toBeCloseTo(0.25, 1)
    expect([random.chance(0), random.chance(1)]).toEqual([false, true])
  })
})
