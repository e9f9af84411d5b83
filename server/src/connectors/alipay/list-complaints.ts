import type { ComplaintFact, ComplaintsAnswer } from '../contract.js'
import { declineOf, noAnswer } from './answers.js'
import { beijingTime, readBeijingTime } from './beijing-time.js'
import { type CallGateway, type Told, unknown } from './gateway.js'

/** The most that a page may hold (17-complaints §1). */
const PAGE = 20
/** Far above what a span can hold in earnest: a list that never ends is a defect on one of the sides. */
const MOST_PAGES = 500

/** Every page of the span: both ends belong to it, to the second, and they are at most a year apart. */
export async function listComplaints(
  call: CallGateway,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<ComplaintsAnswer> {
  const complaints = new Map<string, ComplaintFact>()
  const span = { begin_time: beijingTime(from), end_time: beijingTime(until), page_size: PAGE }
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await call(
      {
        verb: 'list_complaints',
        method: 'alipay.merchant.tradecomplain.batchquery',
        bizContent: { ...span, page_num: page },
        request: `complaints from ${span.begin_time} to ${span.end_time}, page ${page}`,
      },
      () => {},
    )
    if (answer.outcome === 'unknown') return answer
    if (answer.code !== '10000') return refused(answer)
    const rows = answer.rows('trade_complain_infos')
    for (const row of rows) {
      const fact = factOf(row)
      if (fact === null) return unknown('unreadable', 'A complaint without its number or its time.')
      complaints.set(fact.complaintId, fact)
    }
    if (rows.length < PAGE) break
  }
  return { outcome: 'listed', complaints: [...complaints.values()] }
}

function refused(told: Told): ComplaintsAnswer {
  const says = noAnswer(told)
  return says.because === 'server_error' ? says : { outcome: 'declined', decline: declineOf(told, false) }
}

const STATES: Readonly<Record<string, ComplaintFact['state']>> = {
  MERCHANT_PROCESSING: 'open',
  MERCHANT_FEEDBACKED: 'answered',
  // Alipay's own service is at it: whatever the merchant said did not end the matter.
  PLATFORM_PROCESSING: 'open',
  FINISHED: 'settled',
  CANCELLED: 'settled',
  PLATFORM_FINISH: 'settled',
  CLOSED: 'settled',
}

function factOf(row: Readonly<Record<string, unknown>>): ComplaintFact | null {
  const text = (name: string): string | undefined => {
    const value = Object.hasOwn(row, name) ? row[name] : undefined
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const complaintId = text('complain_event_id')
  const complainedAt = readBeijingTime(text('gmt_create'))
  if (complaintId === undefined || complainedAt === null) return null
  return {
    complaintId,
    outTradeNo: text('merchant_order_no') ?? null,
    state: STATES[text('status') ?? ''] ?? 'open',
    problem: text('complain_reason') ?? text('leaf_category_name') ?? '',
    complainedAt,
  }
}
