import { beijingTime } from '../beijing-time.js'
import { yuanFromFen } from '../price.js'
import type { Period } from './period.js'

/** Amounts of bills carry their sign; nothing is 0.00. */
export function signedYuan(fen: number): string {
  return fen < 0 ? `-${yuanFromFen(-fen)}` : yuanFromFen(fen)
}

/** A long number is followed by a tab, so that a spreadsheet leaves it alone. */
export function number(text: string): string {
  return text === '' ? '' : `${text}\t`
}

/** One line. The real files do not quote: what would break a row is replaced. */
export function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.replace(/[\r\n]+/g, ' ').replaceAll(',', '，')).join(',')
}

/** `2026年11月21日 00:00:00` */
export function chineseTime(atMs: number): string {
  const [date = '', time = ''] = beijingTime(atMs).split(' ')
  const [year, month, day] = date.split('-')
  return `${year}年${month}月${day}日 ${time}`
}

/** The first three lines of every bill. */
export function head(title: string, sellerId: string, period: Period): string[] {
  return [
    `#${title}`,
    `#账号：[${sellerId}0156]`,
    `#起始日期：[${chineseTime(period.startMs)}]   终止日期：[${chineseTime(period.endMs)}]`,
  ]
}

export function linesOf(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`
}
