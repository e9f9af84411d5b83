import type { CheckoutView } from '@hutong/server/modules/checkouts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, until, type World } from '../flows/support/index.js'
import type { Call } from './support/caller.js'
import { signInOperator, signInSeller } from './support/office.js'

let world: World
let tea: Call
let books: Call
let paid: CheckoutView
let open: CheckoutView

beforeAll(async () => {
  world = await startWorld()
  const operator = await signInOperator(world)
  tea = await signInSeller(world, operator, 'm_tea')
  books = await signInSeller(world, operator, 'm_books')
  paid = await world.shop.placePaid('alipay_scan')
  open = await world.shop.place()
}, 60_000)
afterAll(() => world.end())

interface Row {
  readonly order: {
    readonly id: string
    readonly amountMinor: number
    readonly items: { readonly id: string }[]
  }
  readonly checkout: { readonly id: string; readonly state: string }
  readonly refunds: readonly { readonly amountMinor: number; readonly state: string }[]
}
interface Page {
  readonly data: readonly Row[]
  readonly nextCursor: string | null
}
const orderOf = (checkout: CheckoutView, merchantId: string) =>
  checkout.orders.find(({ merchant }) => merchant.id === merchantId)!
const idsOf = async (call: Call, query: string) =>
  (await call<Page>('GET', `/workbench/api/orders${query}`)).body.data.map(({ order }) => order.id)

describe('a seller', () => {
  it('is who signed in', async () => {
    expect((await tea('GET', '/workbench/api/me')).body).toMatchObject({
      user: { username: 'seller_of_m_tea' },
      merchant: { id: 'm_tea', name: '茶铺' },
    })
  })

  it('sees the own orders only, newest first, page by page', async () => {
    expect(await idsOf(tea, '')).toEqual([orderOf(open, 'm_tea').id, orderOf(paid, 'm_tea').id])
    const first = await tea<Page>('GET', '/workbench/api/orders?limit=1')
    expect(await idsOf(tea, `?limit=1&cursor=${first.body.nextCursor}`)).toEqual([orderOf(paid, 'm_tea').id])
    const text = JSON.stringify((await tea('GET', '/workbench/api/orders')).body)
    expect(text).not.toContain('m_books')
  })

  it('finds them by state and by any number', async () => {
    expect(await idsOf(tea, '?state=unpaid')).toEqual([orderOf(open, 'm_tea').id])
    expect(await idsOf(tea, '?state=paid')).toEqual([orderOf(paid, 'm_tea').id])
    expect(await idsOf(tea, '?state=closed')).toEqual([])
    const attempt = paid.attempts[0]
    for (const number of [
      paid.id,
      paid.reference,
      orderOf(paid, 'm_tea').id,
      attempt?.outTradeNo,
      attempt?.institutionReference,
    ])
      expect(await idsOf(tea, `?q=${number}`)).toEqual([orderOf(paid, 'm_tea').id])
    expect(await idsOf(tea, '?q=nothing')).toEqual([])
  })

  it('has no way to an order of another seller', async () => {
    const other = orderOf(paid, 'm_books').id
    expect((await tea('GET', `/workbench/api/orders/${other}`)).body).toMatchObject({
      code: 'order_not_found',
    })
    const refund = { body: { reason: '试试' } }
    expect((await tea('POST', `/workbench/api/orders/${other}/refunds`, refund)).body).toMatchObject({
      code: 'order_not_found',
    })
    expect((await tea('GET', '/console/api/overview')).status).toBe(401)
  })

  it('reads an order with its story, in which there is nothing of institutions and other sellers', async () => {
    const { body } = await tea<Row & { attempts: object[]; story: { kind: string }[] }>(
      'GET',
      `/workbench/api/orders/${orderOf(paid, 'm_tea').id}`,
    )
    expect(body).toMatchObject({ order: { amountMinor: 2_580 }, payment: { method: 'alipay_scan' } })
    expect(body.story.map(({ kind }) => kind)).toContain('checkout.paid')
    expect(body.story.filter(({ kind }) => /^(call|notice|transfer|webhook)/.test(kind))).toEqual([])
    expect(body.attempts[0]).not.toHaveProperty('action')
    expect(JSON.stringify(body)).not.toContain('m_books')
  })

  it('gives money back once for one Idempotency-Key, and each seller sees the own part', async () => {
    const order = orderOf(paid, 'm_tea')
    const ask = () =>
      tea('POST', `/workbench/api/orders/${order.id}/refunds`, {
        body: { reason: '少发一罐', items: [{ itemId: order.items[0]?.id, quantity: 1 }] },
        headers: { 'idempotency-key': 'wb-1' },
      })
    const first = await ask()
    expect(first).toMatchObject({ status: 201, body: { amountMinor: 1_290 } })
    expect((await ask()).body).toMatchObject({ id: first.body.id })
    // The rest of the whole checkout: both sellers are in it.
    expect((await world.shop.refund(paid.id)).status).toBe(201)
    await until('all is back', async () => (await world.shop.read(paid.id)).refundState === 'full')
    const mine = (await tea<Row>('GET', `/workbench/api/orders/${order.id}`)).body.refunds
    expect(mine.map(({ amountMinor }) => amountMinor)).toEqual([1_290, 1_290])
    const theirs = (await books<Page>('GET', '/workbench/api/orders?state=refunded')).body.data[0]
    expect(theirs?.refunds.map(({ amountMinor }) => amountMinor)).toEqual([990])
  })

  it('has the figures of the day', async () => {
    // As if it had all just happened: midnight may have passed in China since.
    const { sql } = world.database.db
    await sql`update checkouts set paid_at = now() where paid_at is not null`
    await sql`update refunds set finished_at = now() where finished_at is not null`
    expect((await tea('GET', '/workbench/api/summary')).body).toEqual({
      todayPaidMinor: 2_580,
      todayPaidCount: 1,
      todayRefundedMinor: 2_580,
      unpaidCount: 1,
      byMethod: [{ method: 'alipay_scan', amountMinor: 2_580, count: 1 }],
    })
  })
})
