import fc from 'fast-check'
import { type LaunchRules, ORDER_CRITERIA } from '../../rules-schema.js'
import { compileLaunch } from '../compile-rules.js'
import type { CompiledLaunch, DecisionFacts, MerchantFact, ShopperFact } from '../facts.js'
import { OFFERS, openRules } from './open-facts.js'

const WALLETS = ['wechatpay', 'alipay'] as const
const SCENES = ['desktop_web', 'mobile_web', 'app'] as const
const CATEGORIES = ['home', 'food', 'toys'] as const
const SKUS = ['K1', 'K2', 'K3'] as const
const SHOPPERS = ['s1', 's2', 's3', 's4'] as const
const HOURS = fc.integer({ min: 0, max: 48 }).map((hour) => Date.UTC(2024, 9, 15) + hour * 3_600_000)
const time = HOURS.map((at) => new Date(at).toISOString())
export const shareBp = fc.oneof(fc.constantFrom(0, 10_000), fc.integer({ min: 0, max: 10_000 }))

export const anyCohort = fc.record(
  {
    newShopper: fc.boolean(),
    regionTiers: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
    walletsUsed: fc.uniqueArray(fc.constantFrom(...WALLETS), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)

/** Shoppers of many names, and a few that lists know. */
export const anyShopper: fc.Arbitrary<ShopperFact> = fc.record({
  id: fc.oneof(fc.constantFrom(...SHOPPERS), fc.string({ minLength: 1, maxLength: 24 })),
  isNew: fc.option(fc.boolean()),
  regionTier: fc.option(fc.integer({ min: 1, max: 3 })),
  walletsUsed: fc.uniqueArray(fc.constantFrom(...WALLETS)),
  lastMethod: fc.option(fc.constantFrom(...OFFERS.map(({ method }) => method))),
})

const few = <One extends string>(of: readonly One[]) =>
  fc.uniqueArray(fc.constantFrom(...of), { maxLength: 2 })
const mostly = <Value>(usual: Value, other: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 2 }, { arbitrary: other, weight: 1 })

const anyRules: fc.Arbitrary<LaunchRules> = fc
  .record({
    state: mostly<LaunchRules['state']>('live', fc.constantFrom('draft', 'halted', 'ended')),
    requires: few(['cap_1', 'cap_2']),
    needsSubMerchant: fc.boolean(),
    merchants: fc.constantFrom('invited' as const, 'everyone' as const),
    everyoneUnderTermsSeq: fc.option(fc.integer({ min: 1, max: 4 })),
    shareBp,
    holdoutBp: mostly(0, shareBp),
    audience: mostly(null, anyCohort),
    boosts: fc.array(fc.record({ when: anyCohort, shareBp }), { maxLength: 3 }),
    allow: few(SHOPPERS),
    deny: few(SHOPPERS),
    goods: fc.record({
      includeCategories: few(CATEGORIES),
      excludeCategories: few(CATEGORIES),
      includeSkus: few(SKUS),
      excludeSkus: few(SKUS),
    }),
    scenes: fc.option(few(SCENES)),
    amountMinor: fc.record({
      least: fc.option(fc.integer({ min: 0, max: 20_000 })),
      most: fc.option(fc.integer({ min: 0, max: 20_000 })),
    }),
    windows: fc.array(fc.record({ from: time, until: time }), { maxLength: 2 }),
    hideWhenFailing: fc.boolean(),
  })
  .map(openRules)

const anyMerchant: fc.Arbitrary<MerchantFact> = fc.record({
  id: fc.constantFrom('m1', 'm2', 'm3'),
  participations: fc
    .dictionary(
      fc.constantFrom('ln_1', 'ln_2'),
      fc.record({
        state: mostly(
          'active' as const,
          fc.constantFrom('invited', 'accepted', 'declined', 'expired', 'paused', 'suspended'),
        ),
        agreedTermsSeq: fc.option(fc.integer({ min: 1, max: 4 })),
      }),
    )
    .map((each) => new Map(Object.entries(each))),
  subMerchantAt: few(WALLETS).map((each) => new Set<string>(each)),
})

/** Two launches, one an institution, as a platform has them that brings both in. */
export const anyFacts: fc.Arbitrary<DecisionFacts> = fc.record({
  offers: fc.shuffledSubarray([...OFFERS], { minLength: 1 }),
  rulebook: fc.record({
    revision: fc.constant(1n),
    launches: fc.tuple(fc.option(anyRules), fc.option(anyRules)).map(([wechatpay, alipay]) => {
      const launches = new Map<DecisionFacts['offers'][number]['method'], CompiledLaunch>()
      if (wechatpay !== null) {
        const launch = compileLaunch('ln_1', 1, wechatpay)
        launches.set('wechatpay_scan', launch).set('wechatpay_jump', launch)
      }
      if (alipay !== null) launches.set('alipay_scan', compileLaunch('ln_2', 1, alipay))
      return launches
    }),
    capabilities: fc
      .array(
        fc.record({
          id: fc.constantFrom('cap_1', 'cap_2'),
          state: mostly(
            'granted' as const,
            fc.constantFrom(
              'draft',
              'submitted',
              'under_review',
              'to_be_rectified',
              'suspended',
              'withdrawn',
            ),
          ),
        }),
        { maxLength: 3 },
      )
      .map((all) => new Map(all.map((one) => [one.id, one]))),
    terms: fc
      .array(fc.record({ effectiveAtMs: HOURS, agreement: fc.constantFrom('needed', 'by_notice') }), {
        maxLength: 3,
      })
      .map((all) =>
        [...all]
          .sort((one, other) => one.effectiveAtMs - other.effectiveAtMs)
          .map((one, at) => ({ ...one, seq: at + 1 })),
      ),
    policy: fc.record({
      order: fc.shuffledSubarray([...ORDER_CRITERIA]),
      preselect: fc.constantFrom('none', 'first', 'last_used', 'house'),
      house: fc.option(fc.constantFrom(...WALLETS)),
      feeBp: fc.dictionary(
        fc.constantFrom(...OFFERS.map(({ method }) => method)),
        fc.integer({ min: 0, max: 100 }),
      ),
    }),
    failing: few(OFFERS.map(({ method }) => method)).map((all) => new Set(all)),
  }),
  checkout: fc.record({
    open: mostly(true, fc.constant(false)),
    lockedTo: mostly(null, fc.constantFrom(...WALLETS)),
    amountMinor: fc.bigInt({ min: 1n, max: 20_000n }),
  }),
  merchants: fc.uniqueArray(anyMerchant, { minLength: 1, maxLength: 3, selector: ({ id }) => id }),
  shopper: anyShopper,
  goods: fc.array(
    fc.record({ category: fc.constantFrom(...CATEGORIES), sku: fc.option(fc.constantFrom(...SKUS)) }),
    { minLength: 1, maxLength: 4 },
  ),
  scene: fc.constantFrom(...SCENES),
  now: HOURS.map((at) => new Date(at)),
})
