import type { Platform } from '../call.js'
import {
  discountMinor,
  refundDiscountMinor,
  settlementMinor,
  settlementRefundMinor,
} from '../coupons/promotion.js'
import { returnedFeeMinor, yuan } from '../funds/book-trade.js'
import { type Order, type Refund, sellerOf } from '../order-book.js'
import type { Day } from './bill-day.js'
import { billTime, escapeText } from './bill-text.js'

/** A row before it is cut to the columns of a bill type. */
export interface TradeRow {
  kind: 'SUCCESS' | 'REFUND' | 'REVOKED'
  atMs: number
  order: Order
  refund: Refund | null
  /** Fen; what a planted difference changes. */
  settledMinor: number
  refundMinor: number
  feeMinor: number
  totalMinor: number
}

/** Whose bill: a merchant's own orders, or those a provider placed, all or for one sub-merchant. */
export interface BillOwner {
  mchid: string
  subMchid: string | null
}

/** What happened that day: payments by their time, refunds by the time they were accepted (17-bills §5.1). */
export function tradeRows(platform: Platform, owner: BillOwner, day: Day): TradeRow[] {
  const rows: TradeRow[] = []
  for (const order of platform.book.orders()) {
    const { paid } = order
    if (!paid || order.mchid !== owner.mchid) continue
    if (owner.subMchid !== null && order.partner?.subMchid !== owner.subMchid) continue
    if (within(paid.atMs, day)) rows.push(paymentRow(order, paid))
    for (const refund of platform.book.refundsOf(order)) {
      if (within(refund.createdAtMs, day)) rows.push(refundRow(order, refund))
    }
  }
  return rows.sort((left, right) => left.atMs - right.atMs)
}

const within = (timeMs: number, day: Day): boolean => timeMs >= day.fromMs && timeMs < day.toMs

function paymentRow(order: Order, paid: NonNullable<Order['paid']>): TradeRow {
  return {
    kind: 'SUCCESS',
    atMs: paid.atMs,
    order,
    refund: null,
    settledMinor: settlementMinor(order),
    refundMinor: 0,
    feeMinor: paid.feeMinor ?? 0,
    totalMinor: order.totalMinor,
  }
}

function refundRow(order: Order, refund: Refund): TradeRow {
  return {
    kind: refund.reversal ? 'REVOKED' : 'REFUND',
    atMs: refund.createdAtMs,
    order,
    refund,
    settledMinor: 0,
    refundMinor: refund.refundMinor,
    feeMinor: -(refund.feeMinor ?? returnedFeeMinor(order, [], refund.refundMinor)),
    totalMinor: 0,
  }
}

/** A refund less what coupons that nobody funded had given; never below nothing. */
export const paidBackMinor = ({ order, refund, refundMinor }: TradeRow): number =>
  refund
    ? Math.max(0, refundMinor - (refund.refundMinor - settlementRefundMinor(order, refund)))
    : refundMinor

/** What goes back to prefunded coupons. */
export const fundedBackMinor = ({ order, refund }: TradeRow): number =>
  refund ? refundDiscountMinor(refund) - (refund.refundMinor - settlementRefundMinor(order, refund)) : 0

/** Bills know other words for a refund's state than the API: closed and abnormal ones read FAIL and CHANGE. */
const REFUND_STATES = {
  SUCCESS: 'SUCCESS',
  PROCESSING: 'PROCESSING',
  CLOSED: 'FAIL',
  ABNORMAL: 'CHANGE',
} as const

/** The 27 columns of `ALL`, in order. */
export function allCells(row: TradeRow, feeRate: number): string[] {
  const { order, refund } = row
  const escaped = (text: string): string => escapeText(text, refund ? 'refund' : 'payment')
  return [
    billTime(row.atMs),
    order.appid,
    order.mchid,
    order.partner ? sellerOf(order) : '0',
    escaped(order.deviceId ?? ''),
    order.paid?.transactionId ?? '',
    order.outTradeNo,
    order.paid?.openid ?? '',
    order.tradeType,
    row.kind,
    order.paid?.bankType ?? 'OTHERS',
    'CNY',
    yuan(row.settledMinor),
    yuan(refund ? 0 : discountMinor(order)),
    refund?.refundId ?? '0',
    refund?.outRefundNo ?? '0',
    yuan(paidBackMinor(row)),
    yuan(fundedBackMinor(row)),
    refund ? 'ORIGINAL' : '',
    refund ? REFUND_STATES[refund.state] : '',
    escaped(order.description),
    escaped(order.attach),
    // The documents say two decimals; a real file has five.
    `${yuan(row.feeMinor)}000`,
    `${(feeRate / 100).toFixed(2)}%`,
    yuan(row.totalMinor),
    yuan(row.refundMinor),
    '',
  ]
}
