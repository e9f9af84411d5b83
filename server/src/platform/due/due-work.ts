import type { Clock } from '../clock/index.js'
import type { Db } from '../db/index.js'
import type { Log } from '../log/index.js'

/** Work found by its own row: the owning table is the queue, and this is all that there is beside it. */
export interface DueWork {
  readonly name: string
  /**
   * Claims at most `limit` due rows (one statement: `for update skip locked`, which also writes the lease) and works
   * them; returns how many it claimed. The lease, not this process, is what brings a row back after a crash.
   */
  readonly find: (limit: number) => Promise<number>
  /** How often to look when nothing wakes it; spread by a tenth, so that many processes do not look together. */
  readonly everyMs: number
  /** The NOTIFY channel of the owning table. */
  readonly wakeOn?: string
  /** Rows claimed at once; 16 when absent. */
  readonly limit?: number
  /** How many finds may run beside each other in this process; 1 when absent. Rows are claimed, so they never share one. */
  readonly lanes?: number
}

export interface DueWorkState {
  readonly name: string
  readonly running: number
  /** When a find last ended well. */
  readonly succeededAt: Date | undefined
  /** Finds that failed one after another, up to now; 0 when the last one ended well. */
  readonly failures: number
}

export interface RunnerOptions {
  readonly clock: Clock
  readonly log: Log
  /** Needed when any work has a channel to be woken on. */
  readonly db?: Pick<Db, 'listen'>
}
