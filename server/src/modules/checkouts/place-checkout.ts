import type { Clock } from '../../platform/clock/index.js'
import { later } from '../../platform/clock/index.js'
import { type Db, json } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import { tell } from '../story/index.js'
import { itemIdOf, newCheckoutId, orderIdOf } from './ids.js'

export interface NewCheckout {
  /** The marketplace's own number: one checkout each. */
  readonly reference: string
  readonly shopper: {
    readonly id: string
    readonly name: string | null
    /** What the marketplace knows of the shopper; what it does not tell is taken from payments before. */
    readonly facts: ShopperFacts
  }
  readonly currency: 'CNY'
  readonly description: string | null
  readonly returnUrl: string | null
  readonly expiresInMs: number
  readonly metadata: Readonly<Record<string, string>>
  readonly orders: readonly NewOrder[]
}

/** Decides which cohorts the shopper belongs to. */
export interface ShopperFacts {
  readonly isNew?: boolean
  readonly regionTier?: number
  readonly walletsUsed?: readonly string[]
}

export interface NewOrder {
  readonly reference: string
  readonly merchantId: string
  readonly items: readonly NewItem[]
}

export interface NewItem {
  readonly name: string
  readonly category: string
  readonly sku: string | null
  readonly imageUrl: string | null
  readonly quantity: number
  readonly unitPriceMinor: bigint
}

/** 1,000,000.00: below every institution's own limit for one payment. */
const LARGEST_AMOUNT_MINOR = 100_000_000n

export async function placeCheckout(
  db: Db,
  clock: Clock,
  input: NewCheckout,
): Promise<{ checkoutId: string } | Refusal<'reference_taken' | 'merchant_not_found' | 'amount_too_large'>> {
  const now = clock.now()
  const id = newCheckoutId(now)
  const orders = input.orders.map((order, index) => ({
    ...order,
    seq: index + 1,
    id: orderIdOf(id, index + 1),
    amountMinor: order.items.reduce((sum, item) => sum + BigInt(item.quantity) * item.unitPriceMinor, 0n),
  }))
  const items = orders.flatMap((order) =>
    order.items.map((item, index) => ({
      ...item,
      seq: index + 1,
      orderId: order.id,
      id: itemIdOf(id, order.seq, index + 1),
    })),
  )
  const amountMinor = orders.reduce((sum, order) => sum + order.amountMinor, 0n)
  if (amountMinor > LARGEST_AMOUNT_MINOR) {
    return refuse('amount_too_large', { largestMinor: Number(LARGEST_AMOUNT_MINOR) })
  }

  return db.tx(async (tx) => {
    const merchantIds = [...new Set(orders.map((order) => order.merchantId))]
    const known = await tx.sql<{
      id: string
    }>`select id from merchants where id = any(${merchantIds}::text[])`
    const missing = merchantIds.find((merchantId) => !known.some((merchant) => merchant.id === merchantId))
    if (missing !== undefined) return refuse('merchant_not_found', { merchantId: missing })

    const deadline = later(now, input.expiresInMs)
    const placed = await tx.sql`
      insert into checkouts (id, reference, shopper_id, shopper_name, description, amount_minor, currency, state,
        return_url, metadata, shopper_facts, deadline_at, due_at, created_at)
      values (${id}, ${input.reference}, ${input.shopper.id}, ${input.shopper.name},
        ${input.description ?? describe(items)}, ${amountMinor}, ${input.currency}, 'open', ${input.returnUrl},
        ${json(input.metadata)},
        -- From the shopper's latest checkouts; what the marketplace tells itself stands above it.
        (select jsonb_build_object('isNew', count(*) = 0,
            'walletsUsed', coalesce(jsonb_agg(distinct institution), '[]'::jsonb),
            'lastMethod', (array_agg(method order by created_at desc))[1])
          from (select attempts.institution, attempts.method, latest.created_at
            from (select id, paid_attempt_id, created_at from checkouts
              where shopper_id = ${input.shopper.id} order by created_at desc, id desc limit 20) latest
            join attempts on attempts.checkout_id = latest.id and attempts.id = latest.paid_attempt_id) paid)
          || ${json(input.shopper.facts)}::jsonb,
        ${deadline}, ${deadline}, ${now})
      on conflict (reference) do nothing`
    if (placed.count === 0) {
      const [standing] = await tx.sql<{ id: string }>`
        select id from checkouts where reference = ${input.reference}`
      return refuse('reference_taken', { checkoutId: standing?.id ?? '' })
    }
    await Promise.all([
      tx.sql`
      insert into orders (checkout_id, id, seq, reference, merchant_id, amount_minor, created_at)
      select ${id}, t.id, t.seq, t.reference, t.merchant_id, t.amount_minor, ${now}
      from unnest(${orders.map((order) => order.id)}::text[], ${orders.map((order) => order.seq)}::integer[],
        ${orders.map((order) => order.reference)}::text[], ${orders.map((order) => order.merchantId)}::text[],
        ${orders.map((order) => order.amountMinor)}::bigint[]
      ) as t (id, seq, reference, merchant_id, amount_minor)`,
      tx.sql`
      insert into order_items (checkout_id, order_id, id, seq, name, category, sku, image_url, quantity,
        unit_price_minor)
      select ${id}, t.* from unnest(${items.map((item) => item.orderId)}::text[],
        ${items.map((item) => item.id)}::text[], ${items.map((item) => item.seq)}::integer[],
        ${items.map((item) => item.name)}::text[], ${items.map((item) => item.category)}::text[],
        ${items.map((item) => item.sku)}::text[], ${items.map((item) => item.imageUrl)}::text[],
        ${items.map((item) => item.quantity)}::integer[], ${items.map((item) => item.unitPriceMinor)}::bigint[]
      ) as t`,
    ])
    tell(tx, {
      checkoutId: id,
      at: now,
      kind: 'checkout.created',
      subject: null,
      data: { reference: input.reference, amountMinor: Number(amountMinor), orders: orders.length },
    })
    return { checkoutId: id }
  })
}

/** What the payer reads in the wallet when the marketplace gives no description. */
function describe(items: readonly NewItem[]): string {
  const first = items[0]?.name ?? ''
  const text = items.length > 1 ? `${first} 等 ${items.length} 件商品` : first
  return text.slice(0, 60)
}
