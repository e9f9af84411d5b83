import type { Collection, Store } from '../../core/store.js'
import type { Signer } from '../order-book.js'
import type { ServiceTerms } from './service-fields.js'
import type { ServicePartner } from './service-seat.js'

export type ServiceState = 'CREATED' | 'DOING' | 'DONE' | 'REVOKED' | 'EXPIRED'

/** A deposit-free or pay-later service: first the user's word, then the service, then the money. */
export interface ServiceOrder {
  id: string
  /** Who signed; a provider's own number in partner mode. */
  mchid: string
  partner?: ServicePartner
  appid: string
  serviceId: string
  outOrderNo: string
  orderId: string
  fingerprint: string
  terms: ServiceTerms
  attach: string | null
  notifyUrl: string
  packageText: string
  queryId: string
  state: Exclude<ServiceState, 'EXPIRED'>
  completedAtMs: number | null
  openid: string | null
  /** The same user under the sub-merchant's app id. */
  subOpenid?: string
  userId: string | null
  totalMinor: number | null
  profitSharing: boolean
  /** Said when it was completed: which coupons may be used. */
  goodsTag?: string
  payment: {
    amountMinor: number
    paidType: 'NEWTON' | 'MCH'
    paidTime: string
    transactionId: string | null
    /** Coupons that were used, as answers tell them. */
    promotionDetail?: object[]
  } | null
  createdAtMs: number
  /** When the deduction is tried; null when none is due. */
  nextAtMs: number | null
  signer: Signer
}

export const serviceKey = (scope: string, outOrderNo: string): string => `${scope} ${outOrderNo}`

const UNCONFIRMED_FOR_MS = 30 * 24 * 3_600_000

/** Nobody has to wake up for an order to expire. */
export function serviceState(order: ServiceOrder, nowMs: number): ServiceState {
  const isLate = order.state === 'CREATED' && nowMs > order.createdAtMs + UNCONFIRMED_FOR_MS
  return isLate ? 'EXPIRED' : order.state
}

export function openServiceBook(store: Store): Collection<ServiceOrder> {
  return store.collection('wechatpay_service_orders')
}
