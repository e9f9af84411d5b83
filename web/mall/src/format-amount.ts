/** Writes fen as yuan with two decimals and thousands separators: 1234567 → "12,345.67". No float on the way. */
export function formatAmount(amountMinor: number): string {
  const sign = amountMinor < 0 ? '-' : ''
  const digits = Math.abs(amountMinor).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${whole}.${digits.slice(-2)}`
}
