import { beijingTime } from '../beijing-time.js'

const BOM = '\ufeff'
const END = '\r\n'

/** A bill as text: a header, rows, a summary header and a summary; data cells begin with a backtick (17-bills §4). */
export function billText(
  header: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
  summaryHeader: readonly string[],
  summary: readonly string[],
): string {
  const data = (cells: readonly string[]): string => cells.map((cell) => `\`${cell}`).join(',')
  const lines = [header.join(','), ...rows.map(data), summaryHeader.join(','), data(summary)]
  return `${BOM}${lines.join(END)}${END}`
}

/** yyyy-MM-dd HH:mm:ss in Beijing. */
export function billTime(timeMs: number): string {
  return beijingTime(timeMs).slice(0, 19).replace('T', ' ')
}

const PAYMENT_ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '`': '\\`',
  ',': '\\ ',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\ue000': '\\ ',
  '\u001a': '\\\u001a',
}
const REFUND_ESCAPES: Record<string, string> = { ...PAYMENT_ESCAPES, "'": "'", '`': '\\140' }

/** Merchant-supplied text; payment and refund rows escape differently (§5.4). */
export function escapeText(text: string, kind: 'payment' | 'refund'): string {
  const escapes = kind === 'payment' ? PAYMENT_ESCAPES : REFUND_ESCAPES
  let out = ''
  for (const letter of text) out += escapes[letter] ?? letter
  return out
}

/** Text of the fund-flow bill (§6). */
export function escapeFlowText(text: string): string {
  let out = ''
  for (const letter of text)
    out += letter === '\n' ? '\\n' : letter === '\r' ? '\\r' : letter === '\u0001' ? ' ' : letter
  return out
}
