import type { Complaint, WechatpayClient } from '@hutong/wechatpay'
import type { ComplaintFact, ComplaintsAnswer } from '../contract.js'
import { declineOf, unknownOf } from './answers.js'

const PAGE = 50
/** Far above what a span can hold in earnest: a list that never ends is a defect on one of the sides. */
const MOST_PAGES = 200

/** Every page of the span (19-complaints §1): days are Beijing's, and at most 30 apart. */
export async function listComplaints(
  wechatpay: Pick<WechatpayClient, 'listComplaints'>,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<ComplaintsAnswer> {
  const complaints: ComplaintFact[] = []
  const span = { begin_date: dayOf(from), end_date: dayOf(until), limit: PAGE }
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await wechatpay.listComplaints({ ...span, offset: page * PAGE })
    if (answer.outcome === 'unknown') return unknownOf(answer)
    if (answer.outcome === 'refused') return { outcome: 'declined', decline: declineOf(answer) }
    complaints.push(...answer.value.data.map(factOf))
    if (answer.value.data.length < PAGE) break
  }
  return { outcome: 'listed', complaints }
}

const STATES: Readonly<Record<string, ComplaintFact['state']>> = {
  PENDING: 'open',
  PROCESSING: 'answered',
  PROCESSED: 'settled',
}

function factOf(complaint: Complaint): ComplaintFact {
  return {
    complaintId: complaint.complaint_id,
    outTradeNo: complaint.complaint_order_info?.[0]?.out_trade_no ?? null,
    state: STATES[complaint.complaint_state] ?? 'open',
    problem: complaint.problem_description ?? complaint.problem_type ?? '',
    complainedAt: new Date(complaint.complaint_time),
  }
}

/** `yyyy-MM-dd` in Beijing, which has no summer time. */
const dayOf = (time: Date): string => new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
