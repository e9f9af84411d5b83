import { type AnyAccount, findAccount, moveTo } from '../accounts.js'
import type { Caller } from '../caller.js'
import type { Desk } from '../desk.js'
import { type AlipayRefusal, isRefusal, refuse } from '../errors.js'
import {
  complaintAbout,
  isObject,
  type JsonObject,
  list,
  object,
  price,
  required,
  text,
  textOf,
} from '../fields.js'
import { fenFromYuan } from '../price.js'
import { type Settlement, type SplitRow, splitFen } from '../settlements.js'
import { refundedFen, type Trade } from '../trades.js'
import type { NodeFields } from '../wire/answer.js'

const NAMINGS = ['userId', 'loginName', 'openId'] as const
const RULES = {
  out_request_no: required(text(64, { pattern: /^[A-Za-z0-9_]+$/ })),
  trade_no: required(text(64)),
  royalty_parameters: list(
    object({
      royalty_type: text(32, { oneOf: ['transfer', 'replenish'] }),
      trans_out: text(64),
      trans_out_type: text(64, { oneOf: ['userId', 'loginName'] }),
      trans_in: text(64),
      trans_in_type: text(64, { oneOf: ['userId', 'loginName', 'openId', 'cardAliasNo'] }),
      amount: price,
      amount_percentage: text(3, { pattern: /^(?:100|[1-9]\d?)$/ }),
      desc: text(1000),
      royalty_scene: text(256),
      trans_in_name: text(64),
    }),
  ),
  operator_id: text(64),
  extend_params: object({
    royalty_finish: text(5, { oneOf: ['true', 'false'] }),
    royalty_finish_amount: price,
  }),
  royalty_mode: text(64, { oneOf: ['sync', 'async'] }),
}
/** How long an asynchronous split says PROCESSING; the money moves at once. */
const ASYNC_TAKES_MS = 3_000

/** alipay.trade.order.settle: gives shares of a paid trade to bound receivers. The same number again changes nothing. */
export function settleOrder(desk: Desk, biz: JsonObject, caller: Caller): NodeFields | AlipayRefusal {
  const complaint = complaintAbout(biz, RULES)
  if (complaint !== null) return refuse('ACQ.INVALID_PARAMETER', complaint)
  const outRequestNo = textOf(biz, 'out_request_no') ?? ''
  const known = desk.settlements.byRequest(caller.sellerId, outRequestNo)
  const asked = JSON.stringify([biz.trade_no, biz.royalty_parameters, biz.extend_params])
  if (known) return known.asked === asked ? answer(known) : refuse('ACQ.DISCORDANT_REPEAT_REQUEST')

  const trade = desk.trades.byTradeNo(textOf(biz, 'trade_no') ?? '')
  if (trade?.terms.sellerId !== caller.sellerId) return refuse('ACQ.TRADE_NOT_EXIST')
  if (trade.state !== 'TRADE_SUCCESS' && trade.state !== 'TRADE_FINISHED')
    return refuse('ACQ.TRADE_STATUS_ERROR')
  if (desk.settlements.isFinished(trade.id)) return refuse('ACQ.ALREADY_FINISH_ALLOC')
  const extend = isObject(biz.extend_params) ? biz.extend_params : {}
  const finishes = textOf(extend, 'royalty_finish') === 'true'
  const given = Array.isArray(biz.royalty_parameters) ? biz.royalty_parameters : []
  if (given.length === 0 && !finishes) return refuse('ACQ.INVALID_PARAMETER', 'royalty_parameters不能为空')
  const mode = textOf(biz, 'royalty_mode') === 'async' ? 'async' : 'sync'
  const before = desk.settlements.ofTrade(trade.id)
  // Mixing the two modes on one trade is not allowed; with which code it is refused is unverified.
  if (before.some((one) => one.mode !== mode && one.rows.length > 0))
    return refuse('ACQ.SETTLE_SCENE_NOT_SUPPORT', '同一笔交易不能混用同步与异步分账')
  const rows: SplitRow[] = []
  for (const row of given) {
    const split = isObject(row) ? readRow(desk, row, caller, trade) : refuse('ACQ.INVALID_PARAMETER')
    if (isRefusal(split)) return split
    rows.push(split)
  }
  const wantedFen = rows.reduce((sum, row) => sum + row.amountFen, 0)
  if (wantedFen > splittableFen(desk, caller, trade)) return refuse('ACQ.ALLOC_AMOUNT_VALIDATE_ERROR')
  const released = desk.ledger.frozenOf(trade.id)
  const partFen = fenFromYuan(textOf(extend, 'royalty_finish_amount') ?? '')
  if (finishes && partFen !== null && partFen > released - Math.min(released, wantedFen))
    return refuse('ACQ.ALLOC_AMOUNT_VALIDATE_ERROR', 'royalty_finish_amount超过剩余冻结金额')
  if (desk.ledger.availableFen(caller.sellerId) + released < wantedFen)
    return refuse('ACQ.TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH')

  const nowMs = desk.core.clock.nowMs()
  const settlement: Settlement = {
    id: `${desk.core.random.digits(20)}`,
    sellerId: caller.sellerId,
    tradeId: trade.id,
    tradeNo: trade.tradeNo ?? '',
    outRequestNo,
    asked,
    rows,
    atMs: nowMs,
    doneAtMs: mode === 'async' ? nowMs + ASYNC_TAKES_MS * desk.core.scale : nowMs,
    mode,
  }
  // From here on the shares belong to their receivers.
  desk.ledger.unfreeze(trade.id, wantedFen)
  for (const row of rows) shareOut(desk, caller, trade, settlement.id, row)
  if (finishes) {
    desk.ledger.unfreeze(trade.id, partFen ?? released)
    // A part that is released leaves the rest to be split.
    if (partFen === null) desk.settlements.finish(trade.id)
  }
  desk.settlements.keep(settlement)
  return answer(settlement)
}

/** What may still be given away: the received money less fee, refunds and earlier shares, within the contract's ratio. */
export function splittableFen(desk: Desk, { app }: Caller, trade: Trade): number {
  const { totalFen } = trade.terms
  const shared = splitFen(desk.settlements.ofTrade(trade.id))
  const leftFen = totalFen - trade.feeFen - refundedFen(trade) - shared
  // That the ratio is taken of the order amount is unverified.
  const cappedFen = Math.floor((totalFen * app.royaltyPercent) / 100) - shared
  return Math.max(0, Math.min(leftFen, cappedFen))
}

function answer({ tradeNo, id }: Settlement): NodeFields {
  return { code: '10000', msg: 'Success', trade_no: tradeNo, settle_no: id }
}

function readRow(desk: Desk, row: JsonObject, caller: Caller, trade: Trade): SplitRow | AlipayRefusal {
  // A top-up paid by the platform needs a contract of its own, which this merchant does not have.
  if (textOf(row, 'royalty_type') === 'replenish') return refuse('ACQ.REPLENISH_ACCOUNT_INVALID')
  const out = textOf(row, 'trans_out')
  if (out !== undefined && out !== caller.sellerId) return refuse('ACQ.MUST_ALLOC_FROM_ROOT_ACCOUNT')
  const type = textOf(row, 'trans_in_type') ?? 'userId'
  if (type === 'cardAliasNo') return refuse('ACQ.SETTLE_TO_CARD_NOT_SUPPORT')
  const account = textOf(row, 'trans_in')
  if (account === undefined) return refuse('ACQ.INVALID_PARAMETER', 'trans_in不能为空')
  const naming = NAMINGS.find((one) => one === type) ?? 'userId'
  const receiver: AnyAccount | undefined = findAccount(desk, caller, naming, account)
  if (!receiver) return refuse('ACQ.ROYALTY_RECEIVER_ACCOUNT_NOT_EXIST')
  if (receiver.id === caller.sellerId) return refuse('ACQ.ROYALTY_ACCOUNTS_EQUAL')
  if (!desk.settlements.receiver(caller.sellerId, receiver.id)) return refuse('ACQ.ROYALTY_RECEIVER_INVALID')
  const name = textOf(row, 'trans_in_name')
  if (name !== undefined && name !== receiver.name) return refuse('ACQ.ROYALTY_ACCOUNT_NAME_NOT_MATCH')
  const amount = textOf(row, 'amount')
  const percentage = textOf(row, 'amount_percentage')
  if (amount === undefined && percentage === undefined)
    return refuse('ACQ.INVALID_PARAMETER', 'amount与amount_percentage不能同时为空')
  const amountFen =
    amount === undefined
      ? Math.floor((trade.terms.totalFen * Number(percentage)) / 100)
      : (fenFromYuan(amount) ?? 0)
  if (amountFen < 1) return refuse('ACQ.ALLOC_AMOUNT_VALIDATE_ERROR')
  return {
    detailId: desk.core.random.digits(24),
    receiver,
    amountFen,
    backFen: 0,
    desc: textOf(row, 'desc') ?? '',
  }
}

function shareOut(desk: Desk, caller: Caller, trade: Trade, settleNo: string, row: SplitRow): void {
  const subject = row.desc === '' ? `分账：${trade.terms.subject}` : row.desc
  desk.ledger.post({
    sellerId: caller.sellerId,
    kind: '交易分账',
    businessNo: trade.tradeNo ?? '',
    outNo: trade.terms.outTradeNo,
    subject: trade.terms.subject,
    other: row.receiver.id,
    amountFen: -row.amountFen,
    memo: subject,
  })
  moveTo(desk, row.receiver, row.amountFen, {
    kind: '交易分账',
    from: caller.sellerId,
    fromName: caller.app.name,
    subject,
    outNo: trade.terms.outTradeNo,
    businessNo: settleNo,
  })
}
