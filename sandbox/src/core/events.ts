import type { InstitutionName } from './institution.js'

/** Something happened inside the sandbox; shown live on the home page. */
export interface SandboxEvent {
  seq: number
  atMs: number
  kind: 'call' | 'payment' | 'refund' | 'notice' | 'fault' | 'clock' | 'reset'
  institution: InstitutionName | null
  outTradeNo: string | null
  zh: string
  en: string
  data: Record<string, unknown>
}

export interface Events {
  emit(event: Omit<SandboxEvent, 'seq' | 'atMs'>): void
  subscribe(listener: (event: SandboxEvent) => void): () => void
  recent(): SandboxEvent[]
}

const REMEMBERED = 200

export function createEvents(nowMs: () => number): Events {
  const listeners = new Set<(event: SandboxEvent) => void>()
  let remembered: SandboxEvent[] = []
  let seq = 0
  return {
    emit(event) {
      seq += 1
      const full = { seq, atMs: nowMs(), ...event }
      remembered.push(full)
      if (remembered.length >= REMEMBERED * 2) remembered = remembered.slice(-REMEMBERED)
      for (const listener of listeners) listener(full)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    recent: () => remembered.slice(-REMEMBERED),
  }
}
