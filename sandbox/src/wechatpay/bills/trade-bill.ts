import type { Answer } from '../answers.js'
import type { Call, Platform } from '../call.js'
import { yuan } from '../funds/book-trade.js'
import { requireSubMerchant } from '../merchants/partner.js'
import { sellerOf } from '../order-book.js'
import { billDay, type Day, noStatement, oneOfQuery } from './bill-day.js'
import { fileAnswer } from './bill-files.js'
import { billText, billTime } from './bill-text.js'
import { withDifferences } from './differences.js'
import {
  allCells,
  type BillOwner,
  fundedBackMinor,
  paidBackMinor,
  type TradeRow,
  tradeRows,
} from './trade-rows.js'

const BILL_TYPES = ['ALL', 'SUCCESS', 'REFUND'] as const
type BillType = (typeof BILL_TYPES)[number]

const ALL_HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'.split(
    ',',
  )
const ALL_SUMMARY = [
  '总交易单数',
  '应结订单总金额',
  '退款总金额',
  '充值券退款总金额',
  '手续费总金额',
  '订单总金额',
  '申请退款总金额',
]
const SUCCESS_SUMMARY = ['总交易单数', '应结订单总金额', '手续费总金额', '订单总金额']
/** Where the two times of a refund stand in the REFUND bill. */
const REFUND_TIMES_AT = 14
/** Columns of `ALL` that the SUCCESS bill leaves out: 15 to 20 and 26. */
const onlySuccess = <T>(cells: readonly T[]): T[] =>
  cells.filter((_cell, at) => at < REFUND_TIMES_AT || (at >= 20 && at !== 25))

export function tradeBill(call: Call): Answer {
  const day = billDay(call)
  const type = oneOfQuery(call, 'bill_type', BILL_TYPES, 'ALL')
  const subMchid = call.query.get('sub_mchid') || null
  if (subMchid !== null) requireSubMerchant(call, subMchid, 'no_auth')
  const owner = { mchid: call.merchant.mchid, subMchid }
  const name = `trade ${type} ${subMchid ?? ''}`
  return fileAnswer(call, name, day, () => tradeBillText(call.platform, owner, type, day))
}

/** Throws NO_STATEMENT_EXIST when nothing of this kind happened: there are no empty files. */
function tradeBillText(platform: Platform, owner: BillOwner, type: BillType, day: Day): string {
  const happened = tradeRows(platform, owner, day)
  const rows = withDifferences(platform, owner.mchid, day, happened).filter(
    (row) => type === 'ALL' || (type === 'SUCCESS') === (row.refund === null),
  )
  if (rows.length === 0) throw noStatement()
  const cells = rows.map((row) => allCells(row, platform.merchantBook.settings(sellerOf(row.order)).feeRate))
  const sum = (of: (row: TradeRow) => number): string => yuan(rows.reduce((total, row) => total + of(row), 0))
  const count = String(rows.length)
  const settled = sum((row) => row.settledMinor)
  const fees = `${sum((row) => row.feeMinor)}000`
  const totals = sum((row) => row.totalMinor)
  if (type === 'SUCCESS') {
    return billText(onlySuccess(ALL_HEADER), cells.map(onlySuccess), SUCCESS_SUMMARY, [
      count,
      settled,
      fees,
      totals,
    ])
  }
  const summary = [
    count,
    settled,
    sum(paidBackMinor),
    sum(fundedBackMinor),
    fees,
    totals,
    sum((row) => row.refundMinor),
  ]
  if (type === 'ALL') return billText(ALL_HEADER, cells, ALL_SUMMARY, summary)
  const times = rows.map(({ refund }) => [
    billTime(refund?.createdAtMs ?? 0),
    refund?.successAtMs ? billTime(refund.successAtMs) : '',
  ])
  return billText(
    ALL_HEADER.toSpliced(REFUND_TIMES_AT, 0, '退款申请时间', '退款成功时间'),
    cells.map((row, at) => row.toSpliced(REFUND_TIMES_AT, 0, ...(times[at] ?? []))),
    ALL_SUMMARY,
    summary,
  )
}
