import type { Tx } from '../../platform/db/index.js'
import { isRefusal, type Refusal, refuse } from '../../platform/refusal/index.js'
import { type Audit, type By, hasMovedOn, recordChange, type Undo } from '../audit/index.js'
import type { WebhooksDeps } from './deps.js'
import { type Endpoint, readEndpoint } from './endpoints.js'

interface Condition {
  readonly enabled: boolean
  readonly because: Endpoint['disabledBecause']
}

type NotFound = Refusal<'webhook_endpoint_not_found'>

/** A person, or with `by` null the marketplace's own program, enables or disables an endpoint. */
export async function changeEndpoint(
  deps: WebhooksDeps,
  id: string,
  enabled: boolean,
  by: By | null,
): Promise<Endpoint | NotFound> {
  const at = deps.clock.now()
  const changed = await deps.db.tx(async (tx) => {
    const held = await holdEndpoint(tx, id)
    if (isRefusal(held)) return held
    const to = await switchEndpoint(tx, id, held.condition, enabled, at)
    if (by !== null && held.condition.enabled !== enabled)
      await recordChange(tx, {
        at,
        actor: by.actor,
        action: actionOf(enabled),
        subject: `webhook-endpoint:${id}`,
        subjectName: held.url,
        from: held.condition,
        to,
        why: by.why,
      })
    return null
  })
  return isRefusal(changed) ? changed : readEndpoint(deps, id)
}

/** Enabling and disabling take each other back. */
export function registerEndpointUndo(audit: Audit): void {
  const undo: Undo = async (tx, entry, _actor, at) => {
    const id = entry.subject.slice('webhook-endpoint:'.length)
    const held = await holdEndpoint(tx, id)
    if (isRefusal(held)) return held
    if (hasMovedOn(entry, held.condition)) return refuse('audit_moved_on')
    const enabled = !held.condition.enabled
    const to = await switchEndpoint(tx, id, held.condition, enabled, at)
    return { from: held.condition, to, action: actionOf(enabled) }
  }
  for (const enabled of [true, false]) audit.register(actionOf(enabled), undo, ['operator'])
}

const actionOf = (enabled: boolean) => `webhook-endpoint.${enabled ? 'enable' : 'disable'}`

async function holdEndpoint(tx: Tx, id: string): Promise<{ url: string; condition: Condition } | NotFound> {
  const [row] = await tx.sql<Pick<Endpoint, 'url' | 'disabledBecause'>>`
    select url, disabled_because as "disabledBecause" from webhook_endpoints
    where id = ${id} and deleted_at is null for update`
  if (row === undefined) return refuse('webhook_endpoint_not_found')
  return {
    url: row.url,
    condition: { enabled: row.disabledBecause === null, because: row.disabledBecause },
  }
}

async function switchEndpoint(
  tx: Tx,
  id: string,
  from: Condition,
  enabled: boolean,
  at: Date,
): Promise<Condition> {
  if (enabled) {
    // Also when it is enabled already: it begins anew, without its count of days that it failed.
    await tx.sql`
      update webhook_endpoints set disabled_because = null, disabled_at = null, failing_since = null where id = ${id}`
    return { enabled, because: null }
  }
  // Why it was disabled first stays true.
  if (!from.enabled) return from
  await tx.sql`
    update webhook_endpoints set disabled_because = 'requested', disabled_at = ${at} where id = ${id}`
  return { enabled, because: 'requested' }
}
