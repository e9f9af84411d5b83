import type { Item, Order, Refund } from '../../office/src/types.js'
import type { RefundRequest } from './workbench-api.js'

/** A refund in these states holds its amount: it has gone, is going, or waits for a person. */
const HOLDING = new Set(['created', 'unknown', 'processing', 'abnormal'])

/** What can still be given back of this order: its amount less what went back and what is under way. */
export function restOf(order: Order, refunds: Refund[]): number {
  const held = refunds
    .filter((refund) => refund.kind === 'requested' && HOLDING.has(refund.state))
    .flatMap((refund) => refund.parts)
    .filter((part) => part.orderId === order.id)
    .reduce((sum, part) => sum + part.amountMinor, 0)
  return Math.max(0, order.amountMinor - order.refundedMinor - held)
}

export const leftOf = (item: Item) => item.quantity - item.refundedQuantity

export type Picks = Record<string, number>

export const priceOf = (items: Item[], picks: Picks) =>
  items.reduce((sum, item) => sum + item.unitPriceMinor * (picks[item.id] ?? 0), 0)

export const allLeft = (items: Item[]): Picks =>
  Object.fromEntries(items.map((item) => [item.id, leftOf(item)]))

export type Draft = { by: 'items'; picks: Picks } | { by: 'amount'; amountMinor: number | null }

/** All that is left: by items where their prices are still covered, otherwise the rest as an amount. */
export function draftOfAll(order: Order, restMinor: number, by: Draft['by']): Draft {
  const picks = allLeft(order.items)
  const asItems = by === 'items' && priceOf(order.items, picks) <= restMinor
  return asItems ? { by: 'items', picks } : { by: 'amount', amountMinor: restMinor }
}

export type DraftProblem = 'nothing_chosen' | 'no_amount' | 'more_than_rest' | 'no_reason'

export type Checked =
  | { ok: true; amountMinor: number; request: RefundRequest }
  | { ok: false; amountMinor: number; problem: DraftProblem }

/** Checks what was filled in. The server checks again; this is so that a person hears it early. */
export function checkDraft(order: Order, restMinor: number, draft: Draft, reason: string): Checked {
  const amountMinor = draft.by === 'items' ? priceOf(order.items, draft.picks) : (draft.amountMinor ?? 0)
  const no = (problem: DraftProblem): Checked => ({ ok: false, amountMinor, problem })
  if (draft.by === 'items' && amountMinor === 0) return no('nothing_chosen')
  if (draft.by === 'amount' && amountMinor === 0) return no('no_amount')
  if (amountMinor > restMinor) return no('more_than_rest')
  if (reason.trim() === '') return no('no_reason')
  const what: Pick<RefundRequest, 'items' | 'amountMinor'> =
    draft.by === 'amount'
      ? { amountMinor }
      : {
          items: order.items
            .map((item) => ({ itemId: item.id, quantity: draft.picks[item.id] ?? 0 }))
            .filter(({ quantity }) => quantity > 0),
        }
  return { ok: true, amountMinor, request: { reason: reason.trim(), ...what } }
}
