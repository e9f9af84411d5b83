import { type Answer, ok, Refused } from '../answers.js'
import { type Call, readBody } from '../call.js'
import { couponFacts } from '../coupons/promotion.js'
import { checkFields } from '../fields.js'
import { type Order, orderKey } from '../order-book.js'
import { DEFAULT_PAYABLE_MS } from '../order-state.js'
import { fingerprintOf } from '../place-order.js'
import { type Contract, scheduleState } from './contract-book.js'
import { type ApplyBody, applyFields, type ContractSide } from './contract-fields.js'
import { type ContractSeat, seatOf } from './contract-seat.js'
import { requireContract, requireSeller } from './contracts.js'
import { requireAlive, today } from './schedules.js'

/** Accepts a deduction; whether the money came is told by the notice and the query only. */
export const applyDeduction =
  (side: ContractSide) =>
  (call: Call): Answer => {
    const raw = readBody(call)
    checkFields(raw, applyFields(side))
    // The fields above are exactly the members of ApplyBody.
    const body = raw as unknown as ApplyBody
    return ok(acceptedJson(deduct(call, seatOf(call, body), body, fingerprintOf('papay', raw))))
  }

/** The same number with the same parameters is the same deduction. */
export function deduct(
  call: Call,
  seat: ContractSeat,
  body: ApplyBody,
  fingerprint: string,
  v2?: Order['v2'],
): Order {
  const { book, contracts, contractWork } = call.platform
  const known = book.order(seat.scope, body.out_trade_no)
  if (known) {
    if (known.fingerprint === fingerprint) return known
    throw new Refused('OUT_TRADE_NO_USED', { zh: '商户订单号重复', en: 'The out_trade_no is used already' })
  }
  const contract = requireContract(contracts.byContractId(call.merchant.mchid, body.contract_id))
  requireSeller(contract, seat)
  requireAlive(contract)
  requireScheduled(call, contract, body.amount.total)

  // From here on the deduction is accepted.
  const order = newOrder(call, contract, seat, body, fingerprint)
  if (v2) order.v2 = v2
  contractWork.deduct(order)
  return order
}

const acceptedJson = (order: Order): object => ({
  out_trade_no: order.outTradeNo,
  amount: { total: order.totalMinor, currency: 'CNY' },
})

/** On the announced days, at most what was announced, once. */
function requireScheduled(call: Call, contract: Contract, amountMinor: number): void {
  const { schedule } = contract
  const date = today(call.nowMs)
  if (!schedule || scheduleState(schedule, date) !== 'SCHEDULED' || date < schedule.startDate) {
    throw new Refused('RULE_LIMIT', {
      zh: '不在可扣费时间内，请先预约扣费',
      en: 'There is no scheduled deduction for today',
    })
  }
  if (amountMinor > schedule.amountMinor) {
    throw new Refused('RULE_LIMIT', {
      zh: '扣费金额超过预约金额',
      en: 'The amount is more than was scheduled',
    })
  }
  for (const order of call.platform.book.orders()) {
    if (order.deduction?.contractKey !== contract.id || !order.deduction.waiting) continue
    throw new Refused('INVALID_REQUEST', {
      zh: '已有扣费处理中，请稍后查询',
      en: 'A deduction is under way; query it first',
    })
  }
}

function newOrder(
  call: Call,
  contract: Contract,
  seat: ContractSeat,
  body: ApplyBody,
  fingerprint: string,
): Order {
  return {
    id: orderKey(seat.scope, body.out_trade_no),
    mchid: call.merchant.mchid,
    ...(seat.partner ? { partner: seat.partner } : {}),
    appid: seat.appid,
    outTradeNo: body.out_trade_no,
    tradeType: 'PAP',
    description: body.description,
    attach: body.attach ?? '',
    notifyUrl: body.transaction_notify_url,
    totalMinor: body.amount.total,
    fingerprint,
    openid: null,
    deviceId: null,
    goodsIds: null,
    ...couponFacts({ ...(body.goods_tag === undefined ? {} : { goods_tag: body.goods_tag }) }),
    profitSharing: false,
    createdAtMs: call.nowMs,
    payableUntilMs: call.nowMs + DEFAULT_PAYABLE_MS,
    closedAtMs: null,
    handles: [],
    signer: call.signer,
    deduction: { contractKey: contract.id, waiting: true, dueAtMs: call.nowMs },
    paid: null,
    refundIds: [],
  }
}
