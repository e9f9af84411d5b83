import { randomInt } from 'node:crypto'

const DIGITS = '0123456789'
const HEX = '0123456789abcdef'
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A seeded source of chance. Never used for keys: those come from the operating system. */
export interface Random {
  readonly seed: number
  /** A number in [0, 1). */
  next(): number
  /** True with the given probability, 0 to 1. */
  chance(rate: number): boolean
  digits(length: number): string
  hex(length: number): string
  alphanumeric(length: number): string
}

/** The same seed gives the same story; without one each start differs, so that ids never repeat after a restart. */
export function createRandom(seed: number = randomInt(2 ** 32)): Random {
  let state = seed >>> 0
  // mulberry32: 32 bits of state are plenty for ids and dice.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const from = (alphabet: string, length: number): string => {
    let text = ''
    for (let at = 0; at < length; at += 1) text += alphabet[Math.floor(next() * alphabet.length)]
    return text
  }
  return {
    seed,
    next,
    chance: (rate) => rate >= 1 || (rate > 0 && next() < rate),
    digits: (length) => from(DIGITS, length),
    hex: (length) => from(HEX, length),
    alphanumeric: (length) => from(ALPHANUMERIC, length),
  }
}
