/** 0.01 % steps as a percentage for reading: 100 → "1%", 1 → "0.01%", 10000 → "100%". Never passes through a float. */
export function formatBp(bp: number): string {
  const hundredths = String(Math.abs(bp) % 100).padStart(2, '0')
  const fraction = hundredths.replace(/0+$/, '')
  return `${bp < 0 ? '−' : ''}${Math.floor(Math.abs(bp) / 100)}${fraction === '' ? '' : `.${fraction}`}%`
}

/** What a person typed as a percentage, in 0.01 % steps; null when it is none up to `mostBp`. "12.5" → 1250. */
export function parseBp(typed: string, mostBp = 10_000): number | null {
  const text = typed
    .trim()
    .replace(/[０-９．％]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/%$/, '')
    .trim()
  const found = /^(\d{1,5})(?:\.(\d{0,2}))?$/.exec(text)
  if (!found) return null
  const bp = Number(`${found[1]}${(found[2] ?? '').padEnd(2, '0')}`)
  return bp <= mostBp ? bp : null
}

/** The same as it stands in a field: without the sign, and without zeros that say nothing. */
export const bpInField = (bp: number) => formatBp(bp).slice(0, -1)
