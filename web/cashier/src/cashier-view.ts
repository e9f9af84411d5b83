/** The part of the platform's cashier API that this page reads. Times are RFC 3339, amounts integers in minor units. */

export type Institution = 'wechatpay' | 'alipay'
export type MethodName = 'wechatpay_scan' | 'wechatpay_jump' | 'alipay_scan' | 'alipay_jump'
export type Scene = 'desktop_web' | 'mobile_web'

export interface Item {
  id: string
  name: string
  quantity: number
  unitPriceMinor: number
  refundedQuantity: number
}

export interface Order {
  id: string
  merchant: { id: string; name: string; nameEn: string | null }
  amountMinor: number
  refundedMinor: number
  items: Item[]
}

export type Action =
  | { type: 'show_qr'; content: string; expiresAt: string }
  | { type: 'redirect'; url: string; expiresAt: string }
  | { type: 'wait' }

export interface Attempt {
  id: string
  method: MethodName
  institution: Institution
  state: 'created' | 'unknown' | 'pending' | 'closing' | 'paid' | 'surplus' | 'closed' | 'failed'
  amountMinor: number
  action: Action | null
  failure: { code: string; message: string; messageEn: string } | null
  expiresAt: string
  paidAt: string | null
}

export interface Refund {
  id: string
  attemptId: string
  kind: 'requested' | 'surplus'
  amountMinor: number
  state: 'created' | 'unknown' | 'processing' | 'succeeded' | 'abnormal' | 'failed'
}

export interface Checkout {
  id: string
  reference: string
  state: 'open' | 'closing' | 'paid' | 'closed'
  closeReason: 'expired' | 'requested' | null
  amountMinor: number
  currency: string
  refundedMinor: number
  refundState: 'none' | 'part' | 'full'
  description: string
  returnUrl: string | null
  lockedTo: Institution | null
  orders: Order[]
  attempts: Attempt[]
  refunds?: Refund[]
  paidAttemptId: string | null
  deadlineAt: string
  paidAt: string | null
}

export interface MethodChoice {
  method: MethodName
  institution: Institution
  name: string
  nameEn: string
  shown: boolean
  /** Chosen beforehand; at most one. */
  preselected: boolean
  reasons: { code: string; message: string; messageEn: string }[]
}

export interface CashierView {
  checkout: Checkout
  methods: MethodChoice[]
  activeAttempt: Attempt | null
  serverTime: string
}

/** What the platform says when it refuses. */
export interface Refusal {
  code: string
  message: string
  messageEn: string
  next?: string
  nextEn?: string
}
