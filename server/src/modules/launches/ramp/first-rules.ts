import type { LaunchRules } from '../rules-schema.js'

/** What a launch is when nobody has said anything about it: seen by nobody. */
export function firstRules(methods: LaunchRules['methods']): LaunchRules {
  return {
    state: 'draft',
    methods,
    requires: [],
    needsSubMerchant: false,
    merchants: 'invited',
    everyoneUnderTermsSeq: null,
    shareBp: 0,
    holdoutBp: 0,
    audience: null,
    boosts: [],
    allow: [],
    deny: [],
    goods: { includeCategories: [], excludeCategories: [], includeSkus: [], excludeSkus: [] },
    scenes: null,
    amountMinor: { least: null, most: null },
    windows: [],
    schedule: { steps: [], step: -1, state: 'off', stepBeganAt: null },
    guardrails: [],
    hideWhenFailing: false,
  }
}
