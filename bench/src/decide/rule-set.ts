import type { DecisionFacts } from '@hutong/server/modules/launches'

type MethodName = DecisionFacts['offers'][number]['method']
type Scene = DecisionFacts['scene']

/**
 * The rules of the comparison, in words that belong to no evaluator. Four methods with a launch each, and in each what
 * marketplaces ask for every day. Nothing that one of the evaluators cannot say: one thing in the cart, shares in whole
 * per cent, lists of twenty.
 */
export interface MethodRules {
  readonly method: MethodName
  readonly launch: string
  readonly institution: 'wechatpay' | 'alipay'
  readonly scenes: readonly Scene[]
  readonly leastMinor: number
  readonly mostMinor: number
  readonly excludeCategories: readonly string[]
  readonly excludeSkus: readonly string[]
  readonly denyShoppers: readonly string[]
  readonly regionTiers: readonly number[]
  readonly from: string
  readonly until: string
  /** The version of the terms that merchants must have agreed to. */
  readonly termsSeq: number
}

const twenty = (of: (at: number) => string): string[] => Array.from({ length: 20 }, (_, at) => of(at))

const rulesOf = (
  at: number,
  method: MethodName,
  institution: MethodRules['institution'],
  scenes: readonly Scene[],
): MethodRules => ({
  method,
  launch: `ln_${at}`,
  institution,
  scenes,
  leastMinor: 100 * at,
  mostMinor: 500_000 - 10_000 * at,
  excludeCategories: twenty((each) => `category_${(each * 7 + at) % 200}`),
  excludeSkus: twenty((each) => `sku_${(each * 131 + at) % 5_000}`),
  denyShoppers: twenty((each) => `shopper_${(each * 4_999 + at) % 100_000}`),
  regionTiers: [1, 2, 3],
  from: '2024-10-01T00:00:00.000Z',
  until: '2024-11-12T00:00:00.000Z',
  termsSeq: 3,
})

export const RULE_SET: readonly MethodRules[] = [
  rulesOf(0, 'wechatpay_scan', 'wechatpay', ['desktop_web', 'mobile_web']),
  rulesOf(1, 'wechatpay_jump', 'wechatpay', ['mobile_web', 'app']),
  rulesOf(2, 'alipay_scan', 'alipay', ['desktop_web', 'mobile_web']),
  rulesOf(3, 'alipay_jump', 'alipay', ['mobile_web', 'app', 'desktop_web']),
]

/** One question: may this shopper pay this checkout with each of the four? */
export interface Case {
  readonly shopperId: string
  readonly regionTier: number
  readonly scene: Scene
  readonly amountMinor: number
  readonly category: string
  readonly sku: string
  readonly nowMs: number
  readonly merchant: Merchant
}

/** What a checkout's load brings of its merchant. */
export interface Merchant {
  readonly id: string
  /** By place in the rule set: takes part, and under which version of the terms. */
  readonly active: readonly boolean[]
  readonly agreedSeq: readonly number[]
  readonly subMerchantAt: readonly MethodRules['institution'][]
}

export interface Evaluator<Prepared = unknown> {
  readonly name: string
  /** The question in the evaluator's own form: made before the clock starts. */
  prepare(one: Case): Prepared
  /** A bit for each method that is shown. */
  decide(prepared: Prepared): number
}
