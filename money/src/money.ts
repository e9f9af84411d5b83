import { type Currency, isCurrency } from './currency.js'

/** An amount: a whole number of minor units (fen for CNY) and the currency they are of. Never mutated. */
export interface Money {
  readonly amountMinor: bigint
  readonly currency: Currency
}

/** Thrown when two amounts of different currencies meet; always a defect of the caller. */
export class CurrencyMismatch extends Error {
  override readonly name = 'CurrencyMismatch'
  constructor(left: Currency, right: Currency) {
    super(`${left} and ${right} cannot be counted together. 币种不同，不能一起计算。`)
  }
}

/**
 * Makes an amount from minor units. Negative amounts are allowed (a difference, a debit).
 * Throws a RangeError on a fraction, on a number past the safe integers (it may already have lost fen)
 * and on an unknown currency.
 */
export function money(amountMinor: bigint | number, currency: Currency): Money {
  if (!isCurrency(currency)) throw new RangeError(`Unknown currency ${JSON.stringify(currency)}.`)
  if (typeof amountMinor === 'number' && !Number.isSafeInteger(amountMinor)) {
    throw new RangeError(`${amountMinor} is not a whole, safe number of minor units.`)
  }
  return { amountMinor: BigInt(amountMinor), currency }
}

/** Nothing, in `currency`. */
export function zero(currency: Currency): Money {
  return money(0n, currency)
}

/** The minor units as a number, for JSON. Throws a RangeError past the safe integers rather than rounding. */
export function toMinorNumber(amount: Money): number {
  const number = Number(amount.amountMinor)
  if (!Number.isSafeInteger(number)) {
    throw new RangeError(`${amount.amountMinor} minor units do not fit a JSON number.`)
  }
  return number
}

/** Throws {@link CurrencyMismatch} unless both amounts are of one currency. */
export function requireSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new CurrencyMismatch(left.currency, right.currency)
}
