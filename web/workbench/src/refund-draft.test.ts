import { describe, expect, it } from 'vitest'
import type { Order, Refund, RefundState } from '../../office/src/types.js'
import { allLeft, checkDraft, draftOfAll, priceOf, restOf } from './refund-draft.js'

const item = (id: string, unitPriceMinor: number, quantity: number, refundedQuantity = 0) => ({
  id,
  name: id,
  category: 'tea',
  sku: null,
  quantity,
  unitPriceMinor,
  refundedQuantity,
  imageUrl: null,
})

const order: Order = {
  id: 'or_1',
  reference: 'A-1',
  merchant: { id: 'm1', name: '茶', nameEn: null },
  amountMinor: 10_000,
  refundedMinor: 1_000,
  items: [item('it_1', 2_000, 3, 1), item('it_2', 4_000, 1)],
}

const refund = (state: RefundState, amountMinor: number, orderId = 'or_1'): Refund => ({
  id: `re_${state}`,
  checkoutId: 'co_1',
  orderId,
  attemptId: 'at_1',
  kind: 'requested',
  amountMinor,
  currency: 'CNY',
  reason: '',
  state,
  parts: [{ orderId, itemId: null, quantity: null, amountMinor }],
  outRefundNo: 'r',
  institutionReference: null,
  failure: null,
  createdAt: '2026-11-22T06:00:00.000Z',
  finishedAt: null,
})

describe('what can still be given back', () => {
  it('counts what is under way or waits for a person, not what failed or is in refundedMinor already', () => {
    const refunds = [
      refund('processing', 500),
      refund('unknown', 300),
      refund('abnormal', 200),
      refund('failed', 4_000),
      refund('succeeded', 1_000),
      refund('processing', 700, 'or_2'),
    ]
    expect(restOf(order, refunds)).toBe(8_000)
  })
  it('is never below zero', () => {
    expect(restOf(order, [refund('processing', 9_999)])).toBe(0)
  })
})

describe('a draft', () => {
  it('by items takes what is left of each and sends only what was chosen', () => {
    expect(allLeft(order.items)).toEqual({ it_1: 2, it_2: 1 })
    expect(priceOf(order.items, allLeft(order.items))).toBe(8_000)
    expect(checkDraft(order, 9_000, { by: 'items', picks: { it_1: 2, it_2: 0 } }, ' 顾客不要了 ')).toEqual({
      ok: true,
      amountMinor: 4_000,
      request: { reason: '顾客不要了', items: [{ itemId: 'it_1', quantity: 2 }] },
    })
  })
  it('of everything falls back to the amount when part of an item went back as money', () => {
    expect(draftOfAll(order, 8_000, 'items')).toEqual({ by: 'items', picks: { it_1: 2, it_2: 1 } })
    expect(draftOfAll(order, 7_900, 'items')).toEqual({ by: 'amount', amountMinor: 7_900 })
    expect(draftOfAll(order, 8_000, 'amount')).toEqual({ by: 'amount', amountMinor: 8_000 })
  })
  it('by amount sends the amount alone', () => {
    expect(checkDraft(order, 9_000, { by: 'amount', amountMinor: 9_000 }, '补偿')).toEqual({
      ok: true,
      amountMinor: 9_000,
      request: { reason: '补偿', amountMinor: 9_000 },
    })
  })
  it.each([
    [{ by: 'items', picks: {} }, '原因', 'nothing_chosen'],
    [{ by: 'amount', amountMinor: null }, '原因', 'no_amount'],
    [{ by: 'amount', amountMinor: 9_001 }, '原因', 'more_than_rest'],
    [{ by: 'amount', amountMinor: 1 }, '  ', 'no_reason'],
  ] as const)('%j is refused early', (draft, reason, problem) => {
    expect(checkDraft(order, 9_000, draft, reason)).toMatchObject({ ok: false, problem })
  })
})
