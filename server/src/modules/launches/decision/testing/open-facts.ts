import { FIRST_POLICY, type LaunchRules } from '../../rules-schema.js'
import { compileLaunch } from '../compile-rules.js'
import type { DecisionFacts, MerchantFact, OfferFact, ParticipationFact } from '../facts.js'

export const OFFERS: readonly OfferFact[] = [
  offer('wechatpay_scan', 'wechatpay', ['desktop_web', 'mobile_web', 'app']),
  offer('wechatpay_jump', 'wechatpay', ['mobile_web', 'app']),
  offer('alipay_scan', 'alipay', ['desktop_web']),
  offer('alipay_jump', 'alipay', ['mobile_web', 'app']),
]

function offer(
  method: OfferFact['method'],
  institution: OfferFact['institution'],
  scenes: OfferFact['scenes'],
): OfferFact {
  return { method, institution, name: `名${method}`, nameEn: `name ${method}`, scenes }
}

/** Rules that hold nobody back, with what a test wants otherwise. */
export function openRules(otherwise: Partial<LaunchRules> = {}): LaunchRules {
  return {
    state: 'live',
    methods: ['wechatpay_scan', 'wechatpay_jump'],
    requires: [],
    needsSubMerchant: false,
    merchants: 'everyone',
    everyoneUnderTermsSeq: null,
    shareBp: 10_000,
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
    hideWhenFailing: true,
    ...otherwise,
  }
}

/** A merchant with its part in the launch `ln_1`. */
export function merchant(
  id: string,
  state: ParticipationFact['state'] | null,
  agreedTermsSeq: number | null = null,
  subMerchantAt: readonly string[] = ['wechatpay'],
): MerchantFact {
  const participations = new Map(state === null ? [] : [['ln_1', { state, agreedTermsSeq }]])
  return { id, participations, subMerchantAt: new Set(subMerchantAt) }
}

export interface Otherwise extends Omit<Partial<DecisionFacts>, 'rulebook'> {
  readonly rules?: Partial<LaunchRules>
  readonly rulebook?: Partial<DecisionFacts['rulebook']>
}

/** An open checkout of one merchant and one thing, at a desk, with one launch `ln_1` that lets everyone in. */
export function openFacts({ rules, rulebook, ...otherwise }: Otherwise = {}): DecisionFacts {
  const launch = compileLaunch('ln_1', 1, openRules(rules))
  return {
    offers: OFFERS,
    rulebook: {
      revision: 1n,
      launches: new Map(launch.rules.methods.map((method) => [method, launch])),
      capabilities: new Map(),
      terms: [],
      policy: FIRST_POLICY,
      failing: new Set(),
      ...rulebook,
    },
    checkout: { open: true, lockedTo: null, amountMinor: 8_800n },
    merchants: [merchant('m1', 'active')],
    shopper: { id: 's1', isNew: null, regionTier: null, walletsUsed: [], lastMethod: null },
    goods: [{ category: 'home', sku: null }],
    scene: 'desktop_web',
    now: new Date('2024-10-15T02:00:00Z'),
    ...otherwise,
  }
}
