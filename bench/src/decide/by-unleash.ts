import { EventEmitter } from 'node:events'
import { type Context, Unleash } from 'unleash-client'
import { type Evaluator, type MethodRules, RULE_SET } from './rule-set.js'

/** Four toggles, each with one gradual rollout under constraints; kept in memory, nothing is fetched or reported. */
export async function byUnleash(sharePercent: number): Promise<Evaluator<Context>> {
  const unleash = new Unleash({
    appName: 'bench',
    url: 'http://127.0.0.1:9/',
    disableMetrics: true,
    skipInstanceCountWarning: true,
    repository: new Kept(sharePercent),
  })
  await unleash.start()
  const keys = RULE_SET.map(({ launch }) => launch)
  return {
    name: 'unleash-client',
    prepare: (one) => ({
      userId: one.shopperId,
      currentTime: new Date(one.nowMs),
      properties: {
        tier: `${one.regionTier}`,
        scene: one.scene,
        amount: one.amountMinor,
        category: one.category,
        sku: one.sku,
        open: 'true',
        ...Object.fromEntries(
          RULE_SET.flatMap(({ institution }, at) => [
            [`part_${at}`, one.merchant.active[at] ? 'active' : 'invited'],
            [`agreed_${at}`, one.merchant.agreedSeq[at] ?? 0],
            [`sub_${institution}`, `${one.merchant.subMerchantAt.includes(institution)}`],
          ]),
        ),
      },
    }),
    decide(context) {
      let shown = 0
      for (let at = 0; at < keys.length; at += 1) {
        if (unleash.isEnabled(keys[at] ?? '', context)) shown |= 1 << at
      }
      return shown
    },
  }
}

type Repository = NonNullable<ConstructorParameters<typeof Unleash>[0]['repository']>
type Toggle = NonNullable<ReturnType<Repository['getToggle']>>

/** The client's own seam for toggles that do not come from a server. */
class Kept extends EventEmitter implements Repository {
  readonly #toggles: ReadonlyMap<string, Toggle>

  constructor(sharePercent: number) {
    super()
    this.#toggles = new Map(
      RULE_SET.map((rules, at) => [
        rules.launch,
        {
          name: rules.launch,
          enabled: true,
          strategies: [
            {
              name: 'flexibleRollout',
              parameters: { rollout: `${sharePercent}`, stickiness: 'userId', groupId: rules.launch },
              constraints: constraintsOf(rules, at),
              segments: [],
            },
          ],
        } as Toggle,
      ]),
    )
  }

  getToggle(name: string) {
    return this.#toggles.get(name)
  }
  getToggles() {
    return [...this.#toggles.values()]
  }
  getTogglesWithSegmentData() {
    return []
  }
  getSegment() {
    return undefined
  }
  stop() {}
  async start() {
    this.emit('ready')
  }
}

function constraintsOf(rules: MethodRules, at: number) {
  const given = (contextName: string, operator: string, ...values: readonly (string | number)[]) => ({
    contextName,
    operator,
    inverted: false,
    caseInsensitive: false,
    values: values.map(String),
    value: String(values[0]),
  })
  return [
    given('open', 'IN', 'true'),
    given('scene', 'IN', ...rules.scenes),
    given('amount', 'NUM_GTE', rules.leastMinor),
    given('amount', 'NUM_LTE', rules.mostMinor),
    given('currentTime', 'DATE_AFTER', rules.from),
    given('currentTime', 'DATE_BEFORE', rules.until),
    given(`part_${at}`, 'IN', 'active'),
    given(`sub_${rules.institution}`, 'IN', 'true'),
    given(`agreed_${at}`, 'NUM_GTE', rules.termsSeq),
    given('userId', 'NOT_IN', ...rules.denyShoppers),
    given('tier', 'IN', ...rules.regionTiers),
    given('category', 'NOT_IN', ...rules.excludeCategories),
    given('sku', 'NOT_IN', ...rules.excludeSkus),
  ]
}
