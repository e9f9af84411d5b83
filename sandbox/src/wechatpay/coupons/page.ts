import type { Call } from '../call.js'
import { fieldError } from '../fields.js'

/** `offset` is the number of the page, from 0 (unverified whether rows are meant). */
export function pageOf<T>(call: Call, rows: readonly T[], most: number, json: (row: T) => unknown): object {
  const limit = numberInQuery(call, 'limit', 1, most)
  const offset = numberInQuery(call, 'offset', 0, 1_000)
  const data = rows.slice(offset * limit, (offset + 1) * limit).map(json)
  return { total_count: rows.length, data, limit, offset }
}

function numberInQuery(call: Call, name: string, from: number, to: number): number {
  const text = call.query.get(name)
  if (!text) throw fieldError(name, undefined, '缺少必填参数', 'is required and missing', 'query')
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= from && value <= to) return value
  throw fieldError(name, text.slice(0, 32), `应为 ${from} 至 ${to}`, `must be ${from} to ${to}`, 'query')
}

export function timeInQuery(call: Call, name: string): number | null {
  const text = call.query.get(name)
  if (!text) return null
  // A plus that was not escaped reads as a blank.
  const timeMs = Date.parse(text.replace(' ', '+'))
  if (/^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(timeMs)) return timeMs
  throw fieldError(name, text.slice(0, 40), '时间格式错误', 'must be a time as in RFC 3339', 'query')
}
