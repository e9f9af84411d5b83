import type { CartLine } from './cart.js'
import type { Address, Catalog, Order } from './shop-types.js'

export interface Trouble {
  code: string
  message: string
  messageEn: string
}

export type Answer<T> = { ok: true; value: T } | { ok: false; status: number; trouble: Trouble }

const NO_LINE: Trouble = {
  code: 'unreachable',
  message: '网络不通，请稍后再试。',
  messageEn: 'No connection. Please try again in a moment.',
}

async function ask<T>(path: string, body?: object): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: body ? 'POST' : 'GET',
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(45_000),
    })
    const answer: unknown = await response.json()
    if (response.ok) return { ok: true, value: answer as T }
    return { ok: false, status: response.status, trouble: answer as Trouble }
  } catch {
    return { ok: false, status: 0, trouble: NO_LINE }
  }
}

export interface ToPay {
  orderId: string
  cashierUrl: string
}

const order = (orderId: string) => `/api/orders/${encodeURIComponent(orderId)}`

export const readCatalog = () => ask<Catalog>('/api/catalog')
export const listOrders = () => ask<{ data: Order[] }>('/api/orders')
export const readOrder = (orderId: string) => ask<Order>(order(orderId))
export const placeOrder = (lines: CartLine[], address: Address) =>
  ask<ToPay>('/api/orders', { lines, address })
export const payOrder = (orderId: string) => ask<ToPay>(`${order(orderId)}/pay`, {})
export const cancelOrder = (orderId: string) => ask<Order>(`${order(orderId)}/cancel`, {})
