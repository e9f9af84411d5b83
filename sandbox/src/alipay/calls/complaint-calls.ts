import { beijingTime, readBeijingTime } from '../beijing-time.js'
import type { Caller } from '../caller.js'
import { COMPLAINT_STATES } from '../complaint-states.js'
import type { Complaint, ComplaintLine, ProblemType } from '../complaints.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import {
  complaintAbout,
  type FieldRules,
  isObject,
  type JsonObject,
  list,
  object,
  required,
  text,
  textOf,
  whole,
} from '../fields.js'
import { yuanFromFen } from '../price.js'
import type { NodeFields } from '../wire/answer.js'

const DAY_MS = 86_400_000
const STANDARD_SPAN_MS = 30 * DAY_MS
const LONGEST_SPAN_MS = 366 * DAY_MS
const MOST_ON_A_PAGE = 20

const LIST_FIELDS: FieldRules = {
  begin_time: text(19),
  end_time: text(19),
  page_num: whole(9),
  page_size: whole(9),
  status: text(32, { oneOf: COMPLAINT_STATES }),
  target_infos: list(
    object({
      target_type: required(text(16, { oneOf: ['APPID', 'PUBLICID'] })),
      target_id: required(text(64)),
    }),
  ),
}

/** alipay.merchant.tradecomplain.batchquery: by when they were made, newest first (the order is unverified). */
export function listComplaints(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const wrong = complaintAbout(biz, LIST_FIELDS)
  if (wrong !== null) return refuse('PARAM_ILLEGAL', wrong)
  const span = spanIn(biz, desk.core.clock.nowMs())
  if (isRefusal(span)) return span
  const pageNum = Number(textOf(biz, 'page_num') ?? '1')
  const pageSize = Number(textOf(biz, 'page_size') ?? '10')
  if (pageNum < 1) return refuse('PARAM_ILLEGAL', 'page_num应从1开始')
  if (pageSize < 1 || pageSize > MOST_ON_A_PAGE)
    return refuse('PARAM_ILLEGAL', `page_size应为1至${MOST_ON_A_PAGE}`)

  const status = textOf(biz, 'status')
  const isMeant = targetsIn(biz)
  const found = desk.complaints
    .all()
    .filter(
      (one) =>
        one.sellerId === caller.sellerId &&
        one.createdAtMs >= span.fromMs &&
        // Times travel in whole seconds, and both ends belong to the span.
        one.createdAtMs < span.untilMs + 1_000 &&
        (status === undefined || one.state === status) &&
        isMeant(one),
    )
    .toReversed()
  return {
    code: '10000',
    msg: 'Success',
    page_num: pageNum,
    page_size: pageSize,
    total_num: found.length,
    total_page_num: Math.ceil(found.length / pageSize),
    trade_complain_infos: found.slice((pageNum - 1) * pageSize, pageNum * pageSize).map(rowOf),
  }
}

function spanIn(biz: JsonObject, nowMs: number): { fromMs: number; untilMs: number } | AlipayRefusal {
  const time = (name: string, standardMs: number): number | null => {
    const given = textOf(biz, name)
    return given === undefined ? standardMs : readBeijingTime(given)
  }
  const fromMs = time('begin_time', nowMs - STANDARD_SPAN_MS)
  const untilMs = time('end_time', nowMs)
  if (fromMs === null || untilMs === null) return refuse('PARAM_ILLEGAL', '时间格式应为yyyy-MM-dd HH:mm:ss')
  if (untilMs < fromMs) return refuse('PARAM_ILLEGAL', 'end_time不能早于begin_time')
  if (untilMs - fromMs > LONGEST_SPAN_MS) return refuse('PARAM_ILLEGAL', '时间跨度不能超过一年')
  return { fromMs, untilMs }
}

function targetsIn({ target_infos: infos }: JsonObject): (complaint: Complaint) => boolean {
  const targets = Array.isArray(infos) ? infos.filter(isObject) : []
  return ({ targetType, targetId }) =>
    targets.length === 0 ||
    targets.some((one) => textOf(one, 'target_type') === targetType && textOf(one, 'target_id') === targetId)
}

/** alipay.merchant.tradecomplain.query: one, with what was said about it. */
export function queryComplaint(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const wrong = complaintAbout(biz, { complain_event_id: required(text(64)) })
  if (wrong !== null) return refuse('PARAM_ILLEGAL', wrong)
  const complaint = complaintNamed(desk, biz, caller)
  if (isRefusal(complaint)) return complaint
  return {
    code: '10000',
    msg: 'Success',
    ...rowOf(complaint),
    trade_amount: yuanFromFen(complaint.totalFen),
    reply_detail_infos: complaint.said.map((line) => lineOf(desk, line)),
  }
}

/** Which code stands for a number that nobody has, and which for another merchant's, is unverified. */
export function complaintNamed(desk: Desk, biz: JsonObject, caller: Caller): Complaint | AlipayRefusal {
  const complaint = desk.complaints.get(textOf(biz, 'complain_event_id') ?? '')
  if (!complaint) return refuse('PARAM_ILLEGAL', '投诉单不存在')
  return complaint.sellerId === caller.sellerId ? complaint : refuse('AUTHORITY_ILLEGAL')
}

/** What payers choose from is not public. */
const REASONS: Readonly<Record<ProblemType, readonly [reason: string, demand: string]>> = {
  REFUND: ['商家不退款', '申请退款'],
  SERVICE_NOT_WORK: ['服务权益未生效', '要求商家履约'],
  OTHERS: ['其他问题', '其他诉求'],
}

function rowOf(complaint: Complaint): NodeFields {
  const [reason, demand] = REASONS[complaint.problemType]
  const { finishedAtMs } = complaint
  return {
    complain_event_id: complaint.id,
    target_id: complaint.targetId,
    target_type: complaint.targetType,
    status: complaint.state,
    trade_no: complaint.tradeNo,
    merchant_order_no: complaint.outTradeNo,
    complain_reason: reason,
    content: complaint.content,
    leaf_category_name: demand,
    phone_no: complaint.phone ?? undefined,
    gmt_create: beijingTime(complaint.createdAtMs),
    gmt_modified: beijingTime(complaint.modifiedAtMs),
    gmt_finished: finishedAtMs === null ? undefined : beijingTime(finishedAtMs),
  }
}

function lineOf({ core }: Desk, { atMs, role, name, content, images }: ComplaintLine): NodeFields {
  return {
    replier_name: name,
    replier_role: role,
    gmt_create: beijingTime(atMs),
    content,
    images: images.map((id) => `${core.urls.alipay}/complaint-images/${id}`),
  }
}
