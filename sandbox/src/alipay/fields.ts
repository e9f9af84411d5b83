import { fenFromYuan } from './price.js'

/** What biz_content holds after JSON.parse. */
export type Json = string | number | boolean | null | Json[] | JsonObject
export interface JsonObject {
  [name: string]: Json
}

interface Common {
  required?: true
}
/** One documented field. Lengths are in characters, as the documentation's tables give them. */
export type FieldRule = Common &
  (
    | { kind: 'text'; max: number; pattern?: RegExp; oneOf?: readonly string[] }
    | { kind: 'price' }
    | { kind: 'whole'; maxDigits: number }
    | { kind: 'flag' }
    | { kind: 'object'; members: FieldRules }
    | { kind: 'list'; rows: FieldRule }
    /** Documented as JSON text in some APIs and as an object in others: both are taken. */
    | { kind: 'textOrObject'; max: number }
  )
export type FieldRules = Readonly<Record<string, FieldRule>>

export const text = (max: number, more: { pattern?: RegExp; oneOf?: readonly string[] } = {}): FieldRule => ({
  kind: 'text',
  max,
  ...more,
})
export const price: FieldRule = { kind: 'price' }
export const flag: FieldRule = { kind: 'flag' }
export const whole = (maxDigits: number): FieldRule => ({ kind: 'whole', maxDigits })
export const object = (members: FieldRules): FieldRule => ({ kind: 'object', members })
export const list = (rows: FieldRule): FieldRule => ({ kind: 'list', rows })
export const textOrObject = (max: number): FieldRule => ({ kind: 'textOrObject', max })
export const required = (rule: FieldRule): FieldRule => ({ ...rule, required: true })

/** The first complaint about the fields, as a sentence that names the field; null when all are as documented. */
export function complaintAbout(value: JsonObject, rules: FieldRules, path = ''): string | null {
  for (const [name, rule] of Object.entries(rules)) {
    const field = Object.hasOwn(value, name) ? value[name] : undefined
    const complaint = complaintAboutField(field, rule, path + name)
    if (complaint !== null) return complaint
  }
  return null
}

/** A scalar as text: the gateway takes a number where a string is documented, as its JSON reader does. */
export function textOf(value: JsonObject, name: string): string | undefined {
  const field = Object.hasOwn(value, name) ? value[name] : undefined
  if (field === undefined || field === null || field === '' || typeof field === 'object') return undefined
  return String(field)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function complaintAboutField(field: Json | undefined, rule: FieldRule, path: string): string | null {
  if (field === undefined || field === null || field === '') {
    return rule.required ? `${path}不能为空` : null
  }
  switch (rule.kind) {
    case 'object':
      return isObject(field) ? complaintAbout(field, rule.members, `${path}.`) : `${path}应为对象`
    case 'list': {
      if (!Array.isArray(field)) return `${path}应为数组`
      for (const [index, row] of field.entries()) {
        const complaint = complaintAboutField(row, { ...rule.rows, required: true }, `${path}[${index}]`)
        if (complaint !== null) return complaint
      }
      return null
    }
    case 'textOrObject':
      if (isObject(field)) return null
      return complaintAboutText(field, rule.max, path)
    case 'text': {
      const complaint = complaintAboutText(field, rule.max, path)
      if (complaint !== null) return complaint
      if (rule.pattern && !rule.pattern.test(String(field))) return `${path}格式不正确`
      if (rule.oneOf && !rule.oneOf.includes(String(field))) return `${path}取值不正确`
      return null
    }
    case 'price':
      return typeof field === 'object' || fenFromYuan(String(field)) === null ? `${path}金额格式不正确` : null
    case 'whole':
      return typeof field === 'object' ||
        !/^\d+$/.test(String(field)) ||
        String(field).length > rule.maxDigits
        ? `${path}应为整数`
        : null
    case 'flag':
      return typeof field === 'boolean' || field === 'true' || field === 'false' ? null : `${path}应为布尔值`
  }
}

// A lone surrogate or a control character cannot be echoed in an answer that every SDK verifies.
const UNSPEAKABLE = /\p{Cs}|(?![\t\n\r])\p{Cc}/u

function complaintAboutText(field: Json, max: number, path: string): string | null {
  if (typeof field === 'object') return `${path}应为字符串`
  const value = String(field)
  if ([...value].length > max) return `${path}长度不能超过${max}`
  return UNSPEAKABLE.test(value) ? `${path}含有非法字符` : null
}
