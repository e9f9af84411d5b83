import { randomBytes } from 'node:crypto'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import type { WebhooksDeps } from './deps.js'
import { addSecret, openSecrets, retireSecrets, webhookSecretFrom } from './endpoint-secrets.js'

export const EVENT_TYPES = [
  'checkout.paid',
  'checkout.closed',
  'refund.succeeded',
  'refund.failed',
  'refund.abnormal',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

export interface Endpoint {
  readonly id: string
  readonly url: string
  /** Empty: every event. */
  readonly events: readonly EventType[]
  readonly disabledBecause: 'gone' | 'failing' | 'requested' | null
  readonly disabledAt: Date | null
  readonly failingSince: Date | null
  readonly createdAt: Date
}

type NotFound = Refusal<'webhook_endpoint_not_found'>

export const selectEndpoints = (db: Pick<WebhooksDeps['db'], 'sql'>, id: string | null) => db.sql<Endpoint>`
  select id, url, events, disabled_because as "disabledBecause", disabled_at as "disabledAt",
    failing_since as "failingSince", created_at as "createdAt"
  from webhook_endpoints where deleted_at is null and (${id}::text is null or id = ${id})
  order by created_at desc, id desc`

export async function readEndpoint(deps: WebhooksDeps, id: string): Promise<Endpoint | NotFound> {
  const [endpoint] = await selectEndpoints(deps.db, id)
  return endpoint ?? refuse('webhook_endpoint_not_found')
}

export interface NewEndpoint {
  readonly url: string
  readonly events: readonly EventType[]
  /** Gives the id, so that a run after a crash finds what the first run made. */
  readonly requestKey: string | null
}

/** The secret is shown here and at its rotation, and never again. */
export async function registerEndpoint(
  deps: WebhooksDeps,
  wish: NewEndpoint,
): Promise<
  { endpoint: Endpoint; secret: string } | Refusal<'webhook_url_not_allowed' | 'webhook_url_unresolvable'>
> {
  const checked = await deps.guard.check(wish.url)
  if (checked.outcome !== 'allowed')
    return refuse(
      checked.outcome === 'unresolvable' ? 'webhook_url_unresolvable' : 'webhook_url_not_allowed',
      {
        because: checked.message,
      },
    )
  const id = `we_${(wish.requestKey ?? randomBytes(10).toString('hex')).slice(0, 20)}`
  return storeEndpoint(deps, { id, url: wish.url, events: wish.events }, webhookSecretFrom())
}

/** Stores an endpoint unless it stands already; answers with what stands, and the newest of its secrets. */
export async function storeEndpoint(
  deps: WebhooksDeps,
  endpoint: Pick<Endpoint, 'id' | 'url' | 'events'>,
  secret: string,
): Promise<{ endpoint: Endpoint; secret: string }> {
  return deps.db.tx(async (tx) => {
    const { count } = await tx.sql`
      insert into webhook_endpoints (id, url, events, created_at)
      values (${endpoint.id}, ${endpoint.url}, ${[...endpoint.events]}, ${deps.clock.now()})
      on conflict (id) do nothing`
    if (count === 1) await addSecret(tx, deps.vault, deps.clock, endpoint.id, secret)
    const [standing] = await selectEndpoints(tx, endpoint.id)
    const [newest] = await openSecrets(tx, deps.vault, deps.clock, endpoint.id)
    if (standing === undefined || newest === undefined)
      throw new Error(`webhook endpoint ${endpoint.id} was written and is not there`)
    return { endpoint: standing, secret: newest }
  })
}

export async function rotateSecret(
  deps: WebhooksDeps,
  id: string,
  overlapMs: number,
): Promise<{ endpoint: Endpoint; secret: string } | NotFound> {
  return deps.db.tx(async (tx) => {
    // Held, so that two rotations follow one another and neither retires the other's new secret unseen.
    const [held] =
      await tx.sql`select 1 from webhook_endpoints where id = ${id} and deleted_at is null for update`
    if (held === undefined) return refuse('webhook_endpoint_not_found')
    const secret = webhookSecretFrom()
    await retireSecrets(tx, deps.clock, id, overlapMs)
    await addSecret(tx, deps.vault, deps.clock, id, secret)
    const [endpoint] = await selectEndpoints(tx, id)
    if (endpoint === undefined) throw new Error(`webhook endpoint ${id} is gone while it is held`)
    return { endpoint, secret }
  })
}

/** Ends the endpoint; what still waited for it is marked as failed, so that it can be seen and is not forgotten. */
export async function deleteEndpoint(deps: WebhooksDeps, id: string): Promise<{ deleted: true } | NotFound> {
  return deps.db.tx(async (tx) => {
    const now = deps.clock.now()
    const { count } = await tx.sql`
      update webhook_endpoints set deleted_at = ${now} where id = ${id} and deleted_at is null`
    if (count === 0) return refuse('webhook_endpoint_not_found')
    await tx.sql`
      update webhook_deliveries set state = 'failed', due_at = null, error = 'the endpoint was deleted', moved_at = ${now}
      where endpoint_id = ${id} and state = 'waiting'`
    await tx.sql`delete from webhook_secrets where endpoint_id = ${id}`
    return { deleted: true as const }
  })
}
