import { createApi } from '../../office/src/api.js'
import type { Attempt, CheckoutState, Merchant, Order, Refund, StoryEntry } from '../../office/src/types.js'

export const api = createApi('/workbench/api')

export interface Me {
  user: { username: string }
  merchant: Merchant
}

export interface OrderRow {
  order: Order
  checkout: {
    id: string
    reference: string
    state: CheckoutState
    createdAt: string
    paidAt: string | null
    deadlineAt: string
    shopper: { id: string; name: string | null }
  }
  payment: { institution: string; method: string } | null
  refunds: Refund[]
}

export interface OrderDetail extends OrderRow {
  attempts: Attempt[]
  story: StoryEntry[]
}

export interface Summary {
  todayPaidMinor: number
  todayPaidCount: number
  todayRefundedMinor: number
  unpaidCount: number
  byMethod: { method: string; amountMinor: number; count: number }[]
}

export const ORDER_FILTERS = ['all', 'unpaid', 'paid', 'refunding', 'refunded', 'closed'] as const
export type OrderFilter = (typeof ORDER_FILTERS)[number]

export interface RefundRequest {
  reason: string
  items?: { itemId: string; quantity: number }[]
  amountMinor?: number
}
