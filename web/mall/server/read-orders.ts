import { HutongError, type Schemas } from '@hutong/client'
import type { ShopOrder } from './order-book.js'
import type { Shop } from './shop.js'

export type OrderState =
  | 'unpaid'
  | 'confirming'
  | 'paid'
  | 'part_refunded'
  | 'refunded'
  | 'expired'
  | 'cancelled'
  | 'unclear'

/** An order as the shopper's browser sees it: the shop's own record, and what the platform says about its money. */
export interface OrderView {
  readonly id: string
  readonly placedAt: string
  readonly state: OrderState
  readonly amountMinor: number
  readonly refundedMinor: number
  readonly deadlineAt: string | null
  readonly paidAt: string | null
  readonly address: ShopOrder['address']
  readonly sellers: readonly SellerView[]
  readonly refunds: readonly RefundView[]
  readonly told: ShopOrder['told']
}

interface SellerView {
  readonly merchantId: string
  readonly amountMinor: number
  readonly refundedMinor: number
  readonly lines: readonly {
    readonly goodId: string
    readonly name: string
    readonly quantity: number
    readonly unitPriceMinor: number
    readonly refundedQuantity: number
  }[]
}

interface RefundView {
  readonly id: string
  readonly kind: 'requested' | 'surplus'
  readonly amountMinor: number
  readonly state: 'under_way' | 'done' | 'needs_help'
  readonly reason: string
  readonly createdAt: string
  readonly finishedAt: string | null
}

type Checkout = Schemas['Checkout']

export async function readOrder(shop: Shop, order: ShopOrder): Promise<OrderView> {
  return viewOf(
    order,
    order.checkoutId ? await askPlatform(() => shop.hutong.checkouts.read(order.checkoutId!)) : null,
  )
}

/** All orders of a shopper, newest first, with one question to the platform. */
export async function listOrders(shop: Shop, shopperId: string): Promise<OrderView[]> {
  const orders = shop.orders.ofShopper(shopperId)
  if (orders.length === 0) return []
  const page = await askPlatform(() => shop.hutong.checkouts.list({ shopperId, limit: 100 }))
  const checkouts = new Map((page?.data ?? []).map((checkout) => [checkout.id, checkout]))
  return orders.map((order) => viewOf(order, checkouts.get(order.checkoutId ?? '') ?? null))
}

/** The shop shows its own record even while the platform cannot be reached; the money is then said to be unclear, not unpaid. */
async function askPlatform<T>(question: () => Promise<T>): Promise<T | null> {
  try {
    return await question()
  } catch (error) {
    if (error instanceof HutongError) return null
    throw error
  }
}

export function viewOf(order: ShopOrder, checkout: Checkout | null): OrderView {
  return {
    id: order.id,
    placedAt: order.placedAt,
    state: stateOf(order, checkout),
    amountMinor: order.amountMinor,
    refundedMinor: checkout?.refundedMinor ?? 0,
    deadlineAt: checkout?.deadlineAt ?? null,
    paidAt: checkout?.paidAt ?? null,
    address: order.address,
    sellers: order.sellers.map((seller) => sellerView(seller, checkout)),
    refunds: (checkout?.refunds ?? []).map(refundView),
    told: order.told,
  }
}

function stateOf(order: ShopOrder, checkout: Checkout | null): OrderState {
  // Without a checkout nothing can have been paid; with one that cannot be read, nobody knows.
  if (!checkout) return order.checkoutId ? 'unclear' : 'unpaid'
  if (checkout.state === 'open') return 'unpaid'
  if (checkout.state === 'closing') return 'confirming'
  if (checkout.state === 'closed') return checkout.closeReason === 'expired' ? 'expired' : 'cancelled'
  if (checkout.refundState === 'full') return 'refunded'
  return checkout.refundState === 'part' ? 'part_refunded' : 'paid'
}

function sellerView(seller: ShopOrder['sellers'][number], checkout: Checkout | null): SellerView {
  const part = checkout?.orders.find(({ merchant }) => merchant.id === seller.merchantId)
  return {
    merchantId: seller.merchantId,
    amountMinor: seller.amountMinor,
    refundedMinor: part?.refundedMinor ?? 0,
    lines: seller.lines.map(({ goodId, name, quantity, unitPriceMinor }) => ({
      goodId,
      name,
      quantity,
      unitPriceMinor,
      refundedQuantity: part?.items.find(({ sku }) => sku === goodId)?.refundedQuantity ?? 0,
    })),
  }
}

function refundView(refund: Schemas['Refund']): RefundView {
  const { id, kind, amountMinor, reason, createdAt, finishedAt } = refund
  const state =
    refund.state === 'succeeded'
      ? 'done'
      : ['abnormal', 'failed'].includes(refund.state)
        ? 'needs_help'
        : 'under_way'
  return { id, kind, amountMinor, state, reason, createdAt, finishedAt }
}
