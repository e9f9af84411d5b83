import type { Language } from '../../../../office/src/language.js'
import type { LaunchRules } from '../launch-rules.js'
import { describeRules } from './describe-rules.js'

export type RuleChange =
  | { key: string; label: string; kind: 'said'; from: string; to: string }
  | { key: string; label: string; kind: 'list'; added: string[]; removed: string[] }

/** What one version says differently from another, as a person reads it. */
export function diffRules(from: LaunchRules, to: LaunchRules, language: Language): RuleChange[] {
  const before = new Map(describeRules(from, language).map((line) => [line.key, line.said]))
  return describeRules(to, language).flatMap(({ key, label, said }): RuleChange[] => {
    const was = before.get(key)
    if (Array.isArray(said) && Array.isArray(was)) {
      const known = new Set(was)
      const kept = new Set(said)
      const added = said.filter((one) => !known.has(one))
      const removed = was.filter((one) => !kept.has(one))
      return added.length + removed.length === 0 ? [] : [{ key, label, kind: 'list', added, removed }]
    }
    return said === was ? [] : [{ key, label, kind: 'said', from: String(was), to: String(said) }]
  })
}

/** The same whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

export const sameRules = (one: LaunchRules, other: LaunchRules) => canonical(one) === canonical(other)

/** A draft that was begun on one version, carried over to a later one: what was touched stays as drafted. */
export function carryOver(base: LaunchRules, draft: LaunchRules, latest: LaunchRules): LaunchRules {
  const carried: Record<string, unknown> = { ...latest }
  for (const [key, value] of Object.entries(draft))
    if (canonical(value) !== canonical(base[key as keyof LaunchRules])) carried[key] = value
  return carried as unknown as LaunchRules
}
