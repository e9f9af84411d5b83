import { afterEach, expect, it } from 'vitest'
import { startWorld, until, type World } from './support/index.js'

let world: World
afterEach(() => world?.end())

const METHODS = ['wechatpay_scan', 'alipay_scan'] as const

/** A platform that dies by kill -9 when it passes the named point. */
async function startDoomed(point: string): Promise<World> {
  world = await startWorld({ env: { HUTONG_CRASH_AT: point } })
  return world
}

async function untilKilled(): Promise<void> {
  expect(await world.platform().exited).toMatchObject({ signal: 'SIGKILL' })
}

/** The longer the platform was away, the longer it is until the institution's next try. */
const untilAcknowledged = ({ outTradeNo }: { readonly outTradeNo: string }) =>
  until(
    'the acknowledgement of the same notice',
    () => world.sandbox.control.notices({ outTradeNo }).every((one) => one.state === 'acknowledged'),
    30_000,
  )

const kindsOf = async (id: string): Promise<string[]> =>
  (await world.shop.story(id)).map((entry) => entry.kind)

it.each(METHODS)('%s: killed after the order was taken, before our commit', async (method) => {
  const { shop, sandbox, restart, letWaitsEnd } = await startDoomed('attempts/answered')
  const { id } = await shop.place()
  await expect(shop.start(id, method)).rejects.toThrow()
  await untilKilled()
  expect(sandbox.control.orders()).toHaveLength(1)

  await restart()
  await letWaitsEnd()
  const [attempt] = (await shop.read(id)).attempts
  if (attempt === undefined) throw new Error('the intent was not stored')
  await shop.untilAttempt(attempt, id, 'pending')
  expect(sandbox.control.orders()).toHaveLength(1)
  shop.pay(attempt)
  await shop.untilState(id, 'paid')
  expect(await world.complaints()).toEqual([])
})

it.each(METHODS)('%s: killed after a query told of the success, before our commit', async (method) => {
  const { shop, sandbox, restart, letWaitsEnd } = await startDoomed('attempts/inquired')
  sandbox.control.addFault({
    operation: method === 'alipay_scan' ? 'notice.trade' : 'notice.payment',
    effect: 'lose',
  })
  const { id } = await shop.place()
  shop.pay(await shop.start(id, method))
  await letWaitsEnd()
  await untilKilled()

  await restart()
  expect((await shop.read(id)).state).toBe('open')
  // The dead process's lease.
  await letWaitsEnd()
  await shop.untilState(id, 'paid')
  expect(await world.complaints()).toEqual([])
})

it.each(METHODS)('%s: killed after a notice was verified, before our commit', async (method) => {
  const { shop, restart } = await startDoomed('notices/verified')
  const { id } = await shop.place()
  const attempt = await shop.start(id, method)
  shop.pay(attempt)
  await untilKilled()

  await restart()
  await shop.untilState(id, 'paid', 30_000)
  await untilAcknowledged(attempt)
  expect((await kindsOf(id)).filter((kind) => kind === 'transfer')).toHaveLength(2)
  expect(await world.complaints()).toEqual([])
})

it.each(METHODS)('%s: killed after a notice was committed, before it was acknowledged', async (method) => {
  const { shop, restart, database } = await startDoomed('notices/committed')
  const { id } = await shop.place()
  const attempt = await shop.start(id, method)
  shop.pay(attempt)
  await untilKilled()
  expect(await database.db.sql`select 1 from checkouts where id = ${id} and state = 'paid'`).toHaveLength(1)

  await restart()
  await untilAcknowledged(attempt)
  const kinds = await kindsOf(id)
  expect(kinds.filter((kind) => kind === 'attempt.paid' || kind === 'checkout.paid')).toHaveLength(2)
  expect(kinds.filter((kind) => kind === 'transfer')).toHaveLength(2)
  expect(await world.complaints()).toEqual([])
})

it.each(METHODS)('%s: killed after a refund was taken, before our commit', async (method) => {
  const { shop, sandbox, restart, letWaitsEnd } = await startDoomed('refunds/answered')
  const { id, orders } = await shop.placePaid(method)
  const orderId = orders[0]?.id ?? ''
  await expect(shop.refund(id, { orderId })).rejects.toThrow()
  await untilKilled()

  await restart()
  await letWaitsEnd()
  const refund = (await shop.read(id)).refunds[0]
  if (refund === undefined) throw new Error('the intent was not stored')
  await shop.untilRefund(refund, 'succeeded')
  expect(sandbox.control.orders()[0]?.refunds).toHaveLength(1)
  expect(await shop.read(id)).toMatchObject({ refundedMinor: 2_580, refundState: 'part' })
  expect(await world.complaints()).toEqual([])
})
