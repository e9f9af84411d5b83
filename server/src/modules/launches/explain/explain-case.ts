import type { Scene } from '../../../connectors/contract.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import { readMerchantsById } from '../../merchants/index.js'
import { type ShopperFacts, shopperFact } from '../checkout/load-facts.js'
import type { GoodsFact } from '../decision/facts.js'
import { type ExplainDeps, explain } from './explain.js'
import { loadMerchants } from './load-merchants.js'
import type { MomentRefusal } from './refusals.js'
import type { Explanation } from './schema.js'

/** A cart that need not exist: this shopper, these sellers, these goods, here. */
export interface Case {
  readonly shopper: ShopperFacts & { readonly id: string }
  readonly merchantIds: readonly string[]
  readonly goods: readonly GoodsFact[]
  readonly amountMinor: bigint
  readonly scene: Scene
}

/** What a cashier would show for it, now (`at` null) or at a past moment. Nothing is looked up about the shopper. */
export async function explainCase(
  deps: ExplainDeps,
  { shopper, merchantIds, goods, amountMinor, scene }: Case,
  at: Date | null,
): Promise<Explanation | Refusal<'merchant_not_found' | MomentRefusal>> {
  const now = deps.clock.now()
  if (at !== null && at > now) return refuse('moment_to_come', { now: now.toISOString() })
  const ids = [...new Set(merchantIds)]
  const [known, merchants] = await Promise.all([
    readMerchantsById(deps.db, ids),
    loadMerchants(deps.db, ids, at),
  ])
  const unknown = ids.find((id) => !known.some((merchant) => merchant.id === id))
  if (unknown !== undefined) return refuse('merchant_not_found', { merchantId: unknown })
  const { id, ...facts } = shopper
  return explain(
    deps,
    {
      checkout: { open: true, lockedTo: null, amountMinor },
      merchants,
      shopper: shopperFact(id, facts),
      goods,
      scene,
    },
    at,
    now,
  )
}
