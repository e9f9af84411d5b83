import { createHash, randomBytes } from 'node:crypto'
import { beijingDay, beijingStamp, nextWorkingDay, startOfDay } from './beijing-time.js'
import { type Call, needMerchant, paymentOf } from './call.js'
import type { Desk } from './desk.js'
import { needText } from './fields.js'
import { type Answer, answered, Refused } from './results.js'

const DAY_MS = 24 * 3_600_000
/** Files lie ready in the morning of the next day. */
const READY_AFTER_MS = DAY_MS + 9.5 * 3_600_000
const LINK_LIVES_MS = 10 * 60_000

/** The acquirer's layout is not public (acquirer.md §2.11, (unverified)): these columns are the sandbox's own. */
const COLUMNS = [
  'trade_date',
  'settle_date',
  'merchant_no',
  'term_no',
  'log_no',
  'trade_no',
  'acc_trade_no',
  'out_trade_no',
  'trade_type',
  'account_type',
  'amount',
  'fee',
  'settle_amount',
  'trade_time',
  'origin_log_no',
  'origin_out_trade_no',
] as const

export interface SettlementFile {
  name: string
  text: string
  lineCount: number
}

/** What really happened on a day: `|` between columns, fen throughout, refunds negative, the totals last. */
export function settlementFile(desk: Desk, day: string): SettlementFile {
  const { merchantNo } = desk.core.keys.acquirer
  const rows = [...paymentRows(desk, day), ...refundRows(desk, day)].sort((a, b) => a.atMs - b.atMs)
  const sum = (pick: (row: Row) => number): number => rows.reduce((total, row) => total + pick(row), 0)
  const totals = [
    'TOTAL',
    rows.length,
    sum((row) => row.amount),
    sum((row) => row.fee),
    sum((row) => row.amount - row.fee),
  ]
  const lines = [COLUMNS.join('|'), ...rows.map(({ line }) => line), totals.join('|')]
  return { name: `${day}_${merchantNo}_settle.txt`, text: `${lines.join('\n')}\n`, lineCount: rows.length }
}

interface Row {
  atMs: number
  amount: number
  fee: number
  line: string
}

function row(day: string, atMs: number, amount: number, fee: number, members: readonly string[]): Row {
  const [merchantNo, termNo, logNo, tradeNo, accTradeNo, outTradeNo, type, account, originLogNo, originNo] =
    members
  const line = [
    day,
    nextWorkingDay(day),
    merchantNo,
    termNo,
    logNo,
    tradeNo,
    accTradeNo,
    outTradeNo,
    type,
    account,
    amount,
    fee,
    amount - fee,
    beijingStamp(atMs),
    originLogNo,
    originNo,
  ].join('|')
  return { atMs, amount, fee, line }
}

function paymentRows({ book }: Desk, day: string): Row[] {
  return [...book.orders()].flatMap((order) =>
    order.payments
      .filter(({ paidAtMs }) => beijingDay(paidAtMs) === day)
      .map((paid) =>
        row(day, paid.paidAtMs, paid.amountMinor, paid.feeMinor, [
          order.merchantNo,
          order.termNo,
          paid.logNo,
          paid.tradeNo,
          paid.accTradeNo,
          order.outTradeNo,
          'PAY',
          paid.accountType,
          '',
          '',
        ]),
      ),
  )
}

function refundRows({ book }: Desk, day: string): Row[] {
  return [...book.refunds()].flatMap((refund) => {
    const order = book.orderById(refund.orderId)
    if (!order || refund.state !== 'SUCCESS' || refund.doneAtMs === null) return []
    if (beijingDay(refund.doneAtMs) !== day) return []
    const payment = paymentOf(order, refund)
    return [
      row(day, refund.doneAtMs, -refund.amountMinor, -refund.feeBackMinor, [
        order.merchantNo,
        order.termNo,
        refund.logNo,
        refund.tradeNo,
        refund.accTradeNo,
        refund.outTradeNo,
        refund.kind,
        payment.accountType,
        payment.logNo,
        order.outTradeNo,
      ]),
    ]
  })
}

export interface FileDesk {
  query(call: Call): Answer
  /** Null when the link is unknown or too old. */
  take(token: string): SettlementFile | null
}

/** Files are asked for by a signed call and fetched over a link that soon dies. */
export function createFileDesk(desk: Desk): FileDesk {
  const links = new Map<string, { day: string; endsAtMs: number }>()
  return {
    query(call) {
      needMerchant(call, 'no_terminal')
      const day = needText(call.data, 'trade_date', 8)
      const startMs = startOfDay(day)
      if (startMs === null) throw new Refused('BAD_FIELD', 'trade_date 应为 yyyyMMdd')
      if (call.nowMs < startMs + READY_AFTER_MS) throw new Refused('NOT_READY', '次日 09:30 后可下载')
      for (const [token, { endsAtMs }] of links) if (endsAtMs <= call.nowMs) links.delete(token)
      const token = randomBytes(18).toString('base64url')
      links.set(token, { day, endsAtMs: call.nowMs + LINK_LIVES_MS })
      const file = settlementFile(desk, day)
      return answered('SUCCESS', {
        trade_date: day,
        file_name: file.name,
        file_size: String(Buffer.byteLength(file.text)),
        line_count: String(file.lineCount),
        sha256: createHash('sha256').update(file.text).digest('hex'),
        file_url: `${desk.core.urls.acquirer}/files/${token}`,
      })
    },
    take(token) {
      const link = links.get(token)
      if (!link || link.endsAtMs <= desk.core.clock.nowMs()) return null
      return settlementFile(desk, link.day)
    },
  }
}
