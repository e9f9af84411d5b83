import { Refused } from './results.js'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that may be missing; empty counts as missing, as the acquirer's SDK sends empty strings. */
export function readText(data: JsonObject, name: string, max: number): string | null {
  const value = Object.hasOwn(data, name) ? data[name] : undefined
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string') throw new Refused('BAD_FIELD', `${name} 应为字符串`)
  // Limits count characters as people see them; half a surrogate pair is none.
  if (/\p{Cs}/u.test(value) || [...value].length > max) throw new Refused('BAD_FIELD', `${name} 最长 ${max}`)
  return value
}

export function needText(data: JsonObject, name: string, max: number): string {
  const value = readText(data, name, max)
  if (value === null) throw new Refused('BAD_FIELD', `${name} 必填`)
  return value
}

/** A merchant's own number: 32 letters, digits, `_` and `-` (the set is (unverified)). */
export function needNumber(data: JsonObject, name: string, max = 32): string {
  const value = needText(data, name, max)
  if (!/^[0-9A-Za-z_-]+$/.test(value)) throw new Refused('BAD_FIELD', `${name} 只能含数字、字母、_、-`)
  return value
}

/** labs APIs carry fen as the text of an integer. */
export function needFenText(data: JsonObject, name: string): number {
  const value = needText(data, name, 12)
  if (!/^[1-9]\d{0,11}$/.test(value)) throw new Refused('BAD_FIELD', `${name} 应为正整数（分）`)
  return Number(value)
}

/** The cashier API carries fen as a number. */
export function needFenNumber(data: JsonObject, name: string): number {
  const value = data[name]
  if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > 999_999_999_999)
    throw new Refused('BAD_FIELD', `${name} 应为正整数（分）`)
  return value as number
}

export function readFlag(data: JsonObject, name: string): boolean {
  const value = data[name]
  if (value === undefined || value === null || value === '' || value === 0 || value === '0') return false
  if (value === 1 || value === '1') return true
  throw new Refused('BAD_FIELD', `${name} 应为 0 或 1`)
}

export function readObject(data: JsonObject, name: string): JsonObject | null {
  const value = Object.hasOwn(data, name) ? data[name] : undefined
  if (value === undefined || value === null || value === '') return null
  if (!isObject(value)) throw new Refused('BAD_FIELD', `${name} 应为对象`)
  return value
}

/** A member that is JSON in a text, e.g. counter_param. */
export function readJsonText(data: JsonObject, name: string, max: number): JsonObject | null {
  const text = readText(data, name, max)
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    // Refused below, like any other text that is no object.
  }
  throw new Refused('BAD_FIELD', `${name} 应为JSON对象文本`)
}

export function readAddress(data: JsonObject, name: string, max: number): string | null {
  const value = readText(data, name, max)
  if (value === null) return null
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) throw new Refused('BAD_FIELD', `${name} 应为网址`)
  return value
}

/** Risk data is mandatory for every trade (PBOC 259): the terminal's address. */
export function needLocation(data: JsonObject): void {
  const location = readObject(data, 'location_info')
  if (!location) throw new Refused('BAD_FIELD', 'location_info 必填')
  needText(location, 'request_ip', 64)
  readText(location, 'base_station', 256)
  const place = readText(location, 'location', 32)
  if (place !== null && !/^[+-]?\d{1,3}(\.\d+)?,[+-]?\d{1,3}(\.\d+)?$/.test(place))
    throw new Refused('BAD_FIELD', 'location_info.location 应为 +纬度,-经度')
}
