import { checkGoods } from './check-goods.js'
import { checkCircumstances, checkLaunch, termsNeeded } from './check-launch.js'
import { checkMerchants } from './check-merchants.js'
import { checkShopper } from './check-shopper.js'
import type { DecidedMethod, DecisionFacts, OfferFact, Reason, TermsFact } from './facts.js'
import { FoundReasons } from './found-reasons.js'
import { isWished, type OrderFacts, orderOffers } from './order-methods.js'

/**
 * Which methods this shopper may use for this checkout, here and now: each in its order, shown or hidden with all
 * reasons. Pure: the cashier, the gate before an attempt and support's explanation ask the same function, so they
 * cannot tell three stories.
 */
export function decideMethods(facts: DecisionFacts): DecidedMethod[] {
  const { rulebook, scene, shopper } = facts
  const order: OrderFacts = { policy: rulebook.policy, failing: rulebook.failing, scene, shopper }
  const nowMs = facts.now.getTime()
  const needed = termsNeeded(rulebook.terms, nowMs)
  const found = new FoundReasons()

  let chosen: OfferFact | null = null
  const judged = orderOffers(facts.offers, order).map((offer) => {
    const reasons = reasonsAgainst(offer, facts, nowMs, needed, found)
    const shown = reasons.length === 0
    if (shown && (chosen === null || (isWished(offer, order) && !isWished(chosen, order)))) chosen = offer
    return { offer, shown, preselected: false, reasons }
  })
  if (rulebook.policy.preselect !== 'none') {
    for (const one of judged) one.preselected = one.offer === chosen
  }
  return judged
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
    checkLaunch(launch, facts, found)
    checkMerchants(launch, institution, facts.merchants, needed, found)
    checkShopper(launch, facts.shopper, found)
    checkGoods(launch, facts.goods, found)
    checkCircumstances(launch, facts, nowMs, found)
    if (launch.rules.hideWhenFailing && rulebook.failing.has(method)) {
      found.add('method_failing', { method, launch: launch.id })
    }
  }
  return found.take()
}
