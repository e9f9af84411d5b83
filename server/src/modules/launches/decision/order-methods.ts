import type { Scene } from '../../../connectors/contract.js'
import type { MethodPolicy } from '../rules-schema.js'
import type { OfferFact, ShopperFact } from './facts.js'

export interface OrderFacts {
  readonly policy: MethodPolicy
  readonly scene: Scene
  readonly failing: ReadonlySet<string>
  readonly shopper: ShopperFact
}

/** A smaller number stands earlier. */
function rank(criterion: MethodPolicy['order'][number], offer: OfferFact, facts: OrderFacts): number {
  const { method, institution } = offer
  switch (criterion) {
    case 'fits_scene':
      // A phone jumps into the wallet; at a desk the phone scans.
      return (facts.scene === 'desktop_web') === method.endsWith('_scan') ? 0 : 1
    case 'well':
      return facts.failing.has(method) ? 1 : 0
    case 'house':
      return institution === facts.policy.house ? 0 : 1
    case 'last_used':
      return method === facts.shopper.lastMethod ? 0 : 1
    case 'cheapest':
      return facts.policy.feeBp[method] ?? Number.POSITIVE_INFINITY
  }
}

/**
 * As the policy wants them; where it says nothing, as the institutions were put together. By insertion: there are a
 * handful, and they mostly stand in order already.
 */
export function orderOffers(offers: readonly OfferFact[], facts: OrderFacts): OfferFact[] {
  const ordered: OfferFact[] = []
  for (const offer of offers) {
    let at = ordered.length
    while (at > 0 && standsBefore(offer, ordered[at - 1]!, facts)) {
      ordered[at] = ordered[at - 1]!
      at -= 1
    }
    ordered[at] = offer
  }
  return ordered
}

function standsBefore(one: OfferFact, other: OfferFact, facts: OrderFacts): boolean {
  for (const criterion of facts.policy.order) {
    const left = rank(criterion, one, facts)
    const right = rank(criterion, other, facts)
    if (left !== right) return left < right
  }
  return false
}

/** Whether this is the method that the policy would choose beforehand, if it is shown. */
export function isWished({ method, institution }: OfferFact, { policy, shopper }: OrderFacts): boolean {
  if (policy.preselect === 'last_used') return method === shopper.lastMethod
  return policy.preselect === 'house' && institution === policy.house
}
