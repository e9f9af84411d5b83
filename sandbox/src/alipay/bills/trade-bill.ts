import { beijingTime } from '../beijing-time.js'
import { chineseTime, head, linesOf, number, row, signedYuan } from './csv.js'
import type { Period } from './period.js'
import type { TradeRow } from './trade-rows.js'

const DETAIL_COLUMNS =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注'
const SUMMARY_COLUMNS =
  '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）'
const NOTHING = '0.00'

export function tradeDetail(
  sellerId: string,
  period: Period,
  rows: readonly TradeRow[],
  nowMs: number,
): string {
  const paid = rows.filter((one) => one.kind === '交易')
  const refunded = rows.filter((one) => one.kind === '退款')
  return linesOf([
    ...head('支付宝业务明细查询', sellerId, period),
    '#-----------------------------------------业务明细列表----------------------------------------',
    DETAIL_COLUMNS,
    ...rows.map(detailRow),
    '#-----------------------------------------业务明细列表结束------------------------------------',
    `#交易合计：${paid.length}笔，商家实收共${signedYuan(sum(paid, 'receiptFen'))}元，商家优惠共${NOTHING}元`,
    `#退款合计：${refunded.length}笔，商家实收退款共${signedYuan(sum(refunded, 'receiptFen'))}元，商家优惠退款共${NOTHING}元`,
    `#导出时间：[${chineseTime(nowMs)}]`,
  ])
}

export function tradeSummary(
  sellerId: string,
  period: Period,
  rows: readonly TradeRow[],
  nowMs: number,
): string {
  const stores = [...new Set(rows.map((one) => one.storeId))]
  const lines = stores.map((storeId) => {
    const own = rows.filter((one) => one.storeId === storeId)
    return summaryRow(storeId, storeId, own)
  })
  return linesOf([
    ...head('支付宝业务汇总查询', sellerId, period),
    '#-----------------------------------------业务汇总列表----------------------------------------',
    SUMMARY_COLUMNS,
    ...lines,
    summaryRow('合计', '', rows),
    '#----------------------------------------业务汇总列表结束-------------------------------------',
    `#导出时间：[${chineseTime(nowMs)}]`,
  ])
}

// Shares of a trade move on days of their own: they stand in the account journal, and 分润 is 0.00 here (unverified).
function detailRow(one: TradeRow): string {
  return row([
    number(one.tradeNo),
    number(one.outTradeNo),
    one.kind,
    one.subject,
    beijingTime(one.createdAtMs),
    beijingTime(one.finishedAtMs),
    one.storeId,
    one.storeId,
    one.operatorId,
    one.terminalId,
    one.other,
    signedYuan(one.totalFen),
    signedYuan(one.receiptFen),
    NOTHING,
    NOTHING,
    NOTHING,
    NOTHING,
    NOTHING,
    '',
    NOTHING,
    NOTHING,
    number(one.requestNo),
    signedYuan(one.feeFen),
    NOTHING,
    one.memo,
  ])
}

function summaryRow(first: string, storeName: string, rows: readonly TradeRow[]): string {
  const receiptFen = sum(rows, 'receiptFen')
  const feeFen = sum(rows, 'feeFen')
  const count = (kind: TradeRow['kind']) => String(rows.filter((one) => one.kind === kind).length)
  return row([
    first,
    storeName,
    count('交易'),
    count('退款'),
    signedYuan(sum(rows, 'totalFen')),
    signedYuan(receiptFen),
    NOTHING,
    NOTHING,
    NOTHING,
    signedYuan(feeFen),
    NOTHING,
    signedYuan(receiptFen + feeFen),
  ])
}

function sum(rows: readonly TradeRow[], name: 'totalFen' | 'receiptFen' | 'feeFen'): number {
  return rows.reduce((total, one) => total + one[name], 0)
}
