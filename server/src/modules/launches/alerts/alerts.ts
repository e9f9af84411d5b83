import type { Db } from '../../../platform/db/index.js'
import type { Place } from '../../access/index.js'

export interface Alert {
  readonly id: string
  readonly at: Date
  readonly kind: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
  readonly seenAt: Date | null
  readonly seenBy: string | null
}

type On = Pick<Db, 'sql'>

/** Newest first; `open`: only those that nobody has seen. */
export function selectAlerts(
  on: On,
  { open, before }: { readonly open: boolean; readonly before: Place | null },
  limit: number,
) {
  const place = before ?? { at: new Date('9999-01-01T00:00:00Z'), id: '0' }
  return on.sql<Alert>`
    select id::text, at, kind, subject, data, seen_at as "seenAt", seen_by as "seenBy" from operator_alerts
    where (not ${open}::boolean or seen_at is null) and (at, id) < (${place.at}, ${BigInt(place.id)}::bigint)
    order by at desc, id desc limit ${limit}`
}

/** Somebody has it in hand; the first who says so is kept. */
export async function markSeen(on: On, id: string, who: string, now: Date): Promise<Alert | null> {
  const [alert] = await on.sql<Alert>`
    update operator_alerts set seen_at = coalesce(seen_at, ${now}), seen_by = coalesce(seen_by, ${who})
    where id = ${BigInt(id)}
    returning id::text, at, kind, subject, data, seen_at as "seenAt", seen_by as "seenBy"`
  return alert ?? null
}
