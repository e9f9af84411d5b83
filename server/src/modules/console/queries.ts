import type { Db } from '../../platform/db/index.js'
import type { Place } from '../access/index.js'
import type { MerchantNames } from '../ledger/index.js'

const NEWEST: Place = { at: new Date('9999-01-01T00:00:00Z'), id: '' }

/** Checkouts that a number of the marketplace's or an institution's may mean, with what it is the number of. */
export const selectByForeignNumber = (db: Db, number: string) => db.sql<{
  kind: 'checkout' | 'order' | 'attempt' | 'refund'
  checkoutId: string
}>`
  (select 'checkout' as kind, id as "checkoutId" from checkouts where reference = ${number})
  union all
  (select 'order', checkout_id from orders where reference = ${number} order by created_at desc limit 20)
  union all
  (select 'attempt', checkout_id from attempts where institution_ref = ${number} limit 20)
  union all
  (select 'refund', checkout_id from refunds where institution_ref = ${number} limit 20)
  union all
  (select 'checkout', id from checkouts where shopper_id = ${number} order by created_at desc, id desc limit 20)`

export const countCheckouts = (db: Db) => db.sql<{ state: string; count: bigint }>`
  select state, count(*) as count from checkouts group by state`

export const selectPaidSince = async (db: Db, since: Date): Promise<{ amountMinor: bigint; count: bigint }> =>
  (
    await db.sql<{ amountMinor: bigint; count: bigint }>`
  select coalesce(sum(amount_minor), 0)::bigint as "amountMinor", count(*) as count
  from checkouts where paid_at >= ${since}`
  )[0] ?? { amountMinor: 0n, count: 0n }

export const selectRefundIds = (
  db: Db,
  state: string | null,
  page: { readonly before: Place | null; readonly limit: number },
) => db.sql<{ checkoutId: string; id: string; createdAt: Date }>`
  select checkout_id as "checkoutId", id, created_at as "createdAt" from refunds
  where (${state}::text is null or state = ${state})
    and (created_at, id) < (${(page.before ?? NEWEST).at}, ${(page.before ?? NEWEST).id})
  order by created_at desc, id desc limit ${page.limit}`

export interface NoticeRow {
  readonly id: string
  readonly institution: string
  readonly accountId: string
  readonly verdict: string
  readonly checkoutId: string | null
  readonly kind: string | null
  readonly outTradeNo: string | null
  readonly because: string | null
  readonly message: string | null
  readonly hint: string | null
  readonly deliveries: number
  readonly receivedAt: Date
}

/** Notices that were taken and notices that were refused, as one list. */
export const selectNotices = (
  db: Db,
  verdict: string | null,
  page: { readonly before: Place | null; readonly limit: number },
) => db.sql<NoticeRow>`
  select * from (
    select 'n_' || institution || '_' || event_id as id, institution, account_id as "accountId", verdict,
      checkout_id as "checkoutId", kind, out_trade_no as "outTradeNo", null as because, null as message, null as hint,
      deliveries, received_at as "receivedAt"
    from notices where ${verdict}::text is null or verdict = ${verdict}
    union all
    select 'r_' || id, institution, account_id, 'refused', null, null, null, because, message, hint, deliveries,
      received_at
    from refused_notices where ${verdict}::text is null or ${verdict} = 'refused'
  ) as every
  where ("receivedAt", id) < (${(page.before ?? NEWEST).at}, ${(page.before ?? NEWEST).id})
  order by "receivedAt" desc, id desc limit ${page.limit}`

export const selectDeliveryUrls = (db: Db, ids: readonly string[]) => db.sql<{ id: string; url: string }>`
  select d.id, e.url from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
  where d.id = any(${ids}::text[])`

/** Names of the merchants behind these ledger accounts. */
export async function selectMerchantNames(
  db: Db,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, MerchantNames>> {
  const ids = accounts.flatMap((account) => /^merchant:(.+)$/.exec(account)?.[1] ?? [])
  const rows = await db.sql<MerchantNames & { id: string }>`
    select id, name, name_en as "nameEn" from merchants where id = any(${[...new Set(ids)]}::text[])`
  return new Map(rows.map((row) => [row.id, row]))
}
