import { Refused } from '../answers.js'
import { beijingDigits } from '../beijing-time.js'
import { fieldError } from '../fields.js'
import { type ServiceOrder, serviceState } from './service-book.js'
import type { AmountBody, CompleteBody, CreateBody, Item } from './service-fields.js'

/** How far the clocks of merchant and institution may be apart. */
export const TOLERANCE_MS = 60_000
/** The service begins when the user confirms. */
const ON_ACCEPT = 'OnAccept'

/** The most a pay-later service may cost; in life it is set for each service id (unverified). */
const PAY_LATER_MOST_MINOR = 1_000_000

/** What the fields alone cannot say of a new order. */
export function requireTerms(body: Pick<CreateBody, 'time_range' | 'post_discounts'>): void {
  const { start_time: start, end_time: end } = body.time_range
  if (end !== undefined && start !== ON_ACCEPT && end.padEnd(14, '0') <= start.padEnd(14, '0')) {
    throw fieldError('/time_range/end_time', end, '须晚于开始时间', 'must be later than start_time')
  }
  requireDiscounts(body)
}

/** The service is over: neither end of it lies ahead, but for clocks that differ (15-payscore §5). */
export function requireOver({ terms }: ServiceOrder, body: CompleteBody, nowMs: number): void {
  const latest = beijingDigits(nowMs + TOLERANCE_MS)
  const given = body.time_range ?? {}
  for (const name of ['start_time', 'end_time'] as const) {
    const time = given[name]
    if (time === undefined || time === ON_ACCEPT || time <= latest.slice(0, time.length)) continue
    throw fieldError(`/time_range/${name}`, time, '不能晚于当前时间', 'must not lie ahead')
  }
  requireTerms({
    time_range: { ...terms.time_range, ...given },
    ...(body.post_discounts ? { post_discounts: body.post_discounts } : {}),
  })
}

export function requireDiscounts(body: Pick<CreateBody, 'post_discounts'>): void {
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
