import type { FieldRules } from '../fields.js'

const required = (max: number) => ({ kind: 'string', max, required: true }) as const
const optional = (max: number) => ({ kind: 'string', max }) as const
const images = { kind: 'array', maxItems: 4, items: { kind: 'string', min: 1, max: 512 } } as const

/** 19-complaints §4. */
export const RESPONSE_FIELDS: FieldRules = {
  complainted_mchid: required(64),
  response_content: required(500),
  response_images: images,
  // A page for the user, not a notify_url: it may carry a query.
  jump_url: { kind: 'string', max: 512, pattern: /^https:\/\/[^\s/]+/ },
  jump_url_text: optional(10),
  mini_program_jump_info: {
    kind: 'object',
    fields: { appid: required(64), path: required(512), text: required(32) },
  },
}

export const COMPLETE_FIELDS: FieldRules = { complainted_mchid: required(64) }

export const REFUND_PROGRESS_FIELDS: FieldRules = {
  action: { kind: 'string', max: 16, oneOf: ['APPROVE', 'REJECT'], required: true },
  launch_refund_day: { kind: 'integer', max: 365 },
  reject_reason: optional(200),
  reject_media_list: images,
  remark: optional(200),
}

export const CALLBACK_FIELDS: FieldRules = { url: { kind: 'url', max: 255, required: true } }
