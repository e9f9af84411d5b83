import { describe, expect, it } from 'vitest'
import { placeOf, seedOf, stickyHash } from './sticky-hash.js'

/** Bytes as the code units that hold them, two a unit. */
const units = (...bytes: number[]) => Buffer.from(bytes).toString('utf16le')
const IDS = 1_000_000

describe('the hash', () => {
  it('is MurmurHash3 x86_32 as published: who is in stays in, whatever we deploy', () => {
    const vectors: readonly [string, number, number][] = [
      ['', 0, 0],
      ['', 1, 0x514e28b7],
      ['', 0xffffffff, 0x81f16f39],
      [units(0xff, 0xff, 0xff, 0xff), 0, 0x76293b50],
      [units(0x21, 0x43, 0x65, 0x87), 0, 0xf55b516b],
      [units(0x21, 0x43, 0x65, 0x87), 0x5082edee, 0x2362f9de],
      [units(0x21, 0x43), 0, 0xa0f7b07a],
      [units(0, 0, 0, 0), 0, 0x2362f9de],
      [units(0, 0), 0, 0x30f4c306],
    ]
    for (const [text, seed, hash] of vectors) expect(stickyHash(text, seed)).toBe(hash)
  })
})

describe('places', () => {
  // 9,999 degrees of freedom: mean 9,999, deviation 141. Five deviations are left out once in three million runs;
  // the ids are fixed, so it is the same answer every time.
  const LOW = 9_999 - 5 * 141.4
  const HIGH = 9_999 + 5 * 141.4

  it.each(['ln_wechat', 'ln_alipay', 'ln_1', 'ln_2', 'ln_3'])('of %s are evenly filled', (launch) => {
    for (const idOf of [(at: number) => `shopper_${at}`, (at: number) => (at * 2_654_435_761).toString(36)]) {
      const seed = seedOf(launch, 'ramp')
      const filled = new Uint32Array(10_000)
      for (let at = 0; at < IDS; at += 1) filled[placeOf(idOf(at), seed)]! += 1
      const chiSquare = chiSquareOf(filled, IDS / 10_000)
      expect(chiSquare).toBeGreaterThan(LOW)
      expect(chiSquare).toBeLessThan(HIGH)
    }
  })

  it.each([
    ['two launches', seedOf('ln_1', 'ramp'), seedOf('ln_2', 'ramp')],
    ['ramp and holdout of one launch', seedOf('ln_1', 'ramp'), seedOf('ln_1', 'holdout')],
    ['two launches whose ids are much alike', seedOf('ln_wechat_a', 'ramp'), seedOf('ln_wechat_b', 'ramp')],
  ])('of %s say nothing of each other', (_, one, other) => {
    const joint = new Uint32Array(10_000)
    for (let at = 0; at < IDS; at += 1) {
      const id = `shopper_${at}`
      joint[Math.floor(placeOf(id, one) / 100) * 100 + Math.floor(placeOf(id, other) / 100)]! += 1
    }
    const chiSquare = chiSquareOf(joint, IDS / 10_000)
    expect(chiSquare).toBeGreaterThan(LOW)
    expect(chiSquare).toBeLessThan(HIGH)
  })

  it('would be seen to depend on each other if they did', () => {
    const joint = new Uint32Array(10_000)
    const seed = seedOf('ln_1', 'ramp')
    for (let at = 0; at < IDS; at += 1) {
      const hundredth = Math.floor(placeOf(`shopper_${at}`, seed) / 100)
      joint[hundredth * 100 + hundredth]! += 1
    }
    expect(chiSquareOf(joint, IDS / 10_000)).toBeGreaterThan(HIGH)
  })
})

function chiSquareOf(counts: Uint32Array, expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}
