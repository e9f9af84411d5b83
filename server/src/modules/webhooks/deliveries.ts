import type { Db } from '../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import type { Place } from '../access/index.js'
import { type By, recordChange } from '../audit/index.js'
import { DELIVERIES_CHANNEL } from './channels.js'
import type { WebhooksDeps } from './deps.js'

export type DeliveryState = 'waiting' | 'delivered' | 'failed'

export interface Delivery {
  readonly id: string
  readonly endpointId: string
  readonly eventId: string
  readonly checkoutId: string
  readonly type: string
  readonly state: DeliveryState
  readonly tries: number
  readonly httpStatus: number | null
  readonly error: string | null
  readonly nextTryAt: Date | null
  readonly createdAt: Date
  readonly movedAt: Date
}

export interface DeliveryTry {
  readonly at: Date
  readonly httpStatus: number | null
  readonly error: string | null
  readonly answer: string | null
  readonly tookMs: number
}

export interface DeliveryFilter {
  readonly id?: string | undefined
  readonly endpointId?: string | undefined
  readonly state?: DeliveryState | undefined
  readonly checkoutId?: string | undefined
}

/** One page, newest first. */
export async function listDeliveries(
  db: Db,
  filter: DeliveryFilter,
  page: { readonly before: Place | null; readonly limit: number },
): Promise<Delivery[]> {
  const before = page.before ?? { at: new Date('9999-01-01T00:00:00Z'), id: '' }
  return db.sql<Delivery>`
    select id, endpoint_id as "endpointId", event_id as "eventId", checkout_id as "checkoutId", type, state, tries,
      http_status as "httpStatus", error, due_at as "nextTryAt", created_at as "createdAt", moved_at as "movedAt"
    from webhook_deliveries
    where (${filter.id ?? null}::text is null or id = ${filter.id ?? null})
      and (${filter.endpointId ?? null}::text is null or endpoint_id = ${filter.endpointId ?? null})
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
      and (${filter.checkoutId ?? null}::text is null or checkout_id = ${filter.checkoutId ?? null})
      and (created_at, id) < (${before.at}, ${before.id})
    order by created_at desc, id desc limit ${page.limit}`
}

export async function readDelivery(
  db: Db,
  id: string,
): Promise<
  { delivery: Delivery; body: string; tries: DeliveryTry[] } | Refusal<'webhook_delivery_not_found'>
> {
  const [delivery] = await listDeliveries(db, { id }, { before: null, limit: 1 })
  if (delivery === undefined) return refuse('webhook_delivery_not_found')
  const [sent] = await db.sql<{ body: string }>`
    select body from webhook_deliveries where checkout_id = ${delivery.checkoutId} and id = ${id}`
  const tries = await db.sql<DeliveryTry>`
    select at, http_status as "httpStatus", error, answer, took_ms as "tookMs"
    from webhook_tries where checkout_id = ${delivery.checkoutId} and delivery_id = ${id} order by seq`
  return { delivery, body: sent?.body ?? '', tries }
}

/**
 * Sends it again from the first step of the ladder, under the same webhook-id, delivered before or not. `by` is who asks
 * in the console, for the audit log; null for the marketplace's own program.
 */
export async function replayDelivery(
  deps: Pick<WebhooksDeps, 'db' | 'clock'>,
  id: string,
  by: By | null = null,
): Promise<Delivery | Refusal<'webhook_delivery_not_found' | 'webhook_endpoint_disabled'>> {
  const now = deps.clock.now()
  const replayed = await deps.db.tx(async (tx) => {
    const [standing] = await tx.sql<{ open: boolean; state: DeliveryState; type: string }>`
      select e.disabled_at is null and e.deleted_at is null as open, d.state, d.type
      from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id where d.id = ${id} for update of d`
    if (standing === undefined) return refuse('webhook_delivery_not_found')
    if (!standing.open) return refuse('webhook_endpoint_disabled')
    // One that is under way is left alone: it is being sent this moment.
    const { count } = await tx.sql`
      update webhook_deliveries set state = 'waiting', tries = 0, due_at = ${now}, moved_at = ${now}
      where id = ${id} and (leased_until is null or leased_until <= ${now})`
    if (count === 1 && by !== null)
      await recordChange(tx, {
        at: now,
        actor: by.actor,
        action: 'webhook-delivery.replay',
        subject: `webhook-delivery:${id}`,
        subjectName: standing.type,
        from: { state: standing.state },
        to: { state: 'waiting' },
        why: by.why,
      })
    return null
  })
  if (isRefusal(replayed)) return replayed
  await deps.db.sql`select pg_notify(${DELIVERIES_CHANNEL}, '')`
  const [delivery] = await listDeliveries(deps.db, { id }, { before: null, limit: 1 })
  return delivery ?? refuse('webhook_delivery_not_found')
}
