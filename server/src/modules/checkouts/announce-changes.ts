import type { Db, Listening } from '../../platform/db/index.js'

/** Tells open pages of this and of other processes that a checkout changed. A hint only: readers read again. */
export interface Changes {
  /** Call after the commit. */
  announce(checkoutId: string): void
  onChange(listener: (checkoutId: string) => void): () => void
  start(): Promise<void>
  stop(): Promise<void>
}

const CHANNEL = 'hutong_checkouts'
// NOTIFY takes a lock for the whole database at commit, so payments never notify: hints are gathered for a moment
// and sent together, outside their transactions.
const GATHER_MS = 25
const LARGEST_PAYLOAD = 7_000

export function createChanges(db: Db, onError: (error: unknown) => void): Changes {
  const listeners = new Set<(checkoutId: string) => void>()
  const gathered = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let listening: Listening | undefined

  const send = async (): Promise<void> => {
    timer = undefined
    const payload: string[] = []
    let length = 0
    for (const id of gathered) {
      if (length > LARGEST_PAYLOAD) break
      payload.push(id)
      length += id.length + 1
      gathered.delete(id)
    }
    if (gathered.size > 0) timer = setTimeout(() => void send().catch(onError), GATHER_MS)
    await db.sql`select pg_notify(${CHANNEL}, ${payload.join(',')})`
  }

  return {
    announce(checkoutId) {
      gathered.add(checkoutId)
      timer ??= setTimeout(() => void send().catch(onError), GATHER_MS)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async start() {
      listening = await db.listen(CHANNEL, (payload) => {
        for (const id of payload === '' ? [] : payload.split(','))
          for (const listener of listeners) listener(id)
      })
    },
    async stop() {
      clearTimeout(timer)
      await listening?.stop()
    },
  }
}
