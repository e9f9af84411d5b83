import type { ConnectorBook } from '../../connectors/book.js'
import type { Clock } from '../../platform/clock/index.js'
import type { Db } from '../../platform/db/index.js'
import type { Log } from '../../platform/log/index.js'
import type { Rulebooks } from './rulebook/keep-rulebook.js'

export interface LaunchesDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly book: ConnectorBook
  readonly rulebooks: Rulebooks
}
