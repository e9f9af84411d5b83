import type { Action } from '../../connectors/contract.js'
import type { Db } from '../../platform/db/index.js'
import type { CheckoutState } from './states.js'

export interface CheckoutRow {
  readonly id: string
  readonly reference: string
  readonly state: CheckoutState
  readonly close_reason: 'expired' | 'requested' | null
  readonly amount_minor: bigint
  readonly currency: string
  readonly description: string
  readonly shopper_id: string
  readonly shopper_name: string | null
  readonly return_url: string | null
  readonly metadata: Record<string, string>
  readonly locked_to: string | null
  readonly paid_attempt_id: string | null
  readonly deadline_at: Date
  readonly created_at: Date
  readonly paid_at: Date | null
  readonly closed_at: Date | null
}

export interface OrderRow {
  readonly checkout_id: string
  readonly id: string
  readonly reference: string
  readonly merchant_id: string
  readonly merchant_name: string
  readonly merchant_name_en: string | null
  readonly amount_minor: bigint
  readonly refunded_minor: bigint
}

export interface ItemRow {
  readonly order_id: string
  readonly id: string
  readonly name: string
  readonly category: string
  readonly sku: string | null
  readonly image_url: string | null
  readonly quantity: number
  readonly unit_price_minor: bigint
  readonly refunded_quantity: number
}

export interface AttemptRow {
  readonly checkout_id: string
  readonly id: string
  readonly method: string
  readonly scene: string
  readonly institution: string
  readonly state: 'created' | 'unknown' | 'pending' | 'closing' | 'paid' | 'surplus' | 'closed' | 'failed'
  readonly amount_minor: bigint
  readonly currency: string
  readonly out_trade_no: string
  readonly institution_ref: string | null
  readonly action: Action | null
  readonly decline_code: string | null
  readonly decline_message: string | null
  readonly expires_at: Date
  readonly created_at: Date
  readonly paid_at: Date | null
}

export interface RefundRow {
  readonly checkout_id: string
  readonly id: string
  readonly attempt_id: string
  readonly kind: 'requested' | 'surplus'
  readonly order_id: string | null
  readonly out_refund_no: string
  readonly state: 'created' | 'unknown' | 'processing' | 'succeeded' | 'abnormal' | 'failed'
  readonly amount_minor: bigint
  readonly currency: string
  readonly reason: string
  readonly institution_ref: string | null
  readonly decline_code: string | null
  readonly decline_message: string | null
  readonly created_at: Date
  readonly finished_at: Date | null
}

export interface RefundPartRow {
  readonly refund_id: string
  readonly order_id: string
  readonly item_id: string | null
  readonly quantity: number | null
  readonly amount_minor: bigint
}

export const selectCheckouts = (db: Pick<Db, 'sql'>, ids: readonly string[]) => db.sql<CheckoutRow>`
  select id, reference, state, close_reason, amount_minor, currency, description, shopper_id, shopper_name,
         return_url, metadata, locked_to, paid_attempt_id, deadline_at, created_at, paid_at, closed_at
  from checkouts where id = any(${ids}::text[])`

export const selectOrders = (db: Pick<Db, 'sql'>, ids: readonly string[]) => db.sql<OrderRow>`
  select o.checkout_id, o.id, o.reference, o.merchant_id, m.name as merchant_name, m.name_en as merchant_name_en,
         o.amount_minor, o.refunded_minor
  from orders o join merchants m on m.id = o.merchant_id
  where o.checkout_id = any(${ids}::text[]) order by o.checkout_id, o.seq`

export const selectItems = (db: Pick<Db, 'sql'>, ids: readonly string[]) => db.sql<ItemRow>`
  select order_id, id, name, category, sku, image_url, quantity, unit_price_minor, refunded_quantity
  from order_items where checkout_id = any(${ids}::text[]) order by order_id, seq`

export const selectAttempts = (db: Pick<Db, 'sql'>, ids: readonly string[]) => db.sql<AttemptRow>`
  select checkout_id, id, method, scene, institution, state, amount_minor, currency, out_trade_no,
         institution_ref, action, decline_code, decline_message, expires_at, created_at, paid_at
  from attempts where checkout_id = any(${ids}::text[]) order by created_at, id`

export const readAttemptRow = async (db: Db, checkoutId: string, id: string): Promise<AttemptRow | null> =>
  (
    await db.sql<AttemptRow>`
  select checkout_id, id, method, scene, institution, state, amount_minor, currency, out_trade_no,
         institution_ref, action, decline_code, decline_message, expires_at, created_at, paid_at
  from attempts where checkout_id = ${checkoutId} and id = ${id}`
  )[0] ?? null

export const selectRefunds = (db: Pick<Db, 'sql'>, ids: readonly string[]) => db.sql<RefundRow>`
  select checkout_id, id, attempt_id, kind, order_id, out_refund_no, state, amount_minor, currency, reason,
         institution_ref, decline_code, decline_message, created_at, finished_at
  from refunds where checkout_id = any(${ids}::text[]) order by created_at, id`

export const selectRefundParts = (db: Pick<Db, 'sql'>, ids: readonly string[]) => db.sql<RefundPartRow>`
  select refund_id, order_id, item_id, quantity, amount_minor
  from refund_parts where checkout_id = any(${ids}::text[]) order by refund_id, seq`

export interface CheckoutFilter {
  readonly reference?: string
  readonly shopperId?: string
  readonly state?: CheckoutState
}

export const selectCheckoutIds = (
  db: Db,
  filter: CheckoutFilter,
  before: { readonly at: Date; readonly id: string },
  limit: number,
) => db.sql<{ id: string; created_at: Date }>`
  select id, created_at from checkouts
  where (${filter.reference ?? null}::text is null or reference = ${filter.reference ?? null})
    and (${filter.shopperId ?? null}::text is null or shopper_id = ${filter.shopperId ?? null})
    and (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
    and (created_at, id) < (${before.at}, ${before.id})
  order by created_at desc, id desc limit ${limit}`
