import type { WalletName } from '../core/institution.js'
import type { Collection, Store } from '../core/store.js'

export type AccountType = 'WECHAT' | 'ALIPAY'
export const WALLET_OF_ACCOUNT: Record<AccountType, WalletName> = { WECHAT: 'wechat', ALIPAY: 'alipay' }

/** One success at a wallet. An aggregated code may bring several. */
export interface Payment {
  tradeNo: string
  /** Key of the bank reconciliation: the last 14 digits of the trade number. */
  logNo: string
  /** The wallet's own number. */
  accTradeNo: string
  accountType: AccountType
  userId: string
  payerId: string
  amountMinor: number
  feeMinor: number
  paidAtMs: number
  /** A further success on an order that was paid already. */
  repeat: boolean
}

export interface Order {
  id: string
  /** preorder: a labs trade for one wallet; counter: the aggregated cashier. */
  kind: 'preorder' | 'counter'
  merchantNo: string
  termNo: string
  outTradeNo: string
  /** trade_no of a preorder, pay_order_no of a cashier order. */
  number: string
  accountTypes: AccountType[]
  transType: string | null
  totalMinor: number
  subject: string
  remark: string | null
  notifyUrl: string | null
  callbackUrl: string | null
  /** Only this payer; null is anybody. */
  payerId: string | null
  invocationAppId: string | null
  createdAtMs: number
  expiresAtMs: number
  closedAtMs: number | null
  /** What a phone can be shown; the first is the code itself. */
  handles: string[]
  supportRefund: boolean
  supportRepeatPay: boolean
  repeatPayAutoRefund: boolean
  repeatPayNotify: boolean
  payments: Payment[]
  refundIds: string[]
}

export interface Refund {
  id: string
  orderId: string
  /** Of the payment that is given back. */
  paymentTradeNo: string
  merchantNo: string
  outTradeNo: string
  tradeNo: string
  logNo: string
  accTradeNo: string
  amountMinor: number
  feeBackMinor: number
  reason: string | null
  kind: 'REFUND' | 'CANCEL'
  state: 'DEAL' | 'SUCCESS' | 'FAIL'
  createdAtMs: number
  doneAtMs: number | null
  /** Whether it came through idmrefund, whose number may be sent again. */
  repeatable: boolean
}

export interface OrderBook {
  order(merchantNo: string, outTradeNo: string): Order | undefined
  orderById(id: string): Order | undefined
  /** By trade_no, pay_order_no, log_no or a payment's trade number. */
  orderByNumber(number: string): Order | undefined
  orderByHandle(handle: string): Order | undefined
  orders(): IterableIterator<Order>
  keepOrder(order: Order): void
  refund(merchantNo: string, outTradeNo: string): Refund | undefined
  refundByNumber(tradeNo: string): Refund | undefined
  refundsOf(order: Order): Refund[]
  refunds(): IterableIterator<Refund>
  keepRefund(refund: Refund): void
  rebuild(): void
}

export const keyOf = (merchantNo: string, outTradeNo: string): string => `${merchantNo} ${outTradeNo}`

export function openOrderBook(store: Store): OrderBook {
  const orders: Collection<Order> = store.collection('acquirer_orders')
  const refunds: Collection<Refund> = store.collection('acquirer_refunds')
  const byNumber = new Map<string, string>()
  const byHandle = new Map<string, string>()
  const refundByNumber = new Map<string, string>()

  const index = (order: Order): void => {
    byNumber.set(order.number, order.id)
    for (const handle of order.handles) byHandle.set(handle, order.id)
    for (const { tradeNo, logNo } of order.payments) {
      byNumber.set(tradeNo, order.id)
      byNumber.set(logNo, order.id)
    }
  }
  const rebuild = (): void => {
    byNumber.clear()
    byHandle.clear()
    refundByNumber.clear()
    for (const order of orders.values()) index(order)
    for (const refund of refunds.values()) refundByNumber.set(refund.tradeNo, refund.id)
  }
  rebuild()
  return {
    order: (merchantNo, outTradeNo) => orders.get(keyOf(merchantNo, outTradeNo)),
    orderById: (id) => orders.get(id),
    orderByNumber: (number) => orders.get(byNumber.get(number) ?? ''),
    orderByHandle: (handle) => orders.get(byHandle.get(handle) ?? ''),
    orders: () => orders.values(),
    keepOrder(order) {
      orders.put(order)
      index(order)
    },
    refund: (merchantNo, outTradeNo) => refunds.get(keyOf(merchantNo, outTradeNo)),
    refundByNumber: (tradeNo) => refunds.get(refundByNumber.get(tradeNo) ?? ''),
    refundsOf: (order) => order.refundIds.flatMap((id) => refunds.get(id) ?? []),
    refunds: () => refunds.values(),
    keepRefund(refund) {
      refunds.put(refund)
      refundByNumber.set(refund.tradeNo, refund.id)
    },
    rebuild,
  }
}
