import type { DueWork } from '../../platform/due/index.js'
import { deriveDemoSecret, type Place } from '../access/index.js'
import type { Audit, By } from '../audit/index.js'
import { CHECKOUTS_CHANNEL, DELIVERIES_CHANNEL } from './channels.js'
import { deliverDue } from './deliver-due.js'
import { type DeliveryFilter, listDeliveries, readDelivery, replayDelivery } from './deliveries.js'
import type { WebhooksDeps } from './deps.js'
import { dispatchOutbox } from './dispatch-outbox.js'
import { webhookSecretFrom } from './endpoint-secrets.js'
import {
  deleteEndpoint,
  type NewEndpoint,
  readEndpoint,
  registerEndpoint,
  rotateSecret,
  selectEndpoints,
  storeEndpoint,
} from './endpoints.js'
import { createOutboundGuard, type Resolve } from './outbound-guard.js'
import { changeEndpoint, registerEndpointUndo } from './switch-endpoint.js'

export interface WebhooksOptions extends Omit<WebhooksDeps, 'guard' | 'timeoutMs' | 'random' | 'stop'> {
  /** Hosts, addresses and CIDRs that may be reached although they are private. */
  readonly allow: readonly string[]
  readonly timeoutMs?: number
  readonly random?: () => number
  readonly resolve?: Resolve
}

export type Webhooks = ReturnType<typeof createWebhooks>

const TIMEOUT_MS = 10_000

/** Tells the marketplace what happened: signed, in its own time, until it is heard. */
export function createWebhooks(options: WebhooksOptions) {
  const stopping = new AbortController()
  const deps: WebhooksDeps = {
    ...options,
    guard: createOutboundGuard({
      allow: options.allow,
      ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
    }),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    random: options.random ?? Math.random,
    stop: stopping.signal,
  }

  return {
    registerEndpoint: (wish: NewEndpoint) => registerEndpoint(deps, wish),
    listEndpoints: () => selectEndpoints(deps.db, null),
    readEndpoint: (id: string) => readEndpoint(deps, id),
    rotateSecret: (id: string, overlapMs: number) => rotateSecret(deps, id, overlapMs),
    /** What waited while it was disabled is sent now. */
    enableEndpoint: (id: string, by: By | null = null) => changeEndpoint(deps, id, true, by),
    /** Nothing more is sent to it; what happens meanwhile waits. */
    disableEndpoint: (id: string, by: By) => changeEndpoint(deps, id, false, by),
    registerUndo: (audit: Audit) => registerEndpointUndo(audit),
    deleteEndpoint: (id: string) => deleteEndpoint(deps, id),
    listDeliveries: (filter: DeliveryFilter, page: { before: Place | null; limit: number }) =>
      listDeliveries(deps.db, filter, page),
    readDelivery: (id: string) => readDelivery(deps.db, id),
    replayDelivery: (id: string, by: By | null = null) => replayDelivery(deps, id, by),
    /** The demo mall's endpoint, with the same secret at every start; derived, so it stands nowhere in plain. */
    seedDemo: async (seed: { readonly masterKey: Buffer; readonly url: string }) => {
      const secret = webhookSecretFrom(deriveDemoSecret(seed.masterKey, 'webhook secret', 32))
      await storeEndpoint(deps, { id: 'we_demo_mall', url: seed.url, events: [] }, secret)
      // The mall may listen on another port than last time, and may have been away for days.
      await deps.db.sql`
        update webhook_endpoints set url = ${seed.url}, disabled_because = null, disabled_at = null,
          failing_since = null
        where id = 'we_demo_mall'`
      return { id: 'we_demo_mall', url: seed.url, secret }
    },
    dueWork: (): DueWork[] => [
      {
        name: 'webhooks.dispatch',
        everyMs: 1000,
        wakeOn: CHECKOUTS_CHANNEL,
        limit: 50,
        find: (limit) => dispatchOutbox(deps, limit),
      },
      {
        name: 'webhooks.deliver',
        everyMs: 1000,
        wakeOn: DELIVERIES_CHANNEL,
        limit: 8,
        lanes: 4,
        find: (limit) => deliverDue(deps, limit),
      },
    ],
    /** Ends what is under way; leases bring it back. Call before the runner stops. */
    stop: () => stopping.abort(new Error('stopping')),
  }
}
