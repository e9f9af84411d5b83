import type { Cohort } from '../rules-schema.js'
import { WHOLE_BP } from '../rules-schema.js'
import type { CompiledLaunch, ShopperFact } from './facts.js'
import type { FoundReasons } from './found-reasons.js'
import { placeOf } from './sticky-hash.js'

export function checkShopper(launch: CompiledLaunch, shopper: ShopperFact, found: FoundReasons): void {
  const { rules, id } = launch
  if (launch.deny.has(shopper.id)) found.add('shopper_denied', { launch: id })
  if (launch.allow.has(shopper.id)) return

  if (rules.holdoutBp > 0 && placeOf(shopper.id, launch.holdoutSeed) < rules.holdoutBp) {
    found.add('shopper_in_holdout', { holdoutBp: rules.holdoutBp, launch: id })
  }
  if (rules.audience !== null && !matches(rules.audience, shopper)) {
    found.add('shopper_not_in_audience', { launch: id })
  }
  const shareBp = shareOf(launch, shopper)
  if (shareBp >= WHOLE_BP) return
  // Who is in at a share stands below it, so is in at every larger share too.
  const place = placeOf(shopper.id, launch.rampSeed)
  if (place >= shareBp) found.add('shopper_not_in_share', { shareBp, place, launch: id })
}

/** The largest share that speaks of this shopper: a boost never takes anybody out. */
function shareOf({ rules }: CompiledLaunch, shopper: ShopperFact): number {
  let shareBp = rules.shareBp
  for (const boost of rules.boosts) {
    if (boost.shareBp > shareBp && matches(boost.when, shopper)) shareBp = boost.shareBp
  }
  return shareBp
}

/** What the marketplace did not tell never matches. */
function matches({ newShopper, regionTiers, walletsUsed }: Cohort, shopper: ShopperFact): boolean {
  if (newShopper !== undefined && shopper.isNew !== newShopper) return false
  if (
    regionTiers !== undefined &&
    !(shopper.regionTier !== null && regionTiers.includes(shopper.regionTier))
  ) {
    return false
  }
  return walletsUsed === undefined || walletsUsed.some((wallet) => shopper.walletsUsed.includes(wallet))
}
