import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { Core } from './core.js'
import type { KeyRing } from './credentials.js'

/** A whole sandbox at one moment: its records and its keys, so that signatures and merchants still fit anywhere. */
export interface Snapshot {
  version: 1
  /** RFC 3339, in the sandbox's time. */
  savedAt: string
  keys: KeyRing
  /** The journal, one record a line. */
  lines: string[]
}

/** What was handed over is no snapshot; the message says why, in both languages. */
export class SnapshotUnusable extends Error {
  readonly zh: string
  readonly en: string
  constructor(zh: string, en: string) {
    super(`${zh} ${en}`)
    this.zh = zh
    this.en = en
  }
}

export function takeSnapshot(core: Core): Snapshot {
  // A clock that stands or runs ahead goes on so; one in real time is this machine's.
  core.keepClock()
  return {
    version: 1,
    savedAt: new Date(core.clock.nowMs()).toISOString(),
    keys: core.keys,
    lines: core.store.lines(),
  }
}

/** Throws SnapshotUnusable. `own` shows which keys a ring must have. */
export function readSnapshot(value: unknown, own: KeyRing): Snapshot {
  if (!isObject(value) || value.version !== 1 || !Array.isArray(value.lines)) {
    throw new SnapshotUnusable('这不是沙箱快照。', 'This is no snapshot of a sandbox.')
  }
  const { keys, lines } = value
  for (const [institution, members] of Object.entries(own)) {
    const given = isObject(keys) ? keys[institution] : undefined
    for (const name of Object.keys(members as object)) {
      const text = isObject(given) ? given[name] : undefined
      if (typeof text !== 'string' || !isReadable(text)) {
        throw new SnapshotUnusable(
          `快照里的密钥 ${institution}.${name} 缺失或无法读取。`,
          `The snapshot's key ${institution}.${name} is missing or unreadable.`,
        )
      }
    }
  }
  for (const [at, line] of lines.entries()) {
    if (typeof line !== 'string' || !isRecord(line)) {
      throw new SnapshotUnusable(
        `快照第 ${at + 1} 行无法读取。`,
        `Line ${at + 1} of the snapshot is unreadable.`,
      )
    }
  }
  const { savedAt } = value
  return {
    version: 1,
    savedAt: typeof savedAt === 'string' ? savedAt : '',
    // Every member of the ring was just looked at.
    keys: keys as unknown as KeyRing,
    lines: lines as string[],
  }
}

function isRecord(line: string): boolean {
  if (line.includes('\n')) return false
  try {
    const parsed: unknown = JSON.parse(line)
    const record = isObject(parsed) ? parsed.v : undefined
    return (
      isObject(parsed) && typeof parsed.c === 'string' && isObject(record) && typeof record.id === 'string'
    )
  } catch {
    return false
  }
}

function isReadable(text: string): boolean {
  try {
    if (text.startsWith('-----BEGIN PRIVATE KEY') || text.startsWith('-----BEGIN RSA PRIVATE KEY')) {
      createPrivateKey(text)
    } else if (text.startsWith('-----BEGIN PUBLIC KEY')) {
      createPublicKey(text)
    }
    return true
  } catch {
    return false
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
