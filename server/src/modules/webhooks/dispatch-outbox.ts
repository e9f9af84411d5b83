import { isRefusal } from '../../platform/refusal/index.js'
import { type CheckoutView, readCheckouts } from '../checkouts/index.js'
import { tell } from '../story/index.js'
import { DELIVERIES_CHANNEL } from './channels.js'
import type { WebhooksDeps } from './deps.js'
import { type Endpoint, type EventType, selectEndpoints } from './endpoints.js'

interface OutboxRow {
  readonly checkoutId: string
  readonly id: bigint
  readonly type: EventType
  readonly data: { readonly refundId?: string }
  readonly createdAt: Date
}

/**
 * Turns rows of the outbox into one delivery for each endpoint that listens. Objects are read before the
 * transaction, which then takes the rows that nobody else has taken meanwhile: no lock is held while reading.
 */
export async function dispatchOutbox(deps: WebhooksDeps, limit: number): Promise<number> {
  const { db } = deps
  const waiting = await db.sql<OutboxRow>`
    select checkout_id as "checkoutId", id, type, data, created_at as "createdAt"
    from outbox where dispatched_at is null order by created_at, id limit ${limit}`
  if (waiting.length === 0) return 0
  const endpoints = await selectEndpoints(db, null)
  const listens = ({ events }: Endpoint, { type }: OutboxRow): boolean =>
    events.length === 0 || events.includes(type)
  const wanted = waiting.filter((row) => endpoints.some((endpoint) => listens(endpoint, row)))
  const views = await readCheckouts(deps, [...new Set(wanted.map((row) => row.checkoutId))])
  const viewOf = new Map(views.map((view) => [view.id, view]))
  const events = wanted.flatMap((row) => writeEvent(deps, row, viewOf.get(row.checkoutId)))
  // What nobody listens to is done with, too.
  const settled = [...waiting.filter((row) => !wanted.includes(row)), ...events.map(({ row }) => row)]
  const deliveries = events.flatMap(({ row, body }) =>
    endpoints
      .filter((endpoint) => listens(endpoint, row))
      .map((endpoint) => ({
        row,
        endpointId: endpoint.id,
        id: `wd_${row.checkoutId.slice(3)}_${row.id}_${endpoint.id.slice(3)}`,
        body,
      })),
  )

  const queued = await db.tx(async (tx) => {
    const now = deps.clock.now()
    const taken = await tx.sql<{ id: bigint }>`
      update outbox set dispatched_at = ${now}
      where (checkout_id, id) in (
        select * from unnest(${settled.map((row) => row.checkoutId)}::text[], ${settled.map((row) => row.id)}::bigint[]))
        and dispatched_at is null
      returning id`
    const mine = new Set(taken.map((row) => row.id))
    const ours = deliveries.filter(({ row }) => mine.has(row.id))
    for (const { row, endpointId, id, body } of ours) {
      await tx.sql`
        insert into webhook_deliveries (checkout_id, id, endpoint_id, event_id, type, body, state, due_at, created_at,
          moved_at)
        values (${row.checkoutId}, ${id}, ${endpointId}, ${eventIdOf(row)}, ${row.type}, ${body}, 'waiting', ${now},
          ${now}, ${now})`
      tell(tx, {
        checkoutId: row.checkoutId,
        at: now,
        kind: 'webhook.queued',
        subject: id,
        data: { type: row.type, endpointId },
      })
    }
    return ours.length
  })
  if (isRefusal(queued)) throw new Error('dispatching refuses nothing')
  if (queued > 0) await db.sql`select pg_notify(${DELIVERIES_CHANNEL}, '')`
  return settled.length
}

const eventIdOf = (row: OutboxRow): string => `ev_${row.checkoutId.slice(3)}_${row.id}`

/** The event as it is sent, byte for byte, at every try: the objects as they were when it was dispatched. */
function writeEvent(
  deps: WebhooksDeps,
  row: OutboxRow,
  checkout: CheckoutView | undefined,
): { row: OutboxRow; body: string }[] {
  const { refundId } = row.data
  const refund = checkout?.refunds.find(({ id }) => id === refundId)
  if (checkout === undefined || (refundId !== undefined && refund === undefined)) {
    // A defect of ours; the row stays, and the others do not wait for it.
    deps.log.error({ checkoutId: row.checkoutId, outboxId: String(row.id) }, 'an outbox row is about nothing')
    return []
  }
  const data = refund === undefined ? { checkout } : { refund, checkout }
  return [{ row, body: JSON.stringify({ type: row.type, timestamp: row.createdAt.toISOString(), data }) }]
}
