import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isRefusal } from '../../platform/refusal/index.js'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.js'
import { placeCheckout } from '../checkouts/index.js'
import { registerMerchant } from '../merchants/index.js'
import { chooseParts, type RefundWish } from './choose-parts.js'

const clock = { now: () => new Date() }
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  for (const id of ['m1', 'm2'])
    await registerMerchant(database.db, clock, { id, name: id, nameEn: null, category: null })
})
afterAll(() => database.drop())

const item = fc.record({
  quantity: fc.integer({ min: 1, max: 4 }),
  price: fc.integer({ min: 1, max: 5_000 }),
})
const order = fc.record({
  merchantId: fc.constantFrom('m1', 'm2'),
  items: fc.array(item, { minLength: 1, maxLength: 3 }),
})
/** Which order, item and how much, as shares: what they name is found when the orders are known. */
const wish = fc.record({
  kind: fc.constantFrom('all', 'order', 'amount', 'items', 'seller'),
  order: fc.nat(5),
  item: fc.nat(5),
  quantity: fc.integer({ min: 1, max: 5 }),
  amount: fc.integer({ min: 1, max: 25_000 }),
})

type Wished = typeof wish extends fc.Arbitrary<infer Value> ? Value : never

let placed = 0
async function place(
  orders: readonly { merchantId: string; items: { quantity: number; price: number }[] }[],
) {
  placed += 1
  const answer = await placeCheckout(database.db, clock, {
    reference: `r${placed}`,
    shopper: { id: 's', name: null, facts: {} },
    currency: 'CNY',
    description: null,
    returnUrl: null,
    expiresInMs: 3_600_000,
    metadata: {},
    orders: orders.map(({ merchantId, items }, at) => ({
      reference: `o${at}`,
      merchantId,
      items: items.map(({ quantity, price }, number) => ({
        name: `i${number}`,
        category: 'all',
        sku: null,
        imageUrl: null,
        quantity,
        unitPriceMinor: BigInt(price),
      })),
    })),
  })
  if (isRefusal(answer)) throw new Error(answer.refusal)
  return answer.checkoutId
}

async function rowsOf(checkoutId: string) {
  const orders = await database.db.sql<{
    id: string
    merchantId: string
    amountMinor: bigint
    takenMinor: bigint
  }>`
    select id, merchant_id as "merchantId", amount_minor as "amountMinor", refunding_minor as "takenMinor"
    from orders where checkout_id = ${checkoutId} order by seq`
  const items = await database.db.sql<{ id: string; left: number; price: bigint; orderId: string }>`
    select id, quantity - refunded_quantity as left, unit_price_minor as price, order_id as "orderId"
    from order_items where checkout_id = ${checkoutId} order by id`
  return { orders, items }
}
type Rows = Awaited<ReturnType<typeof rowsOf>>

function spell(checkoutId: string, rows: Rows, wished: Wished): RefundWish {
  const { id: orderId = '', merchantId = '' } = rows.orders[wished.order % rows.orders.length] ?? {}
  const itemId = rows.items[wished.item % rows.items.length]?.id ?? ''
  const base = {
    checkoutId,
    orderId: null,
    items: null,
    amountMinor: null,
    reason: 'x',
    merchantId: null,
    requestKey: null,
  }
  switch (wished.kind) {
    case 'order':
      return { ...base, orderId }
    case 'amount':
      return { ...base, orderId, amountMinor: BigInt(wished.amount) }
    case 'items':
      return { ...base, items: [{ itemId, quantity: wished.quantity }] }
    case 'seller':
      return { ...base, merchantId }
    default:
      return base
  }
}

it('what is chosen never exceeds what is left, belongs to whom it may, and is refused only for a reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(order, { minLength: 1, maxLength: 3 }),
      fc.array(wish, { minLength: 1, maxLength: 8 }),
      async (orders, wishes) => {
        const checkoutId = await place(orders)
        for (const wished of wishes) {
          const before = await rowsOf(checkoutId)
          const spelled = spell(checkoutId, before, wished)
          const parts = await database.db.tx((tx) => chooseParts(tx, spelled))
          if (isRefusal(parts)) expectAReason(before, spelled, parts.refusal)
          else {
            expect(parts.length).toBeGreaterThan(0)
            for (const part of parts) {
              expect(part.amountMinor > 0n).toBe(true)
              if (spelled.orderId !== null) expect(part.orderId).toBe(spelled.orderId)
              if (spelled.merchantId !== null) expect(part.merchantId).toBe(spelled.merchantId)
              // The table's own checks say that it is not too much.
              await database.db.sql`
                update orders set refunding_minor = refunding_minor + ${part.amountMinor}
                where checkout_id = ${checkoutId} and id = ${part.orderId}`
              if (part.itemId !== null)
                await database.db.sql`
                  update order_items set refunded_quantity = refunded_quantity + ${part.quantity}
                  where checkout_id = ${checkoutId} and id = ${part.itemId}`
            }
            if (spelled.orderId === null && spelled.items === null && spelled.merchantId === null)
              for (const row of (await rowsOf(checkoutId)).orders)
                expect(row.takenMinor).toBe(row.amountMinor)
          }
        }
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)

function expectAReason({ orders, items }: Rows, wished: RefundWish, refusal: string): void {
  const rest = (orderId: string) => {
    const row = orders.find((one) => one.id === orderId)
    return row === undefined ? 0n : row.amountMinor - row.takenMinor
  }
  const mine = orders.filter(
    (row) =>
      (wished.orderId === null || row.id === wished.orderId) &&
      (wished.merchantId === null || row.merchantId === wished.merchantId),
  )
  const [asked] = wished.items ?? []
  const wanted = items.find((row) => row.id === asked?.itemId)
  const reasons: Record<string, boolean> = {
    nothing_left_to_refund: mine.every((row) => rest(row.id) === 0n),
    refund_exceeds_rest:
      wanted === undefined
        ? (wished.amountMinor ?? 0n) > rest(wished.orderId ?? '')
        : BigInt(asked?.quantity ?? 0) * wanted.price > rest(wanted.orderId),
    quantity_exceeds_rest: (asked?.quantity ?? 0) > (wanted?.left ?? 0),
  }
  expect([refusal, reasons[refusal]]).toEqual([refusal, true])
}

it.each([
  ['an amount without its order', { amountMinor: 1n }, 'refund_shape_unclear'],
  ['an amount and items', { amountMinor: 1n, items: [{ itemId: 'x', quantity: 1 }] }, 'refund_shape_unclear'],
  ['no items', { items: [] }, 'refund_shape_unclear'],
  ['an order of another checkout', { orderId: 'or_00000000000000000000_1' }, 'order_not_found'],
  ['an item of another checkout', { items: [{ itemId: 'it_x', quantity: 1 }] }, 'item_not_found'],
  ["another seller's goods", { merchantId: 'm2' }, 'order_not_found'],
] as const)('refuses %s', async (_what, wished, refusal) => {
  const checkoutId = await place([{ merchantId: 'm1', items: [{ quantity: 1, price: 100 }] }])
  const base = { checkoutId, orderId: null, items: null, amountMinor: null, reason: 'x', merchantId: null }
  const answer = await database.db.tx((tx) => chooseParts(tx, { ...base, requestKey: null, ...wished }))
  expect(answer).toMatchObject({ refusal })
})

it('adds up an item that is named twice', async () => {
  const checkoutId = await place([{ merchantId: 'm1', items: [{ quantity: 3, price: 100 }] }])
  const { items } = await rowsOf(checkoutId)
  const itemId = items[0]?.id ?? ''
  const twice = (quantity: number) =>
    database.db.tx((tx) =>
      chooseParts(tx, {
        checkoutId,
        orderId: null,
        items: [
          { itemId, quantity: 2 },
          { itemId, quantity },
        ],
        amountMinor: null,
        reason: 'x',
        merchantId: null,
        requestKey: null,
      }),
    )
  expect(await twice(1)).toMatchObject([{ itemId, quantity: 3, amountMinor: 300n }])
  expect(await twice(2)).toMatchObject({ refusal: 'quantity_exceeds_rest' })
})
