/** Writes an amount in fen as yuan with two decimals and thousands separators: 1234567 → "12,345.67". */
export function formatAmount(amountMinor: number): string {
  const sign = amountMinor < 0 ? '-' : ''
  const digits = Math.abs(amountMinor).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${whole}.${digits.slice(-2)}`
}

/** The same with the currency sign: 1234567 → "¥12,345.67". */
export function formatYuan(amountMinor: number): string {
  return amountMinor < 0 ? `-¥${formatAmount(-amountMinor)}` : `¥${formatAmount(amountMinor)}`
}

/** Reads what a person types as yuan ("12", "12.5", "1,200.00") into fen; null when it is not an amount. No float on the way. */
export function parseYuan(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(',', ''))
  if (!match) return null
  return Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`)
}
