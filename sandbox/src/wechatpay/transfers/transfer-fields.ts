import type { FieldRules } from '../fields.js'

export const OUT_BILL_NO = /^[0-9A-Za-z]{1,32}$/

const required = (max: number) => ({ kind: 'string', max, required: true }) as const

/** 20-transfer §2. */
export const TRANSFER_FIELDS: FieldRules = {
  appid: required(32),
  out_bill_no: { kind: 'string', max: 32, pattern: OUT_BILL_NO, required: true },
  transfer_scene_id: required(36),
  openid: required(64),
  user_name: { kind: 'string', min: 1, max: 1024 },
  transfer_amount: { kind: 'integer', min: 1, required: true },
  transfer_remark: required(32),
  notify_url: { kind: 'url', max: 256 },
  user_recv_perception: { kind: 'string', max: 32 },
  transfer_scene_report_infos: {
    kind: 'array',
    minItems: 1,
    required: true,
    items: { kind: 'object', fields: { info_type: required(15), info_content: required(32) } },
  },
  user_recv_style: {
    kind: 'object',
    fields: { type: { kind: 'string', max: 32, oneOf: ['CONFIRM_PAGE', 'RED_PACKET'], required: true } },
  },
}

/** A body that passed its fields. */
export interface TransferBody {
  appid: string
  out_bill_no: string
  transfer_scene_id: string
  openid: string
  user_name?: string
  transfer_amount: number
  transfer_remark: string
  notify_url?: string
  user_recv_perception?: string
  transfer_scene_report_infos: Array<{ info_type: string; info_content: string }>
  user_recv_style?: { type: 'CONFIRM_PAGE' | 'RED_PACKET' }
}
