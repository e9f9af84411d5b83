import { later } from '../../platform/clock/index.js'
import type { RefundsDeps } from './deps.js'
import { claimDueRefunds, selectRefund } from './queries.js'
import { LEASE_MS } from './schedule.js'
import { pursueRefund } from './send-refund.js'

/** Pursues due refunds side by side. Returns how many. */
export async function pursueDueRefunds(deps: RefundsDeps, limit: number): Promise<number> {
  const now = deps.clock.now()
  const due = await claimDueRefunds(deps.db, now, later(now, LEASE_MS), limit)
  await Promise.all(
    due.map(async ({ checkoutId, id }) => {
      try {
        const refund = await selectRefund(deps.db, checkoutId, id)
        if (refund !== null) await pursueRefund(deps, refund)
      } catch (error) {
        deps.log.error({ err: error, refundId: id }, 'a refund could not be pursued; it stays due')
      }
    }),
  )
  return due.length
}
