import { money, parseDecimal, toDecimal, toMinorNumber } from '@hutong/money'

/** Above this the gateway says ACQ.TOTAL_FEE_EXCEED: 100,000,000.00 yuan. */
export const LARGEST_TOTAL_FEN = 10_000_000_000

/** Fen from a decimal yuan text with at most two decimals, no sign, no exponent; null when it is not one. */
export function fenFromYuan(text: string): number | null {
  const amount = text.length > 14 ? null : parseDecimal(text, 'CNY')
  return amount === null ? null : toMinorNumber(amount)
}

/** Always two decimals: 1 fen is `0.01`. */
export function yuanFromFen(fen: number): string {
  return toDecimal(money(fen, 'CNY'))
}
