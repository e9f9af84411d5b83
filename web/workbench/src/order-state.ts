import type { Tone } from '../../office/src/names.js'
import { isUnderWay } from '../../office/src/refund-advice.js'
import type { OrderRow } from './workbench-api.js'

export type OrderState = 'unpaid' | 'closed' | 'paid' | 'refunding' | 'abnormal' | 'part' | 'refunded'

/** How a seller's order stands: its checkout's state, seen through its own refunds. The worst news wins. */
export function orderState({
  order,
  checkout,
  refunds,
}: Pick<OrderRow, 'order' | 'checkout' | 'refunds'>): OrderState {
  if (checkout.state === 'closed') return 'closed'
  if (checkout.state !== 'paid') return 'unpaid'
  const requested = refunds.filter((refund) => refund.kind === 'requested')
  if (requested.some((refund) => refund.state === 'abnormal')) return 'abnormal'
  if (requested.some((refund) => isUnderWay(refund.state))) return 'refunding'
  if (order.refundedMinor >= order.amountMinor) return 'refunded'
  return order.refundedMinor > 0 ? 'part' : 'paid'
}

export const ORDER_STATES: Record<OrderState, { zh: string; en: string; tone: Tone }> = {
  unpaid: { zh: '待支付', en: 'To be paid', tone: 'warn' },
  closed: { zh: '已关闭', en: 'Closed', tone: 'quiet' },
  paid: { zh: '已支付', en: 'Paid', tone: 'good' },
  refunding: { zh: '退款中', en: 'Refunding', tone: 'busy' },
  abnormal: { zh: '退款异常', en: 'Refund needs help', tone: 'alarm' },
  part: { zh: '部分退款', en: 'Partly refunded', tone: 'busy' },
  refunded: { zh: '已退款', en: 'Refunded', tone: 'quiet' },
}
