import { GrowthBookClient } from '@growthbook/growthbook'
import { type Evaluator, type MethodRules, RULE_SET } from './rule-set.js'

interface Prepared {
  readonly attributes: Record<string, string | number | boolean>
}

/** Four features, each with one forced rule: its condition, and coverage by a hash of the shopper. */
export function byGrowthbook(sharePercent: number): Evaluator<Prepared> {
  const client = new GrowthBookClient().initSync({
    payload: {
      features: Object.fromEntries(
        RULE_SET.map((rules, at) => [
          rules.launch,
          {
            defaultValue: false,
            rules: [
              {
                condition: conditionOf(rules, at),
                force: true,
                coverage: sharePercent / 100,
                hashAttribute: 'shopper',
                hashVersion: 2 as const,
                seed: rules.launch,
              },
            ],
          },
        ]),
      ),
    },
  })
  const keys = RULE_SET.map(({ launch }) => launch)
  return {
    name: '@growthbook/growthbook',
    prepare: (one) => ({
      attributes: {
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
      },
    }),
    decide(prepared) {
      let shown = 0
      for (let at = 0; at < keys.length; at += 1) {
        if (client.isOn(keys[at] ?? '', prepared)) shown |= 1 << at
      }
      return shown
    },
  }
}

function conditionOf(rules: MethodRules, at: number) {
  return {
    open: true,
    scene: { $in: [...rules.scenes] },
    amount: { $gte: rules.leastMinor, $lte: rules.mostMinor },
    now: { $gte: Date.parse(rules.from), $lt: Date.parse(rules.until) },
    [`part_${at}`]: 'active',
    [`sub_${rules.institution}`]: true,
    [`agreed_${at}`]: { $gte: rules.termsSeq },
    shopper: { $nin: [...rules.denyShoppers] },
    tier: { $in: [...rules.regionTiers] },
    category: { $nin: [...rules.excludeCategories] },
    sku: { $nin: [...rules.excludeSkus] },
  }
}
