import { setTimeout as pause } from 'node:timers/promises'
import { isRefusal } from 'hutong-sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  createDice,
  type Dice,
  type Method,
  seedOfThisRun,
  startTimedWorld,
  type TimedWorld,
  until,
} from './support/index.js'

const LIFE_MS = 60_000
const ROUNDS = 24
const METHODS = ['wechatpay_scan', 'wechatpay_jump', 'alipay_scan'] as const
const CLOSED_ALREADY = {
  wechatpay_scan: { status: 400, code: 'ORDER_CLOSED' },
  wechatpay_jump: { status: 400, code: 'ORDER_CLOSED' },
  alipay_scan: { code: 'ACQ.TRADE_HAS_CLOSE' },
} as const
const PAYMENT_NOTICE = {
  wechatpay_scan: 'notice.payment',
  wechatpay_jump: 'notice.payment',
  alipay_scan: 'notice.trade',
} as const

const seed = seedOfThisRun()
let world: TimedWorld
let dice: Dice
beforeAll(async () => {
  world = await startTimedWorld()
  dice = createDice(seed)
})
afterAll(() => world?.end())

const untilBooksAgree = () =>
  until('the books agree', async () => {
    await world.drain()
    const complaints = await world.complaints()
    if (complaints.length > 0) throw new Error(complaints.join('\n'))
    return true
  })

/** True when the wallet took the money. */
function pay(outTradeNo: string): boolean {
  return !isRefusal(world.sandbox.control.pay({ outTradeNo }))
}

async function expectPaidOrGivenBack(
  id: string,
  charged: boolean,
  method: Method,
): Promise<'paid' | 'closed'> {
  const { state, attempts, refunds, refundState } = await world.shop.read(id)
  if (!charged) expect([state, refunds]).toEqual(['closed', []])
  else if (state === 'closed')
    expect([attempts[0]?.state, refunds[0]?.kind, refunds[0]?.state]).toEqual([
      'surplus',
      'surplus',
      'succeeded',
    ])
  else if (method === 'alipay_scan' && refunds.length > 0)
    // Closing a code there is a cancel, and it crossed the payment's notice: kept, then wholly given back by the institution.
    expect([state, attempts[0]?.state, refundState, refunds[0]?.state]).toEqual([
      'paid',
      'paid',
      'full',
      'succeeded',
    ])
  else expect([state, attempts[0]?.state, refunds]).toEqual(['paid', 'paid', []])
  return state === 'paid' ? 'paid' : 'closed'
}

it.each(METHODS)(
  `%s: paid in the last second while the expiry runs (HUTONG_SEED=${seed})`,
  async (method) => {
    const { shop, sandbox, advance } = world
    const ends = { paid: 0, closed: 0 }
    // How long it is from the deadline to the close at the institution, here and now: the payment falls about there.
    let tookMs = 100
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, deadlineAt } = await shop.place({ expiresInMs: LIFE_MS })
      // WeChat Pay's orders live for a minute at least: one that comes late can be paid until it is closed there.
      sandbox.control.setClock({ advanceMs: LIFE_MS / 4 })
      const { outTradeNo } = await shop.start(id, method)
      const deadlineMs = Date.parse(deadlineAt)
      const leftMs = (untilMs: number) => untilMs - sandbox.clock.nowMs()
      let isCharged: boolean
      if (method === 'alipay_scan') {
        // Its orders end with the checkout, in the whole second before: paid just before or just after that.
        const endMs = Math.floor(deadlineMs / 1_000) * 1_000
        sandbox.control.setClock({ advanceMs: leftMs(endMs + dice.pick([-5, 5])) })
        isCharged = pay(outTradeNo)
      } else {
        const startedMs = performance.now()
        let askedMs = 0
        const stop = sandbox.control.subscribe((event) => {
          if (event.kind === 'call' && event.outTradeNo === outTradeNo)
            askedMs = performance.now() - startedMs
        })
        const charged = pause(dice.below(2 * tookMs)).then(() => pay(outTradeNo))
        await advance(leftMs(deadlineMs))
        isCharged = await charged
        stop()
        tookMs = Math.max(5, tookMs / 2, askedMs)
      }
      await advance(1_600)
      await until('an end', async () => ['paid', 'closed'].includes((await shop.read(id)).state))
      await untilBooksAgree()
      ends[await expectPaidOrGivenBack(id, isCharged, method)] += 1
    }
    // A race that always ends the same way was none.
    expect(ends.paid).toBeGreaterThan(0)
    expect(ends.closed).toBeGreaterThan(0)
  },
  120_000,
)

it.each(METHODS)(`%s: many closed by their shoppers while paying (HUTONG_SEED=${seed})`, async (method) => {
  const { shop } = world
  const races = Array.from({ length: ROUNDS }, async () => {
    const closeAfterMs = dice.below(100)
    const payAfterMs = dice.below(400)
    const { id } = await shop.place()
    const { outTradeNo } = await shop.start(id, method)
    const [charged] = await Promise.all([
      pause(payAfterMs).then(() => pay(outTradeNo)),
      pause(closeAfterMs).then(() => shop.close(id)),
    ])
    return { id, charged }
  })
  const raced = await Promise.all(races)
  await untilBooksAgree()
  for (const { id, charged } of raced) await expectPaidOrGivenBack(id, charged, method)
})

const POINTS = [
  ['after the query that said unpaid', 'paid'],
  ['after the close', 'closed'],
] as const

it.each(METHODS.flatMap((method) => POINTS.map((point) => [method, ...point] as const)))(
  '%s: paid %s, it is %s',
  async (method, point, end) => {
    const { shop, sandbox } = world
    const { id } = await shop.place()
    const { outTradeNo } = await shop.start(id, method)
    // A code of Alipay that nobody scanned has no trade to close: cancelling is the third call.
    const callsBefore = end === 'paid' ? 1 : method === 'alipay_scan' ? 3 : 2
    let answered = 0
    let charged: boolean | undefined
    const stop = sandbox.control.subscribe((event) => {
      if (event.kind !== 'call' || event.outTradeNo !== outTradeNo) return
      answered += 1
      if (answered === callsBefore) charged = pay(outTradeNo)
    })
    await shop.close(id)
    stop()
    expect([point, charged]).toEqual([point, end === 'paid'])
    await shop.untilState(id, end)
    await untilBooksAgree()
    await expectPaidOrGivenBack(id, end === 'paid', method)
  },
)

it.each(METHODS)('%s: money for a closed checkout goes back by itself', async (method) => {
  const { shop, sandbox } = world
  const { id } = await shop.place()
  const { outTradeNo } = await shop.start(id, method)
  // The institution says closed, and the code stays payable.
  const lie = { operation: 'close', outTradeNo, effect: 'fail', params: CLOSED_ALREADY[method] } as const
  sandbox.control.addFault(lie)
  expect((await shop.close(id)).body.state).toBe('closed')
  expect(pay(outTradeNo)).toBe(true)
  await until('it is given back', async () => (await shop.read(id)).refunds[0]?.state === 'succeeded')
  await untilBooksAgree()
  expect(await expectPaidOrGivenBack(id, true, method)).toBe('closed')
})

it.each(METHODS)('%s: … also when nobody tells of it: the last look finds it', async (method) => {
  const { shop, sandbox, advance } = world
  const { id } = await shop.place()
  const { outTradeNo } = await shop.start(id, method)
  sandbox.control.addFault({ operation: 'close', outTradeNo, effect: 'fail', params: CLOSED_ALREADY[method] })
  sandbox.control.addFault({ operation: PAYMENT_NOTICE[method], outTradeNo, effect: 'lose' })
  await shop.close(id)
  expect(pay(outTradeNo)).toBe(true)
  await advance(32 * 60_000)
  await until('it is given back', async () => {
    await advance(1_000)
    return (await shop.read(id)).refunds[0]?.state === 'succeeded'
  })
  await untilBooksAgree()
  expect(await expectPaidOrGivenBack(id, true, method)).toBe('closed')
})

it('a checkout stays closing while its institution is silent, and money still counts', async () => {
  const { shop, sandbox, advance } = world
  const { id } = await shop.place({ expiresInMs: LIFE_MS })
  const { outTradeNo } = await shop.start(id, 'wechatpay_jump' satisfies Method)
  const params = { status: 500, code: 'SYSTEM_ERROR' }
  const mute = ['query', 'close'].map((operation) =>
    sandbox.control.addFault({ operation, outTradeNo, effect: 'fail', params }),
  )
  await advance(LIFE_MS)
  for (let minute = 0; minute < 5; minute += 1) await advance(60_000)
  expect(await shop.read(id)).toMatchObject({ state: 'closing', closeReason: 'expired' })
  for (const { id: rule } of mute) sandbox.control.removeFault(rule)
  await advance(60_000)
  await shop.untilState(id, 'closed')
  await untilBooksAgree()
})
