import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LaunchRules, MethodPolicy } from '../rules-schema.js'
import { compileLaunch } from './compile-rules.js'
import { decideMethods } from './decide-methods.js'
import type { DecidedMethod, DecisionFacts, ShopperFact } from './facts.js'
import { anyCohort, anyFacts, anyShopper, shareBp } from './testing/any-facts.js'
import { OFFERS, type Otherwise, openFacts, openRules } from './testing/open-facts.js'

const shown = (facts: DecisionFacts) =>
  decideMethods(facts).flatMap(({ offer, shown }) => (shown ? [offer.method] : []))
const scan = (otherwise: Otherwise): DecidedMethod =>
  decideMethods(openFacts(otherwise)).find(({ offer }) => offer.method === 'wechatpay_scan')!

describe('shares', () => {
  it('never lose a shopper by being raised or by a boost more', () => {
    const growing = fc.record({
      rules: fc.record({
        shareBp,
        holdoutBp: fc.constantFrom(0, 500),
        audience: fc.option(anyCohort),
        boosts: fc.array(fc.record({ when: anyCohort, shareBp }), { maxLength: 3 }),
      }),
      raisedBy: fc.nat(10_000),
      boosts: fc.array(fc.record({ when: anyCohort, shareBp }), { maxLength: 3 }),
      shopper: anyShopper,
    })
    fc.assert(
      fc.property(growing, ({ rules, raisedBy, boosts, shopper }) => {
        const raised: Partial<LaunchRules> = {
          ...rules,
          shareBp: Math.min(10_000, rules.shareBp + raisedBy),
          boosts: [...boosts, ...rules.boosts],
        }
        if (scan({ rules, shopper }).shown) expect(scan({ rules: raised, shopper }).shown).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('are what they say, of shoppers in and of shoppers held out', () => {
    const shoppers = Array.from({ length: 20_000 }, (_, at) => nobody(`shopper_${at}`))
    const rules = { shareBp: 3_000, holdoutBp: 1_000 }
    const seen = shoppers.filter((shopper) => scan({ rules, shopper }).shown).length
    // 27 % of 20,000; four deviations of a coin thrown that often.
    expect(Math.abs(seen - 5_400)).toBeLessThan(4 * Math.sqrt(20_000 * 0.27 * 0.73))
  })

  it('let the allowed in and the denied never, whatever else they are', () => {
    fc.assert(
      fc.property(
        anyShopper,
        fc.record({ shareBp, holdoutBp: shareBp, audience: fc.option(anyCohort) }),
        (shopper, rules) => {
          const allowed = { ...rules, allow: [shopper.id] }
          expect(scan({ rules: allowed, shopper }).shown).toBe(true)
          const denied = scan({ rules: { ...allowed, deny: [shopper.id] }, shopper })
          expect(denied.reasons.map(({ code }) => code)).toEqual(['shopper_denied'])
        },
      ),
    )
  })
})

describe('every decision', () => {
  it('hides a method exactly for its reasons, which stand in their order, and chooses one at most', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decided = decideMethods(facts)
        expect(decided.map(({ offer }) => offer.method).sort()).toEqual(
          facts.offers.map(({ method }) => method).sort(),
        )
        for (const method of decided) expect(method.shown).toBe(method.reasons.length === 0)
        const chosen = decided.filter(({ preselected }) => preselected)
        const wanted = facts.rulebook.policy.preselect !== 'none' && decided.some((one) => one.shown)
        expect(chosen).toHaveLength(wanted ? 1 : 0)
        expect(chosen.every((one) => one.shown)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is what a plain reading of the rules says', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { offer, shown } of decideMethods(facts)) {
          expect(shown).toBe(readPlainly(facts, offer.method))
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('does not depend on the order in which things were loaded', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { rulebook } = facts
        const turned: DecisionFacts = {
          ...facts,
          offers: facts.offers.toReversed(),
          merchants: facts.merchants.toReversed().map((merchant) => ({
            ...merchant,
            participations: new Map([...merchant.participations].toReversed()),
          })),
          goods: facts.goods.toReversed(),
          shopper: { ...facts.shopper, walletsUsed: facts.shopper.walletsUsed.toReversed() },
          rulebook: {
            ...rulebook,
            launches: new Map(
              [...rulebook.launches]
                .toReversed()
                .map(([method, { id, version, rules }]) => [method, compileLaunch(id, version, turn(rules))]),
            ),
            capabilities: new Map([...rulebook.capabilities].toReversed()),
            failing: new Set([...rulebook.failing].toReversed()),
          },
        }
        expect(answersOf(turned)).toEqual(answersOf(facts))
      }),
      { numRuns: 1_000 },
    )
  })

  it('leaves what it was given as it was', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const before = structuredClone(facts)
        expect(decideMethods(facts)).toEqual(decideMethods(facts))
        expect(facts).toEqual(before)
      }),
    )
  })

  it('does not hold back a method that no launch names', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const established = { ...facts.rulebook, launches: new Map() }
        const { checkout, scene } = facts
        const methods = shown({ ...facts, rulebook: established })
        for (const { method, institution, scenes } of facts.offers) {
          const free = checkout.lockedTo === null || checkout.lockedTo === institution
          expect(methods.includes(method)).toBe(checkout.open && free && scenes.includes(scene))
        }
      }),
    )
  })
})

describe('order', () => {
  const order = (policy: Partial<MethodPolicy>, otherwise: Otherwise = {}) =>
    decideMethods(
      openFacts({
        ...otherwise,
        rulebook: {
          ...otherwise.rulebook,
          policy: { order: [], preselect: 'none', house: null, feeBp: {}, ...policy },
        },
      }),
    ).map(({ offer, preselected }) => `${offer.method}${preselected ? '!' : ''}`)
  const paidWith = (lastMethod: ShopperFact['lastMethod']) => ({ ...nobody('s'), lastMethod })

  it('is that of the institutions while the policy says nothing', () => {
    expect(order({})).toEqual(['wechatpay_scan', 'wechatpay_jump', 'alipay_scan', 'alipay_jump'])
  })
  it('puts scanning first at a desk and jumping on a phone', () => {
    const desk = ['wechatpay_scan', 'alipay_scan', 'wechatpay_jump', 'alipay_jump']
    const phone = ['wechatpay_jump', 'alipay_jump', 'wechatpay_scan', 'alipay_scan']
    expect(order({ order: ['fits_scene'] })).toEqual(desk)
    expect(order({ order: ['fits_scene'] }, { scene: 'mobile_web' })).toEqual(phone)
  })
  it('lets each criterion decide only where those before it say nothing', () => {
    const policy = { order: ['house', 'last_used', 'cheapest'], house: 'alipay' } as const
    const feeBp = { wechatpay_jump: 20, wechatpay_scan: 60, alipay_jump: 30 }
    expect(order({ ...policy, order: [...policy.order], feeBp })).toEqual([
      'alipay_jump',
      'alipay_scan',
      'wechatpay_jump',
      'wechatpay_scan',
    ])
    expect(
      order({ ...policy, order: [...policy.order], feeBp }, { shopper: paidWith('alipay_scan') })[0],
    ).toBe('alipay_scan')
  })
  it('puts failing methods last', () => {
    const rulebook = { failing: new Set(['wechatpay_scan', 'alipay_scan'] as const) }
    expect(order({ order: ['well'] }, { rulebook }).slice(2)).toEqual(['wechatpay_scan', 'alipay_scan'])
  })
  it('chooses beforehand what is wished and shown, otherwise the first that is', () => {
    expect(order({ preselect: 'house', house: 'alipay' })).toContain('alipay_scan!')
    expect(order({ preselect: 'last_used' }, { shopper: paidWith('alipay_scan') })).toContain('alipay_scan!')
    // A jump does not work at a desk.
    expect(order({ preselect: 'last_used' }, { shopper: paidWith('alipay_jump') })).toContain(
      'wechatpay_scan!',
    )
    expect(order({ preselect: 'first' }, { rules: { state: 'halted' } })).toContain('alipay_scan!')
  })
})

function nobody(id: string): ShopperFact {
  return { id, isNew: null, regionTier: null, walletsUsed: [], lastMethod: null }
}

function turn(rules: LaunchRules): LaunchRules {
  return {
    ...rules,
    requires: rules.requires.toReversed(),
    boosts: rules.boosts.toReversed(),
    windows: rules.windows.toReversed(),
    allow: rules.allow.toReversed(),
    deny: rules.deny.toReversed(),
  }
}

/** Per method, with reasons as a set: what does not depend on order at all. */
function answersOf(facts: DecisionFacts) {
  return Object.fromEntries(
    decideMethods(facts).map(({ offer, shown, reasons }) => [
      offer.method,
      { shown, reasons: reasons.map((reason) => JSON.stringify(reason)).sort() },
    ]),
  )
}

/** The rules once more, word by word as the papers say them and with no thought of speed. */
function readPlainly(facts: DecisionFacts, method: string): boolean {
  const { rulebook, checkout, merchants, shopper, goods, scene } = facts
  const offer = OFFERS.find((one) => one.method === method)!
  const launch = rulebook.launches.get(offer.method)
  if (!checkout.open || !offer.scenes.includes(scene)) return false
  if (checkout.lockedTo !== null && checkout.lockedTo !== offer.institution) return false
  if (launch === undefined) return true

  const { rules } = launch
  const now = facts.now.toISOString()
  const inForce = rulebook.terms.filter((terms) => new Date(terms.effectiveAtMs).toISOString() <= now)
  const mustAgreeTo = inForce.findLast((terms) => terms.agreement === 'needed')?.seq ?? 0
  const merchantsAreIn = merchants.every(({ participations, subMerchantAt }) => {
    const part = participations.get(launch.id)
    const agreedTo = part?.agreedTermsSeq ?? 0
    if (rules.needsSubMerchant && !subMerchantAt.has(offer.institution)) return false
    if (rules.merchants === 'invited') return part?.state === 'active' && agreedTo >= mustAgreeTo
    if (['declined', 'paused', 'suspended'].includes(part?.state ?? '')) return false
    return agreedTo >= mustAgreeTo || (rules.everyoneUnderTermsSeq ?? 0) >= mustAgreeTo
  })
  const goodsAreIn = goods.every(({ category, sku }) => {
    const { includeCategories, excludeCategories, includeSkus, excludeSkus } = rules.goods
    if (excludeCategories.includes(category) || excludeSkus.includes(sku ?? '')) return false
    return (
      includeCategories.length === 0 ||
      includeCategories.includes(category) ||
      includeSkus.includes(sku ?? '')
    )
  })
  const denied = rules.deny.includes(shopper.id)
  return (
    rules.state === 'live' &&
    rules.requires.every((id) => rulebook.capabilities.get(id)?.state === 'granted') &&
    merchantsAreIn &&
    goodsAreIn &&
    !denied &&
    (rules.allow.includes(shopper.id) || isPlaced(facts, method)) &&
    (rules.scenes === null || rules.scenes.includes(scene)) &&
    checkout.amountMinor >= BigInt(rules.amountMinor.least ?? 0) &&
    checkout.amountMinor <= BigInt(rules.amountMinor.most ?? Number.MAX_SAFE_INTEGER) &&
    (rules.windows.length === 0 || rules.windows.some(({ from, until }) => from <= now && now < until)) &&
    !(rules.hideWhenFailing && rulebook.failing.has(offer.method))
  )
}

/** Share, audience and holdout alone, asked with everything else out of the way; they have their own tests above. */
function isPlaced({ rulebook, shopper }: DecisionFacts, method: string): boolean {
  const { id, rules } = rulebook.launches.get(method as 'wechatpay_scan')!
  const { shareBp, holdoutBp, audience, boosts } = rules
  const launch = compileLaunch(id, 1, openRules({ shareBp, holdoutBp, audience, boosts }))
  return shown(
    openFacts({ shopper, rulebook: { launches: new Map([['wechatpay_scan', launch]]) } }),
  ).includes('wechatpay_scan')
}
