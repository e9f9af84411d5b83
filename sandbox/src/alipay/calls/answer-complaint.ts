import type { Caller } from '../caller.js'
import { moveComplaint } from '../complaint-work.js'
import type { Complaint } from '../complaints.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import { complaintAbout, type FieldRules, type JsonObject, required, text, textOf } from '../fields.js'
import { refundedFen } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'
import { complaintNamed } from './complaint-calls.js'

const SUCCESS: NodeFields = { code: '10000', msg: 'Success' }
const GUARANTEE_REFUND = '00'
const FEEDBACK_CODES = [GUARANTEE_REFUND, '02', '03', '04', '05', '06', '194']
/** Several numbers of pictures, with commas between; how many at most is not documented. */
const IMAGES = text(2048)

const FEEDBACK_FIELDS: FieldRules = {
  complain_event_id: required(text(64)),
  feedback_code: required(text(8, { oneOf: FEEDBACK_CODES })),
  feedback_content: required(text(200)),
  feedback_images: IMAGES,
  operator: text(6),
}

/** alipay.merchant.tradecomplain.feedback.submit: the merchant's answer, once; its members have no biz_content in v2. */
export function feedBack(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const said = readSaid(desk, biz, caller, FEEDBACK_FIELDS, ['feedback_content', 'feedback_images'])
  if (isRefusal(said)) return said
  const { complaint } = said
  const code = textOf(biz, 'feedback_code') ?? ''
  const refusal = refuseRefund(desk, complaint, code)
  if (refusal) return refusal
  const name = textOf(biz, 'operator') ?? caller.app.name
  if (!moveComplaint(desk, complaint, 'fed_back', { role: 'MERCHANT', ...said.line, name }))
    return refuse('STATUS_CHANGED')
  complaint.feedbackCode = code
  desk.complaints.keep(complaint)
  return SUCCESS
}

/** A refund that is under way is waited for, and what the guarantee money of a merchant would pay is not there. */
function refuseRefund(desk: Desk, complaint: Complaint, code: string): AlipayRefusal | null {
  const trade = desk.trades.get(complaint.orderId)
  if (!trade) return null
  if (trade.refunds.some(({ state }) => state === 'PROCESSING')) return refuse('WAITING_REFUND')
  if (code !== GUARANTEE_REFUND) return null
  return refundedFen(trade) === trade.terms.totalFen
    ? refuse('REFUND_ALREADY_SUCCEED')
    : refuse('REFUND_FEEDBACK_FAILED', '商家未缴存使用体验保障金')
}

/** alipay.merchant.tradecomplain.reply.submit: a message to the payer. */
export const replyToComplaint = speaking('replied', 'reply')

/** alipay.merchant.tradecomplain.supplement.submit: what Alipay's service should know. */
export const supplementComplaint = speaking('supplemented', 'supplement')

function speaking(event: 'replied' | 'supplemented', word: 'reply' | 'supplement') {
  const fields: FieldRules = {
    complain_event_id: required(text(64)),
    // The length of a reply is not documented; it is taken for that of the others.
    [`${word}_content`]: required(text(200)),
    [`${word}_images`]: IMAGES,
  }
  return (desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal => {
    const said = readSaid(desk, biz, caller, fields, [`${word}_content`, `${word}_images`])
    if (isRefusal(said)) return said
    const line = { role: 'MERCHANT', name: caller.app.name, ...said.line } as const
    // Their lists of errors have no code for a state that does not allow it (unverified).
    return moveComplaint(desk, said.complaint, event, line)
      ? SUCCESS
      : refuse('PARAM_ILLEGAL', `投诉单状态为${said.complaint.state}，不支持该操作`)
  }
}

interface Said {
  complaint: Complaint
  line: { content: string; images: string[] }
}

function readSaid(
  desk: Desk,
  biz: JsonObject,
  caller: Caller,
  fields: FieldRules,
  [contentName, imagesName]: readonly [content: string, images: string],
): Said | AlipayRefusal {
  const wrong = complaintAbout(biz, fields)
  if (wrong !== null) return refuse('PARAM_ILLEGAL', wrong)
  const complaint = complaintNamed(desk, biz, caller)
  if (isRefusal(complaint)) return complaint
  const images = (textOf(biz, imagesName) ?? '').split(',').filter((id) => id !== '')
  const unknown = images.find((id) => desk.complaints.image(id)?.sellerId !== caller.sellerId)
  if (unknown !== undefined) return refuse('PARAM_ILLEGAL', `图片${unknown.slice(0, 64)}未上传`)
  return { complaint, line: { content: textOf(biz, contentName) ?? '', images } }
}
