import type { Language } from './language.js'
import type { StoryEntry } from './types.js'

export const STORY_GROUPS = ['states', 'notices', 'calls', 'ledger', 'webhooks'] as const
export type StoryGroup = (typeof STORY_GROUPS)[number]

/** Which part of the story an entry belongs to; a kind from a newer server counts as a state. */
export function groupOf(kind: string): StoryGroup {
  if (kind.startsWith('notice')) return 'notices'
  if (kind === 'call' || kind.startsWith('call.')) return 'calls'
  if (kind === 'transfer' || kind.startsWith('transfer.') || kind.startsWith('ledger')) return 'ledger'
  if (kind.startsWith('webhook')) return 'webhooks'
  return 'states'
}

export type StoryFilter = StoryGroup | 'all' | 'alarms'

export function filterStory(entries: StoryEntry[], filter: StoryFilter): StoryEntry[] {
  if (filter === 'all') return entries
  if (filter === 'alarms') return entries.filter((entry) => entry.alarm)
  return entries.filter((entry) => groupOf(entry.kind) === filter)
}

export function countStory(entries: StoryEntry[]): Record<StoryFilter, number> {
  const counts: Record<StoryFilter, number> = {
    all: entries.length,
    alarms: 0,
    states: 0,
    notices: 0,
    calls: 0,
    ledger: 0,
    webhooks: 0,
  }
  for (const entry of entries) {
    counts[groupOf(entry.kind)] += 1
    if (entry.alarm) counts.alarms += 1
  }
  return counts
}

/** Told from the beginning, whichever end the answer starts at; the order of committing holds within a moment. */
export function inOrder(entries: StoryEntry[]): StoryEntry[] {
  const newestFirst = (entries[0]?.at ?? '') > (entries.at(-1)?.at ?? '')
  return (newestFirst ? entries.toReversed() : entries).toSorted((a, b) => a.at.localeCompare(b.at))
}

export function textIn(data: Record<string, unknown>, name: string): string | undefined {
  const value = data[name]
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : undefined
}

export function numberIn(data: Record<string, unknown>, name: string): number | undefined {
  const value = data[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** An account in a transfer's data is a code, or an object with its names. */
export function accountIn(
  data: Record<string, unknown>,
  name: string,
  language: Language,
): string | undefined {
  const value = data[name]
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return undefined
  const named = value as Record<string, unknown>
  return textIn(named, language === 'zh' ? 'name' : 'nameEn') ?? textIn(named, 'code')
}
