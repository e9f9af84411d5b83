import { FlagdCore } from '@openfeature/flagd-core'
import { type Evaluator, type MethodRules, RULE_SET } from './rule-set.js'

type Prepared = Record<string, string | number | boolean>

/** Four flags, each targeting by one JSON logic rule that ends in a fractional split by the shopper. */
export function byFlagd(sharePercent: number): Evaluator<Prepared> {
  const core = new FlagdCore()
  core.setConfigurations(
    JSON.stringify({
      flags: Object.fromEntries(
        RULE_SET.map((rules, at) => [
          rules.launch,
          {
            state: 'ENABLED',
            variants: { on: true, off: false },
            defaultVariant: 'off',
            targeting: {
              if: [
                { and: conditionsOf(rules, at) },
                {
                  fractional: [
                    { cat: [rules.launch, { var: 'shopper' }] },
                    ['on', sharePercent],
                    ['off', 100 - sharePercent],
                  ],
                },
                'off',
              ],
            },
          },
        ]),
      ),
    }),
  )
  const keys = RULE_SET.map(({ launch }) => launch)
  return {
    name: '@openfeature/flagd-core',
    prepare: (one) => ({
      shopper: one.shopperId,
      tier: one.regionTier,
      scene: one.scene,
      amount: one.amountMinor,
      category: one.category,
      sku: one.sku,
      now: one.nowMs,
      open: true,
      ...Object.fromEntries(
        RULE_SET.flatMap(({ institution }, at) => [
          [`part_${at}`, one.merchant.active[at] ? 'active' : 'invited'],
          [`agreed_${at}`, one.merchant.agreedSeq[at] ?? 0],
          [`sub_${institution}`, one.merchant.subMerchantAt.includes(institution)],
        ]),
      ),
    }),
    decide(prepared) {
      let shown = 0
      for (let at = 0; at < keys.length; at += 1) {
        if (core.resolveBooleanEvaluation(keys[at] ?? '', false, prepared).value) shown |= 1 << at
      }
      return shown
    },
  }
}

function conditionsOf(rules: MethodRules, at: number) {
  const of = (name: string) => ({ var: name })
  return [
    of('open'),
    { in: [of('scene'), rules.scenes] },
    { '>=': [of('amount'), rules.leastMinor] },
    { '<=': [of('amount'), rules.mostMinor] },
    { '>=': [of('now'), Date.parse(rules.from)] },
    { '<': [of('now'), Date.parse(rules.until)] },
    { '===': [of(`part_${at}`), 'active'] },
    of(`sub_${rules.institution}`),
    { '>=': [of(`agreed_${at}`), rules.termsSeq] },
    { '!': { in: [of('shopper'), rules.denyShoppers] } },
    { in: [of('tier'), rules.regionTiers] },
    { '!': { in: [of('category'), rules.excludeCategories] } },
    { '!': { in: [of('sku'), rules.excludeSkus] } },
  ]
}
