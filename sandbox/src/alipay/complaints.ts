import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'
import type { ComplaintEvent, ComplaintState } from './complaint-states.js'
import type { SignType } from './wire/signature.js'

export const PROBLEM_TYPES = ['REFUND', 'SERVICE_NOT_WORK', 'OTHERS'] as const
export type ProblemType = (typeof PROBLEM_TYPES)[number]

/** A line of what was said; the complaint itself is not one. */
export interface ComplaintLine {
  atMs: number
  role: 'USER' | 'MERCHANT' | 'SYSTEM' | 'AUDITOR'
  name: string
  event: ComplaintEvent
  content: string
  images: string[]
}

/** A payer's complaint about a trade. */
export interface Complaint {
  /** complain_event_id */
  id: string
  /** The trade's, see orderId. */
  orderId: string
  outTradeNo: string
  tradeNo: string
  sellerId: string
  totalFen: number
  /** The application that hears of it, and how it signs. */
  appId: string
  authAppId: string
  signType: SignType
  targetType: 'APPID' | 'PID'
  targetId: string
  /** The wallet user who paid. */
  userId: string
  phone: string | null
  problemType: ProblemType
  content: string
  state: ComplaintState
  createdAtMs: number
  modifiedAtMs: number
  finishedAtMs: number | null
  feedbackCode: string | null
  said: ComplaintLine[]
}

export interface ComplaintImage {
  id: string
  sellerId: string
  type: string
  base64: string
}

export interface Complaints {
  get(id: string): Complaint | undefined
  /** In the order in which they were made. */
  all(): Complaint[]
  keep(complaint: Complaint): void
  image(id: string): ComplaintImage | undefined
  keepImage(image: ComplaintImage): void
}

const IMAGES_KEPT = 500

export function createComplaints(core: Core): Complaints {
  const complaints: Collection<Complaint> = core.store.collection('alipay_complaints')
  const images: Collection<ComplaintImage> = core.store.collection('alipay_complaint_images')
  return {
    get: (id) => complaints.get(id),
    all: () => [...complaints.values()],
    keep: (complaint) => complaints.put(complaint),
    image: (id) => images.get(id),
    keepImage(image) {
      images.put(image)
      if (images.size <= IMAGES_KEPT) return
      const oldest = images.values().next()
      if (!oldest.done) images.delete(oldest.value.id)
    },
  }
}
