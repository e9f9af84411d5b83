import type { Core } from '../../core/core.js'
import type { Collection } from '../../core/store.js'
import type { Platform } from '../call.js'
import { type Order, sellerOf } from '../order-book.js'

export const PROBLEM_TYPES = ['REFUND', 'SERVICE_NOT_WORK', 'OTHERS'] as const

export interface HistoryEntry {
  logId: string
  operator: string
  atMs: number
  operateType: string
  details: string
  images: string[]
}

export interface Complaint {
  id: string
  /** The merchant complained about. */
  mchid: string
  /** A provider sees the complaints about its sub-merchants. */
  providerMchid: string | null
  orderId: string
  state: 'PENDING' | 'PROCESSING' | 'PROCESSED'
  createdAtMs: number
  detail: string
  phone: string | null
  openid: string
  problemType: (typeof PROBLEM_TYPES)[number]
  problemDescription: string
  applyRefundMinor: number | null
  /** There is a user's message that nobody answered. */
  waiting: boolean
  times: number
  history: HistoryEntry[]
}

/** Where a merchant wants to hear of complaints. */
interface Callback {
  id: string
  url: string
}

export interface Evidence {
  id: string
  mchid: string
  type: string
  base64: string
}

export interface ComplaintBook {
  readonly kept: Collection<Complaint>
  readonly callbacks: Collection<Callback>
  readonly images: Collection<Evidence>
  visible(mchid: string, complaint: Complaint): boolean
  log(complaint: Complaint, operator: string, operateType: string, details: string, images?: string[]): string
  /** Tells whoever may see it and has a callback address. */
  tell(complaint: Complaint, actionType: string): void
  /** A refund of this order arrived: what was about the money is settled (19 §3). */
  refundArrived(order: Order): void
}

export function openComplaintBook(core: Core, platform: () => Platform): ComplaintBook {
  const kept: Collection<Complaint> = core.store.collection('wechatpay_complaints')
  const callbacks: Collection<Callback> = core.store.collection('wechatpay_complaint_callbacks')
  const images: Collection<Evidence> = core.store.collection('wechatpay_complaint_images')

  const log: ComplaintBook['log'] = (complaint, operator, operateType, details, pictures = []) => {
    const logId = core.random.digits(24)
    complaint.history.push({
      logId,
      operator,
      atMs: core.clock.nowMs(),
      operateType,
      details,
      images: pictures,
    })
    kept.put(complaint)
    return logId
  }
  const tell: ComplaintBook['tell'] = (complaint, actionType) => {
    for (const mchid of new Set([complaint.mchid, complaint.providerMchid ?? complaint.mchid])) {
      const callback = callbacks.get(mchid)
      if (!callback) continue
      core.notices.send({
        institution: 'wechatpay',
        operation: 'notice.complaint',
        event: actionType === 'CREATE_COMPLAINT' ? 'COMPLAINT.CREATE' : 'COMPLAINT.STATE_CHANGE',
        outTradeNo: platform().book.orderById(complaint.orderId)?.outTradeNo ?? '',
        url: callback.url,
        payload: {
          mchid,
          signer: 'platform',
          originalType: 'complaint',
          summary: actionType === 'CREATE_COMPLAINT' ? '产生新投诉' : '投诉状态变化',
          plaintext: { complaint_id: complaint.id, action_type: actionType },
        },
      })
    }
  }

  return {
    kept,
    callbacks,
    images,
    log,
    tell,
    visible: (mchid, complaint) => complaint.mchid === mchid || complaint.providerMchid === mchid,
    refundArrived(order) {
      for (const complaint of kept.values()) {
        if (complaint.orderId !== order.id || complaint.problemType !== 'REFUND') continue
        if (complaint.state === 'PROCESSED') continue
        complaint.state = 'PROCESSED'
        complaint.waiting = false
        log(complaint, '系统', 'COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE', '用户已收到退款')
        tell(complaint, 'REFUND_SUCCESS')
      }
    },
  }
}

export interface NewComplaint {
  outTradeNo: string
  /** Which order is meant when several merchants used the number. */
  orderId?: string
  detail: string
  problemType?: Complaint['problemType']
  phone?: string
}

/** The payer complains about a paid order; null when there is none with this number. */
export function raiseComplaint(platform: Platform, wanted: NewComplaint): Complaint | null {
  const { book, complaints, core } = platform
  const { orderId, outTradeNo } = wanted
  const order = orderId === undefined ? book.orderByNumber(outTradeNo) : book.orderById(orderId)
  if (!order?.paid) return null
  const seller = sellerOf(order)
  const earlier = [...complaints.kept.values()].filter((one) => one.orderId === order.id)
  const problemType = wanted.problemType ?? 'OTHERS'
  const complaint: Complaint = {
    id: `200000${core.random.digits(20)}`,
    mchid: seller,
    providerMchid: seller === order.mchid ? null : order.mchid,
    orderId: order.id,
    state: 'PENDING',
    createdAtMs: core.clock.nowMs(),
    detail: wanted.detail,
    phone: wanted.phone ?? null,
    openid: order.paid.openid,
    problemType,
    problemDescription: problemType === 'REFUND' ? '申请退款' : '其他问题',
    applyRefundMinor: problemType === 'REFUND' ? order.totalMinor : null,
    waiting: true,
    times: earlier.length + 1,
    history: [],
  }
  complaints.log(complaint, '投诉人', 'USER_CREATE_COMPLAINT', wanted.detail)
  complaints.tell(complaint, 'CREATE_COMPLAINT')
  return complaint
}

export const FOLLOW_UPS = ['respond', 'continue', 'confirm', 'revoke'] as const
export type FollowUp = (typeof FOLLOW_UPS)[number]

/** What the payer does next: answers, goes on after the end, agrees, or takes the complaint back. */
export function followComplaint(
  platform: Platform,
  id: string,
  follow: FollowUp,
  text: string,
): Complaint | null {
  const { complaints } = platform
  const complaint = complaints.kept.get(id)
  if (!complaint) return null
  if (follow === 'respond' || follow === 'continue') {
    complaint.waiting = true
    if (follow === 'continue') complaint.times += 1
    if (complaint.state === 'PROCESSED') complaint.state = 'PROCESSING'
    const isContinued = follow === 'continue'
    complaints.log(complaint, '投诉人', isContinued ? 'USER_CONTINUE_COMPLAINT' : 'USER_RESPONSE', text)
    complaints.tell(complaint, isContinued ? 'CONTINUE_COMPLAINT' : 'USER_RESPONSE')
    return complaint
  }
  complaint.state = 'PROCESSED'
  complaint.waiting = false
  const isConfirmed = follow === 'confirm'
  complaints.log(complaint, '投诉人', isConfirmed ? 'USER_COMFIRM_COMPLAINT' : 'USER_REVOKE_COMPLAINT', text)
  return complaint
}
