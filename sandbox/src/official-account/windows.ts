import type { Desk } from './desk.js'
import { Refused } from './errors.js'
import type { App } from './records.js'

const MINUTE_MS = 60_000
/** What opens the right to answer, how often and for how long (§8, rules since 2023-06). */
const TRIGGERS = {
  message: { left: 5, forMs: 48 * 60 * MINUTE_MS },
  click: { left: 3, forMs: MINUTE_MS },
  follow: { left: 3, forMs: MINUTE_MS },
  scan: { left: 3, forMs: MINUTE_MS },
  /** A mini-program's user opens its customer-service session. */
  session: { left: 2, forMs: MINUTE_MS },
} as const
export type Trigger = keyof typeof TRIGGERS

// The short ones first: a message that fits into them does not cost the long one anything.
const ORDER: readonly Trigger[] = ['click', 'follow', 'scan', 'session', 'message']
const idOf = (app: App, userId: string, trigger: Trigger): string => `${app} ${userId} ${trigger}`

/** Does not accumulate: a new trigger starts its quota afresh. */
export function openWindow({ core, records }: Desk, app: App, userId: string, trigger: Trigger): void {
  const { left, forMs } = TRIGGERS[trigger]
  records.windows.put({ id: idOf(app, userId, trigger), left, endsAtMs: core.clock.nowMs() + forMs })
}

/** Takes one message from what the user has opened, or says why there is none. */
export function useWindow({ core, records }: Desk, app: App, userId: string): void {
  const open = ORDER.flatMap((trigger) => records.windows.get(idOf(app, userId, trigger)) ?? []).filter(
    ({ endsAtMs }) => endsAtMs > core.clock.nowMs(),
  )
  if (open.length === 0) throw new Refused(45015)
  const window = open.find(({ left }) => left > 0)
  if (!window) throw new Refused(45047)
  window.left -= 1
  records.windows.put(window)
}

/** Nobody may be written to who turned away. */
export function closeWindows({ records }: Desk, app: App, userId: string): void {
  for (const trigger of ORDER) records.windows.delete(idOf(app, userId, trigger))
}
