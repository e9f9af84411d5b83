/** Time is a parameter: rules never read the machine's clock themselves. */
export interface Clock {
  now(): Date
}

export const realClock: Clock = { now: () => new Date() }

export interface ManualClock extends Clock {
  set(time: Date): void
  advance(byMs: number): void
}

/** A clock that moves only when told to. */
export function createManualClock(start: Date): ManualClock {
  let currentMs = start.getTime()
  return {
    now: () => new Date(currentMs),
    set: (time) => {
      currentMs = time.getTime()
    },
    advance: (byMs) => {
      currentMs += byMs
    },
  }
}

export function later(time: Date, byMs: number): Date {
  return new Date(time.getTime() + byMs)
}
