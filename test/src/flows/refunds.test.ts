import type { CheckoutView } from '@hutong/server/modules/checkouts'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startWorld, until, type World } from './support/index.js'

let world: World
beforeAll(async () => {
  world = await startWorld({ timeoutMs: 1_500 })
})
afterEach(async () => {
  world.sandbox.control.clearFaults()
  await until('the books agree', async () => {
    const complaints = await world.complaints()
    if (complaints.length > 0) throw new Error(complaints.join('\n'))
    return true
  })
})
afterAll(() => world?.end())

const METHODS = ['wechatpay_scan', 'alipay_scan'] as const
const FULL = 3_570
const TEA = 2_580
const UNIT = 1_290

const teaOf = (checkout: CheckoutView) => {
  const [tea] = checkout.orders
  const [item] = tea?.items ?? []
  if (tea === undefined || item === undefined) throw new Error('no tea was ordered')
  return { orderId: tea.id, itemId: item.id }
}
const refundsThere = (checkout: CheckoutView) =>
  world.sandbox.control
    .orders()
    .filter((order) => checkout.attempts.some((attempt) => attempt.outTradeNo === order.outTradeNo))
    .flatMap((order) => order.refunds)

it.each(METHODS)('%s: by amount, by item, by order, and what is left', async (method) => {
  const { shop } = world
  const checkout = await shop.placePaid(method)
  const { orderId, itemId } = teaOf(checkout)
  const { id } = checkout
  const steps = [
    [{ orderId, amountMinor: 10 }, 10],
    [{ items: [{ itemId, quantity: 1 }] }, UNIT],
    [{ orderId }, TEA - UNIT - 10],
    [{}, FULL - TEA],
  ] as const
  for (const [wish, amountMinor] of steps) {
    const { status, body } = await shop.refund(id, wish)
    expect([status, body.amountMinor]).toEqual([201, amountMinor])
    await shop.untilRefund(body, 'succeeded')
    await until('the books agree', async () => (await world.complaints()).length === 0)
  }
  expect(await shop.read(id)).toMatchObject({ state: 'paid', refundState: 'full', refundedMinor: FULL })
  expect((await shop.refund(id)).body.code).toBe('nothing_left_to_refund')
})

it.each(METHODS)('%s: more than is left is refused, and nothing moves', async (method) => {
  const { shop } = world
  const checkout = await shop.placePaid(method)
  const { orderId, itemId } = teaOf(checkout)
  const { id } = checkout
  expect(await shop.refund(id, { orderId, amountMinor: TEA + 1 })).toMatchObject({
    status: 409,
    body: { code: 'refund_exceeds_rest', details: { restMinor: TEA } },
  })
  expect(await shop.refund(id, { items: [{ itemId, quantity: 3 }] })).toMatchObject({
    status: 409,
    body: { code: 'quantity_exceeds_rest', details: { left: 2 } },
  })
  await shop.untilRefund((await shop.refund(id, { orderId, amountMinor: 2_000 })).body, 'succeeded')
  expect((await shop.refund(id, { items: [{ itemId, quantity: 1 }] })).body).toMatchObject({
    code: 'refund_exceeds_rest',
    details: { restMinor: TEA - 2_000 },
  })
  expect(refundsThere(checkout)).toHaveLength(1)
})

it.each(METHODS)('%s: of ten that ask for all at once one wins', async (method) => {
  const { shop } = world
  const checkout = await shop.placePaid(method)
  const answers = await Promise.all(Array.from({ length: 10 }, () => shop.refund(checkout.id)))
  const taken = answers.filter((answer) => answer.status === 201)
  expect(taken).toHaveLength(1)
  expect(new Set(answers.filter((one) => one.status !== 201).map((one) => one.body.code))).toEqual(
    new Set(['nothing_left_to_refund']),
  )
  if (taken[0] !== undefined) await shop.untilRefund(taken[0].body, 'succeeded')
  expect(refundsThere(checkout)).toHaveLength(1)
})

it.each(
  METHODS.flatMap((method) =>
    (['timeout_before', 'timeout_after', 'drop_after', 'forge_answer'] as const).map(
      (effect) => [method, effect] as const,
    ),
  ),
)('%s, %s: unknown, then resolved, and given back once', async (method, effect) => {
  const { shop, sandbox } = world
  const checkout = await shop.placePaid(method)
  sandbox.control.addFault({ operation: 'refund', effect, times: 1 })
  // Refund notices could tell it first.
  sandbox.control.addFault({ operation: 'notice.refund', effect: 'lose' })
  const { body } = await shop.refund(checkout.id)
  expect(body.state).toBe('unknown')
  await world.letWaitsEnd()
  await until('it is resolved', async () => {
    await world.letWaitsEnd()
    return (await shop.readRefund(checkout.id, body.id)).state === 'succeeded'
  })
  expect(refundsThere(checkout)).toMatchObject([{ outRefundNo: body.outRefundNo, amountMinor: FULL }])
})

it.each(METHODS)('%s: on its way for long, it is followed up until it arrives', async (method) => {
  const { shop, sandbox } = world
  const checkout = await shop.placePaid(method)
  sandbox.control.addFault({ operation: 'refund', effect: 'refund_processing' })
  const { body } = await shop.refund(checkout.id)
  expect(body.state).toBe('processing')
  for (let look = 0; look < 3; look += 1) await world.letWaitsEnd()
  expect((await shop.readRefund(checkout.id, body.id)).state).toBe('processing')
  expect(await shop.read(checkout.id)).toMatchObject({ refundedMinor: 0, refundState: 'none' })

  sandbox.control.addFault({ operation: 'notice.refund', effect: 'lose' })
  sandbox.control.finishRefund(method === 'alipay_scan' ? 'alipay' : 'wechatpay', body.outRefundNo, 'SUCCESS')
  await world.letWaitsEnd()
  await shop.untilRefund(body, 'succeeded')
})

it('abnormal: a person is told what to do; settled at the institution, a retry finds it done', async () => {
  const { shop, sandbox } = world
  const checkout = await shop.placePaid('wechatpay_scan')
  sandbox.control.addFault({ operation: 'refund', effect: 'refund_abnormal', times: 1 })
  const { body } = await shop.refund(checkout.id)
  const abnormal = await shop.untilRefund(body, 'abnormal')
  expect(abnormal.failure).toMatchObject({
    code: 'ABNORMAL',
    next: expect.stringContaining('重试'),
    nextEn: expect.stringContaining('retry'),
  })
  const told = (await shop.story(checkout.id)).filter((entry) => entry.kind.startsWith('refund.'))
  expect(told.filter((entry) => entry.alarm)).toHaveLength(1)
  // What is stuck stays reserved.
  expect((await shop.refund(checkout.id)).body.code).toBe('nothing_left_to_refund')
  expect((await shop.retryRefund(body)).body.state).toBe('abnormal')

  sandbox.control.addFault({ operation: 'notice.refund', effect: 'lose' })
  sandbox.control.finishRefund('wechatpay', body.outRefundNo, 'SUCCESS')
  expect((await shop.retryRefund(body)).body.state).toBe('succeeded')
  expect((await shop.retryRefund(body)).body.code).toBe('refund_is_final')
})

it('closed there: it failed for good, what it held is free again, and a new refund goes through', async () => {
  const { shop, sandbox } = world
  const checkout = await shop.placePaid('wechatpay_scan')
  const { itemId } = teaOf(checkout)
  const wish = { items: [{ itemId, quantity: 2 }] }
  sandbox.control.addFault({ operation: 'refund', effect: 'refund_closed', times: 1 })
  const { body } = await shop.refund(checkout.id, wish)
  const failed = await shop.untilRefund(body, 'failed')
  expect(failed.failure).toMatchObject({ code: 'CLOSED', next: expect.stringContaining('重新发起') })
  expect((await shop.retryRefund(body)).body.code).toBe('refund_is_final')

  const again = await shop.refund(checkout.id, wish)
  expect(again.status).toBe(201)
  await shop.untilRefund(again.body, 'succeeded')
  expect(await shop.read(checkout.id)).toMatchObject({ refundedMinor: TEA })
})

it.each(METHODS)(
  '%s: not enough money is shown to a person; after a top-up the retry goes through',
  async (method) => {
    const { shop, sandbox } = world
    const checkout = await shop.placePaid(method)
    const poor = sandbox.control.addFault({ operation: 'refund', effect: 'not_enough' })
    const { body } = await shop.refund(checkout.id)
    expect(body).toMatchObject({ state: 'abnormal', failure: { next: expect.stringContaining('充值') } })
    expect((await shop.retryRefund(body)).body.state).toBe('abnormal')
    expect(refundsThere(checkout)).toEqual([])

    sandbox.control.removeFault(poor.id)
    const again = await shop.retryRefund(body)
    expect(again.body.outRefundNo).toBe(body.outRefundNo)
    await shop.untilRefund(body, 'succeeded')
    expect(refundsThere(checkout)).toHaveLength(1)
  },
)

it('nothing is given back of a checkout that is not paid', async () => {
  const { shop } = world
  const { id } = await shop.place()
  expect((await shop.refund(id)).body.code).toBe('checkout_not_paid')
})
