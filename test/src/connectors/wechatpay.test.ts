import { createWechatpayConnector } from '@hutong/server/connectors/wechatpay/connector'
import { describe, expect, it } from 'vitest'
import { describeConnector } from './describe-connector.js'

describeConnector(
  {
    institution: 'wechatpay',
    connect({ wechatpay }, clock, timeoutMs) {
      return createWechatpayConnector({ ...wechatpay, timeoutMs }, { clock })
    },
    methods: [
      { method: 'wechatpay_scan', scene: 'desktop_web' },
      { method: 'wechatpay_jump', scene: 'mobile_web' },
    ],
    operations: {
      order: 'native',
      inquire: 'query',
      close: 'close',
      refund: 'refund',
      inquireRefund: 'refund_query',
      paymentNotice: 'notice.payment',
    },
    failWith: { status: 500, code: 'SYSTEM_ERROR' },
    unpaid: 'waiting',
    neverPlaced: 'absent',
    tellsAlreadyPaid: true,
    alterations: {
      forge: 'bad_signature',
      corrupt: 'bad_signature',
      stale: 'stale',
      unknown_serial: 'unknown_key',
      other_merchant: 'another_merchant',
    },
    notifiesRefunds: true,
    refundsTakeTime: true,
  },
  (bench) => {
    describe('in certificate mode', () => {
      it('downloads the platform certificates by itself', async () => {
        const { sandbox, newIntent, onCall } = bench()
        const { publicKeyId: _id, publicKey: _key, ...account } = sandbox.credentials.wechatpay
        const clock = { now: () => new Date(sandbox.clock.nowMs()) }
        const connector = createWechatpayConnector({ ...account, timeoutMs: 5000 }, { clock })
        expect((await connector.order(newIntent(), onCall)).outcome).toBe('accepted')
      })
    })

    describe('complaints', () => {
      const DAY_MS = 24 * 3_600_000

      it('are listed to the last page, each with its order', async () => {
        const { sandbox, placePaid, connector } = bench()
        const numbers: string[] = []
        for (let n = 0; n < 52; n += 1) numbers.push((await placePaid()).intent.outTradeNo)
        for (const outTradeNo of numbers)
          sandbox.control.wechatpay.raiseComplaint({ outTradeNo, detail: '没有收到货' })
        const until = new Date(sandbox.clock.nowMs())
        const from = new Date(until.getTime() - 29 * DAY_MS)
        const answer = await connector.listComplaints({ from, until })
        if (answer?.outcome !== 'listed') expect.fail(JSON.stringify(answer))
        expect(answer.complaints.map(({ outTradeNo }) => outTradeNo).sort()).toEqual(numbers.toSorted())
        expect(new Set(answer.complaints.map(({ complaintId }) => complaintId)).size).toBe(52)
        expect(answer.complaints[0]).toMatchObject({ state: 'open', problem: expect.stringMatching(/./) })
        const before = new Date(from.getTime() - DAY_MS)
        expect(await connector.listComplaints({ from: before, until: before })).toEqual({
          outcome: 'listed',
          complaints: [],
        })
      }, 60_000)

      it('that cannot be listed are neither none nor all', async () => {
        const { sandbox, impatient, connector } = bench()
        const until = new Date(sandbox.clock.nowMs())
        const tooLong = new Date(until.getTime() - 40 * DAY_MS)
        expect(await connector.listComplaints({ from: tooLong, until })).toMatchObject({
          outcome: 'declined',
        })
        sandbox.control.addFault({
          institution: 'wechatpay',
          operation: 'complaint_list',
          effect: 'timeout_before',
          times: 1,
        })
        expect(await impatient.listComplaints({ from: until, until })).toMatchObject({
          outcome: 'unknown',
          because: 'timeout',
        })
      })
    })

    describe('refusals that say two things', () => {
      it('the same number with another amount leaves the first order payable, and says that it is not known', async () => {
        const { place, pay, connector, onCall, factsOf } = bench()
        const { intent, action } = await place()
        const other = await connector.order({ ...intent, amountMinor: 1n }, onCall)
        expect(other.outcome).toBe('unknown')
        expect(await pay(intent, action)).toBe(200)
        expect((await factsOf(intent)).amountMinor).toBe(intent.amountMinor)
      })

      it('an order for a number that was closed is declined', async () => {
        const { place, connector, onCall } = bench()
        const { intent } = await place()
        await connector.close(intent, onCall)
        expect((await connector.order(intent, onCall)).outcome).toBe('declined')
      })

      it('a throttled close means that the payer may be paying', async () => {
        const { place, connector, onCall, control } = bench()
        const { intent } = await place()
        const { outTradeNo } = intent
        const params = { code: 'FREQUENCY_LIMITED', status: 429 }
        await control.fault({ operation: 'close', effect: 'fail', outTradeNo, params })
        expect((await connector.close(intent, onCall)).outcome).toBe('payer_busy')
      })

      it('a throttled refund is not known to be refused', async () => {
        const { placePaid, refundOf, connector, onCall, control } = bench()
        const { intent, facts } = await placePaid()
        const { outTradeNo } = intent
        const params = { code: 'FREQUENCY_LIMITED', status: 429 }
        await control.fault({ operation: 'refund', effect: 'fail', outTradeNo, params })
        const refund = refundOf(intent, facts)
        expect((await connector.refund(refund, onCall)).outcome).toBe('unknown')
        expect((await connector.inquireRefund(refund, onCall)).outcome).toBe('absent')
      })
    })
  },
)
