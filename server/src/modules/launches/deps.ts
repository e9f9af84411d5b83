import type { ConnectorBook } from '../../connectors/book.js'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import type { Log } from '../../platform/log/index.js'
import type { Vault } from '../../platform/secrets/index.js'
import type { Audit } from '../audit/index.js'
import type { ReviewDesks } from './capability/index.js'
import type { Rulebooks } from './rulebook/keep-rulebook.js'

export interface LaunchesDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly book: ConnectorBook
  readonly rulebooks: Rulebooks
  /** Documents of merchants name people, papers and bank accounts: they are stored sealed. */
  readonly vault: Vault
  readonly desks: ReviewDesks
  /** Where institutions reach this platform. */
  readonly publicUrl: () => string
}

/** Routes also say how what they change is taken back. */
export interface LaunchesRoutesDeps extends LaunchesDeps {
  readonly audit: Audit
}
