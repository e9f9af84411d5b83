import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, until, type World } from '../flows/support/index.js'
import { createCaller } from './support/caller.js'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.end())

function caller() {
  const { url, demo } = world.platform()
  return createCaller(url, { authorization: `Bearer ${demo?.apiKey}` })
}

/** As if the half minute went by after which a dead process's intention may be taken over. */
const letLeasesEnd = () =>
  world.database.db.sql`update idempotency_keys set lease_until = now() - interval '1 second'`

it('gives money back once, when the platform dies between the institution and its own commit', async () => {
  const checkout = await world.shop.placePaid('alipay_scan')
  const dying = world.platform()
  await dying.stop()
  await world.restart({ HUTONG_CRASH_AT: 'refunds/answered' })

  const ask = () =>
    caller()('POST', `/v1/checkouts/${checkout.id}/refunds`, {
      body: { reason: '少发一件', orderId: checkout.orders[0]?.id, amountMinor: 100 },
      headers: { 'idempotency-key': 'refund-1' },
    })
  await expect(ask()).rejects.toThrow()
  await world.platform().exited
  await world.restart()
  expect((await ask()).body).toMatchObject({ code: 'idempotency_in_progress' })

  await letLeasesEnd()
  const again = await ask()
  expect(again).toMatchObject({ status: 201, body: { amountMinor: 100 } })
  expect(await ask()).toMatchObject({ status: 201, body: { id: again.body.id } })

  await world.letWaitsEnd()
  const after = await until('the refund has succeeded', async () => {
    const now = await world.shop.read(checkout.id)
    return now.refunds.every(({ state }) => state === 'succeeded') && now
  })
  expect(after.refunds).toHaveLength(1)
  expect(after.refundedMinor).toBe(100)
  expect(await world.complaints()).toEqual([])
})

it('refunds twice when it is asked twice, by two keys', async () => {
  const checkout = await world.shop.placePaid('wechatpay_scan')
  for (const key of ['one', 'other']) {
    const { status } = await caller()('POST', `/v1/checkouts/${checkout.id}/refunds`, {
      body: { reason: '少发一件', orderId: checkout.orders[0]?.id, amountMinor: 100 },
      headers: { 'idempotency-key': key },
    })
    expect(status).toBe(201)
  }
  expect((await world.shop.read(checkout.id)).refunds).toHaveLength(2)
})

it('answers with the checkout that stands, when its first answer was lost', async () => {
  const body = {
    reference: 'lost-1',
    shopper: { id: 's1' },
    orders: [
      {
        reference: 'o1',
        merchantId: 'm_tea',
        items: [{ name: '龙井', category: 'tea', quantity: 1, unitPriceMinor: 1_290 }],
      },
    ],
  }
  const place = (changed: object = {}) =>
    caller()('POST', '/v1/checkouts', {
      body: { ...body, ...changed },
      headers: { 'idempotency-key': 'lost' },
    })
  const first = await place()
  // What a process leaves behind that died after its work and before its answer was stored.
  await world.database.db.sql`
    update idempotency_keys set status = null, body = null, completed_at = null, lease_until = now() - interval '1 s'`
  expect(await place()).toMatchObject({ status: 201, body: { id: first.body.id } })
  expect(await place({ shopper: { id: 's2' } })).toMatchObject({ status: 422 })
})
