import type { Db } from '../../platform/db/index.js'

const MOST = 50

export const selectRefundsForPeople = (db: Db, failedSince: Date) => db.sql<{
  checkoutId: string
  id: string
  kind: string
  state: string
  at: Date
}>`
  select checkout_id as "checkoutId", id, kind, state, moved_at as at from refunds
  where state in ('abnormal', 'failed') and (state = 'abnormal' or kind = 'surplus' or moved_at > ${failedSince})
    -- A surplus that failed and was sent again under a new number needs nobody any more.
    and not exists (select 1 from refunds again
      where refunds.kind = 'surplus' and refunds.state = 'failed' and again.checkout_id = refunds.checkout_id
        and again.attempt_id = refunds.attempt_id and again.kind = 'surplus' and again.state <> 'failed')
  order by moved_at desc limit ${MOST}`

/** Nobody knows yet whether these were paid, and the institution has had time enough to say. */
export const selectLongUnknowns = (db: Db, before: Date) => db.sql<{
  checkoutId: string
  id: string
  institution: string
  at: Date
}>`
  select checkout_id as "checkoutId", id, institution, moved_at as at from attempts
  where state in ('created', 'unknown', 'closing') and moved_at < ${before}
  union all
  select r.checkout_id, r.id, a.institution, r.moved_at from refunds r
    join attempts a on a.checkout_id = r.checkout_id and a.id = r.attempt_id
  where r.state in ('created', 'unknown') and r.due_at is not null and r.moved_at < ${before}
  order by at desc limit ${MOST}`

export const selectFailedDeliveries = (db: Db, since: Date) => db.sql<{
  checkoutId: string
  id: string
  type: string
  error: string | null
  at: Date
}>`
  select checkout_id as "checkoutId", id, type, error, moved_at as at from webhook_deliveries
  where state = 'failed' and moved_at > ${since} order by moved_at desc limit ${MOST}`

export const selectDisabledEndpoints = (db: Db) => db.sql<{
  id: string
  url: string
  because: string
  at: Date
}>`
  select id, url, disabled_because as because, disabled_at as at from webhook_endpoints
  where disabled_at is not null and deleted_at is null order by disabled_at desc limit ${MOST}`

export const selectRefusedNotices = (db: Db, since: Date) => db.sql<{
  institution: string
  because: string
  count: bigint
  at: Date
}>`
  select institution, because, sum(deliveries)::bigint as count, max(received_at) as at from refused_notices
  where received_at > ${since} group by institution, because order by 4 desc limit ${MOST}`
