/** A seeded source of chance: the same seed throws the same dice. */
export interface Dice {
  /** A number in [0, 1). */
  next(): number
  chance(rate: number): boolean
  /** A whole number from 0 to below. */
  below(bound: number): number
  pick<Item>(items: readonly Item[]): Item
}

export function createDice(seed: number): Dice {
  let state = seed >>> 0
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return {
    next,
    below,
    chance: (rate) => next() < rate,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}

/** HUTONG_SEED replays a story; without it each run is another one. */
export function seedOfThisRun(): number {
  const given = process.env.HUTONG_SEED
  return given === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(given)
}
