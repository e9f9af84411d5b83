import type { Access } from '../access/index.js'
import type { AttemptsDeps } from '../attempts/index.js'
import type { Audit } from '../audit/index.js'
import type { RefundsDeps } from '../refunds/index.js'
import type { Webhooks } from '../webhooks/index.js'

export interface ConsoleDeps extends AttemptsDeps, RefundsDeps {
  readonly access: Access
  readonly audit: Audit
  readonly webhooks: Webhooks
}

export interface ConsoleOptions {
  readonly pageFolder: string
}
