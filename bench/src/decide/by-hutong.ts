import {
  compileLaunch,
  type DecisionFacts,
  decideMethods,
  type LaunchRules,
  type MerchantFact,
} from '@hutong/server/modules/launches'
import { type Case, type Evaluator, type Merchant, type MethodRules, RULE_SET } from './rule-set.js'

const OFFERS = RULE_SET.map(({ method, institution }) => ({
  method,
  institution,
  name: method,
  nameEn: method,
  scenes: ['desktop_web', 'mobile_web', 'app'] as const,
}))
const BIT = new Map(RULE_SET.map(({ method }, at) => [method, 1 << at]))

/** The platform's own decision: all four methods in their order, each with all reasons, in one call. */
export function byHutong(sharePercent: number): Evaluator<DecisionFacts> {
  const rulebook: DecisionFacts['rulebook'] = {
    revision: 1n,
    launches: new Map(
      RULE_SET.map((rules) => [rules.method, compileLaunch(rules.launch, 1, rulesOf(rules, sharePercent))]),
    ),
    capabilities: new Map([['cap', { id: 'cap', state: 'granted' }]]),
    terms: [{ seq: RULE_SET[0]?.termsSeq ?? 0, effectiveAtMs: 0, agreement: 'needed' }],
    policy: { order: ['fits_scene'], preselect: 'first', house: null, feeBp: {} },
    failing: new Set(),
  }
  return {
    name: 'hutong',
    prepare: (one) => factsOf(rulebook, one, merchantFact(one.merchant)),
    decide(facts) {
      let shown = 0
      for (const decided of decideMethods(facts)) {
        if (decided.shown) shown |= BIT.get(decided.offer.method) ?? 0
      }
      return shown
    },
  }
}

function factsOf(rulebook: DecisionFacts['rulebook'], one: Case, merchant: MerchantFact): DecisionFacts {
  return {
    offers: OFFERS,
    rulebook,
    checkout: { open: true, lockedTo: null, amountMinor: BigInt(one.amountMinor) },
    merchants: [merchant],
    shopper: {
      id: one.shopperId,
      isNew: null,
      regionTier: one.regionTier,
      walletsUsed: [],
      lastMethod: null,
    },
    goods: [{ category: one.category, sku: one.sku }],
    scene: one.scene,
    now: new Date(one.nowMs),
  }
}

/** As the checkout's statement gives it. */
function merchantFact({ id, active, agreedSeq, subMerchantAt }: Merchant): MerchantFact {
  const participations = new Map<string, { state: 'active' | 'invited'; agreedTermsSeq: number }>()
  for (let at = 0; at < active.length; at += 1) {
    const state = active[at] ? 'active' : 'invited'
    participations.set(RULE_SET[at]?.launch ?? '', { state, agreedTermsSeq: agreedSeq[at] ?? 0 })
  }
  return { id, participations, subMerchantAt: new Set(subMerchantAt) }
}

function rulesOf(rules: MethodRules, sharePercent: number): LaunchRules {
  return {
    state: 'live',
    methods: [rules.method],
    requires: ['cap'],
    needsSubMerchant: true,
    merchants: 'invited',
    everyoneUnderTermsSeq: null,
    shareBp: sharePercent * 100,
    holdoutBp: 0,
    audience: { regionTiers: [...rules.regionTiers] },
    boosts: [],
    allow: [],
    deny: [...rules.denyShoppers],
    goods: {
      includeCategories: [],
      excludeCategories: [...rules.excludeCategories],
      includeSkus: [],
      excludeSkus: [...rules.excludeSkus],
    },
    scenes: [...rules.scenes],
    amountMinor: { least: rules.leastMinor, most: rules.mostMinor },
    windows: [{ from: rules.from, until: rules.until }],
    schedule: { steps: [], step: -1, state: 'off', stepBeganAt: null },
    guardrails: [],
    hideWhenFailing: true,
  }
}
