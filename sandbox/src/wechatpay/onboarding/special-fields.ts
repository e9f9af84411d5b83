import { type Call, readBody } from '../call.js'
import {
  checkFields,
  type FieldRule,
  type FieldRules,
  fieldError,
  isObject,
  type JsonObject,
} from '../fields.js'
import { openField } from '../query-refund.js'
import type { Media } from './applyment-book.js'

/** Ciphertext of one 2048-bit block takes 344 characters; the documents allow this many. */
const MOST_CIPHERTEXT = 2_048
const LONGEST_MEDIA_ID = 1_024
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const DAY_OR_FOREVER = /^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])|长期)$/

/** What a sealed field must say once it is opened. */
const PLAIN = new WeakMap<FieldRule, FieldRule>()
const MEDIA = new WeakSet<FieldRule>()

interface Text {
  required?: boolean
}

/** A field that travels encrypted (00-protocol §6); `plain` is the rule of what is inside. */
export function sealed(plain: FieldRule & { kind: 'string' }, { required = false }: Text = {}): FieldRule {
  const rule: FieldRule = { kind: 'string', min: 1, max: MOST_CIPHERTEXT, required }
  PLAIN.set(rule, { ...plain, min: plain.min ?? 1, required: true })
  return rule
}

/** A media_id of an earlier upload by the same merchant. */
export function media({ required = false }: Text = {}): FieldRule {
  const rule: FieldRule = { kind: 'string', min: 1, max: LONGEST_MEDIA_ID, required }
  MEDIA.add(rule)
  return rule
}

export const mediaArray = (maxItems: number, { required = false }: Text = {}): FieldRule => ({
  kind: 'array',
  items: media({ required: true }),
  minItems: required ? 1 : 0,
  maxItems,
  required,
})
export const text = (max: number, min = 1): FieldRule => ({ kind: 'string', min, max, required: true })
export const maybe = (max: number): FieldRule => ({ kind: 'string', max })
export const among = (oneOf: readonly string[], required = true): FieldRule => ({
  kind: 'string',
  max: 64,
  oneOf,
  required,
})
export const day = (required = true): FieldRule => ({ kind: 'string', max: 10, pattern: DAY, required })
export const dayOrForever = (required = true): FieldRule => ({
  kind: 'string',
  max: 10,
  pattern: DAY_OR_FOREVER,
  required,
})
export const object = (fields: FieldRules, required = true): FieldRule => ({
  kind: 'object',
  fields,
  required,
})

export const NAME = { kind: 'string', max: 100 } as const
export const DOCUMENT_NUMBER = { kind: 'string', max: 64, pattern: /^[0-9A-Za-z()（）\-/]+$/ } as const
export const ID_CARD_NUMBER = { kind: 'string', max: 18, pattern: /^\d{17}[\dXx]$/ } as const
export const ADDRESS = { kind: 'string', max: 128 } as const
export const PHONE = { kind: 'string', max: 20, pattern: /^[0-9+-]{5,20}$/ } as const
export const ACCOUNT_NUMBER = { kind: 'string', max: 64, pattern: /^[0-9-]{6,64}$/ } as const
/** 15 digits, or 18 digits and capitals without I, O, Z, S and V. */
export const LICENCE_NUMBER: FieldRule = {
  kind: 'string',
  max: 18,
  pattern: /^(\d{15}|[0-9A-HJ-NP-RT-UW-Y]{18})$/,
  required: true,
}

/** The body by its fields, every sealed field opened and checked, every media_id known. */
export function readApplication(
  call: Call,
  fields: FieldRules,
  known: (id: string) => Media | undefined,
): JsonObject {
  const raw = readBody(call)
  checkFields(raw, fields)
  return opened(call, raw, fields, '', known)
}

function opened(
  call: Call,
  value: JsonObject,
  fields: FieldRules,
  pointer: string,
  known: (id: string) => Media | undefined,
): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const rule = fields[name]
      return [name, rule ? openMember(call, member, rule, `${pointer}/${name}`, known) : member]
    }),
  )
}

function openMember(
  call: Call,
  member: unknown,
  rule: FieldRule,
  pointer: string,
  known: (id: string) => Media | undefined,
): unknown {
  if (rule.kind === 'object' && isObject(member)) return opened(call, member, rule.fields, pointer, known)
  if (rule.kind === 'array' && Array.isArray(member)) {
    return member.map((one, at) => openMember(call, one, rule.items, `${pointer}/${at}`, known))
  }
  const plainRule = PLAIN.get(rule)
  if (plainRule && typeof member === 'string') return openChecked(call, member, plainRule, pointer)
  // What the institution says to an unknown media_id is unverified; that it refuses is certain.
  if (MEDIA.has(rule) && typeof member === 'string' && !known(member)) {
    throw fieldError(
      pointer,
      member,
      '图片不存在，请重新上传',
      'is no media_id of an upload by this merchant',
    )
  }
  return member
}

/** The answer never repeats what was sealed. */
function openChecked(call: Call, ciphertext: string, rule: FieldRule, pointer: string): string {
  const plain = openField(call, pointer, ciphertext)
  try {
    checkFields({ plain }, { plain: rule })
  } catch {
    throw fieldError(
      pointer,
      undefined,
      '解密后的内容校验失败',
      'has content that breaks its rule once opened',
    )
  }
  return plain
}
