/** The objects of the platform's HTTP API, as the workbench and the console read them. */
export interface Item {
  id: string
  name: string
  category: string
  sku: string | null
  quantity: number
  unitPriceMinor: number
  refundedQuantity: number
  imageUrl: string | null
}

export interface Merchant {
  id: string
  name: string
  nameEn: string | null
}

export interface Order {
  id: string
  reference: string
  merchant: Merchant
  amountMinor: number
  refundedMinor: number
  items: Item[]
}

interface Failure {
  code: string
  message: string
  messageEn: string
  next?: string | null
  nextEn?: string | null
}

export type AttemptState =
  | 'created'
  | 'unknown'
  | 'pending'
  | 'closing'
  | 'paid'
  | 'surplus'
  | 'closed'
  | 'failed'

export interface Attempt {
  id: string
  method: string
  scene: string
  institution: string
  state: AttemptState
  amountMinor: number
  currency: string
  outTradeNo: string
  institutionReference: string | null
  failure: Failure | null
  expiresAt: string
  createdAt: string
  paidAt: string | null
}

export type RefundState = 'created' | 'unknown' | 'processing' | 'succeeded' | 'abnormal' | 'failed'

export interface Refund {
  id: string
  checkoutId: string
  orderId: string | null
  attemptId: string
  kind: 'requested' | 'surplus'
  amountMinor: number
  currency: string
  reason: string
  state: RefundState
  parts: { orderId: string; itemId: string | null; quantity: number | null; amountMinor: number }[]
  outRefundNo: string
  institutionReference: string | null
  failure: Failure | null
  createdAt: string
  finishedAt: string | null
}

export type CheckoutState = 'open' | 'closing' | 'paid' | 'closed'

export interface Checkout {
  id: string
  reference: string
  state: CheckoutState
  closeReason: null | 'expired' | 'requested'
  amountMinor: number
  currency: string
  refundedMinor: number
  refundState: 'none' | 'part' | 'full'
  description: string | null
  shopper: { id: string; name: string | null }
  lockedTo: string | null
  orders: Order[]
  attempts: Attempt[]
  refunds: Refund[]
  paidAttemptId: string | null
  deadlineAt: string
  createdAt: string
  paidAt: string | null
  closedAt: string | null
}

export interface StoryEntry {
  id: string
  at: string
  kind: string
  subject: string | null
  title: string
  titleEn: string
  data: Record<string, unknown>
  alarm: boolean
}

export interface AccountName {
  code: string
  name: string
  nameEn: string
}

export interface Transfer {
  id: string
  at: string
  debit: AccountName
  credit: AccountName
  amountMinor: number
  currency: string
  cause: string
  checkoutId?: string | null
}

export interface Page<Row> {
  data: Row[]
  nextCursor: string | null
}
