import type { ColumnResult } from './check-sdks.js'
import { OPERATIONS, type Result } from './operations.js'

const WORDS: Record<Result['outcome'], string> = {
  passed: '通过 passed',
  failed: '失败 FAILED',
  not_offered: '不提供 not offered',
}
const WAYS = { base_url: '基地址 base URL', proxy: '代理+CA proxy + CA' }
const NAMES = { wechatpay: '微信支付 WeChat Pay', alipay: '支付宝 Alipay' }

/** The table SDK × operation, for a terminal and for a document. */
export function tableOf(found: readonly ColumnResult[]): string {
  const parts: string[] = []
  for (const institution of ['wechatpay', 'alipay'] as const) {
    const columns = found.filter(({ column }) => column.institution === institution)
    const rows = [
      ['操作 operation', ...columns.map(({ column, version }) => `${column.sdk} ${version}`)],
      ['方式 mode', ...columns.map(({ column }) => column.mode)],
      ['入口 way in', ...columns.map(({ column }) => WAYS[column.way])],
      ...Object.entries(OPERATIONS[institution]).map(([operation, words]) => [
        words,
        ...columns.map(({ results }) => WORDS[outcomeOf(results, operation)]),
      ]),
    ]
    parts.push(`${NAMES[institution]}\n${aligned(rows)}`)
  }
  return parts.join('\n\n')
}

export function failuresOf(found: readonly ColumnResult[]): string[] {
  return found.flatMap(({ column, results }) =>
    results.flatMap((result) =>
      result.outcome === 'failed' ? [`${column.name} · ${result.operation}: ${result.because}`] : [],
    ),
  )
}

/** What was not tried did not pass. */
function outcomeOf(results: readonly Result[], operation: string): Result['outcome'] {
  return results.find((result) => result.operation === operation)?.outcome ?? 'failed'
}

function aligned(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A Chinese character takes two places in a terminal. */
function widthOf(text: string): number {
  return [...text].reduce((width, letter) => width + (/[\u2e80-\uffef]/.test(letter) ? 2 : 1), 0)
}
