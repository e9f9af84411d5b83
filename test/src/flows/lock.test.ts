import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, until, type World } from './support/index.js'

let world: World
beforeAll(async () => {
  world = await startWorld({ timeoutMs: 1_500 })
})
afterAll(() => world?.end())

const verbsOf = async (checkoutId: string, attemptId: string) =>
  (await world.shop.story(checkoutId))
    .filter((entry) => entry.kind === 'call' && entry.subject === attemptId)
    .map((entry) => entry.data.verb)

it('a WeChat code that was shown keeps the checkout with WeChat Pay, and a link of the same wallet may follow', async () => {
  const { shop } = world
  const { id } = await shop.place()
  const scan = await shop.start(id, 'wechatpay_scan')
  expect(await shop.tryStart(id, 'alipay_scan')).toMatchObject({
    status: 409,
    body: { code: 'checkout_locked_to_institution', details: { lockedTo: 'wechatpay' } },
  })
  // Refused before anything was done to the code in the shopper's hand.
  expect((await shop.readAttempt(id, scan.id)).state).toBe('pending')
  expect((await shop.read(id)).lockedTo).toBe('wechatpay')

  const jump = await shop.start(id, 'wechatpay_jump')
  expect((await shop.readAttempt(id, scan.id)).state).toBe('closed')
  shop.pay(jump)
  await shop.untilState(id, 'paid')
  expect(await world.complaints()).toEqual([])
})

it.each([
  ['alipay_scan', 'wechatpay_scan'],
  ['alipay_jump', 'wechatpay_jump'],
  ['wechatpay_jump', 'alipay_scan'],
  ['alipay_scan', 'alipay_jump'],
] as const)(
  'from %s to %s: the first is asked about and closed there, then the second starts',
  async (from, to) => {
    const { shop, sandbox } = world
    const { id } = await shop.place()
    const first = await shop.start(id, from)
    const second = await shop.start(id, to)
    expect((await shop.readAttempt(id, first.id)).state).toBe('closed')
    expect((await verbsOf(id, first.id)).slice(0, 3)).toEqual(['order', 'inquire', 'close'])
    expect(sandbox.control.pay({ outTradeNo: first.outTradeNo })).toHaveProperty('zh')
    if (to !== 'alipay_jump') shop.pay(second)
    else sandbox.control.pay({ code: second.action?.type === 'redirect' ? second.action.url : '' })
    await shop.untilState(id, 'paid')
    expect(await world.complaints()).toEqual([])
  },
)

it.each([
  ['alipay_scan', 'wechatpay_scan', 'notice.trade'],
  ['wechatpay_jump', 'alipay_scan', 'notice.payment'],
] as const)('from %s, which turns out to be paid, to %s: nothing starts', async (from, to, operation) => {
  const { shop, sandbox } = world
  const { id } = await shop.place()
  const first = await shop.start(id, from)
  sandbox.control.addFault({ operation, outTradeNo: first.outTradeNo, effect: 'lose' })
  shop.pay(first)
  expect(await shop.tryStart(id, to)).toMatchObject({ status: 409, body: { code: 'rival_was_paid' } })
  const checkout = await shop.read(id)
  expect(checkout).toMatchObject({ state: 'paid', paidAttemptId: first.id })
  expect(checkout.attempts).toHaveLength(1)
  expect(await shop.tryStart(id, to)).toMatchObject({ status: 409, body: { code: 'checkout_not_open' } })
  expect(await world.complaints()).toEqual([])
})

it.each([
  ['alipay_scan', 'wechatpay_scan', 'timeout_before'],
  ['wechatpay_jump', 'alipay_scan', 'drop_before'],
] as const)('from %s, whose institution is silent, to %s: not now (%s)', async (from, to, effect) => {
  const { shop, sandbox } = world
  const { id } = await shop.place()
  const first = await shop.start(id, from)
  const { outTradeNo } = first
  const mute = sandbox.control.addFault({ operation: 'query', outTradeNo, effect })
  expect(await shop.tryStart(id, to)).toMatchObject({ status: 409, body: { code: 'rival_still_open' } })
  expect((await shop.read(id)).attempts).toHaveLength(1)
  // Still payable, and money counts.
  sandbox.control.removeFault(mute.id)
  await until('the other may start', async () => (await shop.tryStart(id, to)).status === 201)
  expect((await shop.readAttempt(id, first.id)).state).toBe('closed')
  expect(await world.complaints()).toEqual([])
})

it('a close that was done and not answered is found out, and the switch goes on', async () => {
  const { shop, sandbox } = world
  const { id } = await shop.place()
  const { outTradeNo } = await shop.start(id, 'wechatpay_jump')
  sandbox.control.addFault({ operation: 'close', outTradeNo, effect: 'timeout_after', times: 1 })
  expect(await shop.tryStart(id, 'alipay_scan')).toMatchObject({ body: { code: 'rival_still_open' } })
  await until('the other may start', async () => (await shop.tryStart(id, 'alipay_scan')).status === 201)
  expect(await world.complaints()).toEqual([])
})
