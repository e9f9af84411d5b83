import { CURRENCY_EXPONENTS, type Currency } from './currency.js'
import { type Money, money } from './money.js'

/** The amount in major units with all its decimals: "12.34", "0.05", "1200" (JPY). Negative amounts carry a minus. */
export function toDecimal(amount: Money): string {
  const exponent = CURRENCY_EXPONENTS[amount.currency]
  const sign = amount.amountMinor < 0n ? '-' : ''
  const digits = (amount.amountMinor < 0n ? -amount.amountMinor : amount.amountMinor)
    .toString()
    .padStart(exponent + 1, '0')
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * Reads major units as institutions and people write them: digits, at most one point, at most the currency's decimals.
 * Throws a RangeError on anything else: signs, exponents, spaces, group separators, other scripts' digits, leading
 * zeros ("012"), too many decimals. An amount is never rounded into being readable.
 */
export function fromDecimal(text: string, currency: Currency): Money {
  const amount = parseDecimal(text, currency)
  if (amount === null) {
    throw new RangeError(`${JSON.stringify(text)} is not an amount in ${currency}. 金额格式不正确。`)
  }
  return amount
}

/** As {@link fromDecimal}, with null in place of the error: for input that may well be wrong. */
export function parseDecimal(text: string, currency: Currency): Money | null {
  const exponent = CURRENCY_EXPONENTS[currency]
  const match = /^(0|[1-9][0-9]{0,17})(?:\.([0-9]+))?$/.exec(text)
  const fraction = match?.[2] ?? ''
  if (!match || fraction.length > exponent) return null
  return money(BigInt(match[1]! + fraction.padEnd(exponent, '0')), currency)
}
