import { useCallback, useEffect, useState } from 'preact/hooks'
import { readOrder, type Trouble } from './shop-api.js'
import type { Order } from './shop-types.js'

export interface FollowedOrder {
  order: Order | null
  trouble: { status: number; trouble: Trouble } | null
  refresh(): Promise<void>
  replace(order: Order): void
}

const SOON_MS = 1500
const LATER_MS = 12_000

/** Something about the order will change by itself within moments. */
function isMoving(order: Order | null): boolean {
  if (!order) return true
  if (['unpaid', 'confirming', 'unclear'].includes(order.state)) return true
  // The shop is told of the payment, and of every refund.
  return (
    order.refunds.some(({ state }) => state === 'under_way') || order.told.length < 1 + order.refunds.length
  )
}

/** Follows one order for as long as its page is open and looked at. */
export function useOrder(orderId: string): FollowedOrder {
  const [order, setOrder] = useState<Order | null>(null)
  const [trouble, setTrouble] = useState<FollowedOrder['trouble']>(null)

  const refresh = useCallback(async () => {
    const answer = await readOrder(orderId)
    setTrouble(answer.ok ? null : answer)
    if (answer.ok) setOrder(answer.value)
  }, [orderId])

  useEffect(() => {
    setOrder(null)
    void refresh()
    const onVisible = () => document.hidden || void refresh()
    document.addEventListener('visibilitychange', onVisible)
    addEventListener('pageshow', onVisible)
    return () => {
      document.removeEventListener('visibilitychange', onVisible)
      removeEventListener('pageshow', onVisible)
    }
  }, [refresh])

  const moving = isMoving(order)
  useEffect(() => {
    const timer = setInterval(() => document.hidden || void refresh(), moving ? SOON_MS : LATER_MS)
    return () => clearInterval(timer)
  }, [refresh, moving])

  return { order, trouble, refresh, replace: setOrder }
}
