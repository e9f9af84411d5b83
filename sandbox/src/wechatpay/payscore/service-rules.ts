import { Refused } from '../answers.js'
import { fieldError } from '../fields.js'
import { type ServiceOrder, serviceState } from './service-book.js'
import type { AmountBody, CreateBody, Item } from './service-fields.js'

/** The most a pay-later service may cost; in life it is set for each service id (unverified). */
const PAY_LATER_MOST_MINOR = 1_000_000

/** What the fields alone cannot say of a new order. */
export function requireTerms(body: Pick<CreateBody, 'time_range' | 'post_discounts'>): void {
  const { start_time: start, end_time: end } = body.time_range
  if (end !== undefined && start !== 'OnAccept' && end.padEnd(14, '0') <= start.padEnd(14, '0')) {
    throw fieldError('/time_range/end_time', end, '须晚于开始时间', 'must be later than start_time')
  }
  const names = (body.post_discounts ?? []).map((one) => one.name)
  if (new Set(names).size < names.length) {
    throw fieldError('/post_discounts', undefined, '优惠名称重复', 'must not repeat a name')
  }
}

/** Deposit-free orders cost at most what was at risk. */
export function requireWithinLimit({ terms }: ServiceOrder, totalMinor: number): void {
  const risk = terms.risk_fund
  const mostMinor = !risk || risk.name === 'ESTIMATE_ORDER_COST' ? PAY_LATER_MOST_MINOR : risk.amount
  if (totalMinor > mostMinor) throw invalid('总金额超过上限', 'total_amount is above the limit of the order')
}

export function requireState(order: ServiceOrder, nowMs: number, ...allowed: string[]): void {
  const state = serviceState(order, nowMs)
  if (allowed.includes(state)) return
  if (state === 'DONE') throw new Refused('ORDER_DONE', { zh: '订单已完成', en: 'The order is done' })
  if (state === 'REVOKED')
    throw new Refused('ORDER_CANCELED', { zh: '订单已取消', en: 'The order is cancelled' })
  throw new Refused('INVALID_ORDER_STATE', { zh: '单据状态错误', en: `The order is ${state}` })
}

export function requireDue(order: ServiceOrder, nowMs: number): void {
  requireState(order, nowMs, 'DOING')
  if (order.completedAtMs !== null) return
  throw new Refused('INVALID_ORDER_STATE', { zh: '订单尚未完结', en: 'The order is not completed yet' })
}

export function requireSum(body: AmountBody): void {
  const sum = (items: readonly Item[] = []): number =>
    items.reduce((total, one) => total + (one.amount ?? 0), 0)
  if (sum(body.post_payments) - sum(body.post_discounts) === body.total_amount) return
  throw invalid('总金额与付费项目、优惠不一致', 'total_amount is not payments less discounts')
}

export function invalid(zh: string, en: string): Refused {
  return new Refused('INVALID_REQUEST', { zh, en })
}
