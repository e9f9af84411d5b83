import type { Db } from '../../platform/db/index.js'
import { type CheckoutView, checkoutIdIn, readCheckouts, type ViewDeps } from '../checkouts/index.js'
import { selectByForeignNumber } from './queries.js'

export interface SearchHit {
  readonly kind: 'checkout' | 'attempt' | 'refund' | 'order'
  /** The number that was found. */
  readonly matched: string
  readonly checkout: CheckoutView
}

/** Finds a checkout by any number that a person may hold in hand: ours, the institution's or the shop's. */
export async function searchByNumber(
  deps: ViewDeps & { readonly db: Db },
  text: string,
): Promise<SearchHit[]> {
  const number = text.trim()
  if (number === '') return []
  const ours = checkoutIdIn(number)
  const found =
    ours === null ? await selectByForeignNumber(deps.db, number) : [{ kind: null, checkoutId: ours }]
  const views = await readCheckouts(deps, [...new Set(found.map((row) => row.checkoutId))])
  const viewOf = new Map(views.map((view) => [view.id, view]))
  return found.flatMap(({ kind, checkoutId }) => {
    const checkout = viewOf.get(checkoutId)
    return checkout === undefined
      ? []
      : [{ kind: kind ?? kindOf(checkout, number), matched: number, checkout }]
  })
}

/** What a number of ours is the number of; a child that does not exist leads to its checkout all the same. */
function kindOf(checkout: CheckoutView, number: string): SearchHit['kind'] {
  if (checkout.attempts.some(({ id, outTradeNo }) => id === number || outTradeNo === number)) return 'attempt'
  if (checkout.refunds.some(({ id, outRefundNo }) => id === number || outRefundNo === number)) return 'refund'
  const isOrder = checkout.orders.some(
    ({ id, items }) => id === number || items.some((item) => item.id === number),
  )
  return isOrder ? 'order' : 'checkout'
}
