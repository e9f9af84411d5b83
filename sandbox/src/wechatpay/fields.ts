import { type ErrorDetail, Refused } from './answers.js'

interface Common {
  required?: boolean
}
export type FieldRule =
  | ({
      kind: 'string'
      min?: number
      max: number
      pattern?: RegExp
      oneOf?: readonly string[]
      /** The limit counts UTF-8 bytes instead of characters. */
      inBytes?: boolean
    } & Common)
  | ({ kind: 'url'; max: number } & Common)
  | ({ kind: 'time' } & Common)
  | ({ kind: 'integer'; min?: number; max?: number } & Common)
  | ({ kind: 'boolean' } & Common)
  | ({ kind: 'object'; fields: FieldRules; maxJsonBytes?: number } & Common)
  | ({ kind: 'array'; items: FieldRule; minItems?: number; maxItems?: number } & Common)
  | ({ kind: 'any' } & Common)
export type FieldRules = Readonly<Record<string, FieldRule>>

export type JsonObject = Record<string, unknown>

// Beyond the basic plane (emoji) the interface refuses, as it does half a surrogate pair (00-protocol §1).
const BEYOND_BASIC_PLANE = /[\ud800-\udfff]/
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/
/** Amounts are 32-bit on the published types. */
const LARGEST_INTEGER = 2_147_483_647

/** Checks a body against documented fields; throws the PARAM_ERROR that names the first field at fault. */
export function checkFields(value: JsonObject, fields: FieldRules, pointer = ''): void {
  for (const [name, rule] of Object.entries(fields)) {
    const member = value[name]
    if (member === undefined || !Object.hasOwn(value, name)) {
      if (rule.required)
        throw fieldError(`${pointer}/${name}`, undefined, '缺少必填参数', 'required and missing')
      continue
    }
    checkField(member, rule, `${pointer}/${name}`)
  }
  for (const name of Object.keys(value)) {
    // "Request contains a parameter that the interface does not define": surplus members are refused, not ignored.
    if (!Object.hasOwn(fields, name)) {
      throw fieldError(
        `${pointer}/${name}`,
        undefined,
        '请求中含有未在API文档中定义的参数',
        'not defined by this interface',
      )
    }
  }
}

function checkField(value: unknown, rule: FieldRule, pointer: string): void {
  switch (rule.kind) {
    case 'string':
      checkString(value, rule, pointer)
      return
    case 'url':
      checkString(value, { kind: 'string', min: 1, max: rule.max }, pointer)
      checkUrl(String(value), pointer)
      return
    case 'time':
      checkString(value, { kind: 'string', max: 64, pattern: RFC_3339 }, pointer)
      if (Number.isNaN(Date.parse(String(value)))) {
        throw fieldError(pointer, value, '时间不存在', 'is no such time')
      }
      return
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        throw fieldError(pointer, value, '应为整数', 'must be an integer')
      }
      if (value < (rule.min ?? 0)) {
        throw fieldError(
          pointer,
          value,
          `值低于最小值 ${rule.min ?? 0}`,
          `is below the minimum ${rule.min ?? 0}`,
        )
      }
      if (value > (rule.max ?? LARGEST_INTEGER))
        throw fieldError(pointer, value, '值超出最大值', 'is above the maximum')
      return
    case 'any':
      return
    case 'boolean':
      if (typeof value !== 'boolean') throw fieldError(pointer, value, '应为布尔值', 'must be true or false')
      return
    case 'object':
      if (!isObject(value)) throw fieldError(pointer, value, '应为对象', 'must be an object')
      if (rule.maxJsonBytes && Buffer.byteLength(JSON.stringify(value)) > rule.maxJsonBytes) {
        throw fieldError(
          pointer,
          undefined,
          `超过 ${rule.maxJsonBytes} 字节`,
          `exceeds ${rule.maxJsonBytes} bytes`,
        )
      }
      checkFields(value, rule.fields, pointer)
      return
    case 'array': {
      if (!Array.isArray(value)) throw fieldError(pointer, value, '应为数组', 'must be an array')
      if (value.length < (rule.minItems ?? 0))
        throw fieldError(pointer, value, '数组为空', 'must not be empty')
      if (value.length > (rule.maxItems ?? Number.POSITIVE_INFINITY))
        throw fieldError(pointer, undefined, '数组元素过多', 'has too many entries')
      for (const [at, item] of value.entries()) checkField(item, rule.items, `${pointer}/${at}`)
    }
  }
}

function checkString(value: unknown, rule: FieldRule & { kind: 'string' }, pointer: string): void {
  if (typeof value !== 'string') throw fieldError(pointer, value, '应为字符串', 'must be a string')
  if (BEYOND_BASIC_PLANE.test(value)) {
    throw fieldError(
      pointer,
      value,
      '含有不支持的字符',
      'has characters outside the basic multilingual plane',
    )
  }
  const length = rule.inBytes ? Buffer.byteLength(value) : value.length
  const unit = rule.inBytes ? { zh: '字节', en: 'bytes' } : { zh: '个字符', en: 'characters' }
  if (length > rule.max) {
    throw fieldError(
      pointer,
      value,
      `长度超过 ${rule.max} ${unit.zh}`,
      `is longer than ${rule.max} ${unit.en}`,
    )
  }
  const min = rule.min ?? (rule.required ? 1 : 0)
  if (length < min) {
    throw fieldError(pointer, value, `长度少于 ${min} ${unit.zh}`, `is shorter than ${min} ${unit.en}`)
  }
  if (rule.oneOf && !rule.oneOf.includes(value)) {
    throw fieldError(pointer, value, '不是可选值之一', `must be one of ${rule.oneOf.join(', ')}`)
  }
  if (rule.pattern && !rule.pattern.test(value)) {
    throw fieldError(pointer, value, '字符串规则校验失败', 'does not match the format')
  }
}

function checkUrl(value: string, pointer: string): void {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw fieldError(pointer, value, '应为完整的 http(s) 地址', 'must be a complete http(s) address')
  }
  if (url.search !== '' || value.includes('?')) {
    throw fieldError(pointer, value, '通知地址不能携带参数', 'must not carry a query string')
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function fieldError(
  field: string,
  value: unknown,
  zh: string,
  en: string,
  location: 'body' | 'url' | 'query' = 'body',
): Refused {
  const name = location === 'body' ? `/body${field}` : field
  const detail: ErrorDetail = { location, field, issue: en }
  if (value !== undefined) detail.value = shortened(value)
  return new Refused(
    'PARAM_ERROR',
    { zh: `参数“${name}”校验失败：${zh}`, en: `Parameter "${name}" ${en}` },
    detail,
  )
}

/** The echo of a wrong value stays readable however long the value is. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 256 ? `${value.slice(0, 256)}…` : value
  return typeof value === 'object' ? undefined : value
}
