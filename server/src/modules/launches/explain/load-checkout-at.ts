import type { InstitutionName } from '../../../connectors/contract.js'
import type { Db } from '../../../platform/db/index.js'
import { type Refusal, refuse } from '../../../platform/refusal/index.js'
import { type LoadedCheckout, loadCheckoutFacts } from '../checkout/load-facts.js'
import { loadMerchants } from './load-merchants.js'

interface Then {
  readonly createdAt: Date
  readonly deadlineAt: Date
  readonly left: boolean
  readonly lockedTo: InstitutionName | null
}

/**
 * A checkout as it stood: what it is about never changes, whether it could be paid and where is told by its story, and
 * merchants' parts by their moves.
 */
export async function loadCheckoutAt(
  db: Db,
  checkoutId: string,
  at: Date,
): Promise<LoadedCheckout | Refusal<'checkout_not_found' | 'moment_before_checkout'>> {
  const [loaded, then] = await Promise.all([
    loadCheckoutFacts(db.sql, checkoutId, at),
    selectThen(db, checkoutId, at),
  ])
  if (loaded === null || then === null) return refuse('checkout_not_found')
  if (at < then.createdAt) {
    return refuse('moment_before_checkout', { checkoutId, placedAt: then.createdAt.toISOString() })
  }
  const merchantIds = loaded.merchants.map(({ id }) => id)
  return {
    ...loaded,
    checkout: {
      ...loaded.checkout,
      open: !then.left && at < then.deadlineAt,
      lockedTo: then.lockedTo,
    },
    merchants: await loadMerchants(db, merchantIds, at),
  }
}

/** Once it has left `open` it never comes back. */
async function selectThen({ sql }: Db, checkoutId: string, at: Date): Promise<Then | null> {
  const [row] = await sql<Then>`
    select created_at as "createdAt", deadline_at as "deadlineAt",
      exists (select from story_entries where checkout_id = checkouts.id and at <= ${at}
        and kind in ('checkout.closing', 'checkout.closed', 'checkout.paid')) as left,
      (select data ->> 'institution' from story_entries where checkout_id = checkouts.id and at <= ${at}
        and kind = 'checkout.locked' limit 1) as "lockedTo"
    from checkouts where id = ${checkoutId}`
  return row ?? null
}
