import type { Tx } from '../../platform/db/index.js'
import type { Surplus } from '../attempts/index.js'
import { applyRefundAnswer } from './apply-refund-answer.js'
import { selectRefund } from './queries.js'
import { storeRefund } from './store-refund.js'

const REASON = '重复付款或订单已关闭，款项原路退回'

/** Stores the refund of a success that is not kept, in the commit that learns of it; the runner sends it at once. */
export async function giveBackSurplus(tx: Tx, surplus: Surplus): Promise<void> {
  const { alreadyGivenBack, ...rest } = surplus
  const id = await storeRefund(tx, {
    ...rest,
    kind: 'surplus',
    orderId: null,
    reason: REASON,
    parts: [],
    dueAt: surplus.at,
  })
  if (!alreadyGivenBack) return
  const refund = await selectRefund(tx, surplus.checkoutId, id)
  if (refund === null) throw new Error(`refund ${id} was written and is not there`)
  await applyRefundAnswer(tx, { clock: { now: () => surplus.at } }, refund, {
    outcome: 'refunded',
    facts: {
      institutionRef: null,
      refundMinor: surplus.amountMinor,
      currency: surplus.currency,
      refundedAt: surplus.at,
    },
  })
}
