import type { Collection, Store } from '../core/store.js'

/** Which of the platform's two keys speaks to the merchant. */
export type Signer = 'platform' | 'public_key'

export type TradeType = 'NATIVE' | 'JSAPI' | 'APP' | 'MWEB'

/** What was handed out for paying: a `pr` of a Native code, or a prepay id. */
export interface Handle {
  value: string
  /** The text a phone opens. */
  text: string
  expiresAtMs: number
}

export interface Order {
  id: string
  mchid: string
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
  createdAtMs: number
  payableUntilMs: number
  closedAtMs: number | null
  /** Latest last. */
  handles: Handle[]
  /** The key its order call asked for; notices use it too. */
  signer: Signer
  paid: { transactionId: string; atMs: number; openid: string; userId: string } | null
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
  order(mchid: string, outTradeNo: string): Order | undefined
  orderById(id: string): Order | undefined
  orderByTransaction(mchid: string, transactionId: string): Order | undefined
  /** By a `pr` or a prepay id that is still the order's. */
  orderByHandle(value: string): { order: Order; handle: Handle } | undefined
  keepOrder(order: Order): void
  orders(): IterableIterator<Order>
  refund(mchid: string, outRefundNo: string): Refund | undefined
  refundByRefundId(mchid: string, refundId: string): Refund | undefined
  refundsOf(order: Order): Refund[]
  keepRefund(refund: Refund): void
  refunds(): IterableIterator<Refund>
  reset(): void
}

export const orderKey = (mchid: string, outTradeNo: string): string => `${mchid} ${outTradeNo}`
export const refundKey = (mchid: string, outRefundNo: string): string => `${mchid} ${outRefundNo}`

export function openOrderBook(store: Store): OrderBook {
  const orders: Collection<Order> = store.collection('wechatpay_orders')
  const refunds: Collection<Refund> = store.collection('wechatpay_refunds')
  const byTransaction = new Map<string, string>()
  const byHandle = new Map<string, string>()
  const byRefundId = new Map<string, string>()

  const index = (order: Order): void => {
    if (order.paid) byTransaction.set(order.paid.transactionId, order.id)
    for (const handle of order.handles) byHandle.set(handle.value, order.id)
  }
  for (const order of orders.values()) index(order)
  for (const refund of refunds.values()) byRefundId.set(refund.refundId, refund.id)

  const ofMerchant = <T extends { mchid: string }>(mchid: string, found: T | undefined): T | undefined =>
    found?.mchid === mchid ? found : undefined

  return {
    order: (mchid, outTradeNo) => orders.get(orderKey(mchid, outTradeNo)),
    orderById: (id) => orders.get(id),
    orderByTransaction: (mchid, transactionId) =>
      ofMerchant(mchid, orders.get(byTransaction.get(transactionId) ?? '')),
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
    refund: (mchid, outRefundNo) => refunds.get(refundKey(mchid, outRefundNo)),
    refundByRefundId: (mchid, refundId) => ofMerchant(mchid, refunds.get(byRefundId.get(refundId) ?? '')),
    refundsOf: (order) => order.refundIds.flatMap((id) => refunds.get(id) ?? []),
    keepRefund(refund) {
      refunds.put(refund)
      byRefundId.set(refund.refundId, refund.id)
    },
    refunds: () => refunds.values(),
    reset() {
      byTransaction.clear()
      byHandle.clear()
      byRefundId.clear()
    },
  }
}
