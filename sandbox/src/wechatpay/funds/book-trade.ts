import type { Platform } from '../call.js'
import { settlementMinor, settlementRefundMinor } from '../coupons/promotion.js'
import { type Order, type Refund, sellerOf } from '../order-book.js'

/** The service fee of an amount, rounded to the fen. */
export function feeMinor(totalMinor: number, feeRate: number): number {
  return Math.round((totalMinor * feeRate) / 10_000)
}

/** A payment is income, its service fee an expense (17-bills §6). Without a fee there is no fee row (unverified). */
export function bookPayment(platform: Platform, order: Order): void {
  const { paid } = order
  if (!paid) return
  const common = {
    mchid: sellerOf(order),
    businessNo: paid.transactionId,
    name: '交易',
    applicant: `${order.mchid}API`,
    voucher: order.outTradeNo,
  }
  platform.funds.record({ ...common, type: '交易', amountMinor: settlementMinor(order), remark: '' })
  const fee = paid.feeMinor ?? 0
  if (fee > 0) {
    platform.funds.record({
      ...common,
      type: '扣除交易手续费',
      amountMinor: -fee,
      applicant: 'system',
      remark: '',
    })
  }
}

/** The refund leaves the account when it is accepted; the fee that comes back is netted. */
export function bookRefund(platform: Platform, refund: Refund, order: Order): void {
  const fee = refund.feeMinor ?? 0
  platform.funds.record({
    mchid: sellerOf(order),
    businessNo: refund.refundId,
    name: '退款',
    type: '退款',
    amountMinor: fee - settlementRefundMinor(order, refund),
    applicant: `${order.mchid}API`,
    remark: `退款总金额${yuan(refund.refundMinor)}元;含手续费${yuan(fee)}元`,
    voucher: refund.outRefundNo,
  })
}

export function bookRefundClosed(platform: Platform, refund: Refund, order: Order): void {
  platform.funds.record({
    mchid: sellerOf(order),
    businessNo: refund.refundId,
    name: '退款',
    type: '退款关闭',
    amountMinor: settlementRefundMinor(order, refund) - (refund.feeMinor ?? 0),
    applicant: 'system',
    remark: '',
    voucher: refund.outRefundNo,
  })
}

/** Fen as yuan with two decimals, as bills and remarks write it. */
export function yuan(amountMinor: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(3, '0')
  return `${amountMinor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** What comes back of the fee: the share of all refunds so far, less what earlier ones brought. */
export function returnedFeeMinor(order: Order, earlier: readonly Refund[], refundMinor: number): number {
  const alive = earlier.filter((one) => one.state !== 'CLOSED')
  const before = alive.reduce((sum, one) => sum + one.refundMinor, 0)
  const brought = alive.reduce((sum, one) => sum + (one.feeMinor ?? 0), 0)
  const fee = order.paid?.feeMinor ?? 0
  return Math.max(0, Math.floor((fee * (before + refundMinor)) / order.totalMinor) - brought)
}
