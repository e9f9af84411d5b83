import type { Currency } from './currency.js'
import { type Money, money, requireSameCurrency, zero } from './money.js'

/** `left + right`. Throws CurrencyMismatch. */
export function add(left: Money, right: Money): Money {
  requireSameCurrency(left, right)
  return money(left.amountMinor + right.amountMinor, left.currency)
}

/** `left - right`; may be negative. Throws CurrencyMismatch. */
export function subtract(left: Money, right: Money): Money {
  requireSameCurrency(left, right)
  return money(left.amountMinor - right.amountMinor, left.currency)
}

/** The total of any number of amounts; the currency names what an empty list adds up to. Throws CurrencyMismatch. */
export function sum(amounts: Iterable<Money>, currency: Currency): Money {
  let total = zero(currency)
  for (const amount of amounts) total = add(total, amount)
  return total
}

/** -1, 0 or 1, fit for sorting. Throws CurrencyMismatch. */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  requireSameCurrency(left, right)
  if (left.amountMinor === right.amountMinor) return 0
  return left.amountMinor < right.amountMinor ? -1 : 1
}

/** Whether amount and currency are the same. Different currencies are unequal here, not an error: notices are checked with it. */
export function equals(left: Money, right: Money): boolean {
  return left.currency === right.currency && left.amountMinor === right.amountMinor
}

export function isZero(amount: Money): boolean {
  return amount.amountMinor === 0n
}

export function isNegative(amount: Money): boolean {
  return amount.amountMinor < 0n
}

export function isPositive(amount: Money): boolean {
  return amount.amountMinor > 0n
}
