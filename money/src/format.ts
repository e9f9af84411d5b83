import type { Currency } from './currency.js'
import { toDecimal } from './decimal.js'
import type { Money } from './money.js'

export type Language = 'zh' | 'en'

// ¥ alone is always CNY here; the yen, which shares the sign, carries its country.
const SYMBOLS: Record<Language, Partial<Record<Currency, string>>> = {
  zh: { CNY: '¥', USD: 'US$', HKD: 'HK$', EUR: '€', GBP: '£', JPY: 'JP¥', TWD: 'NT$', MOP: 'MOP$' },
  en: { CNY: '¥', USD: '$', HKD: 'HK$', EUR: '€', GBP: '£', JPY: 'JP¥', TWD: 'NT$', MOP: 'MOP$' },
}

/**
 * An amount for people: "¥1,234.50", "-¥0.05", "JP¥1,200"; a currency without a symbol of its own is written with its
 * code, "KWD 1.500". For display only; it is not read back.
 */
export function format(amount: Money, language: Language): string {
  const symbol = SYMBOLS[language][amount.currency] ?? `${amount.currency} `
  const decimal = toDecimal(amount)
  const sign = decimal.startsWith('-') ? '-' : ''
  const [whole, fraction] = decimal.slice(sign.length).split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${symbol}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}
