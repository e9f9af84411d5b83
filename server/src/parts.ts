import type { Access } from './modules/access/index.js'
import type { Audit } from './modules/audit/index.js'
import type { LaunchesDeps } from './modules/launches/index.js'
import type { NoticesDeps } from './modules/notices/index.js'
import type { Webhooks } from './modules/webhooks/index.js'

export type PlatformDeps = NoticesDeps & LaunchesDeps

/** What routes and background work are made of. */
export interface Parts {
  readonly deps: PlatformDeps
  readonly access: Access
  readonly audit: Audit
  readonly webhooks: Webhooks
}
