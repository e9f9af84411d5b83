import type { Collection } from '../../core/store.js'
import { type Answer, ok } from '../answers.js'
import { beijingTime } from '../beijing-time.js'
import { type Call, readBody } from '../call.js'
import { checkFields, type FieldRules } from '../fields.js'
import { newSharingId } from '../ids.js'
import { type Order, sellerOf } from '../order-book.js'
import { canonical } from '../place-order.js'
import { notExists, seatOf } from '../sharing/sharing-seat.js'
import { freeMinor, invalid, notEnough, requirePlatform } from './platform-gate.js'

const text = (max: number) => ({ kind: 'string', max, required: true }) as const
const optional = { kind: 'string', min: 1, max: 64 } as const
const ORDER: FieldRules = { sub_mchid: text(32), transaction_id: text(64), description: text(80) }
const AMOUNT = { kind: 'integer', min: 1, required: true } as const

/** 14-ecommerce §5. */
const SUBSIDY_FIELDS: FieldRules = { ...ORDER, amount: AMOUNT, out_subsidy_no: optional }
const SUBSIDY_RETURN_FIELDS: FieldRules = {
  ...ORDER,
  amount: AMOUNT,
  out_order_no: text(64),
  refund_id: optional,
  subsidy_id: optional,
  from: {
    kind: 'array',
    maxItems: 1,
    items: {
      kind: 'object',
      fields: {
        account: { kind: 'string', max: 32, oneOf: ['AVAILABLE', 'UNAVAILABLE'] },
        amount: { kind: 'integer', min: 1 },
      },
    },
  },
}

interface SubsidyReturn {
  outOrderNo: string
  subsidyRefundId: string
  refundId: string | null
  amountMinor: number
  description: string
  from: Array<{ account?: string; amount?: number }>
  fingerprint: string
  atMs: number
}

/** What a platform added to an order. */
interface Subsidy {
  /** In the order book. */
  id: string
  subsidyId: string
  outSubsidyNo: string | null
  amountMinor: number
  description: string
  atMs: number
  returns: SubsidyReturn[]
}

const subsidiesOf = (call: Call): Collection<Subsidy> =>
  call.platform.core.store.collection('wechatpay_subsidies')

export function createSubsidy(call: Call): Answer {
  const { body, order } = read<{ amount: number; out_subsidy_no?: string }>(call, SUBSIDY_FIELDS)
  const kept = subsidiesOf(call)
  const known = kept.get(order.id)
  if (known) {
    const same = known.amountMinor === body.amount && known.outSubsidyNo === (body.out_subsidy_no ?? null)
    if (!same) throw invalid('该订单已补差，且参数不一致', 'The order has a subsidy with other parameters')
    return ok(subsidyJson(known, order))
  }
  const mostMinor = order.subsidyMinor ?? 0
  if (!order.profitSharing || mostMinor === 0) {
    throw invalid('该订单不支持补差', 'The order was placed without subsidy_amount')
  }
  requireUnsplit(call, order)
  // Only a refund allows less than what the order was placed with.
  const wrong = order.refundIds.length === 0 ? body.amount !== mostMinor : body.amount > mostMinor
  if (wrong) throw invalid('补差金额与下单时不一致', 'The amount is not the subsidy_amount of the order')
  if (freeMinor(call, call.merchant.mchid) < body.amount) {
    throw notEnough('电商平台账户余额不足', 'The platform has not enough money')
  }

  // From here on the platform's money is part of the order.
  const one: Subsidy = {
    id: order.id,
    subsidyId: newSharingId(call.platform.core.random, call.nowMs),
    outSubsidyNo: body.out_subsidy_no ?? null,
    amountMinor: body.amount,
    description: body.description,
    atMs: call.nowMs,
    returns: [],
  }
  move(call, order, body.amount, one.subsidyId, '补差', one.outSubsidyNo ?? order.outTradeNo)
  keepGiven(call, order, body.amount)
  kept.put(one)
  return ok(subsidyJson(one, order))
}

/** One return for each refund. */
export function returnSubsidy(call: Call): Answer {
  const { body, order } = read<{
    amount: number
    out_order_no: string
    refund_id?: string
    subsidy_id?: string
    from?: SubsidyReturn['from']
  }>(call, SUBSIDY_RETURN_FIELDS)
  const kept = subsidiesOf(call)
  const subsidy = kept.get(order.id)
  if (!subsidy || (body.subsidy_id !== undefined && body.subsidy_id !== subsidy.subsidyId)) {
    throw notExists('补差单不存在', 'The order has no such subsidy')
  }
  const fingerprint = canonical([body.amount, body.refund_id, body.from])
  const known = subsidy.returns.find((one) => one.outOrderNo === body.out_order_no)
  if (known && known.fingerprint !== fingerprint) {
    throw invalid('补差回退单号已存在，且参数不一致', 'The out_order_no exists with other parameters')
  }
  if (known) return ok(returnJson(known, subsidy, order))
  requireReturnable(call, order, subsidy, body)
  const given = order.subsidyGivenMinor ?? 0
  const frozen = call.platform.sharing.unsplitMinor(order, call.nowMs)
  // While the order waits to be shared its own money pays; afterwards what the seller has free.
  const payable = frozen > 0 ? frozen : freeMinor(call, sellerOf(order))
  if (payable < body.amount) throw notEnough('二级商户账户余额不足', 'The seller has not enough money')

  // From here on the money is the platform's again.
  const one: SubsidyReturn = {
    outOrderNo: body.out_order_no,
    subsidyRefundId: newSharingId(call.platform.core.random, call.nowMs),
    refundId: body.refund_id ?? null,
    amountMinor: body.amount,
    description: body.description,
    from: body.from ?? [],
    fingerprint,
    atMs: call.nowMs,
  }
  move(call, order, -body.amount, one.subsidyRefundId, '补差回退', one.outOrderNo)
  keepGiven(call, order, given - body.amount)
  subsidy.returns.push(one)
  kept.put(subsidy)
  return ok(returnJson(one, subsidy, order))
}

/** The platform will not subsidise after all: a refunded order can then be shared without it. */
export function cancelSubsidy(call: Call): Answer {
  const { body, order } = read<object>(call, ORDER)
  if (subsidiesOf(call).get(order.id)) throw invalid('该订单已补差，不能取消', 'The order has its subsidy')
  if (order.subsidyMinor === undefined) {
    throw invalid('该订单不支持补差', 'The order was placed without subsidy_amount')
  }
  if (order.refundIds.length === 0) {
    throw invalid('仅发生退款的订单可取消补差', 'Only the subsidy of a refunded order can be cancelled')
  }
  requireUnsplit(call, order)
  order.subsidyMinor = 0
  call.platform.book.keepOrder(order)
  return ok({
    sub_mchid: sellerOf(order),
    transaction_id: order.paid?.transactionId ?? '',
    result: 'SUCCESS',
    description: body.description,
  })
}

function read<B extends object>(
  call: Call,
  fields: FieldRules,
): { body: B & { description: string }; order: Order } {
  requirePlatform(call)
  const raw = readBody(call)
  checkFields(raw, fields)
  const { scope } = seatOf(call, String(raw.sub_mchid))
  const order = call.platform.book.orderByTransaction(scope, String(raw.transaction_id))
  if (!order?.paid) throw notExists('订单不存在', 'There is no such paid order')
  // The fields are exactly the members of the body named by the caller.
  return { body: raw as unknown as B & { description: string }, order }
}

function requireUnsplit(call: Call, order: Order): void {
  if (call.platform.sharing.splitsOf(order).length === 0) return
  throw invalid('订单已分账，不能补差', 'The order has been shared already')
}

function requireReturnable(
  call: Call,
  order: Order,
  subsidy: Subsidy,
  { amount, refund_id: refundId }: { amount: number; refund_id?: string },
): void {
  const refund = call.platform.book.refundsOf(order).find((one) => one.refundId === refundId)
  if (refundId !== undefined && !refund) throw notExists('退款单不存在', 'The order has no such refund')
  if (refundId !== undefined && subsidy.returns.some((one) => one.refundId === refundId)) {
    throw invalid('该退款单已回退补差', 'There is a return for this refund')
  }
  const returned = subsidy.returns.reduce((sum, one) => sum + one.amountMinor, 0)
  if (returned + amount > subsidy.amountMinor) {
    throw invalid('补差回退金额超过剩余可回退金额', 'More than what is left of the subsidy')
  }
}

function keepGiven(call: Call, order: Order, givenMinor: number): void {
  order.subsidyGivenMinor = givenMinor
  call.platform.book.keepOrder(order)
}

/** From the platform to the seller; negative is back. */
function move(
  call: Call,
  order: Order,
  amountMinor: number,
  businessNo: string,
  type: string,
  voucher: string,
): void {
  const common = {
    businessNo,
    name: '补差',
    type,
    applicant: `${call.merchant.mchid}API`,
    remark: '',
    voucher,
  }
  const { funds } = call.platform
  funds.record({ ...common, mchid: call.merchant.mchid, amountMinor: -amountMinor })
  funds.record({ ...common, mchid: sellerOf(order), amountMinor })
}

function subsidyJson(one: Subsidy, order: Order): object {
  const returned = one.returns.reduce((sum, back) => sum + back.amountMinor, 0)
  return {
    sub_mchid: sellerOf(order),
    transaction_id: order.paid?.transactionId ?? '',
    subsidy_id: one.subsidyId,
    description: one.description,
    amount: one.amountMinor,
    result: returned === one.amountMinor ? 'REFUND' : 'SUCCESS',
    success_time: beijingTime(one.atMs),
    ...(one.outSubsidyNo === null ? {} : { out_subsidy_no: one.outSubsidyNo }),
  }
}

function returnJson(one: SubsidyReturn, subsidy: Subsidy, order: Order): object {
  return {
    sub_mchid: sellerOf(order),
    transaction_id: order.paid?.transactionId ?? '',
    subsidy_refund_id: one.subsidyRefundId,
    ...(one.refundId === null ? {} : { refund_id: one.refundId }),
    out_order_no: one.outOrderNo,
    amount: one.amountMinor,
    description: one.description,
    result: 'SUCCESS',
    success_time: beijingTime(one.atMs),
    subsidy_id: subsidy.subsidyId,
    ...(one.from.length === 0 ? {} : { from: one.from }),
  }
}
