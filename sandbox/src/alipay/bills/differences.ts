import type { Core } from '../../core/core.js'
import type { Collection } from '../../core/store.js'
import type { TradeRow } from './trade-rows.js'

/** A planted difference between what happened and what a trade bill says. */
export interface BillDifference {
  id: string
  sellerId: string
  /** missing: the row is not there; twice: it is there two times; amount, fee: changed by amountFen; extra: a row of nothing. */
  kind: 'missing' | 'twice' | 'amount' | 'fee' | 'extra'
  /** The order whose row is meant; of an extra row, its number. */
  outTradeNo: string
  /** Of the refund row with this request number, instead of the payment's. */
  outRequestNo: string | null
  amountFen: number
}

export type NewBillDifference = Pick<BillDifference, 'kind' | 'outTradeNo'> &
  Partial<Pick<BillDifference, 'sellerId' | 'outRequestNo' | 'amountFen'>>

export interface BillDifferences {
  plant(difference: Omit<BillDifference, 'id'>): BillDifference
  all(): BillDifference[]
  clear(): void
  /** The rows of a merchant as its bill will say. `startMs` dates rows of nothing. */
  applied(sellerId: string, rows: readonly TradeRow[], startMs: number): TradeRow[]
}

export function createBillDifferences(core: Core): BillDifferences {
  const kept: Collection<BillDifference> = core.store.collection('alipay_bill_differences')
  return {
    plant(difference) {
      const planted = { id: `diff_${core.random.alphanumeric(12)}`, ...difference }
      kept.put(planted)
      return planted
    },
    all: () => [...kept.values()],
    clear() {
      for (const { id } of [...kept.values()]) kept.delete(id)
    },
    applied(sellerId, rows, startMs) {
      let applied = [...rows]
      for (const difference of kept.values())
        if (difference.sellerId === sellerId) applied = apply(difference, applied, startMs)
      return applied
    },
  }
}

function apply(difference: BillDifference, rows: TradeRow[], startMs: number): TradeRow[] {
  const { kind, amountFen } = difference
  if (kind === 'extra') return [...rows, rowOfNothing(difference, startMs)]
  return rows.flatMap((row) => {
    const isMeant =
      row.outTradeNo === difference.outTradeNo && row.requestNo === (difference.outRequestNo ?? '')
    return isMeant ? changed(row, kind, amountFen) : [row]
  })
}

function changed(
  row: TradeRow,
  kind: Exclude<BillDifference['kind'], 'extra'>,
  amountFen: number,
): TradeRow[] {
  switch (kind) {
    case 'missing':
      return []
    case 'twice':
      return [row, row]
    case 'amount':
      return [{ ...row, totalFen: row.totalFen + amountFen, receiptFen: row.receiptFen + amountFen }]
    case 'fee':
      return [{ ...row, feeFen: row.feeFen + amountFen }]
  }
}

function rowOfNothing({ outTradeNo, outRequestNo, amountFen }: BillDifference, startMs: number): TradeRow {
  const day = new Date(startMs + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  return {
    tradeNo: `${day}22001${'9'.repeat(15)}`,
    outTradeNo,
    kind: outRequestNo === null ? '交易' : '退款',
    subject: '沙箱植入的差异',
    createdAtMs: startMs,
    finishedAtMs: startMs,
    storeId: '',
    operatorId: '',
    terminalId: '',
    other: '',
    totalFen: amountFen,
    receiptFen: amountFen,
    requestNo: outRequestNo ?? '',
    feeFen: 0,
    memo: '',
  }
}
