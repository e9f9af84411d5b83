import { beijingTime } from '../beijing-time.js'
import type { AccountEntry } from '../ledger.js'
import { chineseTime, head, linesOf, number, row, signedYuan } from './csv.js'
import type { Period } from './period.js'

const DETAIL_COLUMNS =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注'
const SUMMARY_COLUMNS = '类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）'

export function accountDetail(
  sellerId: string,
  period: Period,
  entries: readonly AccountEntry[],
  nowMs: number,
): string {
  const spent = entries.filter((one) => one.amountFen < 0)
  const earned = entries.filter((one) => one.amountFen > 0)
  return linesOf([
    ...head('支付宝账务明细查询', sellerId, period),
    '#-----------------------------------------账务明细列表----------------------------------------',
    DETAIL_COLUMNS,
    ...entries.map(detailRow),
    '#-----------------------------------------账务明细列表结束------------------------------------',
    `#支出合计：${spent.length}笔，共${signedYuan(sum(spent))}元`,
    `#收入合计：${earned.length}笔，共${signedYuan(sum(earned))}元`,
    `#导出时间：[${chineseTime(nowMs)}]`,
  ])
}

export function accountSummary(
  sellerId: string,
  period: Period,
  entries: readonly AccountEntry[],
  nowMs: number,
): string {
  const kinds = [...new Set(entries.map((one) => one.kind))]
  return linesOf([
    ...head('支付宝账务汇总查询', sellerId, period),
    '#-----------------------------------------账务汇总列表----------------------------------------',
    SUMMARY_COLUMNS,
    ...kinds.map((kind) =>
      summaryRow(
        kind,
        entries.filter((one) => one.kind === kind),
      ),
    ),
    summaryRow('合计', entries),
    '#-----------------------------------------账务汇总列表结束------------------------------------',
    `#导出时间：[${chineseTime(nowMs)}]`,
  ])
}

function detailRow(one: AccountEntry): string {
  return row([
    number(one.id),
    number(one.businessNo),
    number(one.outNo),
    one.subject,
    beijingTime(one.atMs),
    one.other,
    one.amountFen > 0 ? signedYuan(one.amountFen) : '',
    one.amountFen < 0 ? signedYuan(one.amountFen) : '',
    signedYuan(one.balanceFen),
    '支付宝',
    one.kind,
    one.memo,
  ])
}

function summaryRow(first: string, entries: readonly AccountEntry[]): string {
  const earned = entries.filter((one) => one.amountFen > 0)
  const spent = entries.filter((one) => one.amountFen < 0)
  return row([
    first,
    String(earned.length),
    signedYuan(sum(earned)),
    String(spent.length),
    signedYuan(sum(spent)),
    signedYuan(sum(entries)),
  ])
}

function sum(entries: readonly AccountEntry[]): number {
  return entries.reduce((total, one) => total + one.amountFen, 0)
}
