/** How many decimal digits each currency has (ISO 4217). An amount of a currency that is not here cannot be made. */
export const CURRENCY_EXPONENTS = {
  AUD: 2,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  IDR: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  MOP: 2,
  MYR: 2,
  NZD: 2,
  PHP: 2,
  SGD: 2,
  THB: 2,
  TWD: 2,
  USD: 2,
  VND: 0,
} as const satisfies Record<string, number>

/** An ISO 4217 code known here. */
export type Currency = keyof typeof CURRENCY_EXPONENTS

/** Whether `code` is a currency this package can count in. Case matters: ISO codes are upper case. */
export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(CURRENCY_EXPONENTS, code)
}
