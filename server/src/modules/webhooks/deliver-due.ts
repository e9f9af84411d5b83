import { later } from '../../platform/clock/index.js'
import type { WebhooksDeps } from './deps.js'
import { openSecrets, signMessage } from './endpoint-secrets.js'
import { recordTry } from './record-try.js'
import { sendPinned } from './send-pinned.js'

export interface ClaimedDelivery {
  readonly checkoutId: string
  readonly id: string
  readonly endpointId: string
  readonly eventId: string
  readonly type: string
  readonly body: string
  readonly url: string
  readonly tries: number
}

const LEASE_OVER_TIMEOUT_MS = 20_000

/** Sends due deliveries beside each other; returns how many. */
export async function deliverDue(deps: WebhooksDeps, limit: number): Promise<number> {
  const claimed = await claim(deps, limit)
  await Promise.all(claimed.map((delivery) => deliver(deps, delivery)))
  return claimed.length
}

/**
 * Takes due deliveries by moving their due time to the end of the lease. An endpoint that is failing has one under
 * way at a time, so a dead or slow receiver cannot keep every lane waiting while others' events are due.
 */
async function claim(deps: WebhooksDeps, limit: number): Promise<ClaimedDelivery[]> {
  const now = deps.clock.now()
  const leaseUntil = later(now, deps.timeoutMs + LEASE_OVER_TIMEOUT_MS)
  return deps.db.sql<ClaimedDelivery>`
    with due as (
      select d.checkout_id, d.id, e.url
      from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
      where d.state = 'waiting' and d.due_at <= ${now}
        and e.disabled_at is null and e.deleted_at is null
        and (e.failing_since is null or (
          not exists (select 1 from webhook_deliveries other
            where other.endpoint_id = e.id and other.state = 'waiting' and other.leased_until > ${now})
          and d.id = (select first.id from webhook_deliveries first
            where first.endpoint_id = e.id and first.state = 'waiting' order by first.due_at, first.id limit 1)))
      order by d.due_at limit ${limit} for update of d skip locked)
    update webhook_deliveries d
    set due_at = ${leaseUntil}, leased_until = ${leaseUntil}, tries = d.tries + 1
    from due where d.checkout_id = due.checkout_id and d.id = due.id
    returning d.checkout_id as "checkoutId", d.id, d.endpoint_id as "endpointId", d.event_id as "eventId", d.type,
      d.body, due.url, d.tries`
}

async function deliver(deps: WebhooksDeps, delivery: ClaimedDelivery): Promise<void> {
  try {
    const secrets = await openSecrets(deps.db, deps.vault, deps.clock, delivery.endpointId)
    const message = { id: delivery.eventId, at: deps.clock.now(), body: delivery.body }
    const result = await sendPinned(
      {
        url: delivery.url,
        body: delivery.body,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Hutong-Webhooks/1',
          ...signMessage(secrets, message),
        },
      },
      deps,
    )
    // Stopping is no failure of the receiver: the lease ends and another process sends it.
    if (result.outcome === 'failed' && result.because === 'stopped') return
    await recordTry(deps, delivery, result)
  } catch (err) {
    deps.log.error(
      { err, deliveryId: delivery.id },
      'a webhook could not be worked on; its lease ends by itself',
    )
  }
}
