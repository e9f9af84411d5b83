import type { Catalog, Good, Merchant } from './shop-types.js'

/** Good id to quantity. Prices are not in it: they are looked up when shown, and decided by the server when bought. */
export type Cart = Readonly<Record<string, number>>

export interface CartLine {
  goodId: string
  quantity: number
}

export interface CartGroup {
  merchant: Merchant
  amountMinor: number
  lines: { good: Good; quantity: number }[]
}

export const MOST_OF_ONE = 99

export function withQuantity(cart: Cart, goodId: string, quantity: number): Cart {
  const { [goodId]: _, ...others } = cart
  if (quantity < 1) return others
  // Kept in its place, so that a row does not move under the finger that changes it.
  const changed = { ...cart, [goodId]: Math.min(MOST_OF_ONE, Math.floor(quantity)) }
  return changed
}

export function withMore(cart: Cart, goodId: string, more: number): Cart {
  return withQuantity(cart, goodId, (cart[goodId] ?? 0) + more)
}

export function countPieces(cart: Cart): number {
  return Object.values(cart).reduce((sum, quantity) => sum + quantity, 0)
}

export function linesOf(cart: Cart): CartLine[] {
  return Object.entries(cart).map(([goodId, quantity]) => ({ goodId, quantity }))
}

/** The cart as the shopper sees it: by seller, with today's prices; goods that are no longer sold drop out. */
export function groupBySeller(cart: Cart, catalog: Catalog): CartGroup[] {
  return catalog.merchants.flatMap((merchant) => {
    const lines = catalog.goods
      .filter((good) => good.merchantId === merchant.id && cart[good.id])
      .map((good) => ({ good, quantity: cart[good.id]! }))
    if (lines.length === 0) return []
    const amountMinor = lines.reduce((sum, { good, quantity }) => sum + good.unitPriceMinor * quantity, 0)
    return [{ merchant, amountMinor, lines }]
  })
}

export function totalOf(groups: readonly CartGroup[]): number {
  return groups.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** Reads a cart from storage, where anyone may have written anything. */
export function parseCart(text: string | null): Cart {
  try {
    const stored: unknown = JSON.parse(text ?? '{}')
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {}
    return Object.entries(stored).reduce<Cart>(
      (cart, [goodId, quantity]) =>
        typeof quantity === 'number' && Number.isInteger(quantity)
          ? withQuantity(cart, goodId, quantity)
          : cart,
      {},
    )
  } catch {
    return {}
  }
}
