import type { Platform } from '../call.js'
import type { Order } from '../order-book.js'
import { type Day, dayOf } from './bill-day.js'
import { forgetFiles } from './bill-files.js'
import type { TradeRow } from './trade-rows.js'

export const DIFFERENCE_KINDS = ['missing', 'extra', 'wrong_amount', 'wrong_fee', 'twice'] as const

/** A way in which the trade bill lies about a day, to see whether anybody notices. */
export interface BillDifference {
  id: string
  mchid: string
  billDate: string
  kind: (typeof DIFFERENCE_KINDS)[number]
  /** The row of this payment, or refund; any first row when null. `extra` makes up a payment of its own. */
  number: string | null
  /** wrong_amount and wrong_fee: how much too much (or, negative, too little); extra: its amount. Fen. */
  byMinor: number
}

export type NewDifference = Pick<BillDifference, 'mchid' | 'billDate' | 'kind'> & {
  /** out_trade_no, or out_refund_no for a refund's row. */
  number?: string
  byMinor?: number
}

const collectionOf = (platform: Platform) =>
  platform.core.store.collection<BillDifference>('wechatpay_bill_differences')

/** Throws a RangeError when the day is none. Files already made for it are made anew. */
export function plantDifference(platform: Platform, wanted: NewDifference): BillDifference {
  if (!dayOf(wanted.billDate)) throw new RangeError(`${wanted.billDate} is no day.`)
  const difference: BillDifference = {
    id: `difference_${platform.core.random.alphanumeric(12)}`,
    mchid: wanted.mchid,
    billDate: wanted.billDate,
    kind: wanted.kind,
    number: wanted.number ?? null,
    byMinor: wanted.byMinor ?? 1,
  }
  collectionOf(platform).put(difference)
  forgetFiles({ platform }, wanted.mchid, wanted.billDate)
  return difference
}

export function listDifferences(platform: Platform): BillDifference[] {
  return [...collectionOf(platform).values()]
}

export function withDifferences(
  platform: Platform,
  mchid: string,
  day: Day,
  happened: readonly TradeRow[],
): TradeRow[] {
  let rows = [...happened]
  for (const one of listDifferences(platform)) {
    if (one.mchid === mchid && one.billDate === day.date) rows = differing(rows, one, day)
  }
  return rows
}

function differing(rows: readonly TradeRow[], difference: BillDifference, day: Day): TradeRow[] {
  const { kind, number, byMinor } = difference
  if (kind === 'extra') return [...rows, inventedRow(difference, day)]
  const target = rows.find((row) => number === null || numberOf(row) === number)
  if (!target) return [...rows]
  return rows.flatMap((row) => {
    if (row !== target) return [row]
    if (kind === 'missing') return []
    if (kind === 'twice') return [row, row]
    if (kind === 'wrong_fee') return [{ ...row, feeMinor: row.feeMinor + byMinor }]
    return [
      row.refund
        ? { ...row, refundMinor: row.refundMinor + byMinor }
        : { ...row, settledMinor: row.settledMinor + byMinor, totalMinor: row.totalMinor + byMinor },
    ]
  })
}

const numberOf = (row: TradeRow): string => row.refund?.outRefundNo ?? row.order.outTradeNo

/** A payment nobody made. */
function inventedRow({ id, mchid, number, byMinor }: BillDifference, day: Day): TradeRow {
  const atMs = day.fromMs + 12 * 3_600_000
  const order: Order = {
    id,
    mchid,
    appid: '',
    outTradeNo: number ?? id.slice(0, 32),
    tradeType: 'NATIVE',
    description: '',
    attach: '',
    notifyUrl: '',
    totalMinor: byMinor,
    fingerprint: '',
    openid: null,
    deviceId: null,
    goodsIds: null,
    profitSharing: false,
    createdAtMs: atMs,
    payableUntilMs: atMs,
    closedAtMs: null,
    handles: [],
    signer: 'platform',
    paid: { transactionId: `4200${'9'.repeat(24)}`, atMs, openid: '', userId: '', feeMinor: 0 },
    refundIds: [],
  }
  return {
    kind: 'SUCCESS',
    atMs,
    order,
    refund: null,
    settledMinor: byMinor,
    refundMinor: 0,
    feeMinor: 0,
    totalMinor: byMinor,
  }
}
