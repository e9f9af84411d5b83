import type { Listening } from '../db/index.js'
import type { DueWork, DueWorkState, RunnerOptions } from './due-work.js'
import { createLane, type Lane } from './lane.js'

export interface Runner {
  add(work: DueWork): void
  start(): Promise<void>
  /** Begins nothing new, and waits for what is under way. */
  stop(): Promise<void>
  /**
   * Works everything that is due by now until nothing is left, what the lanes have taken up by themselves included.
   * Throws what a find throws: for tests and scripts.
   */
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
      const claimedByLanes = () => [...lanes.values()].reduce((sum, lane) => sum + lane.claimed(), 0)
      for (let round = 0; round < MOST_DRAIN_ROUNDS; round += 1) {
        const before = claimedByLanes()
        let found = 0
        for (const lane of lanes.values()) found += await lane.work.find(lane.limit)
        // A row that a lane claimed just before is found by nobody else, and is not done yet.
        await Promise.all([...lanes.values()].map((lane) => lane.settled()))
        if (found === 0 && claimedByLanes() === before) return
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
