import type { ConnectorBook } from '../../connectors/book.js'
import type { InstitutionName } from '../../connectors/contract.js'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import type { Log } from '../../platform/log/index.js'
import type { Changes } from '../checkouts/index.js'

export interface RefundsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly book: ConnectorBook
  readonly changes: Changes
  readonly noticeUrl: (institution: InstitutionName, accountId: string) => string
}
