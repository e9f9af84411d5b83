import type { Access } from './modules/access/index.js'
import type { NoticesDeps } from './modules/notices/index.js'
import type { Webhooks } from './modules/webhooks/index.js'

/** What routes and background work are made of. */
export interface Parts {
  readonly deps: NoticesDeps
  readonly access: Access
  readonly webhooks: Webhooks
}
