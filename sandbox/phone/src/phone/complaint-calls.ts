import { getJson, postJson } from '../shared/call-api.js'

export type ProblemType = 'REFUND' | 'SERVICE_NOT_WORK' | 'OTHERS'
export type FollowUp = 'respond' | 'continue' | 'confirm' | 'revoke' | 'escalate'
/** The institution's own word: WeChat Pay's, then Alipay's. */
export type ComplaintState =
  | 'PENDING'
  | 'PROCESSING'
  | 'PROCESSED'
  | 'MERCHANT_PROCESSING'
  | 'MERCHANT_FEEDBACKED'
  | 'FINISHED'
  | 'CANCELLED'
  | 'PLATFORM_PROCESSING'
  | 'PLATFORM_FINISH'
  | 'CLOSED'

export interface Complaint {
  id: string
  orderId: string
  outTradeNo: string
  state: ComplaintState
  problemType: ProblemType
  createdAtMs: number
  said: Array<{ atMs: number; by: 'payer' | 'merchant' | 'platform' | 'system'; what: string; text: string }>
  /** What its payer may do now. */
  next: FollowUp[]
}

export const listComplaints = (orderId: string) =>
  getJson<Complaint[]>(`/phone/api/complaints?orderId=${encodeURIComponent(orderId)}`)
export const raiseComplaint = (wanted: { orderId: string; problemType: ProblemType; detail: string }) =>
  postJson<Complaint>('/phone/api/complaints', wanted)
export const followComplaint = (id: string, follow: FollowUp, text: string) =>
  postJson<Complaint>(`/phone/api/complaints/${encodeURIComponent(id)}/follow`, {
    follow,
    ...(text === '' ? {} : { text }),
  })
