import type { DueWork, DueWorkState, RunnerOptions } from './due-work.js'

/** One kind of due work on its way: when it looks next, and what is under way. */
export interface Lane {
  readonly work: DueWork
  readonly limit: number
  start(): void
  wake(): void
  stop(): Promise<void>
  state(): DueWorkState
  /** How many rows it has claimed by itself since it was made. */
  claimed(): number
  /** Settles when what is under way now has ended. */
  settled(): Promise<void>
}

const FIRST_BACKOFF_MS = 250
const LONGEST_BACKOFF_MS = 10_000

export function createLane(work: DueWork, { clock, log }: RunnerOptions): Lane {
  const limit = work.limit ?? 16
  const mostAtOnce = work.lanes ?? 1
  const underWay = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let stopped = true
  /** Woken while every lane was busy: what they claimed may not include the row that was just written. */
  let wokenMeanwhile = false
  let failures = 0
  let succeededAt: Date | undefined
  let claimed = 0

  function lookIn(delayMs: number): void {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(begin, delayMs)
  }

  function begin(): void {
    if (stopped) return
    if (underWay.size >= mostAtOnce) {
      wokenMeanwhile = true
      return
    }
    wokenMeanwhile = false
    const run = work.find(limit).then(succeeded, failed)
    underWay.add(run)
    void run.finally(() => underWay.delete(run)).then(() => lookIn(nextLookMs()))
    // While this one waits for an institution, the other lanes go on looking; at once when there is a heap.
    if (underWay.size < mostAtOnce) lookIn(lastFound >= limit ? 0 : spread(work.everyMs))
  }

  let lastFound = 0
  function succeeded(found: number): void {
    lastFound = found
    claimed += found
    failures = 0
    succeededAt = clock.now()
  }

  function failed(error: unknown): void {
    lastFound = 0
    failures += 1
    log.error({ err: error, work: work.name, failures }, 'due work failed; it will be tried again')
  }

  function nextLookMs(): number {
    if (failures > 0) return spread(Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS))
    return wokenMeanwhile || lastFound >= limit ? 0 : spread(work.everyMs)
  }

  return {
    work,
    limit,
    start() {
      stopped = false
      begin()
    },
    wake() {
      // A failing find is not hurried: each row written while the database ails would try it again at once.
      if (failures === 0) begin()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await Promise.all(underWay)
    },
    state: () => ({ name: work.name, running: underWay.size, succeededAt, failures }),
    claimed: () => claimed,
    async settled() {
      await Promise.all(underWay)
    },
  }
}

function spread(ms: number): number {
  return ms * (0.9 + Math.random() * 0.2)
}
