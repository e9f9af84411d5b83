import type { Language } from './language.js'

/** Minor units in one unit of the currency, as a power of ten. Everything not named here has two. */
const EXPONENT: Record<string, number> = { JPY: 0, KRW: 0 }
const SYMBOL: Record<string, string> = { CNY: '¥', USD: '$', HKD: 'HK$', EUR: '€', GBP: '£', JPY: 'JP¥' }

const exponentOf = (currency: string) => EXPONENT[currency] ?? 2

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/** `amountMinor` in minor units, e.g. 123450 CNY → "¥1,234.50". Never passes through a float. */
export function formatMoney(amountMinor: number, currency = 'CNY'): string {
  if (!Number.isSafeInteger(amountMinor)) return '—'
  const exponent = exponentOf(currency)
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = exponent === 0 ? '' : `.${digits.slice(-exponent)}`
  const symbol = SYMBOL[currency] ?? `${currency} `
  return `${amountMinor < 0 ? '−' : ''}${symbol}${grouped(whole)}${fraction}`
}

/** What a person typed, in minor units; null when it is no amount of this currency. "1,234.5" → 123450. */
export function parseMoney(typed: string, currency = 'CNY'): number | null {
  const exponent = exponentOf(currency)
  const text = typed
    .trim()
    .replace(/[０-９．，]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/^[¥￥]/, '')
    .replace(/,/g, '')
  const found = /^(\d{1,13})(?:\.(\d*))?$/.exec(text)
  if (!found) return null
  const fraction = found[2] ?? ''
  if (fraction.length > exponent) return null
  const minor = Number(`${found[1]}${fraction.padEnd(exponent, '0')}`)
  return Number.isSafeInteger(minor) ? minor : null
}

/** A share of a whole as a percentage for reading, e.g. "37.5%". Zero of zero is zero. */
export function formatShare(partMinor: number, wholeMinor: number): string {
  if (wholeMinor === 0) return '0%'
  const perMille = Math.round((partMinor / wholeMinor) * 1000)
  return perMille % 10 === 0 ? `${perMille / 10}%` : `${Math.floor(perMille / 10)}.${perMille % 10}%`
}

export const formatCount = (count: number) => grouped(String(count))

export function countOf(
  count: number,
  language: Language,
  zhUnit: string,
  enOne: string,
  enMany: string,
): string {
  if (language === 'zh') return `${formatCount(count)} ${zhUnit}`
  return `${formatCount(count)} ${count === 1 ? enOne : enMany}`
}
