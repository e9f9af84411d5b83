import type { Scene } from '../../../connectors/contract.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import type { DecidedMethod } from '../decision/facts.js'
import { decideMethods } from '../decision/index.js'
import type { LaunchesDeps } from '../deps.js'
import { loadCheckoutFacts, offerFacts } from './load-facts.js'

/** Every method that the platform has, each shown or hidden with all reasons; in the order in which they are offered. */
export async function readMethods(
  deps: Pick<LaunchesDeps, 'db' | 'book' | 'clock' | 'rulebooks'>,
  checkoutId: string,
  scene: Scene,
): Promise<readonly DecidedMethod[] | Refusal<'checkout_not_found'>> {
  const now = deps.clock.now()
  const loaded = await loadCheckoutFacts(deps.db.sql, checkoutId, now)
  if (loaded === null) return refuse('checkout_not_found')
  return decideMethods({
    ...loaded,
    offers: offerFacts(deps.book),
    rulebook: deps.rulebooks.current(),
    scene,
    now,
  })
}
