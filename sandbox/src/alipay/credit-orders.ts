import type { Core } from '../core/core.js'
import type { Collection } from '../core/store.js'

/** A user's pay-after-use service with one merchant. */
export interface CreditAgreement {
  /** credit_agreement_id */
  id: string
  sellerId: string
  outAgreementNo: string
  serviceId: string
  productCode: string
  userId: string
  payerId: string
  status: 'VALID' | 'INVALID'
  atMs: number
}

/** An order that is delivered first and paid later. */
export interface CreditOrder {
  /** credit_biz_order_id */
  id: string
  sellerId: string
  outOrderNo: string
  subject: string
  agreementId: string
  serviceId: string
  productCode: string
  userId: string
  /** Upper limit of the later charge; null: the contract's ceiling. */
  limitFen: number | null
  status: 'INIT' | 'TRADE_FINISHED' | 'TRADE_CLOSED'
  tradeId: string | null
  tradeNo: string | null
  paidFen: number
  finishedBy: string | null
  createdAtMs: number
}

export interface CreditOrders {
  agreement(id: string): CreditAgreement | undefined
  agreements(): IterableIterator<CreditAgreement>
  agreementByOut(sellerId: string, outAgreementNo: string): CreditAgreement | undefined
  keepAgreement(agreement: CreditAgreement): void
  order(id: string): CreditOrder | undefined
  orderByOut(sellerId: string, outOrderNo: string): CreditOrder | undefined
  keepOrder(order: CreditOrder): void
}

export function createCreditOrders(core: Core): CreditOrders {
  const agreements: Collection<CreditAgreement> = core.store.collection('alipay_credit_agreements')
  const orders: Collection<CreditOrder> = core.store.collection('alipay_credit_orders')
  return {
    agreement: (id) => agreements.get(id),
    agreements: () => agreements.values(),
    agreementByOut: (sellerId, outNo) =>
      [...agreements.values()].findLast((one) => one.sellerId === sellerId && one.outAgreementNo === outNo),
    keepAgreement: (agreement) => agreements.put(agreement),
    order: (id) => orders.get(id),
    orderByOut: (sellerId, outNo) =>
      [...orders.values()].find((one) => one.sellerId === sellerId && one.outOrderNo === outNo),
    keepOrder: (order) => orders.put(order),
  }
}
