import type { Access } from './modules/access/index.js'
import type { NoticesDeps } from './modules/notices/index.js'
import type { Vault } from './platform/secrets/index.js'

/** What routes and background work are made of. */
export interface Parts {
  readonly deps: NoticesDeps
  readonly access: Access
  readonly vault: Vault
  readonly publicUrl: string
  readonly webhookAllow: readonly string[]
}
