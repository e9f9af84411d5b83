import { later } from '../../platform/clock/index.js'
import type { Tx } from '../../platform/db/index.js'
import { tell } from '../story/index.js'
import type { ClaimedDelivery } from './deliver-due.js'
import type { WebhooksDeps } from './deps.js'
import { nextTryInMs } from './retry-ladder.js'
import type { TryResult } from './send-pinned.js'

/** An endpoint that has failed for this long without one success is disabled, which is told, never silent. */
const DISABLED_AFTER_MS = 5 * 24 * 3_600_000
const GONE = 410

/** Commits what came of one try: the delivery, its try, the endpoint's condition and the story, together. */
export async function recordTry(
  deps: WebhooksDeps,
  delivery: ClaimedDelivery,
  result: TryResult,
): Promise<void> {
  const now = deps.clock.now()
  const httpStatus = result.outcome === 'answered' ? result.httpStatus : null
  const delivered = httpStatus !== null && httpStatus >= 200 && httpStatus < 300
  const error = delivered ? null : errorOf(result)
  const askedMs = result.outcome === 'answered' ? result.retryAfterMs : null
  const waitMs = delivered ? null : nextTryInMs(delivery.tries, askedMs, deps.random())
  const state = delivered ? 'delivered' : waitMs === null ? 'failed' : 'waiting'

  await deps.db.tx(async (tx) => {
    const { count } = await tx.sql`
      update webhook_deliveries set state = ${state}, due_at = ${waitMs === null ? null : later(now, waitMs)},
        leased_until = null, http_status = ${httpStatus}, error = ${error}, moved_at = ${now}
      where checkout_id = ${delivery.checkoutId} and id = ${delivery.id} and state = 'waiting'
        and tries = ${delivery.tries}`
    // The lease ended and another process has it now: what that one learns is what counts.
    if (count === 0) return
    await tx.sql`
      insert into webhook_tries (checkout_id, delivery_id, seq, at, http_status, error, answer, took_ms)
      select ${delivery.checkoutId}, ${delivery.id}, coalesce(max(seq), 0) + 1, ${now}, ${httpStatus}::integer,
        ${error}::text, ${result.outcome === 'answered' ? result.answer : null}::text, ${result.tookMs}::integer
      from webhook_tries where checkout_id = ${delivery.checkoutId} and delivery_id = ${delivery.id}`
    const disabled = await noteEndpoint(tx, deps, delivery, delivered, httpStatus)
    tell(tx, {
      checkoutId: delivery.checkoutId,
      at: now,
      kind: delivered ? 'webhook.delivered' : 'webhook.failed',
      subject: delivery.id,
      alarm: state === 'failed' || disabled !== null,
      data: {
        type: delivery.type,
        endpointId: delivery.endpointId,
        tries: delivery.tries,
        httpStatus,
        ...(error === null ? {} : { error }),
        ...(waitMs === null ? {} : { nextTryAt: later(now, waitMs).toISOString() }),
        ...(disabled === null ? {} : { endpointDisabledBecause: disabled }),
        tookMs: result.tookMs,
      },
    })
    if (disabled !== null)
      deps.log.warn({ endpointId: delivery.endpointId, because: disabled }, 'a webhook endpoint was disabled')
  })
}

/** Keeps the endpoint's condition; answers why it was disabled just now, or null. */
async function noteEndpoint(
  tx: Tx,
  deps: WebhooksDeps,
  { endpointId }: ClaimedDelivery,
  delivered: boolean,
  httpStatus: number | null,
): Promise<'gone' | 'failing' | null> {
  const now = deps.clock.now()
  if (delivered) {
    await tx.sql`
      update webhook_endpoints set failing_since = null where id = ${endpointId} and failing_since is not null`
    return null
  }
  const [disabled] = await tx.sql<{ because: 'gone' | 'failing' }>`
    update webhook_endpoints set disabled_at = ${now},
      disabled_because = case when ${httpStatus === GONE} then 'gone' else 'failing' end
    where id = ${endpointId} and disabled_at is null
      and (${httpStatus === GONE} or failing_since < ${later(now, -DISABLED_AFTER_MS)})
    returning disabled_because as because`
  await tx.sql`
    update webhook_endpoints set failing_since = ${now} where id = ${endpointId} and failing_since is null`
  return disabled?.because ?? null
}

function errorOf(result: TryResult): string {
  if (result.outcome === 'failed') return `${result.because}: ${result.message}`
  const { httpStatus } = result
  return httpStatus >= 300 && httpStatus < 400
    ? `answered ${httpStatus}: redirects are not followed`
    : `answered ${httpStatus}`
}
