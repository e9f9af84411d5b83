import { Refused } from '../answers.js'
import { type ServiceOrder, serviceState } from './service-book.js'
import type { AmountBody, Item } from './service-fields.js'

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
