import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import type { Log } from '../../platform/log/index.js'
import type { Vault } from '../../platform/secrets/index.js'
import type { ViewDeps } from '../checkouts/index.js'
import type { OutboundGuard } from './outbound-guard.js'

export interface WebhooksDeps extends ViewDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly vault: Vault
  readonly guard: OutboundGuard
  readonly timeoutMs: number
  readonly random: () => number
  readonly stop: AbortSignal
}
