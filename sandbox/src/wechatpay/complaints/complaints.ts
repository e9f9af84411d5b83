import { type Answer, NO_CONTENT, ok, Refused } from '../answers.js'
import { dayOf } from '../bills/bill-day.js'
import { type Call, readBody } from '../call.js'
import { checkFields, fieldError, isObject } from '../fields.js'
import type { Complaint } from './complaint-book.js'
import { COMPLETE_FIELDS, REFUND_PROGRESS_FIELDS, RESPONSE_FIELDS } from './complaint-fields.js'
import { complaintJson, historyJson } from './complaint-json.js'

const DAY_MS = 24 * 3_600_000
const LONGEST_SPAN_DAYS = 30
const MOST = 50

export function listComplaints(call: Call): Answer {
  const { complaints } = call.platform
  const from = dayInQuery(call, 'begin_date')
  const to = dayInQuery(call, 'end_date')
  if (to.fromMs < from.fromMs || to.fromMs - from.fromMs > LONGEST_SPAN_DAYS * DAY_MS) {
    throw fieldError(
      'end_date',
      to.date,
      '时间跨度不能超过30天',
      'must be within 30 days of begin_date',
      'query',
    )
  }
  const about = call.query.get('complainted_mchid')
  const found = [...complaints.kept.values()].filter(
    (one) =>
      complaints.visible(call.merchant.mchid, one) &&
      (!about || one.mchid === about) &&
      one.createdAtMs >= from.fromMs &&
      one.createdAtMs < to.toMs,
  )
  const { limit, offset } = page(call, 10)
  return ok({
    data: found.slice(offset, offset + limit).map((one) => complaintJson(call, one, false)),
    limit,
    offset,
    total_count: found.length,
  })
}

export function readComplaint(call: Call): Answer {
  return ok(complaintJson(call, inPath(call), true))
}

export function readHistory(call: Call): Answer {
  const complaint = inPath(call)
  const { limit, offset } = page(call, 100, 300)
  const entries = historyJson(call, complaint)
  return ok({ data: entries.slice(offset, offset + limit), limit, offset, total_count: entries.length })
}

/** The first reply takes the complaint from PENDING to PROCESSING. */
export function respond(call: Call): Answer {
  const body = readBody(call)
  checkFields(body, RESPONSE_FIELDS)
  if ((body.jump_url === undefined) !== (body.jump_url_text === undefined)) {
    throw fieldError(
      '/jump_url_text',
      undefined,
      '与jump_url同时传或同时不传',
      'comes with jump_url or not at all',
    )
  }
  const complaint = named(call, body.complainted_mchid)
  requireOpen(complaint)
  answered(call, complaint, String(body.response_content), imagesOf(call, body.response_images))
  return NO_CONTENT
}

/** Quick service: plain text of the blocks is kept (their kinds beyond text are simplified). */
export function respondAtOnce(call: Call): Answer {
  const body = readBody(call)
  checkFields(body, {
    complainted_mchid: { kind: 'string', max: 64, required: true },
    message: { kind: 'any', required: true },
  })
  requireBlocks(body.message)
  const complaint = named(call, body.complainted_mchid)
  requireOpen(complaint)
  return ok({ log_id: answered(call, complaint, JSON.stringify(body.message).slice(0, 500), []) })
}

const BLOCK_TYPES = ['TEXT', 'IMAGE', 'LINK', 'FAQ_LIST', 'BUTTON', 'BUTTON_GROUP']

function requireBlocks(message: unknown): void {
  const blocks = isObject(message) ? message.blocks : undefined
  if (!Array.isArray(blocks) || blocks.length === 0) {
    throw fieldError('/message/blocks', undefined, '缺少必填参数', 'is required and missing')
  }
  for (const [at, block] of blocks.entries()) {
    if (isObject(block) && BLOCK_TYPES.includes(String(block.type))) continue
    throw fieldError(
      `/message/blocks/${at}/type`,
      undefined,
      '不是可选值之一',
      `is one of ${BLOCK_TYPES.join(', ')}`,
    )
  }
}

export function complete(call: Call): Answer {
  const body = readBody(call)
  checkFields(body, COMPLETE_FIELDS)
  const complaint = named(call, body.complainted_mchid)
  if (complaint.state === 'PENDING') {
    throw new Refused('INVALID_REQUEST', { zh: '请先回复投诉', en: 'Reply to the complaint first' })
  }
  requireOpen(complaint)
  end(call, complaint, 'MERCHANT_CONFIRM_COMPLETE', '处理完成')
  call.platform.complaints.tell(complaint, 'MERCHANT_CONFIRM_COMPLETE')
  return NO_CONTENT
}

/** Approving pays nothing: the refund is a call of its own, and its arrival settles the case (19 §3). */
export function decideRefund(call: Call): Answer {
  const body = readBody(call)
  checkFields(body, REFUND_PROGRESS_FIELDS)
  const complaint = inPath(call)
  if (complaint.problemType !== 'REFUND') {
    throw new Refused('INVALID_REQUEST', {
      zh: '该投诉单不是申请退款类型',
      en: 'The complaint asks for no refund',
    })
  }
  requireOpen(complaint)
  const { complaints } = call.platform
  if (body.action === 'REJECT') {
    if (typeof body.reject_reason !== 'string') {
      throw fieldError('/reject_reason', undefined, '拒绝退款时必填', 'is required for REJECT')
    }
    imagesOf(call, body.reject_media_list)
    // The spelling of the operation is the platform's own.
    end(call, complaint, 'MERCHANT_REFUSE_RERUND', body.reject_reason)
    complaints.tell(complaint, 'MERCHANT_REJECT_REFUND')
    return NO_CONTENT
  }
  complaint.state = 'PROCESSING'
  complaints.log(complaint, call.merchant.name, 'MERCHANT_APPROVE_REFUND', String(body.remark ?? ''))
  complaints.tell(complaint, 'MERCHANT_APPROVE_REFUND')
  return NO_CONTENT
}

function answered(call: Call, complaint: Complaint, text: string, images: string[]): string {
  const { complaints } = call.platform
  complaint.state = 'PROCESSING'
  complaint.waiting = false
  const logId = complaints.log(complaint, call.merchant.name, 'MERCHANT_RESPONSE', text, images)
  complaints.tell(complaint, 'MERCHANT_RESPONSE')
  return logId
}

function end(call: Call, complaint: Complaint, operateType: string, details: string): void {
  complaint.state = 'PROCESSED'
  complaint.waiting = false
  call.platform.complaints.log(complaint, call.merchant.name, operateType, details)
}

function requireOpen(complaint: Complaint): void {
  if (complaint.state !== 'PROCESSED') return
  throw new Refused('INVALID_REQUEST', { zh: '投诉已处理完成', en: 'The complaint is settled already' })
}

function imagesOf(call: Call, value: unknown): string[] {
  // The fields have made it a list of strings, or nothing.
  const ids = (value ?? []) as string[]
  for (const id of ids) {
    if (call.platform.complaints.images.get(id)?.mchid === call.merchant.mchid) continue
    throw new Refused('INVALID_REQUEST', { zh: '图片media_id不存在', en: 'A media_id is unknown' })
  }
  return ids
}

function named(call: Call, mchid: unknown): Complaint {
  const complaint = inPath(call)
  if (complaint.mchid === mchid) return complaint
  throw new Refused('INVALID_REQUEST', {
    zh: '被诉商户号不匹配',
    en: 'complainted_mchid is not who was complained about',
  })
}

function inPath(call: Call): Complaint {
  const { complaints } = call.platform
  const complaint = complaints.kept.get(call.params.complaint_id ?? '')
  if (complaint && complaints.visible(call.merchant.mchid, complaint)) return complaint
  // The documents list no 404 for this product.
  throw new Refused('INVALID_REQUEST', { zh: '投诉单不存在', en: 'There is no such complaint' })
}

function dayInQuery(call: Call, name: string) {
  const text = call.query.get(name)
  if (!text) throw fieldError(name, undefined, '缺少必填参数', 'is required and missing', 'query')
  const day = dayOf(text)
  if (!day) throw fieldError(name, text.slice(0, 32), '日期格式错误', 'must be a day, yyyy-MM-dd', 'query')
  return day
}

function page(call: Call, standard: number, most = MOST): { limit: number; offset: number } {
  const number = (name: string, first: number, from: number, to: number): number => {
    const text = call.query.get(name)
    if (text === null) return first
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (value >= from && value <= to) return value
    throw fieldError(name, text.slice(0, 32), `应为 ${from} 至 ${to}`, `must be ${from} to ${to}`, 'query')
  }
  return { limit: number('limit', standard, 1, most), offset: number('offset', 0, 0, 999_999_999) }
}
