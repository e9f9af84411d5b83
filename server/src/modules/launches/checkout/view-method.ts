import type { DecidedMethod } from '../decision/facts.js'
import { tellReason, tellShopper } from '../decision/index.js'
import type { MethodChoice } from './schema.js'

/** A decided method as the API tells it. */
export function viewMethod(decided: DecidedMethod): MethodChoice {
  const { offer, shown, preselected, reasons } = decided
  const sentence = tellShopper(decided)
  return {
    method: offer.method,
    institution: offer.institution,
    name: offer.name,
    nameEn: offer.nameEn,
    shown,
    preselected,
    reasons: reasons.map(tellReason),
    forShopper: sentence?.zh ?? null,
    forShopperEn: sentence?.en ?? null,
  }
}
