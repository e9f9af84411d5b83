import { useSay } from '../language.js'
import { describeOrderState } from '../order-words.js'
import type { Order } from '../shop-types.js'

export function StateTag({ order }: { order: Pick<Order, 'state'> }) {
  const { words, mood } = describeOrderState(order.state, useSay())
  return <span class={`tag mood-${mood}`}>{words}</span>
}
