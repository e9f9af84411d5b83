import type { Clock } from '../clock/index.js'
import type { Db, Listening } from '../db/index.js'
import type { Log } from '../log/index.js'
import { createLane, type Lane } from './lane.js'

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

export interface Runner {
  add(work: DueWork): void
  start(): Promise<void>
  /** Begins nothing new, and waits for what is under way. */
  stop(): Promise<void>
  /** Works everything that is due by now until nothing is left. Throws what a find throws: for tests and scripts. */
  drain(): Promise<void>
  wake(name: string): void
  states(): DueWorkState[]
}

const MOST_DRAIN_ROUNDS = 10_000

export function createRunner(options: RunnerOptions): Runner {
  const lanes = new Map<string, Lane>()
  const listenings: Listening[] = []
  let started = false

  return {
    add(work) {
      if (started) throw new Error(`due work "${work.name}" was added after the start`)
      if (lanes.has(work.name)) throw new Error(`two due works are named "${work.name}"`)
      lanes.set(work.name, createLane(work, options))
    },

    async start() {
      started = true
      const byChannel = new Map<string, Lane[]>()
      for (const lane of lanes.values()) {
        const channel = lane.work.wakeOn
        if (channel !== undefined) byChannel.set(channel, [...(byChannel.get(channel) ?? []), lane])
        lane.start()
      }
      for (const [channel, woken] of byChannel) {
        if (options.db === undefined)
          throw new Error(`due work is woken on "${channel}", but there is no database`)
        listenings.push(
          await options.db.listen(channel, () => {
            for (const lane of woken) lane.wake()
          }),
        )
      }
    },

    async stop() {
      const ended = [...lanes.values()].map((lane) => lane.stop())
      await Promise.all([...ended, ...listenings.splice(0).map((listening) => listening.stop())])
    },

    async drain() {
      for (let round = 0; round < MOST_DRAIN_ROUNDS; round += 1) {
        let found = 0
        for (const lane of lanes.values()) found += await lane.work.find(lane.limit)
        if (found === 0) return
      }
      throw new Error('due work does not come to an end: a find claims rows without moving when they are due')
    },

    wake(name) {
      const lane = lanes.get(name)
      if (lane === undefined) throw new Error(`no due work is named "${name}"`)
      lane.wake()
    },

    states: () => [...lanes.values()].map((lane) => lane.state()),
  }
}
