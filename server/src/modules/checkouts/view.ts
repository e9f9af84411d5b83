import type { Action } from '../../connectors/contract.js'

/** The objects of the API: amounts in minor units as JSON numbers, times in RFC 3339, UTC. */
export interface CheckoutView {
  readonly id: string
  readonly reference: string
  readonly state: 'open' | 'closing' | 'paid' | 'closed'
  readonly closeReason: 'expired' | 'requested' | null
  readonly amountMinor: number
  readonly currency: string
  readonly refundedMinor: number
  readonly refundState: 'none' | 'part' | 'full'
  readonly description: string
  readonly shopper: { readonly id: string; readonly name: string | null }
  readonly returnUrl: string | null
  readonly metadata: Readonly<Record<string, string>>
  readonly lockedTo: string | null
  readonly orders: readonly OrderView[]
  readonly attempts: readonly AttemptView[]
  readonly refunds: readonly RefundView[]
  readonly paidAttemptId: string | null
  readonly deadlineAt: string
  readonly createdAt: string
  readonly paidAt: string | null
  readonly closedAt: string | null
  readonly cashierUrl: string
}

export interface OrderView {
  readonly id: string
  readonly reference: string
  readonly merchant: { readonly id: string; readonly name: string; readonly nameEn: string | null }
  readonly amountMinor: number
  readonly refundedMinor: number
  readonly items: readonly ItemView[]
}

export interface ItemView {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly sku: string | null
  readonly quantity: number
  readonly unitPriceMinor: number
  readonly refundedQuantity: number
  readonly imageUrl: string | null
}

export type ActionView =
  | (Extract<Action, { type: 'show_qr' }> & { readonly imageUrl: string })
  | Extract<Action, { type: 'redirect' }>
  | { readonly type: 'wait' }

export interface AttemptView {
  readonly id: string
  readonly method: string
  readonly scene: string
  readonly institution: string
  readonly state: 'created' | 'unknown' | 'pending' | 'closing' | 'paid' | 'surplus' | 'closed' | 'failed'
  readonly amountMinor: number
  readonly currency: string
  readonly outTradeNo: string
  readonly institutionReference: string | null
  readonly action: ActionView | null
  readonly failure: FailureView | null
  readonly expiresAt: string
  readonly createdAt: string
  readonly paidAt: string | null
}

export interface FailureView {
  /** The institution's own code. */
  readonly code: string
  readonly message: string
  readonly messageEn: string
}

export interface RefundView {
  readonly id: string
  readonly checkoutId: string
  readonly orderId: string | null
  readonly attemptId: string
  readonly kind: 'requested' | 'surplus'
  readonly amountMinor: number
  readonly currency: string
  readonly reason: string
  readonly state: 'created' | 'unknown' | 'processing' | 'succeeded' | 'abnormal' | 'failed'
  readonly parts: readonly RefundPartView[]
  readonly outRefundNo: string
  readonly institutionReference: string | null
  readonly failure: (FailureView & { readonly next: string; readonly nextEn: string }) | null
  readonly createdAt: string
  readonly finishedAt: string | null
}

export interface RefundPartView {
  readonly orderId: string
  readonly itemId: string | null
  readonly quantity: number | null
  readonly amountMinor: number
}
