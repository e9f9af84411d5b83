import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, until, type World } from './support/index.js'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.end())

// Real time on purpose: this is what a shopper waits for when the institution's word never comes.
it.concurrent.each([
  ['wechatpay_scan', 'notice.payment'],
  ['alipay_scan', 'notice.trade'],
] as const)(
  '%s: a success whose notice is lost for good is known within a minute',
  async (method, operation) => {
    const { shop, sandbox } = world
    const { id } = await shop.place()
    const attempt = await shop.start(id, method)
    sandbox.control.addFault({ operation, outTradeNo: attempt.outTradeNo, effect: 'lose' })
    shop.pay(attempt)

    const { paidAt } = await shop.untilState(id, 'paid', 60_000)
    const [there] = sandbox.control.orders({ outTradeNo: attempt.outTradeNo })
    expect(Date.parse(paidAt ?? '') - Date.parse(there?.paidAt ?? '')).toBeLessThan(60_000)
    expect(sandbox.control.notices({ outTradeNo: attempt.outTradeNo })).toMatchObject([
      { state: 'lost', tries: [] },
    ])
    expect((await world.complaints()).filter((one) => one.includes(id.slice(3)))).toEqual([])
  },
  70_000,
)

it.concurrent('a silent attempt is first asked about within 15 seconds', async () => {
  const { shop } = world
  const { id } = await shop.place()
  const attempt = await shop.start(id)
  const firstQuery = await until('a query', async () =>
    (await shop.story(id)).find((entry) => entry.kind === 'call' && entry.data.verb === 'inquire'),
  )
  expect(Date.parse(firstQuery.at) - Date.parse(attempt.createdAt)).toBeLessThan(15_000)
})
