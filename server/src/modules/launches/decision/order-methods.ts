import type { Scene } from '../../../connectors/contract.js'
import type { MethodPolicy } from '../rules-schema.js'
import type { OfferFact, ShopperFact } from './facts.js'

export interface OrderFacts {
  readonly policy: MethodPolicy
  readonly scene: Scene
  readonly failing: ReadonlySet<string>
  readonly shopper: ShopperFact
}

type Criterion = MethodPolicy['order'][number]

/** Each gives a smaller number to what stands earlier. */
const RANK: Readonly<Record<Criterion, (offer: OfferFact, facts: OrderFacts) => number>> = {
  // A phone jumps into the wallet; at a desk the phone scans.
  fits_scene: ({ method }, { scene }) => ((scene === 'desktop_web') === method.endsWith('_scan') ? 0 : 1),
  well: ({ method }, { failing }) => (failing.has(method) ? 1 : 0),
  house: ({ institution }, { policy }) => (institution === policy.house ? 0 : 1),
  last_used: ({ method }, { shopper }) => (method === shopper.lastMethod ? 0 : 1),
  cheapest: ({ method }, { policy }) => policy.feeBp[method] ?? Number.POSITIVE_INFINITY,
}

/** Below zero when `one` stands before `other`; zero leaves them as the institutions were put together. */
export function compareOffers(one: OfferFact, other: OfferFact, facts: OrderFacts): number {
  for (const criterion of facts.policy.order) {
    const [left, right] = [RANK[criterion](one, facts), RANK[criterion](other, facts)]
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** Which of the shown methods, in their order, is chosen beforehand: its place, or -1 for none. */
export function preselect(shown: readonly OfferFact[], { policy, shopper }: OrderFacts): number {
  if (policy.preselect === 'none' || shown.length === 0) return -1
  const wished = shown.findIndex(
    ({ method, institution }) =>
      (policy.preselect === 'last_used' && method === shopper.lastMethod) ||
      (policy.preselect === 'house' && institution === policy.house),
  )
  return wished < 0 ? 0 : wished
}
