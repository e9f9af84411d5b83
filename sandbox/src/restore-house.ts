import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Core } from './core/core.js'
import { readSnapshot, type Snapshot, SnapshotUnusable, takeSnapshot } from './core/snapshot.js'
import type { House } from './open-house.js'

/** The house as it stands now, and the way to another state of it. */
export interface Restorer {
  house(): House
  /** The home's pages and control API. */
  serve(request: IncomingMessage, response: ServerResponse): void
  snapshot(): Snapshot
  /** Rejects with SnapshotUnusable, and everything is as it was. */
  restore(snapshot: unknown): Promise<void>
  close(): Promise<void>
}

/**
 * A restore is a stop and a start on other records: what is derived from them, and every timer, comes about as after
 * any start, which is the way that kill -9 proves.
 */
export function createRestorer(
  first: House,
  open: (start: Snapshot, urls: Core['urls']) => Promise<House>,
): Restorer {
  let house = first
  let lastRestore: Promise<void> = Promise.resolve()
  const streams = new Set<ServerResponse>()

  const changeTo = async (wanted: Snapshot): Promise<void> => {
    const { urls } = house.core
    const before = takeSnapshot(house.core)
    const previous = house
    await previous.close()
    try {
      house = await open(wanted, urls)
    } catch (error) {
      house = await open(before, urls)
      house.core.notices.resume()
      const because = error instanceof Error ? error.message : String(error)
      throw new SnapshotUnusable(
        `快照无法使用，沙箱保持原样：${because}`,
        `The snapshot cannot be used; the sandbox is as it was: ${because}`,
      )
    } finally {
      // Readers of events dial again and find the new house.
      for (const stream of streams) stream.destroy()
      // Not awaited: it still answers who asked for the restore.
      void previous.home.close()
    }
    house.core.notices.resume()
    house.core.events.emit({
      kind: 'reset',
      institution: null,
      outTradeNo: null,
      zh: '沙箱已恢复到快照',
      en: 'The sandbox was restored to a snapshot',
      data: { savedAt: wanted.savedAt },
    })
  }

  return {
    house: () => house,
    serve(request, response) {
      if (request.url?.startsWith('/control/events')) {
        streams.add(response)
        response.once('close', () => streams.delete(response))
      }
      house.home.routing(request, response)
    },
    snapshot: () => takeSnapshot(house.core),
    restore(snapshot) {
      const wanted = readSnapshot(snapshot, house.core.keys)
      lastRestore = lastRestore.catch(() => {}).then(() => changeTo(wanted))
      return lastRestore
    },
    async close() {
      await lastRestore.catch(() => {})
      await house.close()
      await house.home.close()
    },
  }
}
