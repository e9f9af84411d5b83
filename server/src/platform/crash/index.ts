/**
 * Named points where a process can be made to die, so that "exactly once" is proved by dying between an
 * institution's answer and our commit. SIGKILL: nothing is flushed, as when the power fails.
 */
const crashAt = process.env.HUTONG_CRASH_AT
let passesLeft = Number(process.env.HUTONG_CRASH_AFTER ?? '0')

export function crashPoint(name: CrashPoint): void {
  if (crashAt !== name) return
  if (passesLeft > 0) {
    passesLeft -= 1
    return
  }
  process.kill(process.pid, 'SIGKILL')
}

export type CrashPoint =
  /** The institution has answered the order call; nothing is committed yet. */
  | 'attempts/answered'
  /** The institution has answered a query; nothing is committed yet. */
  | 'attempts/inquired'
  /** A notice is verified; nothing is committed yet. */
  | 'notices/verified'
  /** A notice is committed; it is not acknowledged yet. */
  | 'notices/committed'
  /** The institution has answered a refund call; nothing is committed yet. */
  | 'refunds/answered'
