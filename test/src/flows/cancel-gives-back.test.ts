import { createAlipayConnector } from '@hutong/server/connectors/alipay/connector'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, until, type World } from './support/index.js'

/*
 * A code of Alipay that nobody has scanned has no trade to close, so it is cancelled; and cancel gives the money back if
 * the payer was faster (alipay.trade.cancel, action=refund). Here the payer always is.
 */

let world: World
beforeAll(async () => {
  world = await startWorld({ timeoutMs: 2_500 })
})
afterAll(() => world?.end())

/** Time enough for the notice of a payment to be taken, and less than the platform waits for an answer. */
const CLOSE_TAKES_MS = 1_000

/** The payer pays after the close has found no trade, and before the cancel. */
function payBetweenCloseAndCancel(outTradeNo: string): void {
  const { sandbox, shop } = world
  const params = { code: 'ACQ.TRADE_NOT_EXIST', delayMs: CLOSE_TAKES_MS }
  sandbox.control.addFault({ operation: 'close', outTradeNo, effect: 'fail', params, times: 1 })
  const stop = sandbox.control.subscribe((event) => {
    if (event.kind !== 'fault' || event.outTradeNo !== outTradeNo) return
    stop()
    shop.pay({ outTradeNo })
  })
}

const lose = (outTradeNo: string, times: number | null = null) =>
  world.sandbox.control.addFault({ operation: 'notice.trade', outTradeNo, effect: 'lose', times })

const untilGivenBack = (checkoutId: string) =>
  until('it is given back', async () => {
    const checkout = await world.shop.read(checkoutId)
    return checkout.refunds[0]?.state === 'succeeded' && checkout
  })

it('before anybody told of the payment: the checkout stays open for another wallet', async () => {
  const { shop } = world
  const { id } = await shop.place()
  const first = await shop.start(id, 'alipay_scan')
  lose(first.outTradeNo)
  payBetweenCloseAndCancel(first.outTradeNo)

  const second = await shop.start(id, 'wechatpay_scan')
  const { attempts, refunds } = await shop.read(id)
  expect(attempts.map((attempt) => attempt.state)).toEqual(['surplus', 'pending'])
  expect(refunds).toMatchObject([{ kind: 'surplus', attemptId: first.id, state: 'succeeded' }])
  shop.pay(second)
  expect(await shop.untilState(id, 'paid')).toMatchObject({ paidAttemptId: second.id, refundedMinor: 0 })
  expect(await world.complaints()).toEqual([])
})

it('after the notice of the payment was taken: it is paid, and given back in full', async () => {
  const { shop } = world
  const { id } = await shop.place()
  const { outTradeNo } = await shop.start(id, 'alipay_scan')
  payBetweenCloseAndCancel(outTradeNo)
  await shop.close(id)
  const checkout = await untilGivenBack(id)
  expect(checkout).toMatchObject({ state: 'paid', refundState: 'full', refundedMinor: checkout.amountMinor })
  expect(checkout.orders.map((order) => order.refundedMinor)).toEqual([2_580, 990])
  expect(await world.complaints()).toEqual([])
})

it.each([
  ['told by the notice of the refund', 0],
  ['found by asking', null],
] as const)('and the answer of the cancel is lost: %s', async (_how, noticesLost) => {
  const { shop, sandbox } = world
  const { id } = await shop.place()
  const { outTradeNo } = await shop.start(id, 'alipay_scan')
  sandbox.control.addFault({ operation: 'cancel', outTradeNo, effect: 'timeout_after', times: 1 })
  payBetweenCloseAndCancel(outTradeNo)
  if (noticesLost === null) lose(outTradeNo)
  await shop.close(id)
  await untilGivenBack(id)
  expect(await world.complaints()).toEqual([])
})

it('a surplus that a cancel has given back already is not refunded twice, and does not fail for ever', async () => {
  const { shop, sandbox } = world
  const { id } = await shop.place()
  const first = await shop.start(id, 'wechatpay_jump')
  const params = { status: 400, code: 'ORDER_CLOSED' }
  sandbox.control.addFault({ operation: 'close', outTradeNo: first.outTradeNo, effect: 'fail', params })
  const second = await shop.start(id, 'alipay_scan')
  const { outTradeNo } = second
  // Our refund reaches Alipay after the cancel did.
  const slow = { delayMs: CLOSE_TAKES_MS + 700 }
  sandbox.control.addFault({ operation: 'refund', outTradeNo, effect: 'delay', params: slow, times: 1 })
  payBetweenCloseAndCancel(outTradeNo)
  shop.pay(first)
  await shop.untilState(id, 'paid')
  const checkout = await untilGivenBack(id)
  expect(checkout).toMatchObject({ state: 'paid', paidAttemptId: first.id, refundedMinor: 0 })
  expect(checkout.refunds).toMatchObject([{ kind: 'surplus', attemptId: second.id }])
  expect(sandbox.control.order('alipay', outTradeNo)?.refunds).toHaveLength(1)
  expect(await world.complaints()).toEqual([])
})

it('given back by a hand at the institution: a part is shown to a person, the whole is taken into the books', async () => {
  const { shop, sandbox } = world
  const checkout = await shop.placePaid('alipay_scan')
  const { id, amountMinor } = checkout
  const [attempt] = checkout.attempts
  const account = { ...sandbox.credentials.alipay, timeoutMs: 4_000 }
  const portal = createAlipayConnector(account, { clock: { now: () => new Date() } })
  const giveBack = (outRefundNo: string, refundMinor: number) =>
    portal.refund(
      {
        method: 'alipay_scan',
        outTradeNo: attempt?.outTradeNo ?? '',
        institutionRef: attempt?.institutionReference ?? '',
        amountMinor: BigInt(amountMinor),
        currency: 'CNY',
        outRefundNo,
        refundMinor: BigInt(refundMinor),
        reason: '商家后台退款',
        noticeUrl: '',
      },
      () => {},
    )

  expect((await giveBack('byhand1', 100)).outcome).toBe('refunded')
  const alarm = await until('an alarm', async () => (await shop.story(id)).find((entry) => entry.alarm))
  expect(alarm).toMatchObject({
    kind: 'money.mismatch',
    subject: attempt?.id,
    data: { givenBackMinor: 100, unexplainedMinor: 100 },
  })
  expect((await shop.read(id)).refundedMinor).toBe(0)

  expect((await giveBack('byhand2', amountMinor - 100)).outcome).toBe('refunded')
  expect((await untilGivenBack(id)).refundedMinor).toBe(amountMinor)
  expect(await world.complaints()).toEqual([])
})
