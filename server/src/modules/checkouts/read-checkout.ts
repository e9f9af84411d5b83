import type { Db } from '../../platform/db/index.js'
import { type Refusal, refuse } from '../../platform/refusal/index.js'
import type { CheckoutTokens } from './checkout-token.js'
import { isCheckoutId } from './ids.js'
import {
  type CheckoutFilter,
  type CheckoutRow,
  selectAttempts,
  selectCheckoutIds,
  selectCheckouts,
  selectItems,
  selectOrders,
  selectRefundParts,
  selectRefunds,
} from './queries.js'
import type { CheckoutView } from './view.js'
import { viewAttempt, viewRefund } from './view-parts.js'

export interface ViewDeps {
  readonly db: Db
  readonly tokens: CheckoutTokens
  /** Where browsers and institutions reach the platform; known once it listens. */
  readonly publicUrl: () => string
}

export async function readCheckout(
  deps: ViewDeps,
  checkoutId: string,
): Promise<CheckoutView | Refusal<'checkout_not_found'>> {
  const [view] = isCheckoutId(checkoutId) ? await readCheckouts(deps, [checkoutId]) : []
  return view ?? refuse('checkout_not_found')
}

export interface Page {
  readonly before: { readonly at: Date; readonly id: string } | null
  readonly limit: number
}

/** Newest first; ask for one more than is shown to know whether there is a next page. */
export async function listCheckouts(
  deps: ViewDeps,
  filter: CheckoutFilter,
  page: Page,
): Promise<CheckoutView[]> {
  const before = page.before ?? { at: new Date('9999-01-01T00:00:00Z'), id: '' }
  const ids = await selectCheckoutIds(deps.db, filter, before, page.limit)
  return readCheckouts(
    deps,
    ids.map((row) => row.id),
  )
}

/** The views of these checkouts, in the order of the ids; unknown ids are left out. */
export async function readCheckouts(deps: ViewDeps, ids: readonly string[]): Promise<CheckoutView[]> {
  if (ids.length === 0) return []
  const [checkouts, orders, items, attempts, refunds, parts] = await deps.db.together((sql) =>
    Promise.all([
      selectCheckouts({ sql }, ids),
      selectOrders({ sql }, ids),
      selectItems({ sql }, ids),
      selectAttempts({ sql }, ids),
      selectRefunds({ sql }, ids),
      selectRefundParts({ sql }, ids),
    ]),
  )
  const itemsOf = groupBy(items, (item) => item.order_id)
  const partsOf = groupBy(parts, (part) => part.refund_id)
  const ordersOf = groupBy(orders, (order) => order.checkout_id)
  const attemptsOf = groupBy(attempts, (attempt) => attempt.checkout_id)
  const refundsOf = groupBy(refunds, (refund) => refund.checkout_id)
  const byId = new Map(checkouts.map((row) => [row.id, row]))

  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (row === undefined) return []
    const cashierUrl = `${deps.publicUrl()}/cashier/${id}?k=${deps.tokens.tokenOf(id)}`
    const orderViews = (ordersOf.get(id) ?? []).map((order) => ({
      id: order.id,
      reference: order.reference,
      merchant: { id: order.merchant_id, name: order.merchant_name, nameEn: order.merchant_name_en },
      amountMinor: Number(order.amount_minor),
      refundedMinor: Number(order.refunded_minor),
      items: (itemsOf.get(order.id) ?? []).map((item) => ({
        id: item.id,
        name: item.name,
        category: item.category,
        sku: item.sku,
        quantity: item.quantity,
        unitPriceMinor: Number(item.unit_price_minor),
        refundedQuantity: item.refunded_quantity,
        imageUrl: item.image_url,
      })),
    }))
    return [
      {
        ...viewHead(row),
        ...refundSums(
          row,
          orderViews.reduce((sum, order) => sum + order.refundedMinor, 0),
        ),
        orders: orderViews,
        attempts: (attemptsOf.get(id) ?? []).map((attempt) => viewAttempt(attempt, deps)),
        refunds: (refundsOf.get(id) ?? []).map((refund) => viewRefund(refund, partsOf.get(refund.id) ?? [])),
        cashierUrl,
      },
    ]
  })
}

function viewHead(row: CheckoutRow) {
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    closeReason: row.close_reason,
    amountMinor: Number(row.amount_minor),
    currency: row.currency,
    description: row.description,
    shopper: { id: row.shopper_id, name: row.shopper_name },
    returnUrl: row.return_url,
    metadata: row.metadata,
    lockedTo: row.locked_to,
    paidAttemptId: row.paid_attempt_id,
    deadlineAt: row.deadline_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    paidAt: row.paid_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
  }
}

function refundSums(row: CheckoutRow, refundedMinor: number) {
  const refundState =
    refundedMinor === 0 ? 'none' : refundedMinor === Number(row.amount_minor) ? 'full' : 'part'
  return { refundedMinor, refundState } as const
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}
