import type { Collection } from '../../core/store.js'
import { Refused } from '../answers.js'
import type { Call } from '../call.js'
import { type Order, type Refund, scopeOf, sellerOf } from '../order-book.js'
import { invalid } from './platform-gate.js'
import type { RefundAccount } from './refund-fields.js'

/** The platform's money that came back from the seller, or is on its way. */
export interface AdvanceReturn {
  id: string
  startedAtMs: number
  result: 'SUCCESS' | 'PROCESSING' | 'FAILED'
  successAtMs: number | null
}

/** What a refund on a platform has besides a refund. */
export interface SellerRefund {
  /** That of the refund. */
  id: string
  refundAccount: RefundAccount
  /** Paid by the platform because the seller could not, fen. */
  advanceMinor: number
  advanceReturn: AdvanceReturn | null
}

export const sellerRefundsOf = (call: Call): Collection<SellerRefund> =>
  call.platform.core.store.collection('wechatpay_seller_refunds')

export interface FoundRefund {
  refund: Refund
  order: Order
  extra: SellerRefund
}

/** A refund of this seller, however it was asked for. */
export function foundRefund(call: Call, refund: Refund | undefined): FoundRefund {
  const order = refund && call.platform.book.orderById(refund.orderId)
  if (!refund || !order) {
    throw new Refused('RESOURCE_NOT_EXISTS', { zh: '退款单不存在', en: 'There is no such refund' })
  }
  const extra = sellerRefundsOf(call).get(refund.id) ?? {
    id: refund.id,
    refundAccount: 'REFUND_SOURCE_SUB_MERCHANT',
    advanceMinor: 0,
    advanceReturn: null,
  }
  return { refund, order, extra }
}

export function refundById(call: Call, subMchid: string): FoundRefund {
  const scope = scopeOf(call.merchant.mchid, subMchid)
  return foundRefund(call, call.platform.book.refundByRefundId(scope, call.params.refund_id ?? ''))
}

/** From the platform to the seller; negative is back. What the rows are called is unverified. */
export function moveAdvance(
  call: Call,
  order: Order,
  amountMinor: number,
  businessNo: string,
  voucher: string,
): void {
  const type = amountMinor < 0 ? '退款垫付回补' : '退款垫付'
  const common = {
    businessNo,
    name: '退款',
    type,
    applicant: `${call.merchant.mchid}API`,
    remark: '',
    voucher,
  }
  const { funds } = call.platform
  funds.record({ ...common, mchid: call.merchant.mchid, amountMinor: -amountMinor })
  funds.record({ ...common, mchid: sellerOf(order), amountMinor })
}

export function requireAdvance(extra: SellerRefund): void {
  if (extra.advanceMinor > 0) return
  throw invalid('该退款没有电商平台垫付', 'The platform advanced nothing for this refund')
}
