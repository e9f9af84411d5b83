import type { CallRecord, OnCall } from '../../connectors/contract.js'
import type { Clock } from '../../platform/clock/index.js'
import type { Tx } from '../../platform/db/index.js'
import { tell } from './tell.js'

/** Collects what was said to an institution while no transaction is open, to be told by the commit that follows. */
export interface CallLog {
  readonly onCall: OnCall
  tell(tx: Tx, checkoutId: string, subject: string): void
}

export function collectCalls(clock: Clock): CallLog {
  const calls: { at: Date; record: CallRecord }[] = []
  return {
    onCall: (record) => void calls.push({ at: clock.now(), record }),
    tell(tx, checkoutId, subject) {
      for (const { at, record } of calls.splice(0)) {
        tell(tx, { checkoutId, at, kind: 'call', subject, data: { ...record } })
      }
    },
  }
}
