import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, type World } from './support/index.js'

let world: World
beforeAll(async () => {
  world = await startWorld({ timeoutMs: 500 })
})
afterAll(() => world?.end())

/** Orders that the institutions have of one checkout. */
const ordersOf = (checkoutId: string) =>
  world.sandbox.control
    .orders()
    .filter((order) => order.outTradeNo.startsWith(checkoutId.slice('co_'.length)))

const ORDER_CALLS = { wechatpay_scan: 'native', wechatpay_jump: 'h5', alipay_scan: 'precreate' } as const
const EFFECTS = ['timeout_after', 'drop_after', 'forge_answer', 'timeout_before', 'drop_before'] as const
const CASES = EFFECTS.flatMap((effect) =>
  (['wechatpay_scan', 'wechatpay_jump', 'alipay_scan'] as const).map((method) => [method, effect] as const),
)

it.each(CASES)('%s, %s: the attempt is unknown, then found, and never doubled', async (method, effect) => {
  const { shop, sandbox } = world
  const { id } = await shop.place()
  sandbox.control.addFault({ operation: ORDER_CALLS[method], effect, times: 1 })
  const attempt = await shop.start(id, method)
  expect(attempt).toMatchObject({ state: 'unknown', action: { type: 'wait' } })
  // Asked for again meanwhile, it is the same attempt.
  expect(await shop.start(id, method)).toMatchObject({ id: attempt.id, outTradeNo: attempt.outTradeNo })

  await world.letWaitsEnd()
  const found = await shop.untilAttempt(attempt, id, 'pending')
  expect(found.action?.type).not.toBe('wait')
  shop.pay(attempt)
  const { attempts } = await shop.untilState(id, 'paid')
  expect(attempts).toHaveLength(1)
  expect(ordersOf(id).map((order) => order.outTradeNo)).toEqual([attempt.outTradeNo])
  expect(await world.complaints()).toEqual([])
})

it('an order that was taken and paid while its answer was lost is found as paid', async () => {
  const { shop, sandbox } = world
  const { id } = await shop.place()
  sandbox.control.addFault({ operation: 'native', effect: 'timeout_after', times: 1 })
  const attempt = await shop.start(id)
  const lost = sandbox.control.addFault({ operation: 'notice.payment', effect: 'lose' })
  shop.pay(attempt)
  await shop.untilState(id, 'paid')
  sandbox.control.removeFault(lost.id)
  expect(ordersOf(id)).toHaveLength(1)
  expect(await world.complaints()).toEqual([])
})
