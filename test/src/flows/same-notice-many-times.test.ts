import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, until, type World } from './support/index.js'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.end())

it.each([
  ['wechatpay_scan', 'notice.payment'],
  ['alipay_scan', 'notice.trade'],
] as const)(
  'the same notice of %s five times, two of them at once, is one payment',
  async (method, operation) => {
    const { shop, sandbox, database } = world
    const { id } = await shop.place()
    const attempt = await shop.start(id, method)
    const { outTradeNo } = attempt
    sandbox.control.addFault({ operation, outTradeNo, effect: 'double', params: { copies: 5, atOnce: 2 } })
    // Nobody but the notices may tell it.
    sandbox.control.addFault({ operation: 'query', outTradeNo, effect: 'fail', params: { code: '20000' } })
    shop.pay(attempt)

    const [notice] = await until('five deliveries', () => {
      const notices = sandbox.control.notices({ outTradeNo })
      return notices[0]?.tries.length === 5 && notices
    })
    expect(notice?.state).toBe('acknowledged')
    expect(notice?.tries.map((one) => one.status)).toEqual([200, 200, 200, 200, 200])

    const kinds = (await shop.story(id)).map((entry) => entry.kind)
    expect(kinds.filter((kind) => kind === 'attempt.paid')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'checkout.paid')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'transfer')).toHaveLength(2)
    const [row] = await database.db.sql<{ deliveries: number }>`
    select deliveries from notices where checkout_id = ${id}`
    expect(row?.deliveries).toBe(5)
    expect(await world.complaints()).toEqual([])
  },
)
