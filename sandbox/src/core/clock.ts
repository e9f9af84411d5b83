import { TimerHeap } from './timer-heap.js'

export type ClockMode = 'real' | 'frozen'

export interface ClockState {
  mode: ClockMode
  /** How far the sandbox's time is ahead of this machine's, while running. */
  offsetMs: number
  /** The standing time while frozen, else null. */
  frozenAtMs: number | null
}

/** The institutions' time: signatures, expiry, retries and refunds all follow it. */
export interface SandboxClock {
  nowMs(): number
  state(): ClockState
  /** Moves time forward and runs what became due, in order. Works in both modes. */
  advance(ms: number): void
  freeze(): void
  /** Time runs again, from where it stood. */
  resume(): void
  /** Runs `fn` when the time comes; returns a cancel. Never keeps the process alive. */
  at(timeMs: number, fn: () => void): () => void
  after(ms: number, fn: () => void): () => void
  restore(state: ClockState): void
  /** Forgets every timer. */
  cancelAll(): void
}

// setTimeout takes 31 bits of milliseconds; a longer wait is armed again when it ends.
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

export function createClock(): SandboxClock {
  const timers = new TimerHeap()
  let offsetMs = 0
  let frozenAtMs: number | null = null
  let order = 0
  let armed: NodeJS.Timeout | null = null
  let armedForMs = Number.POSITIVE_INFINITY

  const nowMs = (): number => frozenAtMs ?? Date.now() + offsetMs

  const disarm = (): void => {
    if (armed) clearTimeout(armed)
    armed = null
    armedForMs = Number.POSITIVE_INFINITY
  }
  const arm = (): void => {
    const next = timers.peek()
    if (frozenAtMs !== null || !next) {
      disarm()
      return
    }
    if (armed && armedForMs <= next.atMs) return
    disarm()
    armedForMs = next.atMs
    armed = setTimeout(
      () => {
        disarm()
        runDue(nowMs())
        arm()
      },
      Math.min(Math.max(0, next.atMs - nowMs()), LONGEST_TIMEOUT_MS),
    )
    armed.unref()
  }
  const runDue = (untilMs: number): void => {
    for (let next = timers.peek(); next && next.atMs <= untilMs; next = timers.peek()) {
      timers.pop()
      const run = next.run
      next.run = null
      run?.()
    }
  }
  const at = (timeMs: number, fn: () => void): (() => void) => {
    const entry = { atMs: timeMs, order: order++, run: fn as (() => void) | null }
    timers.push(entry)
    arm()
    return () => {
      entry.run = null
    }
  }

  return {
    nowMs,
    at,
    after: (ms, fn) => at(nowMs() + ms, fn),
    state: () => ({ mode: frozenAtMs === null ? 'real' : 'frozen', offsetMs, frozenAtMs }),
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0)
        throw new RangeError('The clock moves forward only, in milliseconds.')
      const targetMs = nowMs() + ms
      const wasRunning = frozenAtMs === null
      // Each timer sees the time it was set for, as it would have without the jump.
      for (let next = timers.peek(); next && next.atMs <= targetMs; next = timers.peek()) {
        frozenAtMs = Math.max(nowMs(), next.atMs)
        runDue(frozenAtMs)
      }
      if (wasRunning) {
        frozenAtMs = null
        offsetMs = targetMs - Date.now()
      } else {
        frozenAtMs = targetMs
      }
      // What was armed counts the time from before the jump.
      disarm()
      arm()
    },
    freeze() {
      frozenAtMs ??= nowMs()
      disarm()
    },
    resume() {
      if (frozenAtMs === null) return
      offsetMs = frozenAtMs - Date.now()
      frozenAtMs = null
      arm()
    },
    restore(state) {
      offsetMs = state.offsetMs
      frozenAtMs = state.frozenAtMs
      disarm()
      arm()
    },
    cancelAll() {
      timers.clear()
      disarm()
    },
  }
}
