import type { Collection, Store } from '../core/store.js'
import type { CouponFacts, Promotion, PromotionRefund } from './coupons/promotion.js'

/** Which of the platform's two keys speaks to the merchant. */
export type Signer = 'platform' | 'public_key'

export type TradeType = 'NATIVE' | 'JSAPI' | 'APP' | 'MWEB' | 'MICROPAY' | 'AUTH' | 'PAP'

/** What was handed out for paying: a `pr` of a Native code, or a prepay id. */
export interface Handle {
  value: string
  /** The text a phone opens. */
  text: string
  expiresAtMs: number
}

/** What an order placed through a service provider carries besides. */
export interface Partner {
  subMchid: string
  subAppid: string | null
  /** The app id under which `openid` names the payer. */
  openidUnder: string
}

/** How a code payment stands, as far as `paid` does not say it. */
export interface CodePay {
  userId: string
  /** The payer is asked for the password. */
  waiting: boolean
  failed: boolean
  revokedAtMs: number | null
}

export interface Order extends CouponFacts {
  id: string
  /** Who signed the order call: the merchant itself, or its service provider. */
  mchid: string
  /** Absent for direct orders. */
  partner?: Partner
  /** The combined order this one is part of. */
  combineId?: string
  appid: string
  outTradeNo: string
  tradeType: TradeType
  description: string
  attach: string
  notifyUrl: string
  totalMinor: number
  /** Tells an identical repeat from the same number with other parameters. */
  fingerprint: string
  /** Only who a JSAPI order names may pay it. */
  openid: string | null
  deviceId: string | null
  goodsIds: string[] | null
  profitSharing: boolean
  /** The most an e-commerce platform may add (14-ecommerce §3), and what it has added. */
  subsidyMinor?: number
  subsidyGivenMinor?: number
  /** Sold on an e-commerce platform: its money stays frozen for 180 days. */
  ecommerce?: boolean
  createdAtMs: number
  payableUntilMs: number
  closedAtMs: number | null
  /** Latest last. */
  handles: Handle[]
  /** The key its order call asked for; notices use it too. */
  signer: Signer
  /** A payment by the code that the payer shows. */
  codePay?: CodePay
  /** Asked for over V2: how its notice is signed, and the contract that it names. */
  v2?: { signType: 'MD5' | 'HMAC-SHA256'; contractId: string }
  /** A deduction under a contract: accepted and waiting, or over. */
  deduction?: { contractKey: string; waiting: boolean; dueAtMs: number }
  paid: {
    transactionId: string
    atMs: number
    /** Under `appid`. */
    openid: string
    /** Under the sub-merchant's own app id, when the order named one. */
    subOpenid?: string
    userId: string
    /** The service fee taken at payment, fen. */
    feeMinor?: number
    /** Coupons that were used, if any. */
    promotions?: Promotion[]
    /** The card that paid; absent: the wallet's balance. */
    bankType?: string
  } | null
  /** Ids in the refunds collection, oldest first. */
  refundIds: string[]
}

export type RefundState = 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED'

export interface Refund {
  id: string
  orderId: string
  mchid: string
  refundId: string
  outRefundNo: string
  /** Tells an identical repeat from the same number with other parameters. */
  fingerprint: string
  reason: string | null
  notifyUrl: string | null
  refundMinor: number
  /** What comes back of the service fee, fen. */
  feeMinor?: number
  /** What comes back of coupons instead of to the payer. */
  promotions?: PromotionRefund[]
  /** A reversed code payment: its bill row reads REVOKED. */
  reversal?: boolean
  from: Array<{ account: string; amount: number }>
  fundsAccount: string
  channel: 'ORIGINAL' | 'OTHER_BANKCARD'
  receivedAccount: string
  /** Money of an abnormal refund may go to the merchant's card instead of the payer. */
  toPayer: boolean
  createdAtMs: number
  successAtMs: number | null
  state: RefundState
  /** What a PROCESSING refund becomes, and when; null while held. */
  next: { state: 'SUCCESS' | 'ABNORMAL' | 'CLOSED'; atMs: number } | null
}

/** Every order and refund, found by any of its numbers. */
export interface OrderBook {
  /** `scope` is whose numbers are meant, see `scopeOf`. */
  order(scope: string, outTradeNo: string): Order | undefined
  /** Whoever it belongs to; the first placed when several merchants used the number. */
  orderByNumber(outTradeNo: string): Order | undefined
  orderById(id: string): Order | undefined
  orderByTransaction(scope: string, transactionId: string): Order | undefined
  /** Whoever it belongs to. */
  orderOfTransaction(transactionId: string): Order | undefined
  /** By a `pr` or a prepay id that is still the order's. */
  orderByHandle(value: string): { order: Order; handle: Handle } | undefined
  keepOrder(order: Order): void
  orders(): IterableIterator<Order>
  refund(scope: string, outRefundNo: string): Refund | undefined
  refundById(id: string): Refund | undefined
  /** Whoever it belongs to. */
  refundByNumber(outRefundNo: string): Refund | undefined
  refundByRefundId(scope: string, refundId: string): Refund | undefined
  refundsOf(order: Order): Refund[]
  keepRefund(refund: Refund): void
  refunds(): IterableIterator<Refund>
  reset(): void
}

/** Numbers are unique within this: a merchant, or one sub-merchant under one provider (10-payments §3, unverified). */
export const scopeOf = (mchid: string, subMchid: string | null | undefined): string =>
  subMchid ? `${mchid}/${subMchid}` : mchid
const scopeOfOrder = (order: Order): string => scopeOf(order.mchid, order.partner?.subMchid)
/** Whose money an order is. */
export const sellerOf = (order: Order): string => order.partner?.subMchid ?? order.mchid
export const orderKey = (scope: string, outTradeNo: string): string => `${scope} ${outTradeNo}`
export const refundKey = (scope: string, outRefundNo: string): string => `${scope} ${outRefundNo}`

export function openOrderBook(store: Store): OrderBook {
  const orders: Collection<Order> = store.collection('wechatpay_orders')
  const refunds: Collection<Refund> = store.collection('wechatpay_refunds')
  const byTransaction = new Map<string, string>()
  const byHandle = new Map<string, string>()
  const byRefundId = new Map<string, string>()
  const byNumber = new Map<string, string>()
  const byRefundNumber = new Map<string, string>()

  const index = (order: Order): void => {
    if (!byNumber.has(order.outTradeNo)) byNumber.set(order.outTradeNo, order.id)
    if (order.paid) byTransaction.set(order.paid.transactionId, order.id)
    for (const handle of order.handles) byHandle.set(handle.value, order.id)
  }
  for (const order of orders.values()) index(order)
  const indexRefund = (refund: Refund): void => {
    byRefundId.set(refund.refundId, refund.id)
    if (!byRefundNumber.has(refund.outRefundNo)) byRefundNumber.set(refund.outRefundNo, refund.id)
  }
  for (const refund of refunds.values()) indexRefund(refund)

  return {
    order: (scope, outTradeNo) => orders.get(orderKey(scope, outTradeNo)),
    orderByNumber: (outTradeNo) => orders.get(byNumber.get(outTradeNo) ?? ''),
    orderById: (id) => orders.get(id),
    orderByTransaction(scope, transactionId) {
      const order = orders.get(byTransaction.get(transactionId) ?? '')
      return order && scopeOfOrder(order) === scope ? order : undefined
    },
    orderOfTransaction: (transactionId) => orders.get(byTransaction.get(transactionId) ?? ''),
    orderByHandle(value) {
      const order = orders.get(byHandle.get(value) ?? '')
      const handle = order?.handles.find((one) => one.value === value)
      return order && handle ? { order, handle } : undefined
    },
    keepOrder(order) {
      orders.put(order)
      index(order)
    },
    orders: () => orders.values(),
    refund: (scope, outRefundNo) => refunds.get(refundKey(scope, outRefundNo)),
    refundById: (id) => refunds.get(id),
    refundByNumber: (outRefundNo) => refunds.get(byRefundNumber.get(outRefundNo) ?? ''),
    refundByRefundId(scope, refundId) {
      const refund = refunds.get(byRefundId.get(refundId) ?? '')
      return refund && refund.id === refundKey(scope, refund.outRefundNo) ? refund : undefined
    },
    refundsOf: (order) => order.refundIds.flatMap((id) => refunds.get(id) ?? []),
    keepRefund(refund) {
      refunds.put(refund)
      indexRefund(refund)
    },
    refunds: () => refunds.values(),
    reset() {
      byTransaction.clear()
      byHandle.clear()
      byRefundId.clear()
      byNumber.clear()
      byRefundNumber.clear()
    },
  }
}
