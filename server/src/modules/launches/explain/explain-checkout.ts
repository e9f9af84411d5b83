import type { Scene } from '../../../connectors/contract.js'
import { isRefusal, type Refusal, refuse } from '../../../platform/refusal/index.js'
import { loadCheckoutFacts } from '../checkout/load-facts.js'
import { type ExplainDeps, explain } from './explain.js'
import { loadCheckoutAt } from './load-checkout-at.js'
import type { MomentRefusal } from './refusals.js'
import type { Explanation } from './schema.js'

/** What the cashier of this checkout shows in this scene, now (`at` null) or as it did at a past moment, and why. */
export async function explainCheckout(
  deps: ExplainDeps,
  checkoutId: string,
  scene: Scene,
  at: Date | null,
): Promise<Explanation | Refusal<'checkout_not_found' | MomentRefusal>> {
  const now = deps.clock.now()
  if (at !== null && at > now) return refuse('moment_to_come', { now: now.toISOString() })
  const loaded = await (at === null
    ? loadCheckoutFacts(deps.db.sql, checkoutId, now)
    : loadCheckoutAt(deps.db, checkoutId, at))
  if (loaded === null) return refuse('checkout_not_found')
  return isRefusal(loaded) ? loaded : explain(deps, { ...loaded, scene }, at, now)
}
