import type { Catalog, Good } from './catalog.js'
import { type ShopRefusal, shopRefusal } from './shop-refusals.js'

/** What the browser says it wants. Never a price: prices are the server's. */
export interface WantedLine {
  readonly goodId: string
  readonly quantity: number
}

export interface PricedLine {
  readonly goodId: string
  readonly name: string
  readonly category: string
  readonly quantity: number
  readonly unitPriceMinor: number
}

export interface SellerPart {
  readonly merchantId: string
  readonly amountMinor: number
  readonly lines: readonly PricedLine[]
}

export const MOST_OF_ONE = 99

/** Prices a cart and groups it by seller, in the catalogue's order of sellers. */
export function priceCart(catalog: Catalog, wanted: readonly WantedLine[]): SellerPart[] | ShopRefusal {
  if (wanted.length === 0) return shopRefusal('cart_empty')
  const goods = new Map<string, Good>(catalog.goods.map((good) => [good.id, good]))
  const quantities = new Map<string, number>()
  for (const { goodId, quantity } of wanted) {
    if (!goods.has(goodId)) return shopRefusal('good_unknown')
    const total = (quantities.get(goodId) ?? 0) + quantity
    if (!Number.isInteger(quantity) || quantity < 1 || total > MOST_OF_ONE)
      return shopRefusal('quantity_wrong')
    quantities.set(goodId, total)
  }
  return catalog.merchants.flatMap(({ id }) => {
    const lines = catalog.goods
      .filter((good) => good.merchantId === id && quantities.has(good.id))
      .map((good) => priceLine(good, quantities.get(good.id)!))
    if (lines.length === 0) return []
    const amountMinor = lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0)
    return [{ merchantId: id, amountMinor, lines }]
  })
}

function priceLine(good: Good, quantity: number): PricedLine {
  const { id, name, category, unitPriceMinor } = good
  return { goodId: id, name, category, quantity, unitPriceMinor }
}
