import { expect, it } from 'vitest'
import type { CheckoutState, Refund, RefundState } from '../../office/src/types.js'
import { orderState } from './order-state.js'
import type { OrderRow } from './workbench-api.js'

function stateOf(
  checkout: CheckoutState,
  refundedMinor: number,
  refunds: RefundState[],
  kind: Refund['kind'] = 'requested',
) {
  return orderState({
    order: { amountMinor: 100, refundedMinor },
    checkout: { state: checkout },
    refunds: refunds.map((state) => ({ state, kind })),
  } as OrderRow)
}

it.each([
  ['open', 0, [], 'unpaid'],
  ['closing', 0, [], 'unpaid'],
  ['closed', 0, [], 'closed'],
  ['paid', 0, [], 'paid'],
  ['paid', 0, ['failed'], 'paid'],
  ['paid', 40, ['succeeded'], 'part'],
  ['paid', 40, ['succeeded', 'unknown'], 'refunding'],
  ['paid', 40, ['processing', 'abnormal'], 'abnormal'],
  ['paid', 100, ['succeeded'], 'refunded'],
] as const)('%s with %i back and refunds %j is %s', (checkout, refunded, refunds, state) => {
  expect(stateOf(checkout, refunded, [...refunds])).toBe(state)
})

it('a surplus success that goes back by itself is not the seller’s refund', () => {
  expect(stateOf('paid', 0, ['processing'], 'surplus')).toBe('paid')
})
