import { beijingTime } from './beijing-time.js'
import { type ComplaintEvent, isOver, nextComplaintState } from './complaint-states.js'
import type { Complaint, ComplaintLine, ProblemType } from './complaints.js'
import type { Desk } from './desk.js'
import type { Trade } from './trades.js'

export const COMPLAINT_MESSAGE = 'notice.complaint'

export interface NewComplaint {
  /** The merchant's number; the first merchant's that has it when several do. */
  outTradeNo?: string
  /** The trade's own id. */
  orderId?: string
  /** Only as this payer. */
  userId?: string
  detail: string
  problemType?: ProblemType
  phone?: string
}

/** The payer complains about a paid trade; null when there is none. */
export function raiseComplaint(desk: Desk, wanted: NewComplaint): Complaint | null {
  const trade = tradeAbout(desk, wanted)
  if (!trade?.buyer || trade.tradeNo === null || trade.paidAtMs === null) return null
  if (wanted.userId !== undefined && trade.buyer.userId !== wanted.userId) return null
  const { core, complaints } = desk
  const { appId, authAppId, sellerId, signType, outTradeNo, totalFen, product } = trade.terms
  const nowMs = core.clock.nowMs()
  // Payments in a mini-program are complained about there, others at the merchant (unverified).
  const isInApp = product === 'create'
  const complaint: Complaint = {
    id: `${beijingTime(nowMs).slice(0, 10).replaceAll('-', '')}${core.random.digits(24)}`,
    orderId: trade.id,
    outTradeNo,
    tradeNo: trade.tradeNo,
    sellerId,
    totalFen,
    appId,
    authAppId,
    signType,
    targetType: isInApp ? 'APPID' : 'PID',
    targetId: isInApp ? authAppId : sellerId,
    userId: trade.buyer.userId,
    phone: wanted.phone ?? null,
    problemType: wanted.problemType ?? 'OTHERS',
    content: wanted.detail,
    state: 'MERCHANT_PROCESSING',
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
    finishedAtMs: null,
    feedbackCode: null,
    said: [],
  }
  complaints.keep(complaint)
  tell(desk, complaint)
  return complaint
}

function tradeAbout(desk: Desk, { orderId, outTradeNo }: NewComplaint): Trade | undefined {
  if (orderId !== undefined) return desk.trades.get(orderId)
  for (const trade of desk.trades.all()) {
    if (trade.terms.outTradeNo === outTradeNo && trade.paidAtMs !== null) return trade
  }
  return undefined
}

type Said = Pick<ComplaintLine, 'role' | 'name' | 'content'> & { images?: string[] }

/** Moves it if its state allows the event, with what was said; false, and nothing has changed, when it does not. */
export function moveComplaint(desk: Desk, complaint: Complaint, event: ComplaintEvent, said: Said): boolean {
  const state = nextComplaintState(complaint.state, event)
  if (state === null) return false
  const atMs = desk.core.clock.nowMs()
  const { role, name, content, images = [] } = said
  complaint.state = state
  complaint.modifiedAtMs = atMs
  if (isOver(state)) complaint.finishedAtMs = atMs
  complaint.said.push({ atMs, role, name, event, content, images })
  desk.complaints.keep(complaint)
  tell(desk, complaint)
  return true
}

/** What others than the merchant do: the payer, Alipay's service, its system. */
export const COMPLAINT_STEPS = ['respond', 'confirm', 'revoke', 'escalate', 'decide', 'close'] as const
export type ComplaintStep = (typeof COMPLAINT_STEPS)[number]

const PAYER = { role: 'USER' } as const
const SERVICE = { role: 'AUDITOR', name: '支付宝客服' } as const
const SYSTEM = { role: 'SYSTEM', name: '系统' } as const

const STEPS = {
  respond: { event: 'responded', by: PAYER, unsaid: '' },
  confirm: { event: 'confirmed', by: PAYER, unsaid: '问题已解决' },
  revoke: { event: 'withdrawn', by: PAYER, unsaid: '撤销投诉' },
  escalate: { event: 'escalated', by: PAYER, unsaid: '申请支付宝介入' },
  decide: { event: 'decided', by: SERVICE, unsaid: '支付宝已处理完结' },
  close: { event: 'closed', by: SYSTEM, unsaid: '系统关闭' },
} as const satisfies Record<
  ComplaintStep,
  { event: ComplaintEvent; by: { role: ComplaintLine['role'] }; unsaid: string }
>

export function allows({ state }: Complaint, step: ComplaintStep): boolean {
  return nextComplaintState(state, STEPS[step].event) !== null
}

/** False when the complaint does not allow the step now. */
export function followComplaint(
  desk: Desk,
  complaint: Complaint,
  step: ComplaintStep,
  text: string,
): boolean {
  const { event, by, unsaid } = STEPS[step]
  const name = 'name' in by ? by.name : (desk.core.wallets.user(complaint.userId)?.name ?? '')
  return moveComplaint(desk, complaint, event, { role: by.role, name, content: text === '' ? unsaid : text })
}

/**
 * Goes to the application gateway, never to a notify_url, and says no more than the number. That it comes for every
 * change, the merchant's own among them, is unverified.
 */
function tell(desk: Desk, complaint: Complaint): void {
  const gatewayUrl = desk.apps.get(complaint.appId)?.gatewayUrl
  if (!gatewayUrl) return
  desk.notifier.event({
    operation: COMPLAINT_MESSAGE,
    event: 'alipay.merchant.tradecomplain.changed',
    about: complaint.outTradeNo,
    url: gatewayUrl,
    signType: complaint.signType,
    appId: complaint.appId,
    authAppId: complaint.authAppId,
    fields: {
      msg_method: 'alipay.merchant.tradecomplain.changed',
      version: '1.1',
      biz_content: JSON.stringify({ complain_event_id: complaint.id }),
    },
  })
}
