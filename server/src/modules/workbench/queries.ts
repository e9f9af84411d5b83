import type { Db } from '../../platform/db/index.js'
import type { Place } from '../access/index.js'

export const ORDER_FILTERS = ['all', 'unpaid', 'paid', 'refunding', 'refunded', 'closed'] as const
export type OrderFilter = (typeof ORDER_FILTERS)[number]

export interface OrderSearch {
  readonly state: OrderFilter
  /** A whole number: the seller's, the marketplace's, ours or an institution's. */
  readonly number: string | null
  /** The checkout that the number is of, when it is one of ours. */
  readonly checkoutId: string | null
}

/** One page of a merchant's orders, newest first. */
export const selectOrderIds = (
  db: Db,
  merchantId: string,
  search: OrderSearch,
  page: { readonly before: Place | null; readonly limit: number },
) => db.sql<{ checkoutId: string; id: string; createdAt: Date }>`
  select o.checkout_id as "checkoutId", o.id, o.created_at as "createdAt"
  from orders o join checkouts c on c.id = o.checkout_id
  where o.merchant_id = ${merchantId}
    and case ${search.state}::text
      when 'unpaid' then c.state in ('open', 'closing')
      when 'closed' then c.state = 'closed'
      when 'paid' then c.state = 'paid' and o.refunded_minor < o.amount_minor
      when 'refunding' then o.refunding_minor > 0
      when 'refunded' then o.refunded_minor > 0
      else true end
    and (${search.number}::text is null or o.checkout_id = ${search.checkoutId}
      or o.reference = ${search.number} or c.reference = ${search.number}
      or exists (select 1 from attempts a where a.checkout_id = o.checkout_id and a.institution_ref = ${search.number})
      or exists (select 1 from refunds r where r.checkout_id = o.checkout_id and r.institution_ref = ${search.number}))
    and (o.created_at, o.id) < (${page.before?.at ?? new Date('9999-01-01T00:00:00Z')}, ${page.before?.id ?? ''})
  order by o.created_at desc, o.id desc limit ${page.limit}`

export const selectOrderOwner = async (db: Db, checkoutId: string, orderId: string): Promise<string | null> =>
  (
    await db.sql<{ merchantId: string }>`
  select merchant_id as "merchantId" from orders where checkout_id = ${checkoutId} and id = ${orderId}`
  )[0]?.merchantId ?? null

export interface PaidByMethod {
  readonly method: string
  readonly amountMinor: bigint
  readonly count: bigint
}

// A checkout is payable for fifteen days at most, so what was paid today was placed after that: the index by
// merchant and time bounds the search.
export const selectPaidByMethod = (db: Db, merchantId: string, since: Date, placedAfter: Date) =>
  db.sql<PaidByMethod>`
  select a.method, sum(o.amount_minor)::bigint as "amountMinor", count(*) as count
  from orders o
    join checkouts c on c.id = o.checkout_id
    join attempts a on a.checkout_id = c.id and a.id = c.paid_attempt_id
  where o.merchant_id = ${merchantId} and o.created_at > ${placedAfter} and c.paid_at >= ${since}
  group by a.method order by 2 desc`

export const selectRefundedSince = async (db: Db, merchantId: string, since: Date): Promise<bigint> =>
  (
    await db.sql<{ amountMinor: bigint }>`
  select coalesce(sum(p.amount_minor), 0)::bigint as "amountMinor"
  from orders o
    join refund_parts p on p.checkout_id = o.checkout_id and p.order_id = o.id
    join refunds r on r.checkout_id = p.checkout_id and r.id = p.refund_id
  where o.merchant_id = ${merchantId} and o.refunded_minor > 0 and r.state = 'succeeded'
    and r.finished_at >= ${since}`
  )[0]?.amountMinor ?? 0n

export const countUnpaid = async (db: Db, merchantId: string, placedAfter: Date): Promise<number> =>
  Number(
    (
      await db.sql<{ count: bigint }>`
  select count(*) as count from orders o join checkouts c on c.id = o.checkout_id
  where o.merchant_id = ${merchantId} and o.created_at > ${placedAfter} and c.state in ('open', 'closing')`
    )[0]?.count ?? 0n,
  )
