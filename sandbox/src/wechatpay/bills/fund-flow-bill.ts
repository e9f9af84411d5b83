import type { Answer } from '../answers.js'
import type { Call } from '../call.js'
import { yuan } from '../funds/book-trade.js'
import { ACCOUNT_TYPES, type Flow } from '../funds/funds-book.js'
import { billDay, noStatement, oneOfQuery } from './bill-day.js'
import { fileAnswer } from './bill-files.js'
import { billText, billTime, escapeFlowText } from './bill-text.js'

const HEADER = [
  '记账时间',
  '微信支付业务单号',
  '资金流水单号',
  '业务名称',
  '业务类型',
  '收支类型',
  '收支金额(元)',
  '账户结余(元)',
  '资金变更提交申请人',
  '备注',
  '业务凭证号',
]
const SUMMARY = ['资金流水总笔数', '收入笔数', '收入金额', '支出笔数', '支出金额']

/** What moved on the caller's own account that day (17-bills §6). */
export function fundFlowBill(call: Call): Answer {
  const day = billDay(call)
  const account = oneOfQuery(call, 'account_type', ACCOUNT_TYPES, 'BASIC')
  return fileAnswer(call, `fundflow ${account}`, day, () =>
    flowBillText(call.platform.funds.flows(call.merchant.mchid, account, day.fromMs, day.toMs)),
  )
}

/** Columns put before the common eleven, where one file tells of several accounts. */
export interface LeadingColumns {
  header: readonly string[]
  cells(flow: Flow): readonly string[]
}

/** Throws NO_STATEMENT_EXIST when nothing moved: there are no empty files. */
export function flowBillText(
  flows: readonly Flow[],
  leading: LeadingColumns = { header: [], cells: () => [] },
): string {
  if (flows.length === 0) throw noStatement()
  const incoming = flows.filter((flow) => flow.amountMinor >= 0)
  const outgoing = flows.filter((flow) => flow.amountMinor < 0)
  const sum = (some: readonly Flow[]): string =>
    yuan(some.reduce((total, flow) => total + Math.abs(flow.amountMinor), 0))
  return billText(
    [...leading.header, ...HEADER],
    flows.map((flow) => [...leading.cells(flow), ...cells(flow)]),
    SUMMARY,
    [String(flows.length), String(incoming.length), sum(incoming), String(outgoing.length), sum(outgoing)],
  )
}

function cells(flow: Flow): string[] {
  return [
    billTime(flow.atMs),
    flow.businessNo,
    flow.id,
    flow.name,
    flow.type,
    flow.amountMinor < 0 ? '支出' : '收入',
    yuan(Math.abs(flow.amountMinor)),
    yuan(flow.balanceMinor),
    flow.applicant,
    escapeFlowText(flow.remark),
    escapeFlowText(flow.voucher),
  ]
}
