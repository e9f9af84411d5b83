import type { RefundView } from '@hutong/server/modules/checkouts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signInOperator } from '../api/support/office.js'
import { type Method, startWorld, until, type World } from './support/index.js'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.end())

const LIES = {
  wechatpay: { status: 400, code: 'ORDER_CLOSED' },
  alipay: { code: 'ACQ.TRADE_HAS_CLOSE' },
} as const

const PAIRS: readonly [Method, Method][] = [
  ['alipay_scan', 'wechatpay_scan'],
  ['alipay_scan', 'wechatpay_jump'],
  ['wechatpay_jump', 'alipay_scan'],
]

/** Both codes are payable at once: the first institution claims that it has closed its order, and has not. */
async function showTwoCodes(first: Method, second: Method) {
  const { shop, sandbox } = world
  const { id } = await shop.place()
  const one = await shop.start(id, first)
  const params = LIES[one.institution as keyof typeof LIES]
  sandbox.control.addFault({ operation: 'close', outTradeNo: one.outTradeNo, effect: 'fail', params })
  const other = await shop.start(id, second)
  expect((await shop.readAttempt(id, one.id)).state).toBe('closed')
  return { id, one, other }
}

it.each(PAIRS)(
  '%s and %s both paid: the first stands, the second goes back by itself',
  async (first, second) => {
    const { shop } = world
    for (const order of ['as shown', 'the other way round'] as const) {
      const { id, one, other } = await showTwoCodes(first, second)
      const [winner, loser] = order === 'as shown' ? [one, other] : [other, one]
      shop.pay(winner)
      await shop.untilState(id, 'paid')
      // A paid checkout's other attempt is closed at once, unless its institution lies about it.
      if (loser.id === other.id) {
        await shop.untilAttempt(loser, id, 'closed')
        continue
      }
      shop.pay(loser)
      const checkout = await until('it is given back', async () => {
        const now = await shop.read(id)
        return now.refunds[0]?.state === 'succeeded' && now
      })
      expect(checkout).toMatchObject({ state: 'paid', paidAttemptId: winner.id, refundedMinor: 0 })
      expect(checkout.refunds).toMatchObject([
        { kind: 'surplus', attemptId: loser.id, amountMinor: checkout.amountMinor },
      ])
      expect(await causesOf(id)).toEqual([
        `payment:${winner.id}:${checkout.orders[0]?.id}`,
        `payment:${winner.id}:${checkout.orders[1]?.id}`,
        `refund:${checkout.refunds[0]?.id}`,
        `refunded:${checkout.refunds[0]?.id}`,
        `surplus:${loser.id}`,
      ])
    }
    expect(await world.complaints()).toEqual([])
  },
)

it.each(PAIRS)('%s and %s paid at the same moment: one stands, one goes back', async (first, second) => {
  const { shop } = world
  const { id, one, other } = await showTwoCodes(first, second)
  shop.pay(one)
  shop.pay(other)
  const checkout = await until('it is given back', async () => {
    const now = await shop.read(id)
    return now.state === 'paid' && now.refunds[0]?.state === 'succeeded' && now
  })
  expect(checkout.attempts.map((attempt) => attempt.state).sort()).toEqual(['paid', 'surplus'])
  expect(checkout.refunds).toHaveLength(1)
  expect(await world.complaints()).toEqual([])
})

it('the refund of a surplus that fails for good is shown to a person, and goes out again under a new number', async () => {
  const { shop, sandbox } = world
  const { id, one, other } = await showTwoCodes('wechatpay_jump', 'alipay_scan')
  shop.pay(other)
  await shop.untilState(id, 'paid')
  const closes = sandbox.control.addFault({ operation: 'refund', effect: 'refund_closed' })
  shop.pay(one)
  const failed = await until('the refund failed', async () => {
    const [refund] = (await shop.read(id)).refunds
    return refund?.state === 'failed' && refund
  })
  expect(failed.failure).toMatchObject({ code: 'CLOSED', next: expect.stringContaining('重试') })
  sandbox.control.removeFault(closes.id)

  const operator = await signInOperator(world)
  const again = await operator<RefundView>('POST', `/console/api/refunds/${failed.id}/retry`, {
    body: { why: '机构已恢复' },
  })
  expect(again.status).toBe(200)
  const log = await operator<{ data: unknown[] }>('GET', `/console/api/audit?subject=refund:${failed.id}`)
  expect(log.body.data).toMatchObject([
    { from: { state: 'failed' }, to: { sentAs: again.body.id }, why: '机构已恢复' },
  ])
  expect(again.body.outRefundNo).not.toBe(failed.outRefundNo)
  await shop.untilRefund(again.body, 'succeeded')
  expect((await shop.retryRefund(failed)).body.code).toBe('refund_under_way')
  expect(await world.complaints()).toEqual([])
})

async function causesOf(checkoutId: string): Promise<unknown[]> {
  const story = await world.shop.story(checkoutId)
  return story
    .filter((entry) => entry.kind === 'transfer')
    .map((entry) => entry.data.cause)
    .sort()
}
