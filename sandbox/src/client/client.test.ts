import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { InstitutionName } from '../core/institution.js'
import { type NoticeInbox, startNoticeInbox } from '../testing/start-notice-inbox.js'
import { SandboxRefused, SandboxUnreachable } from './call-home.js'
import { createSandboxClient, type SandboxClient } from './sandbox-client.js'
import { STORIES } from './stories/stories.js'
import { createWechatpayShop } from './stories/wechatpay-shop.js'

let client: SandboxClient
beforeAll(async () => {
  client = await createSandboxClient({ start: { noticeScale: 0.001, seed: 5 } })
})
afterAll(() => client.stop())

let numbers = 0
const nextNumber = (): string => {
  numbers += 1
  return `CLIENT_${numbers}`
}

describe('the control client', () => {
  let inbox: NoticeInbox
  beforeEach(async () => {
    inbox = await startNoticeInbox()
  })
  afterEach(() => inbox.stop())

  const place = async (): Promise<string> => {
    const shop = createWechatpayShop(await client.credentials(), 5_000, Date.now)
    const outTradeNo = nextNumber()
    const said = await shop.order({ outTradeNo, amountMinor: 250, notifyUrl: inbox.url })
    expect(said).toMatchObject({ outcome: 'done', zh: expect.stringContaining('weixin://') })
    return outTradeNo
  }

  it('attaches to a running sandbox, which goes on after it', async () => {
    const attached = await createSandboxClient({ homeUrl: `${client.homeUrl}/` })
    expect(attached.sandbox).toBeNull()
    const outTradeNo = await place()
    expect(await attached.pay({ outTradeNo })).toMatchObject({ state: 'paid', amountMinor: 250 })
    await attached.stop()
    expect(await client.order('wechatpay', outTradeNo)).toMatchObject({ state: 'SUCCESS' })
    expect(await client.order('wechatpay', 'NO_SUCH')).toBeNull()
  })

  it('waits for a payment and for the notice, and says what it waited for in vain', async () => {
    const outTradeNo = await place()
    await client.decline({ outTradeNo })
    const waiting = client.waitForOrder({ outTradeNo })
    const noticed = client.waitForNotice({ outTradeNo, event: 'TRANSACTION.SUCCESS' })
    await client.pay({ outTradeNo, institution: 'wechatpay' })
    expect(await waiting).toMatchObject({ state: 'SUCCESS', amountMinor: 250 })
    expect(await noticed).toMatchObject({
      state: 'acknowledged',
      tries: [{ status: 200, sentTo: inbox.url }],
    })
    await expect(client.waitForOrder({ outTradeNo, until: 'CLOSED', withinMs: 30 })).rejects.toThrow(
      `Not within 30 ms: order ${outTradeNo}`,
    )
  })

  it('throws what the sandbox refuses, by its code', async () => {
    const outTradeNo = await place()
    await client.pay({ outTradeNo })
    const twice = await client.pay({ outTradeNo }).catch((error: unknown) => error)
    expect(twice).toBeInstanceOf(SandboxRefused)
    expect(twice).toMatchObject({ status: 409, code: 'already_paid' })
    await expect(client.resendNotice('none')).rejects.toMatchObject({ status: 404 })
    await expect(client.addFault({ effect: 'fail', operation: 'natvie' })).rejects.toMatchObject({
      status: 400,
    })
    const nobody = await createSandboxClient({ homeUrl: 'http://127.0.0.1:1' })
    await expect(nobody.credentials()).rejects.toBeInstanceOf(SandboxUnreachable)
    const page = await createSandboxClient({ homeUrl: `${client.homeUrl}/phone` })
    await expect(page.orders()).rejects.toMatchObject({ code: 'not_found' })
  })

  it('faults, notices, refunds, wallets: every verb of the control API', async () => {
    const fault = await client.addFault({ operation: 'notice.payment', effect: 'hold', times: 1 })
    expect(await client.faults()).toMatchObject([{ id: fault.id }])
    const outTradeNo = await place()
    const poor = await client.createWallet({ wallet: 'wechat', balanceMinor: 1 })
    await expect(client.pay({ outTradeNo, userId: poor.id })).rejects.toMatchObject({ code: 'not_enough' })
    await client.pay({ outTradeNo })
    const held = await client.waitForNotice({ outTradeNo, until: 'held' })
    await client.releaseNotice(held.id)
    await client.waitForNotice({ outTradeNo })
    expect((await client.resendNotice(held.id)).tries).toHaveLength(2)
    expect(await client.sendNotice({ institution: 'wechatpay', outTradeNo })).toMatchObject({ outTradeNo })
    expect(await client.removeFault(fault.id)).toBe(true)
    expect(await client.removeFault(fault.id)).toBe(false)
    expect((await client.wallets()).map(({ id }) => id)).toContain(poor.id)
    expect(await client.notices({ outTradeNo })).toHaveLength(2)

    await client.addFault({ operation: 'refund', effect: 'refund_processing', times: 1 })
    const shop = createWechatpayShop(await client.credentials(), 5_000, Date.now)
    await shop.refund({ outTradeNo, amountMinor: 250, notifyUrl: inbox.url })
    const { refunds } = await client.waitForOrder({ outTradeNo, until: 'REFUND' })
    const refund = await client.finishRefund('wechatpay', refunds[0]?.outRefundNo ?? '', 'CLOSED')
    expect(refund).toMatchObject({ state: 'CLOSED' })
    await client.clearFaults()
    expect(await client.faults()).toEqual([])
  })

  it('moves the clock and brings it back', async () => {
    const before = await client.freeze()
    expect(before.mode).toBe('frozen')
    expect((await client.advance(60_000)).nowMs).toBe(before.nowMs + 60_000)
    expect((await client.setClock({ mode: 'advanced' })).mode).toBe('advanced')
    expect((await client.realTime()).mode).toBe('real')
    expect((await client.clock()).nowMs).toBeLessThan(Date.now() + 1_000)
  })

  it('saves, resets and restores', async () => {
    const outTradeNo = await place()
    const snapshot = await client.snapshot()
    await client.reset()
    expect(await client.orders()).toEqual([])
    await client.restore(snapshot)
    expect(await client.order('wechatpay', outTradeNo)).toMatchObject({ state: 'NOTPAY' })
    expect(client.sandbox?.control.order('wechatpay', outTradeNo)).toMatchObject({ state: 'NOTPAY' })
  })

  it('tells what happens, across a restore, until stopped', async () => {
    const seen: string[] = []
    let wake = (): void => {}
    const watch = client.watch((event) => {
      seen.push(event.kind)
      wake()
    })
    const until = async (kind: string): Promise<void> => {
      while (!seen.includes(kind)) await new Promise<void>((resolve) => (wake = resolve))
    }
    await watch.open
    await client.setClock({ advanceMs: 1 })
    await until('clock')
    await client.restore(await client.snapshot())
    seen.length = 0
    const again = client.watch(() => {})
    await again.open
    again.stop()
    // The first watch dials again by itself: events are sent until one arrives.
    const beat = setInterval(() => void client.setClock({ mode: 'real' }), 50)
    await until('clock')
    clearInterval(beat)
    watch.stop()
  })

  it('forwards notices for as long as asked', async () => {
    const other = await startNoticeInbox()
    await client.forward({ url: other.url })
    const outTradeNo = await place()
    await client.pay({ outTradeNo })
    await other.count(1)
    await client.stopForwarding()
    await client.resendNotice((await client.notices({ outTradeNo }))[0]?.id ?? '')
    await inbox.count(1)
    await other.stop()
  })
})

/** How each story ends at each institution: the order's state, its refunds, its notices with what was answered. */
const ENDS: Record<string, Partial<Record<InstitutionName, object | null>>> = {
  paid: {
    wechatpay: { state: 'SUCCESS', refunds: [], notices: ['acknowledged 204'] },
    alipay: { state: 'TRADE_SUCCESS', refunds: [], notices: ['acknowledged 200'] },
  },
  'paid-twice': {
    wechatpay: { state: 'SUCCESS', notices: ['acknowledged 204'] },
    alipay: { state: 'TRADE_SUCCESS', notices: ['acknowledged 200'] },
  },
  closed: { wechatpay: { state: 'CLOSED', notices: [] } },
  'notice-lost': {
    wechatpay: { state: 'SUCCESS', notices: ['lost'] },
    alipay: { state: 'TRADE_SUCCESS', notices: ['lost'] },
  },
  'notice-held': { wechatpay: { notices: ['held'] }, alipay: { notices: ['held'] } },
  'timeout-before-order': { wechatpay: null, alipay: null },
  'timeout-after-order': { wechatpay: { state: 'NOTPAY' } },
  'broken-after-order': { wechatpay: { state: 'NOTPAY' } },
  unavailable: { wechatpay: { state: 'SUCCESS' }, alipay: { state: 'TRADE_SUCCESS' } },
  refunded: {
    wechatpay: { state: 'REFUND', refunds: ['SUCCESS'], notices: ['acknowledged 204', 'acknowledged 204'] },
    alipay: { state: 'TRADE_CLOSED', refunds: ['SUCCESS'] },
  },
  'refund-unanswered': {
    wechatpay: { state: 'REFUND', refunds: ['SUCCESS'] },
    alipay: { state: 'TRADE_CLOSED', refunds: ['SUCCESS'] },
  },
  'refund-not-enough': {
    wechatpay: { state: 'SUCCESS', refunds: [] },
    alipay: { state: 'TRADE_SUCCESS', refunds: [] },
  },
  'refund-processing': { wechatpay: { refunds: ['PROCESSING'] } },
  'refund-abnormal': { wechatpay: { refunds: ['ABNORMAL'] } },
  'refund-closed': { wechatpay: { refunds: ['CLOSED'] } },
}

describe('stories', () => {
  const cases = STORIES.flatMap(
    ({ name, at }): Array<{ name: string; institution: InstitutionName | null }> =>
      at === 'both' ? [{ name, institution: null }] : at.map((institution) => ({ name, institution })),
  )

  it.concurrent.each(cases)('$name at $institution', async ({ name, institution }) => {
    const report = await client.play(name, { ...(institution ? { institution } : {}), amountMinor: 120 })
    expect(report.orders).toHaveLength(institution ? 1 : 2)
    for (const { institution: at, outTradeNo } of report.orders) {
      const order = await client.order(at, outTradeNo)
      const notices = report.notices.filter((notice) => notice.institution === at)
      const end = ENDS[name]?.[at]
      if (end === null) expect(order).toBeNull()
      else if (end) {
        expect({
          state: order?.state,
          refunds: order?.refunds.map(({ state }) => state),
          notices: notices.map(({ state, tries }) => [state, tries.at(-1)?.status].join(' ').trim()),
        }).toMatchObject(end)
      }
      if (name.startsWith('notice-') && !['notice-lost', 'notice-held', 'notice-doubled'].includes(name)) {
        // Stale and unknown_serial mean less at Alipay, where a notice names neither key nor time of signing.
        const doubted = notices[0]?.tries.find(({ alter }) => alter !== null)
        expect(doubted).toBeDefined()
        if (!(at === 'alipay' && (name === 'notice-stale' || name === 'notice-wrong-currency'))) {
          expect(doubted?.status).toBe(401)
        }
        // Its own retry, or the one that the story sends without waiting for the schedule.
        expect(notices[0]?.state).toBe('acknowledged')
      }
      if (name === 'notice-doubled') expect(notices[0]?.tries).toHaveLength(5)
    }
    expect(report.lines.length).toBeGreaterThan(0)
    expect(
      (await client.faults()).filter(({ outTradeNo }) => outTradeNo === report.orders[0]?.outTradeNo),
    ).toEqual([])
  })

  it('happen to the orders of a platform, which does its own part', async () => {
    const inbox = await startNoticeInbox()
    const outTradeNo = nextNumber()
    const told: string[] = []
    const shop = createWechatpayShop(await client.credentials(), 5_000, Date.now)
    const order = { outTradeNo, amountMinor: 90, notifyUrl: inbox.url }
    const playing = client.play('refund-abnormal', {
      orders: [outTradeNo],
      onLine({ who, en }) {
        told.push(`${who}: ${en}`)
        if (en.startsWith('your turn: place')) void shop.order(order)
        if (en.startsWith('your turn: refund')) void shop.refund(order)
      },
    })
    const { notices } = await playing
    expect(told).toContain('payer: pays: paid')
    expect(notices.map(({ event }) => event)).toEqual(['TRANSACTION.SUCCESS', 'REFUND.ABNORMAL'])
    await inbox.stop()
  })

  it('of no such name, or at an institution where it cannot happen, are refused', async () => {
    await expect(client.play('nothing')).rejects.toThrow(/no story nothing.*paid-twice/)
    await expect(client.play('refund-abnormal', { institution: 'alipay' })).rejects.toThrow('wechatpay only')
  })
})
