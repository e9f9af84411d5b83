import { type Money, money } from './money.js'

/**
 * Divides an amount by weights so that the parts add up to it exactly (largest remainder; between equal remainders the
 * earlier part gets the unit, so the same input always gives the same parts). A weight of zero gets nothing.
 *
 * Weights are whole and not negative, in any scale: `[7, 3]`, basis points, order amounts in fen.
 * Throws a RangeError when there is no weight above zero, or on a negative or fractional one.
 */
export function allocate(amount: Money, weights: readonly (bigint | number)[]): Money[] {
  const shares = weights.map(wholeWeight)
  const total = shares.reduce((sum, share) => sum + share, 0n)
  if (total === 0n) throw new RangeError('An amount cannot be divided when no weight is above zero.')

  // The magnitude is divided and the sign put back, so that a refund mirrors the charge to the fen.
  const sign = amount.amountMinor < 0n ? -1n : 1n
  const magnitude = amount.amountMinor * sign
  const parts = shares.map((share) => (magnitude * share) / total)
  let left = magnitude - parts.reduce((sum, part) => sum + part, 0n)

  const byRemainder = shares
    .map((share, index) => ({ index, remainder: (magnitude * share) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder) {
    if (left === 0n) break
    parts[index]! += 1n
    left -= 1n
  }
  return parts.map((part) => money(part * sign, amount.currency))
}

function wholeWeight(weight: bigint | number): bigint {
  if (typeof weight === 'number' && !Number.isSafeInteger(weight)) {
    throw new RangeError(`The weight ${weight} is not a whole, safe number.`)
  }
  const whole = BigInt(weight)
  if (whole < 0n) throw new RangeError(`The weight ${weight} is negative.`)
  return whole
}
