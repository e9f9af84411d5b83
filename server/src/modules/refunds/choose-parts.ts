import type { Tx } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'

export interface RefundWish {
  readonly checkoutId: string
  readonly orderId: string | null
  readonly items: readonly { readonly itemId: string; readonly quantity: number }[] | null
  /** Minor units, of the one order. */
  readonly amountMinor: bigint | null
  readonly reason: string
  /** Restricts the refund to this merchant's orders: what a seller may do in the workbench. */
  readonly merchantId: string | null
  /** Which intention of the caller this is: a refund that stands under it is given back, not made again. */
  readonly requestKey: string | null
}

export interface RefundPart {
  readonly orderId: string
  readonly merchantId: string
  readonly itemId: string | null
  readonly quantity: number | null
  readonly amountMinor: bigint
}

interface OrderRest {
  readonly id: string
  readonly merchantId: string
  readonly restMinor: bigint
}

export type PartsRefusal =
  | 'order_not_found'
  | 'item_not_found'
  | 'nothing_left_to_refund'
  | 'refund_exceeds_rest'
  | 'quantity_exceeds_rest'
  | 'refund_shape_unclear'

/** What exactly goes back, out of what is left. The checkout is held, so what is left cannot change meanwhile. */
export async function chooseParts(tx: Tx, wish: RefundWish): Promise<RefundPart[] | Refusal<PartsRefusal>> {
  if (wish.items !== null && wish.amountMinor !== null) return refuse('refund_shape_unclear')
  if (wish.amountMinor !== null && wish.orderId === null) return refuse('refund_shape_unclear')

  const orders = await tx.sql<OrderRest>`
    select id, merchant_id as "merchantId", amount_minor - refunding_minor - refunded_minor as "restMinor"
    from orders where checkout_id = ${wish.checkoutId}
      and (${wish.orderId}::text is null or id = ${wish.orderId})
      and (${wish.merchantId}::text is null or merchant_id = ${wish.merchantId})
    order by seq`
  if (orders.length === 0) return refuse('order_not_found')
  if (wish.items !== null) return partsOfItems(tx, wish, orders)

  const [only] = orders
  if (wish.amountMinor !== null && only !== undefined) {
    if (wish.amountMinor > only.restMinor) {
      return refuse('refund_exceeds_rest', { restMinor: Number(only.restMinor) })
    }
    return [wholeOrder(only, wish.amountMinor)]
  }
  const left = orders.filter((order) => order.restMinor > 0n)
  return left.length === 0
    ? refuse('nothing_left_to_refund')
    : left.map((order) => wholeOrder(order, order.restMinor))
}

const wholeOrder = (order: OrderRest, amountMinor: bigint): RefundPart => ({
  orderId: order.id,
  merchantId: order.merchantId,
  itemId: null,
  quantity: null,
  amountMinor,
})

async function partsOfItems(
  tx: Tx,
  wish: RefundWish,
  orders: readonly OrderRest[],
): Promise<RefundPart[] | Refusal<PartsRefusal>> {
  const wished = new Map<string, number>()
  for (const { itemId, quantity } of wish.items ?? [])
    wished.set(itemId, (wished.get(itemId) ?? 0) + quantity)
  if (wished.size === 0) return refuse('refund_shape_unclear')

  const rows = await tx.sql<{ id: string; orderId: string; unitPriceMinor: bigint; left: number }>`
    select id, order_id as "orderId", unit_price_minor as "unitPriceMinor", quantity - refunded_quantity as left
    from order_items where checkout_id = ${wish.checkoutId} and id = any(${[...wished.keys()]}::text[])
    order by id`
  const rest = new Map(orders.map((order) => [order.id, order]))
  const taken = new Map<string, bigint>()
  const parts: RefundPart[] = []
  for (const [itemId, quantity] of wished) {
    const item = rows.find((row) => row.id === itemId)
    const order = item === undefined ? undefined : rest.get(item.orderId)
    if (item === undefined || order === undefined) return refuse('item_not_found', { itemId })
    if (quantity > item.left) return refuse('quantity_exceeds_rest', { itemId, left: item.left })
    const amountMinor = BigInt(quantity) * item.unitPriceMinor
    const sum = (taken.get(order.id) ?? 0n) + amountMinor
    // Part of the order may have gone back as a bare amount before: items cannot bring back more than what is left.
    if (sum > order.restMinor) return refuse('refund_exceeds_rest', { restMinor: Number(order.restMinor) })
    taken.set(order.id, sum)
    parts.push({ orderId: order.id, merchantId: order.merchantId, itemId, quantity, amountMinor })
  }
  return parts
}
