import { type Answer, ok, Refused } from '../answers.js'
import type { Call } from '../call.js'
import { fieldError } from '../fields.js'
import { newSharingId } from '../ids.js'
import { canonical } from '../place-order.js'
import { type Share, type ShareReturn, type Split, sharingKey } from './sharing-book.js'
import { OUT_NUMBER, type ReturnBody, returnFields } from './sharing-fields.js'
import { returnJson } from './sharing-json.js'
import { invalid, notExists, readSeat, type Seat, seatInQuery } from './sharing-seat.js'

const RETURNABLE_MS = 180 * 24 * 3_600_000
const MOST_RETURNS = 50
/** A return without money behind it fails after this (13 §5). */
const GIVES_UP_MS = 5 * 24 * 3_600_000

/** A merchant receiver gives money back, at once. */
export function returnShare(call: Call): Answer {
  const { body, seat } = readSeat<ReturnBody>(call, returnFields)
  const split = splitOf(call, seat, body)
  const fingerprint = canonical([split.id, body.return_mchid, body.amount])
  const id = sharingKey(seat.scope, body.out_return_no)
  const known = call.platform.sharing.returns.get(id)
  if (known && known.fingerprint !== fingerprint) {
    throw invalid('回退金额与之前请求不一致', 'The parameters differ from the first request with this number')
  }
  if (known && known.result !== 'PROCESSING') return ok(returnJson(known, seat.subMchid))
  const share = shareOf(split, body.return_mchid)
  if (!known) requireReturnable(call, seat, split, share, body.amount)
  const one: ShareReturn = known ?? {
    id,
    scope: seat.scope,
    splitId: split.splitId,
    outOrderNo: split.outOrderNo,
    splitKey: split.id,
    outReturnNo: body.out_return_no,
    returnId: newSharingId(call.platform.core.random, call.nowMs),
    returnMchid: body.return_mchid,
    amountMinor: body.amount,
    description: body.description,
    fingerprint,
    result: 'PROCESSING',
    createdAtMs: call.nowMs,
    finishedAtMs: call.nowMs,
  }
  call.platform.sharing.returns.put(one)
  const { funds, sharing } = call.platform
  const freeMinor = funds.balanceMinor(body.return_mchid) - sharing.frozenMinor(body.return_mchid, call.nowMs)
  if (freeMinor < body.amount) {
    // The call fails while the return stays open: after a top-up the same number is sent again.
    throw new Refused('NOT_ENOUGH', { zh: '回退方账户余额不足', en: 'The receiver’s balance is not enough' })
  }
  finish(call, seat, split, share, one)
  return ok(returnJson(one, seat.subMchid))
}

export function queryReturn(call: Call): Answer {
  const seat = seatInQuery(call)
  const outOrderNo = call.query.get('out_order_no')
  if (!outOrderNo)
    throw fieldError('out_order_no', undefined, '缺少必填参数', 'is required and missing', 'query')
  const outReturnNo = call.params.out_return_no ?? ''
  if (!OUT_NUMBER.test(outReturnNo)) {
    throw fieldError('out_return_no', outReturnNo, '商户回退单号格式错误', 'is not a valid number', 'url')
  }
  const one = call.platform.sharing.returns.get(sharingKey(seat.scope, outReturnNo))
  if (one?.outOrderNo !== outOrderNo) throw notExists('回退单不存在', 'There is no such return')
  if (one.result === 'PROCESSING' && call.nowMs > one.createdAtMs + GIVES_UP_MS) {
    one.result = 'FAILED'
    one.finishedAtMs = one.createdAtMs + GIVES_UP_MS
    call.platform.sharing.returns.put(one)
  }
  const failed = one.result === 'FAILED' ? { fail_reason: 'TIME_OUT_CLOSED' } : {}
  return ok({ ...returnJson(one, seat.subMchid), ...failed })
}

function splitOf(call: Call, seat: Seat, body: ReturnBody): Split {
  const { sharing } = call.platform
  if (body.order_id === undefined && body.out_order_no === undefined) {
    throw fieldError('/out_order_no', undefined, 'order_id和out_order_no必填其一', 'or order_id is required')
  }
  const split =
    body.order_id === undefined
      ? sharing.splits.get(sharingKey(seat.scope, body.out_order_no ?? ''))
      : sharing.splitByWxId(seat.scope, body.order_id)
  if (!split) throw notExists('分账单不存在', 'There is no such split')
  if (body.out_order_no !== undefined && body.out_order_no !== split.outOrderNo) {
    throw invalid('分账单号不一致', 'order_id and out_order_no differ')
  }
  return split
}

function shareOf(split: Split, mchid: string): Share {
  const share = split.shares.find((one) => one.type === 'MERCHANT_ID' && one.account === mchid)
  if (share?.result !== 'SUCCESS' || mchid === (split.subMchid ?? split.mchid)) {
    throw invalid('回退方未收到该分账单的资金', 'This merchant received nothing of the split')
  }
  return share
}

function requireReturnable(call: Call, seat: Seat, split: Split, share: Share, amountMinor: number): void {
  const { merchantBook, sharing } = call.platform
  // Receivers of an e-commerce platform need not agree (14-ecommerce §4).
  const isPlatform = merchantBook.settings(call.merchant.mchid).ecommerce && seat.subMchid !== null
  if (!isPlatform && !merchantBook.settings(share.account).acceptsReturns) {
    throw new Refused('NO_AUTH', { zh: '回退方未开通分账回退', en: 'The receiver has not agreed to returns' })
  }
  if (call.nowMs > split.createdAtMs + RETURNABLE_MS)
    throw invalid('超过回退期限', 'The split is older than 180 days')
  const earlier = [...sharing.returns.values()].filter(
    (one) => one.splitKey === split.id && one.result !== 'FAILED',
  )
  if (earlier.length >= MOST_RETURNS) throw invalid('回退次数超限', 'A split can be returned 50 times')
  const returnedMinor = earlier
    .filter((one) => one.returnMchid === share.account)
    .reduce((sum, one) => sum + one.amountMinor, 0)
  if (returnedMinor + amountMinor > share.amountMinor) {
    throw invalid('回退金额超过该接收方的分账金额', 'More than what this receiver got')
  }
}

function finish(call: Call, seat: Seat, split: Split, share: Share, one: ShareReturn): void {
  const { funds, sharing, sharingWork } = call.platform
  const common = {
    businessNo: one.returnId,
    name: '分账',
    type: '分账回退',
    applicant: `${call.merchant.mchid}API`,
    remark: one.description,
    voucher: one.outReturnNo,
  }
  funds.record({ ...common, mchid: one.returnMchid, amountMinor: -one.amountMinor })
  funds.record({ ...common, mchid: seat.seller, amountMinor: one.amountMinor })
  one.result = 'SUCCESS'
  one.finishedAtMs = call.nowMs
  sharing.returns.put(one)
  const back = { ...share, amountMinor: one.amountMinor, description: one.description }
  sharingWork.tell(split, back, { wxNumber: one.returnId, outNumber: one.outReturnNo, isReturn: true })
}
