import { Refused } from './errors.js'

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function memberOf(body: JsonObject, name: string): unknown {
  return Object.hasOwn(body, name) ? body[name] : undefined
}

/** Text of at most `max` characters; null when missing or empty. */
export function readText(body: JsonObject, name: string, max: number): string | null {
  const value = memberOf(body, name)
  if (value === undefined || value === null || value === '') return null
  if (typeof value !== 'string' || /\p{Cs}/u.test(value)) throw new Refused(47001, name)
  if ([...value].length > max) throw new Refused(40035, `${name} too long`)
  return value
}

export function needText(body: JsonObject, name: string, max: number): string {
  const value = readText(body, name, max)
  if (value === null) throw new Refused(40035, `${name} missing`)
  return value
}

export function needObject(body: JsonObject, name: string): JsonObject {
  const value = memberOf(body, name)
  if (!isObject(value)) throw new Refused(47001, name)
  return value
}

export function needObjects(body: JsonObject, name: string): JsonObject[] {
  const value = memberOf(body, name)
  if (!Array.isArray(value) || !value.every(isObject)) throw new Refused(47001, name)
  return value
}

export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}
