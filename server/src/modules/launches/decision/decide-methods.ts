import { checkGoods } from './check-goods.js'
import { checkLaunch, termsNeeded } from './check-launch.js'
import { checkMerchants } from './check-merchants.js'
import { checkShopper } from './check-shopper.js'
import type { DecidedMethod, DecisionFacts, OfferFact, Reason, TermsFact } from './facts.js'
import { FoundReasons } from './found-reasons.js'
import { compareOffers, type OrderFacts, preselect } from './order-methods.js'

/**
 * Which methods this shopper may use for this checkout, here and now: each in its order, shown or hidden with all
 * reasons. Pure: the cashier, the gate before an attempt and support's explanation ask the same function, so they
 * cannot tell three stories.
 */
export function decideMethods(facts: DecisionFacts): DecidedMethod[] {
  const order: OrderFacts = {
    policy: facts.rulebook.policy,
    failing: facts.rulebook.failing,
    scene: facts.scene,
    shopper: facts.shopper,
  }
  const offers = [...facts.offers].sort((one, other) => compareOffers(one, other, order))
  const nowMs = facts.now.getTime()
  const needed = termsNeeded(facts.rulebook.terms, nowMs)
  const found = new FoundReasons()
  const reasons = offers.map((offer) => reasonsAgainst(offer, facts, nowMs, needed, found))

  const shown = offers.filter((_, at) => reasons[at]!.length === 0)
  const chosen = shown[preselect(shown, order)]
  return offers.map((offer, at) => ({
    offer,
    shown: reasons[at]!.length === 0,
    preselected: offer === chosen,
    reasons: reasons[at]!,
  }))
}

function reasonsAgainst(
  offer: OfferFact,
  facts: DecisionFacts,
  nowMs: number,
  needed: TermsFact | null,
  found: FoundReasons,
): readonly Reason[] {
  const { checkout, rulebook, scene } = facts
  const { method, institution } = offer
  if (!checkout.open) found.add('checkout_not_open', {})
  if (checkout.lockedTo !== null && checkout.lockedTo !== institution) {
    found.add('locked_to_other_institution', { institution: checkout.lockedTo })
  }
  if (!offer.scenes.includes(scene)) found.add('not_in_this_scene', { scene })

  // A method that no launch names is an established one: nothing below holds it back.
  const launch = rulebook.launches.get(method)
  if (launch !== undefined) {
    checkLaunch(launch, facts, nowMs, found)
    checkMerchants(launch, institution, facts.merchants, needed, found)
    checkShopper(launch, facts.shopper, found)
    checkGoods(launch, facts.goods, found)
    if (launch.rules.hideWhenFailing && rulebook.failing.has(method)) {
      found.add('method_failing', { method, launch: launch.id })
    }
  }
  return found.take()
}
