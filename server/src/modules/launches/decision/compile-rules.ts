import type { LaunchRules } from '../rules-schema.js'
import type { CompiledLaunch } from './facts.js'
import { seedOf } from './sticky-hash.js'

/** Done once for a version: lists become sets and times numbers, so that a decision costs the same however long they are. */
export function compileLaunch(id: string, version: number, rules: LaunchRules): CompiledLaunch {
  return {
    id,
    version,
    rules,
    rampSeed: seedOf(id, 'ramp'),
    holdoutSeed: seedOf(id, 'holdout'),
    allow: new Set(rules.allow),
    deny: new Set(rules.deny),
    includeCategories: new Set(rules.goods.includeCategories),
    excludeCategories: new Set(rules.goods.excludeCategories),
    includeSkus: new Set(rules.goods.includeSkus),
    excludeSkus: new Set(rules.goods.excludeSkus),
    scenes: rules.scenes === null ? null : new Set(rules.scenes),
    windows: rules.windows.map(({ from, until }) => ({
      fromMs: Date.parse(from),
      untilMs: Date.parse(until),
    })),
  }
}
