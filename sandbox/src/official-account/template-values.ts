import { Refused } from './errors.js'
import { isObject, type JsonObject, memberOf } from './fields.js'
import type { Template } from './records.js'

/** The limits of each kind of value, by the prefix of its key (§9.3; the last ones partly (unverified)). */
const RULES: ReadonlyArray<[prefix: string, isGood: (value: string) => boolean]> = [
  ['short_thing', (value) => length(value) <= 5],
  ['thing', (value) => length(value) <= 20],
  ['number', (value) => /^[+-]?\d+(\.\d+)?$/.test(value) && value.replace(/\D/g, '').length <= 32],
  ['letter', (value) => /^[A-Za-z]{1,32}$/.test(value)],
  ['symbol', (value) => length(value) <= 5 && !/[\p{L}\p{N}]/u.test(value)],
  ['character_string', (value) => length(value) <= 32 && !/\p{Script=Han}/u.test(value)],
  ['time', isTime],
  ['date', isTime],
  ['amount', (value) => /^[^\d\s]{0,4}\d{1,10}(\.\d{1,2})?元?$/.test(value)],
  ['phone_number', (value) => length(value) <= 17 && /^[\d\-+() ]+$/.test(value)],
  ['car_number', (value) => length(value) <= 8],
  ['name', (value) => (/\p{Script=Han}/u.test(value) ? length(value) <= 10 : length(value) <= 20)],
  ['phrase', (value) => length(value) <= 5 && /^\p{Script=Han}+$/u.test(value)],
]

function length(value: string): number {
  return [...value].length
}

/** One moment or a range of two: `2024-01-02 15:04:05`, `2024年1月2日 15:04`, `15:04`. */
function isTime(value: string): boolean {
  const moment =
    /^(\d{4}(-|\/|\.)\d{1,2}\2\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月)?\s*(\d{1,2}:\d{2}(:\d{2})?)?$/
  const ends = value.split('~').map((one) => one.trim())
  return ends.length <= 2 && ends.every((one) => one !== '' && moment.test(one))
}

/** The values of every place in the template; throws 47003 naming the key at fault. */
export function readTemplateValues(
  template: Template,
  data: JsonObject,
): Array<{ name: string; value: string }> {
  const lines = template.content.split('\n').filter((line) => line.includes('{{'))
  return lines.map((line) => {
    const key = /\{\{(\w+)\.DATA\}\}/.exec(line)?.[1] ?? ''
    const given = memberOf(data, key)
    const value = isObject(given) ? memberOf(given, 'value') : undefined
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text !== 'string' || text === '' || /\p{Cs}/u.test(text))
      throw new Refused(47003, `! argument invalid! data.${key}.value is empty`)
    const rule = RULES.find(([prefix]) => new RegExp(`^${prefix}\\d*$`).test(key))
    if (rule && !rule[1](text)) throw new Refused(47003, `! data.${key}.value invalid`)
    return { name: line.replace(/[:：]?\s*\{\{.*$/, '').trim(), value: text }
  })
}
