import { createWechatpayConnector } from '@hutong/server/connectors/wechatpay/connector'
import type { NoticeAlteration } from 'hutong-sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Method, startWorld, until, type World } from './support/index.js'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.end())

const OPERATIONS = { wechatpay_scan: 'notice.payment', alipay_scan: 'notice.trade' } as const
const TIMES_LOOKED_AT = 3

/** Pays with every notice altered and every query refused, and waits until the altered notice was sent some times. */
async function payUnderAlteredNotices(method: keyof typeof OPERATIONS, effect: NoticeAlteration) {
  const { shop, sandbox } = world
  const { control } = sandbox
  const { id } = await shop.place()
  const attempt = await shop.start(id, method)
  const { outTradeNo } = attempt
  const altered = control.addFault({ operation: OPERATIONS[method], outTradeNo, effect })
  const mute = control.addFault({
    operation: 'query',
    outTradeNo,
    effect: 'fail',
    params: { status: 500, code: method === 'alipay_scan' ? '20000' : 'SYSTEM_ERROR' },
  })
  shop.pay(attempt)
  const tries = await until('some deliveries', async () => {
    const [notice] = control.notices({ outTradeNo })
    if (notice === undefined) return false
    // Alipay's schedule waits longer than WeChat Pay's: the rest is asked for by hand.
    if (notice.tries.length < TIMES_LOOKED_AT && method === 'alipay_scan')
      await control.resendNotice(notice.id)
    return notice.tries.length >= TIMES_LOOKED_AT && notice.tries.slice(0, TIMES_LOOKED_AT)
  })
  return {
    id,
    attempt,
    tries,
    async endFaults() {
      control.removeFault(altered.id)
      control.removeFault(mute.id)
    },
  }
}

const CASES: readonly [keyof typeof OPERATIONS, NoticeAlteration, string, boolean][] = [
  ['wechatpay_scan', 'forge', 'bad_signature', true],
  ['wechatpay_scan', 'corrupt', 'bad_signature', false],
  ['wechatpay_scan', 'unknown_serial', 'unknown_key', true],
  ['wechatpay_scan', 'stale', 'stale', true],
  ['wechatpay_scan', 'other_merchant', 'another_merchant', true],
  ['wechatpay_scan', 'wrong_amount', 'money_mismatch', true],
  ['wechatpay_scan', 'wrong_currency', 'money_mismatch', true],
  ['wechatpay_scan', 'unknown_order', 'unknown_attempt', false],
  ['alipay_scan', 'forge', 'bad_signature', true],
  ['alipay_scan', 'corrupt', 'bad_signature', true],
  ['alipay_scan', 'other_merchant', 'another_merchant', true],
  ['alipay_scan', 'wrong_amount', 'money_mismatch', true],
  ['alipay_scan', 'wrong_currency', 'money_mismatch', true],
  ['alipay_scan', 'unknown_order', 'unknown_attempt', false],
]

it.each(CASES)(
  '%s: a notice with %s is refused as %s and moves nothing; the truth is taken later',
  async (method: Method, effect, because, namesTheCheckout) => {
    const { shop, database } = world
    const { id, attempt, tries, endFaults } = await payUnderAlteredNotices(
      method as keyof typeof OPERATIONS,
      effect,
    )
    const answer = method === 'alipay_scan' ? 'fail' : expect.stringContaining('"code":"FAIL"')
    for (const delivery of tries) expect(delivery).toMatchObject({ status: 400, answer, alter: effect })

    const checkout = await shop.read(id)
    expect(checkout.state).toBe('open')
    const story = await shop.story(id)
    expect(story.filter((entry) => entry.kind === 'transfer')).toEqual([])
    const alarms = story.filter((entry) => entry.alarm)
    expect(alarms.map((entry) => [entry.kind, entry.data.because])).toEqual(
      namesTheCheckout ? [['notice.refused', because]] : [],
    )
    const refused = await database.db.sql<{ because: string }>`
      select because from refused_notices
      where ${namesTheCheckout} = (hint is not distinct from ${attempt.outTradeNo})
      order by received_at desc, id desc limit 1`
    expect(refused[0]?.because).toBe(because)

    await endFaults()
    await world.letWaitsEnd()
    await shop.untilState(id, 'paid')
    expect(await world.complaints()).toEqual([])
  },
)

it('an old notice of Alipay is only a reason to ask', async () => {
  const { id, tries, endFaults } = await payUnderAlteredNotices('alipay_scan', 'stale')
  expect(tries[0]?.status).toBe(200)
  expect((await world.shop.read(id)).state).toBe('open')
  await endFaults()
  await world.letWaitsEnd()
  await world.shop.untilState(id, 'paid')
  expect(await world.complaints()).toEqual([])
})

it('a success of an attempt that our books do not know raises an alarm in the story of its checkout', async () => {
  const { shop, sandbox } = world
  const { id, amountMinor } = await shop.place()
  // As after a database was put back to yesterday: the institution has an order that we forgot.
  const forgotten = `${id.slice('co_'.length)}a7`
  const account = { ...sandbox.credentials.wechatpay, timeoutMs: 4_000 }
  const connector = createWechatpayConnector(account, { clock: { now: () => new Date() } })
  const answer = await connector.order(
    {
      method: 'wechatpay_scan',
      scene: 'desktop_web',
      outTradeNo: forgotten,
      description: '龙井',
      amountMinor: BigInt(amountMinor),
      currency: 'CNY',
      expiresAt: new Date(Date.now() + 600_000),
      noticeUrl: `${world.platform().url}/notices/wechatpay/wechatpay-${account.mchid}`,
      returnUrl: 'https://shop.example',
      payerIp: '203.0.113.7',
      now: new Date(),
    },
    () => {},
  )
  expect(answer.outcome).toBe('accepted')
  shop.pay({ outTradeNo: forgotten })

  const alarm = await until('an alarm', async () => (await shop.story(id)).find((entry) => entry.alarm))
  expect(alarm).toMatchObject({
    kind: 'notice.refused',
    subject: forgotten,
    data: { because: 'unknown_attempt' },
  })
  expect((await shop.read(id)).state).toBe('open')
  expect(await world.complaints()).toContain(`${forgotten} is paid there and not ours`)
})
