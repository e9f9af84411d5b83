import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Clock } from '../../platform/clock/index.js'
import { later } from '../../platform/clock/index.js'
import type { Db, Tx } from '../../platform/db/index.js'
import type { Vault } from '../../platform/secrets/index.js'

const purposeOf = (endpointId: string): string => `webhook-secret:${endpointId}`

/** A secret as Standard Webhooks writes it. */
export function webhookSecretFrom(bytes: Uint8Array = randomBytes(32)): string {
  return `whsec_${Buffer.from(bytes).toString('base64')}`
}

export async function addSecret(
  tx: Tx,
  vault: Vault,
  clock: Clock,
  endpointId: string,
  secret: string,
): Promise<void> {
  await tx.sql`
    insert into webhook_secrets (endpoint_id, sealed, created_at)
    values (${endpointId}, ${vault.seal(purposeOf(endpointId), secret)}, ${clock.now()})`
}

/** Ends the secrets that stand now after the overlap, in which receivers change over. */
export async function retireSecrets(
  tx: Tx,
  clock: Clock,
  endpointId: string,
  overlapMs: number,
): Promise<void> {
  const end = later(clock.now(), overlapMs)
  await tx.sql`delete from webhook_secrets where endpoint_id = ${endpointId} and expires_at <= ${clock.now()}`
  await tx.sql`
    update webhook_secrets set expires_at = least(expires_at, ${end}::timestamptz) where endpoint_id = ${endpointId}`
}

/** The secrets that are valid now, newest first. */
export async function openSecrets(
  db: Db | Tx,
  vault: Vault,
  clock: Clock,
  endpointId: string,
): Promise<string[]> {
  const rows = await db.sql<{ sealed: Buffer }>`
    select sealed from webhook_secrets
    where endpoint_id = ${endpointId} and (expires_at is null or expires_at > ${clock.now()}) order by id desc`
  return rows.map(({ sealed }) => vault.open(purposeOf(endpointId), sealed))
}

/** The headers of Standard Webhooks. With several secrets the signature header lists one signature for each. */
export function signMessage(
  secrets: readonly string[],
  message: { readonly id: string; readonly at: Date; readonly body: string },
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(message.id, message.at, message.body))
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}
