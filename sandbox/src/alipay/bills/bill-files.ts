import { randomBytes } from 'node:crypto'
import type { Desk } from '../desk.js'
import { encodeText } from '../wire/charset.js'
import { accountDetail, accountSummary } from './account-bill.js'
import type { Period } from './period.js'
import { tradeDetail, tradeSummary } from './trade-bill.js'
import { tradeRows } from './trade-rows.js'
import { zipOf } from './zip.js'

export const BILL_TYPES = ['trade', 'signcustomer'] as const
export type BillType = (typeof BILL_TYPES)[number]

export interface BillTicket {
  sellerId: string
  type: BillType
  period: Period
  endsAtMs: number
}

/** Addresses handed out for a download. They are forgotten with the process, as 30 seconds are soon over. */
export interface BillTickets {
  hand(ticket: Omit<BillTicket, 'endsAtMs'>): string
  take(fileId: string): BillTicket | null
}

const ADDRESS_LIVES_MS = 30_000

export function createBillTickets(nowMs: () => number): BillTickets {
  const tickets = new Map<string, BillTicket>()
  return {
    hand(ticket) {
      for (const [fileId, { endsAtMs }] of tickets) if (endsAtMs <= nowMs()) tickets.delete(fileId)
      const fileId = randomBytes(16).toString('hex')
      tickets.set(fileId, { ...ticket, endsAtMs: nowMs() + ADDRESS_LIVES_MS })
      return fileId
    },
    take(fileId) {
      const ticket = tickets.get(fileId)
      return ticket && ticket.endsAtMs > nowMs() ? ticket : null
    },
  }
}

/** How many rows the bill has: a period without any is told apart. */
export function billSize(desk: Desk, sellerId: string, type: BillType, period: Period): number {
  if (type === 'signcustomer') return entriesIn(desk, sellerId, period).length
  return rowsIn(desk, sellerId, period).length
}

/** The zip of detail and summary: GBK inside and in the names of the entries. */
export function billZip(desk: Desk, { sellerId, type, period }: Omit<BillTicket, 'endsAtMs'>): Buffer {
  const nowMs = desk.core.clock.nowMs()
  const file = (name: string, text: string) => ({
    name: encodeText(`${sellerId}_${period.compact}_${name}.csv`, 'gbk'),
    content: encodeText(text, 'gbk'),
  })
  if (type === 'signcustomer') {
    const entries = entriesIn(desk, sellerId, period)
    return zipOf([
      file('账务明细', accountDetail(sellerId, period, entries, nowMs)),
      file('账务明细(汇总)', accountSummary(sellerId, period, entries, nowMs)),
    ])
  }
  const rows = rowsIn(desk, sellerId, period)
  return zipOf([
    file('业务明细', tradeDetail(sellerId, period, rows, nowMs)),
    file('业务明细(汇总)', tradeSummary(sellerId, period, rows, nowMs)),
  ])
}

function rowsIn(desk: Desk, sellerId: string, period: Period) {
  return desk.billDifferences.applied(
    sellerId,
    tradeRows(desk.trades.all(), sellerId, period),
    period.startMs,
  )
}

function entriesIn(desk: Desk, sellerId: string, period: Period) {
  return desk.ledger.entries(sellerId).filter(({ atMs }) => atMs >= period.startMs && atMs < period.endMs)
}
