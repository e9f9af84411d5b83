import { randomInt } from 'node:crypto'
import { isHutongError, type Schemas } from '@hutong/client'
import type { Address, ShopOrder } from './order-book.js'
import { priceCart, type WantedLine } from './price-cart.js'
import type { Shop } from './shop.js'
import { isShopRefusal, type ShopRefusal, shopRefusal } from './shop-refusals.js'

export interface Wish {
  readonly shopperId: string
  readonly lines: readonly WantedLine[]
  readonly address: Address
}

export interface Placed {
  readonly orderId: string
  readonly cashierUrl: string
}

/** How long the goods are kept for a shopper who has not paid. */
const PAY_WITHIN_MS = 30 * 60_000

/** Writes the order down first and asks the platform for a checkout second: an order can lack a checkout, never the reverse. */
export async function placeOrder(shop: Shop, wish: Wish, origin: string): Promise<Placed | ShopRefusal> {
  const address = tidyAddress(wish.address)
  if (!address) return shopRefusal('address_incomplete')
  const sellers = priceCart(shop.catalog, wish.lines)
  if (isShopRefusal(sellers)) return sellers

  const now = shop.now()
  const order = shop.orders.place({
    id: newOrderId(now),
    shopperId: wish.shopperId,
    placedAt: now.toISOString(),
    address,
    sellers,
    amountMinor: sellers.reduce((sum, seller) => sum + seller.amountMinor, 0),
  })
  const checkout = await openCheckout(shop, order, origin)
  return { orderId: order.id, cashierUrl: checkout.cashierUrl }
}

/** The order's checkout, made on the first call and found on every later one: the order's id is its idempotency key. */
export async function openCheckout(
  shop: Shop,
  order: ShopOrder,
  origin: string,
): Promise<Schemas['Checkout']> {
  if (order.checkoutId) return shop.hutong.checkouts.read(order.checkoutId)
  await shop.registerMerchants()
  const checkout = await placeOrFind(shop, order, origin)
  shop.orders.linkCheckout(order.id, checkout.id)
  return checkout
}

async function placeOrFind(shop: Shop, order: ShopOrder, origin: string): Promise<Schemas['Checkout']> {
  const body = {
    reference: order.id,
    shopper: { id: order.shopperId, name: order.address.name },
    description: '胡同集市 Hutong Market',
    returnUrl: `${origin}/orders/${order.id}`,
    expiresInMs: PAY_WITHIN_MS,
    orders: order.sellers.map(({ merchantId, lines }, index) => ({
      reference: `${order.id}-${index + 1}`,
      merchantId,
      items: lines.map(({ goodId, name, category, quantity, unitPriceMinor }) => ({
        name,
        category,
        sku: goodId,
        quantity,
        unitPriceMinor,
      })),
    })),
  }
  try {
    return await shop.hutong.checkouts.place(body, { idempotencyKey: order.id })
  } catch (error) {
    // Made by an earlier try whose answer never arrived, from another address of this shop.
    const standing = isHutongError(error, 'reference_taken') ? error.details.checkoutId : null
    if (typeof standing === 'string') return shop.hutong.checkouts.read(standing)
    if (!isHutongError(error, 'idempotency_key_reused')) throw error
    const { data } = await shop.hutong.checkouts.list({ reference: order.id })
    if (!data[0]) throw error
    return data[0]
  }
}

function tidyAddress(address: Address): Address | null {
  const name = address.name.trim()
  const phone = address.phone.trim()
  const street = address.street.trim()
  if (!name || !street || !/^[+\d][\d\s-]{5,19}$/.test(phone)) return null
  return { name, phone, street }
}

// Without letters and digits that are mistaken for each other when read out over the telephone.
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

function newOrderId(now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '')
  const tail = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `HM${day}-${tail}`
}
