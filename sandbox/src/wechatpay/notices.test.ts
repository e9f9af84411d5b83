import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { NoticeAlteration } from '../core/faults.js'
import {
  clientOf,
  startWechatpayMerchant,
  type WechatpayMerchant,
} from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
})
afterAll(() => shop.stop())
afterEach(() => {
  shop.sandbox.control.reset()
  shop.sandbox.clock.freeze()
  shop.inbox.received.length = 0
  shop.inbox.answerWith()
})

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

async function place(change: object = {}): Promise<string> {
  const body = shop.orderBody(change)
  // The typed client names the public key, and notices follow it.
  const { mchid: _mchid, ...order } = body
  await shop.client.placeNative(order as never)
  return body.out_trade_no
}
async function pay(outTradeNo: string): Promise<void> {
  expect(shop.sandbox.control.pay({ outTradeNo })).toMatchObject({ state: 'paid' })
  await shop.sandbox.control.noticesIdle()
}
const noticeOf = (outTradeNo: string) => shop.sandbox.control.notices({ outTradeNo })[0]!

describe('a payment notice', () => {
  it('is signed by the key the order asked for and carries the paid order', async () => {
    const outTradeNo = await place({ attach: '附' })
    await pay(outTradeNo)
    const [notice] = await shop.inbox.count(1)
    expect(notice?.headers['wechatpay-serial']).toBe(shop.sandbox.credentials.wechatpay.publicKeyId)
    expect(notice?.headers['request-id']).toBeTruthy()
    const reading = await shop.client.readNotice(notice!)
    expect(reading).toMatchObject({
      ok: true,
      notice: {
        kind: 'payment',
        resource: {
          out_trade_no: outTradeNo,
          trade_state: 'SUCCESS',
          attach: '附',
          amount: { total: 1_000 },
        },
      },
    })
    expect(noticeOf(outTradeNo)).toMatchObject({
      state: 'acknowledged',
      tries: [{ status: 200, alter: null }],
    })
  })

  it('follows the platform certificate when the order did', async () => {
    const body = shop.orderBody()
    await shop.raw('POST', '/v3/pay/transactions/native', body)
    await pay(body.out_trade_no)
    const [notice] = await shop.inbox.count(1)
    expect(notice?.headers['wechatpay-serial']).toBe(shop.sandbox.credentials.wechatpay.platformSerial)
  })

  it('204 acknowledges; 500, 302 and silence do not, and nothing is followed', async () => {
    const outTradeNo = await place()
    shop.inbox.answerWith(500, 302, 204)
    await pay(outTradeNo)
    for (const waitMs of [15 * SECOND_MS, 15 * SECOND_MS]) {
      shop.sandbox.clock.advance(waitMs)
      await shop.sandbox.control.noticesIdle()
    }
    expect(noticeOf(outTradeNo).tries.map(({ status }) => status)).toEqual([500, 302, 204])
    expect(noticeOf(outTradeNo).state).toBe('acknowledged')
    expect(shop.inbox.received.every(({ path }) => path === '/notices/wechatpay')).toBe(true)
  })

  it('is tried again on the documented schedule and then given up', async () => {
    const outTradeNo = await place()
    shop.inbox.answerWith(...Array<number>(16).fill(500))
    await pay(outTradeNo)
    const waits = [
      15, 15, 30, 180, 600, 1_200, 1_800, 1_800, 1_800, 3_600, 10_800, 10_800, 10_800, 21_600, 21_600,
    ]
    for (const [at, seconds] of waits.entries()) {
      shop.sandbox.clock.advance(seconds * SECOND_MS - 1)
      await shop.sandbox.control.noticesIdle()
      expect(noticeOf(outTradeNo).tries).toHaveLength(at + 1)
      shop.sandbox.clock.advance(1)
      await shop.sandbox.control.noticesIdle()
    }
    const notice = noticeOf(outTradeNo)
    expect(notice.state).toBe('given_up')
    expect(notice.tries).toHaveLength(16)
    const timestamps = notice.tries.map(({ headers }) => headers['Wechatpay-Timestamp'])
    const signatures = notice.tries.map(({ headers }) => headers['Wechatpay-Signature'])
    expect(new Set(timestamps).size).toBe(16)
    expect(new Set(signatures).size).toBe(16)
    expect(new Set(notice.tries.map(({ body }) => JSON.parse(body).id)).size).toBe(1)
    await shop.sandbox.control.resendNotice(notice.id)
    expect(noticeOf(outTradeNo).state).toBe('acknowledged')
  })
})

describe('a notice made wrong on request', () => {
  const verdicts: Array<[NoticeAlteration, object]> = [
    ['forge', { ok: false, because: 'bad_signature' }],
    ['unknown_serial', { ok: false, because: 'unknown_serial' }],
    ['stale', { ok: false, because: 'stale' }],
    ['corrupt', { ok: false, because: 'bad_signature' }],
    ['wrong_amount', { ok: true, notice: { resource: { amount: { total: 1_001, payer_total: 1_001 } } } }],
    ['wrong_currency', { ok: true, notice: { resource: { amount: { currency: 'USD' } } } }],
    ['other_merchant', { ok: true, notice: { resource: { mchid: expect.stringMatching(/^1999\d{6}$/) } } }],
    [
      'unknown_order',
      { ok: true, notice: { resource: { out_trade_no: expect.stringMatching(/^unknown_/) } } },
    ],
  ]
  it.each(verdicts)('%s, and the retry is good again', async (alter, verdict) => {
    const outTradeNo = await place()
    shop.sandbox.control.addFault({ operation: 'notice.payment', outTradeNo, effect: alter, times: 1 })
    shop.inbox.answerWith(500)
    await pay(outTradeNo)
    const reading = await shop.client.readNotice(shop.inbox.received[0]!)
    expect(reading).toMatchObject(verdict)
    if (alter === 'forge') {
      expect(shop.inbox.received[0]?.headers['wechatpay-signature']).toMatch(/^WECHATPAY\/SIGNTEST\//)
    }
    shop.sandbox.clock.advance(15 * SECOND_MS)
    await shop.sandbox.control.noticesIdle()
    const retry = await shop.client.readNotice(shop.inbox.received[1]!)
    expect(retry).toMatchObject({
      ok: true,
      notice: { resource: { out_trade_no: outTradeNo, mchid: shop.mchid, amount: { total: 1_000 } } },
    })
    expect(noticeOf(outTradeNo).tries.map((one) => one.alter)).toEqual([alter, null])
  })
})

describe('the fate of a notice', () => {
  it('lost: never sent', async () => {
    const outTradeNo = await place()
    shop.sandbox.control.addFault({ outTradeNo, effect: 'lose' })
    await pay(outTradeNo)
    shop.sandbox.clock.advance(48 * HOUR_MS)
    await shop.sandbox.control.noticesIdle()
    expect(noticeOf(outTradeNo)).toMatchObject({ state: 'lost', tries: [] })
    expect(shop.inbox.received).toHaveLength(0)
  })

  it('held until released', async () => {
    const outTradeNo = await place()
    shop.sandbox.control.addFault({ operation: 'notice.payment', effect: 'hold', times: 1 })
    await pay(outTradeNo)
    const { id } = noticeOf(outTradeNo)
    expect(noticeOf(outTradeNo).state).toBe('held')
    expect(shop.sandbox.control.releaseNotice(id)).not.toBeNull()
    await shop.inbox.count(1)
    expect(shop.sandbox.control.releaseNotice(id)).toBeNull()
  })

  it('doubled: five copies, two at a time, one event', async () => {
    const outTradeNo = await place()
    const params = { copies: 5, atOnce: 2 }
    shop.sandbox.control.addFault({ outTradeNo, effect: 'double', times: 1, params })
    await pay(outTradeNo)
    expect(shop.inbox.received).toHaveLength(5)
    const ids = shop.inbox.received.map(({ rawBody }) => JSON.parse(rawBody.toString()).id)
    expect(new Set(ids).size).toBe(1)
    expect(noticeOf(outTradeNo).tries).toHaveLength(5)
  })

  it('delayed on the sandbox clock', async () => {
    const outTradeNo = await place()
    const params = { delayMs: 10 * MINUTE_MS }
    shop.sandbox.control.addFault({ operation: 'notice.payment', effect: 'delay', times: 1, params })
    await pay(outTradeNo)
    expect(shop.inbox.received).toHaveLength(0)
    shop.sandbox.clock.advance(10 * MINUTE_MS)
    await shop.inbox.count(1)
  })

  it('an extra one on request, with or without an alteration; none for an unpaid order', async () => {
    const outTradeNo = await place()
    const { control } = shop.sandbox
    expect(control.sendNotice({ institution: 'wechatpay', outTradeNo })).toBeNull()
    await pay(outTradeNo)
    control.sendNotice({ institution: 'wechatpay', outTradeNo, alter: 'wrong_amount' })
    await control.noticesIdle()
    control.sendNotice({ institution: 'wechatpay', outTradeNo, alter: 'double' })
    await control.noticesIdle()
    expect(shop.inbox.received).toHaveLength(4)
    expect(control.faults()).toEqual([])
    expect(control.notices({ outTradeNo })).toHaveLength(3)
  })
})

describe('faults of calls', () => {
  const { outTradeNo, ...never } = { outTradeNo: 'FAULTY_ORDER', times: 1 }
  const order = () => shop.orderBody({ out_trade_no: outTradeNo })
  const native = () => shop.raw('POST', '/v3/pay/transactions/native', order())
  const state = () => shop.sandbox.control.order('wechatpay', outTradeNo)?.state ?? null

  it.each([
    ['drop_before', null],
    ['drop_after', 'NOTPAY'],
  ] as const)('%s: the line breaks, the order is %s', async (effect, expected) => {
    shop.sandbox.control.addFault({ operation: 'native', effect, ...never })
    await expect(native()).rejects.toThrow()
    expect(state()).toBe(expected)
    expect((await native()).status).toBe(200)
  })

  it.each([
    ['timeout_before', null],
    ['timeout_after', 'NOTPAY'],
  ] as const)('%s: no answer, the order is %s', async (effect, expected) => {
    shop.sandbox.control.addFault({ operation: 'native', outTradeNo, effect, ...never })
    const { mchid: _mchid, ...body } = order()
    expect(await clientOf(shop.sandbox, 3_000).placeNative(body as never)).toMatchObject({
      outcome: 'unknown',
      because: 'timeout',
    })
    expect(state()).toBe(expected)
  })

  it('fail answers the error asked for, and does nothing', async () => {
    const params = { code: 'FREQUENCY_LIMITED', message: '慢一点' }
    shop.sandbox.control.addFault({ operation: 'native', effect: 'fail', ...never, params })
    const limited = await native()
    expect([limited.status, limited.json]).toEqual([429, { code: 'FREQUENCY_LIMITED', message: '慢一点' }])
    shop.sandbox.control.addFault({ operation: 'native', effect: 'fail', ...never })
    const failed = await native()
    expect([failed.status, failed.json?.code]).toEqual([500, 'SYSTEM_ERROR'])
    for (const [code, status] of [
      ['USER_ACCOUNT_ABNORMAL', 403],
      ['RATELIMIT_EXCEEDED', 429],
      ['SERVICE_UNAVAILABLE', 503],
      ['NO_SUCH_CODE', 500],
    ] as const) {
      shop.sandbox.control.addFault({ operation: 'native', effect: 'fail', ...never, params: { code } })
      const answer = await native()
      expect([answer.status, answer.json?.code]).toEqual([status, code])
    }
    expect(state()).toBeNull()
  })

  it('forge_answer acts, but its signature is a probe', async () => {
    shop.sandbox.control.addFault({ operation: 'native', effect: 'forge_answer', ...never })
    const { mchid: _mchid, ...body } = order()
    const answer = await shop.client.placeNative(body as never)
    expect(answer).toMatchObject({ outcome: 'unknown', because: 'bad_signature' })
    expect(state()).toBe('NOTPAY')
  })

  it('delay answers late, and well', async () => {
    shop.sandbox.control.addFault({ operation: 'native', effect: 'delay', ...never, params: { delayMs: 60 } })
    const startedMs = performance.now()
    expect((await native()).status).toBe(200)
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(55)
  })

  it('strikes only the order and operation named, as often as asked', async () => {
    shop.sandbox.control.addFault({ operation: 'close', outTradeNo: 'OTHER_ORDER', effect: 'fail' })
    shop.sandbox.control.addFault({ operation: 'query', outTradeNo, effect: 'fail', times: 2 })
    expect((await native()).status).toBe(200)
    const query = () => shop.raw('GET', `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${shop.mchid}`)
    expect([(await query()).status, (await query()).status, (await query()).status]).toEqual([500, 500, 200])
    expect((await shop.client.closeOrder(outTradeNo)).outcome).toBe('ok')
    expect(() => shop.sandbox.control.addFault({ operation: 'natvie', effect: 'fail' })).toThrow(RangeError)
  })
})
