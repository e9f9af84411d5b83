import type { Schemas } from '@hutong/client'
import { expect, test } from 'vitest'
import type { ShopOrder } from './order-book.js'
import { viewOf } from './read-orders.js'

const order: ShopOrder = {
  id: 'HM1',
  shopperId: 'sh_1',
  placedAt: '2026-11-22T06:00:00.000Z',
  address: { name: '小林', phone: '138', street: '胡同' },
  sellers: [
    {
      merchantId: 'm_tea',
      amountMinor: 200,
      lines: [{ goodId: 'tea-puer', name: '茶', category: 'tea', quantity: 2, unitPriceMinor: 100 }],
    },
  ],
  amountMinor: 200,
  checkoutId: 'co_1',
  told: [],
}

type Checkout = Schemas['Checkout']
const checkoutOf = (facts: Partial<Checkout>) =>
  ({
    state: 'open',
    closeReason: null,
    refundState: 'none',
    refundedMinor: 0,
    orders: [],
    refunds: [],
    ...facts,
  }) as Checkout

test.each([
  [{ state: 'open' }, 'unpaid'],
  [{ state: 'closing' }, 'confirming'],
  [{ state: 'closed', closeReason: 'expired' }, 'expired'],
  [{ state: 'closed', closeReason: 'requested' }, 'cancelled'],
  [{ state: 'paid' }, 'paid'],
  [{ state: 'paid', refundState: 'part' }, 'part_refunded'],
  [{ state: 'paid', refundState: 'full' }, 'refunded'],
] as const)('a checkout that is %j makes the order %s', (facts, state) => {
  expect(viewOf(order, checkoutOf(facts)).state).toBe(state)
})

test('a checkout that cannot be read is unclear, never unpaid; one that was never made is unpaid', () => {
  expect(viewOf(order, null).state).toBe('unclear')
  expect(viewOf({ ...order, checkoutId: null }, null).state).toBe('unpaid')
})

test('what went back is shown on the seller and on the line', () => {
  const part = {
    merchant: { id: 'm_tea' },
    refundedMinor: 100,
    items: [{ sku: 'tea-puer', refundedQuantity: 1 }],
  }
  const view = viewOf(
    order,
    checkoutOf({ state: 'paid', refundState: 'part', orders: [part as Checkout['orders'][number]] }),
  )
  expect(view.sellers[0]).toMatchObject({ refundedMinor: 100, lines: [{ refundedQuantity: 1 }] })
})
