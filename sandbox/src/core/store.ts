import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** What is kept has an id; everything in it survives JSON. */
export interface Kept {
  id: string
}

export interface Collection<T extends Kept> {
  readonly size: number
  get(id: string): T | undefined
  /** Keeps the value (the same object may be changed and put again). */
  put(value: T): void
  delete(id: string): void
  /** In the order of first put. */
  values(): IterableIterator<T>
}

export interface Store {
  collection<T extends Kept>(name: string): Collection<T>
  /** Resolves when everything put so far is in the journal: an answered call survives kill -9. */
  written(): Promise<void>
  /** Forgets everything. */
  reset(): void
  /** All that is alive, as journal lines. */
  lines(): string[]
  close(): void
}

const JOURNAL = 'journal.ndjson'
/** Rewritten when most lines are history: the file stays within a small multiple of what is alive. */
const COMPACT_AT_LINES = 200_000
const COMPACT_AT_RATIO = 6

interface Line {
  c: string
  v?: Kept
  d?: string
}

/**
 * Collections in memory; each put is one JSON line in the folder's journal. `null` keeps nothing on disk. `start` takes
 * the place of what the journal holds.
 */
export function openStore(folder: string | null, start: readonly string[] | null = null): Store {
  const collections = new Map<string, Map<string, Kept>>()
  const path = folder === null ? null : join(folder, JOURNAL)
  let file: number | null = null
  let lines = 0
  let batch: string[] = []
  let waiting: { promise: Promise<void>; resolve: () => void } | null = null

  const mapOf = (name: string): Map<string, Kept> => {
    let map = collections.get(name)
    if (!map) {
      map = new Map()
      collections.set(name, map)
    }
    return map
  }
  const aliveLines = (): string[] => {
    const live: string[] = []
    for (const [c, map] of collections) for (const v of map.values()) live.push(JSON.stringify({ c, v }))
    return live
  }
  const compact = (): void => {
    if (path === null) return
    if (file !== null) closeSync(file)
    const live = aliveLines()
    const fresh = `${path}.new`
    writeFileSync(fresh, live.length === 0 ? '' : `${live.join('\n')}\n`, { mode: 0o600 })
    // The rename is the commit: a crash before it leaves the old journal whole.
    renameSync(fresh, path)
    file = openSync(path, 'a')
    lines = live.length
  }
  const write = (): void => {
    if (file !== null && batch.length > 0) {
      lines += batch.length
      const text = batch.join('')
      batch = []
      writeAll(file, text)
      let live = 0
      for (const map of collections.values()) live += map.size
      if (lines > COMPACT_AT_LINES && lines > live * COMPACT_AT_RATIO) compact()
    }
    const done = waiting
    waiting = null
    done?.resolve()
  }
  const written = (): Promise<void> => {
    if (waiting) return waiting.promise
    if (batch.length === 0) return Promise.resolve()
    let resolve = (): void => {}
    const promise = new Promise<void>((done) => {
      resolve = done
    })
    waiting = { promise, resolve }
    return promise
  }
  const append = (line: Line): void => {
    if (file === null) return
    // One write for all that happens in this turn of the loop.
    if (batch.length === 0) setImmediate(write)
    batch.push(`${JSON.stringify(line)}\n`)
  }

  if (path !== null && folder !== null) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (start === null && existsSync(path)) replay(readFileSync(path, 'utf8'), mapOf)
  }
  if (start !== null) replay(`${start.join('\n')}\n`, mapOf)
  if (path !== null) compact()

  return {
    written,
    collection<T extends Kept>(name: string): Collection<T> {
      // A name is used with one type throughout; the map itself only knows that there is an id.
      const map = mapOf(name) as Map<string, T>
      return {
        get size() {
          return map.size
        },
        get: (id) => map.get(id),
        put(value) {
          map.set(value.id, value)
          append({ c: name, v: value })
        },
        delete(id) {
          if (map.delete(id)) append({ c: name, d: id })
        },
        values: () => map.values(),
      }
    },
    reset() {
      for (const map of collections.values()) map.clear()
      batch = []
      compact()
      write()
    },
    lines: aliveLines,
    close() {
      write()
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

function replay(text: string, mapOf: (name: string) => Map<string, Kept>): void {
  let from = 0
  for (;;) {
    const end = text.indexOf('\n', from)
    // What follows the last newline was torn by a crash: it was never acknowledged.
    if (end === -1) return
    const raw = text.slice(from, end)
    from = end + 1
    if (raw === '') continue
    const line = JSON.parse(raw) as Line
    if (line.v) mapOf(line.c).set(line.v.id, line.v)
    else if (line.d !== undefined) mapOf(line.c).delete(line.d)
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}
