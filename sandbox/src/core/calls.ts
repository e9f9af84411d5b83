import type { Socket } from 'node:net'
import type { Core } from './core.js'
import { CALL_EFFECTS, type FaultParams, type FaultPoint } from './faults.js'

/** What becomes of a call once faults had their say. `hang` and `drop` never answer. */
export type CallOutcome<A> =
  | { kind: 'answer'; answer: A; forged: boolean }
  | { kind: 'hang' }
  | { kind: 'drop' }

export interface FaultAnswers<A> {
  /** `fail`: the institution's documented error, as the rule asks. */
  fail(params: FaultParams): A | Promise<A>
  /** `not_enough`: the merchant's own balance does not cover it. */
  notEnough(): A | Promise<A>
}

/** Runs a call under the fault rules. Effects named `_before` never act; those named `_after` act first. */
export async function callWithFaults<A>(
  core: Core,
  point: FaultPoint,
  act: () => A | Promise<A>,
  faultAnswers: FaultAnswers<A>,
): Promise<CallOutcome<A>> {
  const rule = core.faults.take(point, CALL_EFFECTS)
  if (rule === null) return { kind: 'answer', answer: await act(), forged: false }
  core.events.emit({
    kind: 'fault',
    institution: point.institution,
    outTradeNo: point.outTradeNo,
    zh: `故障 ${rule.effect} 作用于 ${point.operation}`,
    en: `Fault ${rule.effect} strikes ${point.operation}`,
    data: { rule: rule.id, operation: point.operation },
  })
  const delayMs = rule.params.delayMs ?? (rule.effect === 'delay' ? 1_000 : 0)
  // A slow network is slow in the caller's time, whatever the sandbox's clock does.
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs).unref())
  switch (rule.effect) {
    case 'timeout_before':
      return { kind: 'hang' }
    case 'drop_before':
      return { kind: 'drop' }
    case 'timeout_after':
      await act()
      return { kind: 'hang' }
    case 'drop_after':
      await act()
      return { kind: 'drop' }
    case 'fail':
      return { kind: 'answer', answer: await faultAnswers.fail(rule.params), forged: false }
    case 'not_enough':
      return { kind: 'answer', answer: await faultAnswers.notEnough(), forged: false }
    case 'delay':
      return { kind: 'answer', answer: await act(), forged: false }
    case 'forge_answer':
      return { kind: 'answer', answer: await act(), forged: true }
  }
}

/** Sockets of calls that never get an answer. */
export interface Hanging {
  keep(socket: Socket): void
  endAll(): void
}

const HANGS_FOR_MS = 120_000

export function createHanging(): Hanging {
  const sockets = new Map<Socket, NodeJS.Timeout>()
  return {
    keep(socket) {
      const end = setTimeout(() => socket.destroy(), HANGS_FOR_MS)
      end.unref()
      sockets.set(socket, end)
      socket.once('close', () => {
        clearTimeout(end)
        sockets.delete(socket)
      })
    },
    endAll() {
      for (const socket of sockets.keys()) socket.destroy()
    },
  }
}
