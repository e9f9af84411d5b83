import { type Answer, ok, Refused } from '../answers.js'
import type { Call } from '../call.js'
import { settlementMinor } from '../coupons/promotion.js'
import { fieldError } from '../fields.js'
import { newSharingId } from '../ids.js'
import { requireSubMerchant } from '../merchants/partner.js'
import type { Order } from '../order-book.js'
import { canonical } from '../place-order.js'
import { openField } from '../query-refund.js'
import { receiverKey, type Share, type Split, sharingKey } from './sharing-book.js'
import {
  OUT_NUMBER,
  type SplitBody,
  splitFields,
  type UnfreezeBody,
  unfreezeFields,
} from './sharing-fields.js'
import { splitJson } from './sharing-json.js'
import {
  invalid,
  notExists,
  personalAppid,
  readSeat,
  requirePerson,
  type Seat,
  seatInQuery,
} from './sharing-seat.js'

const MOST_RECEIVERS = 50
const MOST_SPLITS = 50
const SECOND_MS = 1_000
const EARLIEST_MS = 60 * SECOND_MS

export function splitOrder(call: Call): Answer {
  const { body, seat } = readSeat<SplitBody>(call, splitFields)
  const order = orderOf(call, seat, body.transaction_id)
  const fingerprint = canonical([body.transaction_id, body.receivers.map(withoutName), body.unfreeze_unsplit])
  const known = repeated(call, seat, body.out_order_no, fingerprint)
  if (known) return ok(splitJson(known))
  requireReceivers(call, seat, body)
  requireSplittable(call, order)
  const sumMinor = body.receivers.reduce((sum, one) => sum + one.amount, 0)
  const unsplitMinor = call.platform.sharing.unsplitMinor(order, call.nowMs)
  if (sumMinor > unsplitMinor) throw notEnough('分账金额超过剩余待分金额', 'More than what is left to share')
  requireRatio(call, seat, order, sumMinor)

  // From here on the shares are on their way.
  const shares = body.receivers.map((one) => newShare(call, body, one))
  const restMinor = unsplitMinor - sumMinor
  if (body.unfreeze_unsplit && restMinor > 0) shares.push(ownShare(call, seat, restMinor, '解冻给分账方'))
  return ok(
    splitJson(begin(call, seat, order, body.out_order_no, fingerprint, shares, body.unfreeze_unsplit)),
  )
}

/** Releases the rest to the merchant itself; the number is a new one of the same kind (13 §4). */
export function unfreezeRest(call: Call): Answer {
  const { body, seat } = readSeat<UnfreezeBody>(call, unfreezeFields)
  const order = orderOf(call, seat, body.transaction_id)
  const fingerprint = canonical([body.transaction_id, body.description])
  const known = repeated(call, seat, body.out_order_no, fingerprint)
  if (known) return ok(splitJson(known))
  requireSplittable(call, order)
  const restMinor = call.platform.sharing.unsplitMinor(order, call.nowMs)
  if (restMinor === 0) throw notEnough('没有可解冻的资金', 'Nothing is left to release')
  const shares = [ownShare(call, seat, restMinor, body.description)]
  return ok(splitJson(begin(call, seat, order, body.out_order_no, fingerprint, shares, true)))
}

export function querySplit(call: Call): Answer {
  const seat = seatInQuery(call)
  const transactionId = call.query.get('transaction_id')
  if (!transactionId)
    throw fieldError('transaction_id', undefined, '缺少必填参数', 'is required and missing', 'query')
  const outOrderNo = call.params.out_order_no ?? ''
  if (!OUT_NUMBER.test(outOrderNo)) {
    throw fieldError('out_order_no', outOrderNo, '商户分账单号格式错误', 'is not a valid number', 'url')
  }
  const split = call.platform.sharing.splits.get(sharingKey(seat.scope, outOrderNo))
  if (split?.transactionId !== transactionId) throw notExists('分账单不存在', 'There is no such split')
  return ok(splitJson(split))
}

/** What is left to share (13 §2). Named by the transaction alone, also by a provider. */
export function unsplitAmount(call: Call): Answer {
  const { book, sharing } = call.platform
  const transactionId = call.params.transaction_id ?? ''
  const order = book.orderOfTransaction(transactionId)
  if (order?.mchid !== call.merchant.mchid) throw notExists('订单不存在', 'There is no such order')
  return ok({ transaction_id: transactionId, unsplit_amount: sharing.unsplitMinor(order, call.nowMs) })
}

/** The most a provider may share of a sub-merchant's orders, in 1/10000. */
export function maxRatio(call: Call): Answer {
  const sub = requireSubMerchant(call, call.params.sub_mchid ?? '', 'no_auth')
  const { maxSharingRatio } = call.platform.merchantBook.settings(sub.mchid)
  return ok({ sub_mchid: sub.mchid, max_ratio: maxSharingRatio })
}

function orderOf(call: Call, seat: Seat, transactionId: string): Order {
  const order = call.platform.book.orderByTransaction(seat.scope, transactionId)
  if (!order?.paid) throw notExists('订单不存在', 'There is no such order')
  return order
}

function repeated(call: Call, seat: Seat, outOrderNo: string, fingerprint: string): Split | null {
  const known = call.platform.sharing.splits.get(sharingKey(seat.scope, outOrderNo))
  if (!known) return null
  if (known.fingerprint === fingerprint) return known
  throw invalid(
    '分账金额或接收方与之前请求不一致',
    'Receivers or amounts differ from the first request with this number',
  )
}

const withoutName = ({ name: _name, ...rest }: SplitBody['receivers'][number]) => rest

function requireReceivers(call: Call, seat: Seat, body: SplitBody): void {
  if (body.receivers.length > MOST_RECEIVERS) {
    throw fieldError(
      '/receivers',
      undefined,
      `最多 ${MOST_RECEIVERS} 个`,
      `has more than ${MOST_RECEIVERS} entries`,
    )
  }
  const accounts = new Set(body.receivers.map(({ type, account }) => `${type} ${account}`))
  if (accounts.size < body.receivers.length) throw invalid('分账接收方重复', 'A receiver appears twice')
  for (const [at, one] of body.receivers.entries()) {
    const appid = one.type === 'MERCHANT_ID' ? null : personalAppid(body, one.type, `/receivers/${at}/type`)
    const receiver = call.platform.sharing.receivers.get(receiverKey(seat.receiversOf, one.type, one.account))
    if (!receiver)
      throw invalid('分账接收方关系不存在，请先添加', 'The receiver was not added to this merchant')
    if (body.unfreeze_unsplit && appid === null && one.account === seat.seller) {
      throw invalid(
        '分账给自己时不能同时解冻剩余资金',
        'A share to the merchant itself goes without unfreeze_unsplit',
      )
    }
    const person = appid === null ? null : requirePerson(call, appid, one.account)
    if (one.name === undefined) continue
    const name = openField(call, `/receivers/${at}/name`, one.name)
    const known = receiver.name ?? person?.name ?? null
    if (known !== null && known !== name) {
      throw invalid('分账接收方名称未通过校验', 'The name differs from the registered one')
    }
  }
}

function requireSplittable(call: Call, order: Order): void {
  if (!order.profitSharing) throw invalid('非分账订单不支持分账', 'The order did not ask for profit sharing')
  if (call.nowMs < (order.paid?.atMs ?? 0) + EARLIEST_MS) {
    throw invalid('订单处理中，暂时无法分账，请稍后再试', 'The order is still processing; wait a minute')
  }
  const earlier = call.platform.sharing.splitsOf(order)
  if (earlier.length >= MOST_SPLITS) throw invalid('分账次数超限', 'An order can be shared 50 times')
  const last = earlier.at(-1)
  if (last && call.nowMs < last.createdAtMs + SECOND_MS) {
    throw new Refused('FREQUENCY_LIMITED', {
      zh: '同一订单每秒最多分账一次',
      en: 'One split a second per order',
    })
  }
}

/** All shares of an order together stay under the configured maximum of its amount (13 §1). */
function requireRatio(call: Call, seat: Seat, order: Order, addMinor: number): void {
  const { maxSharingRatio } = call.platform.merchantBook.settings(seat.seller)
  const given = call.platform.sharing
    .splitsOf(order)
    .flatMap((split) => split.shares)
    .filter((share) => share.result !== 'CLOSED' && share.account !== seat.seller)
  const sumMinor = given.reduce((sum, share) => sum + share.amountMinor, addMinor)
  // Coupons that nobody funded are no part of what was paid to the seller.
  if (sumMinor * 10_000 > settlementMinor(order) * maxSharingRatio) {
    throw new Refused('RULE_LIMIT', {
      zh: '超出最大分账比例',
      en: 'More than the maximum ratio of this merchant',
    })
  }
}

function notEnough(zh: string, en: string): Refused {
  return new Refused('NOT_ENOUGH', { zh, en })
}

function newShare(call: Call, body: SplitBody, one: SplitBody['receivers'][number]): Share {
  return {
    type: one.type,
    account: one.account,
    amountMinor: one.amount,
    description: one.description,
    result: 'PENDING',
    failReason: null,
    createdAtMs: call.nowMs,
    finishedAtMs: call.nowMs,
    detailId: newSharingId(call.platform.core.random, call.nowMs),
    appid: one.type === 'MERCHANT_ID' ? null : personalAppid(body, one.type, '/type'),
  }
}

function ownShare(call: Call, seat: Seat, amountMinor: number, description: string): Share {
  const one = { type: 'MERCHANT_ID', account: seat.seller, amount: amountMinor, description } as const
  return newShare(call, { appid: '' } as SplitBody, one)
}

function begin(
  call: Call,
  seat: Seat,
  order: Order,
  outOrderNo: string,
  fingerprint: string,
  shares: Share[],
  releases: boolean,
): Split {
  const split: Split = {
    id: sharingKey(seat.scope, outOrderNo),
    scope: seat.scope,
    mchid: call.merchant.mchid,
    subMchid: seat.subMchid,
    orderId: order.id,
    transactionId: order.paid?.transactionId ?? '',
    splitId: newSharingId(call.platform.core.random, call.nowMs),
    outOrderNo,
    fingerprint,
    shares,
    releases,
    receiversOf: seat.receiversOf,
    state: 'PROCESSING',
    createdAtMs: call.nowMs,
    finishAtMs: call.nowMs,
    signer: call.signer,
  }
  call.platform.sharingWork.begin(split)
  return split
}
