import { createAlipayConnector } from '@hutong/server/connectors/alipay/connector'
import type { Connector } from '@hutong/server/connectors/contract'
import { createSandboxClient, type FaultEffect, type FaultParams } from 'hutong-sandbox'
import { describe, expect, it } from 'vitest'
import { describeConnector } from './describe-connector.js'

describeConnector(
  {
    institution: 'alipay',
    connect: ({ alipay }, clock, timeoutMs) => createAlipayConnector({ ...alipay, timeoutMs }, { clock }),
    methods: [
      { method: 'alipay_scan', scene: 'desktop_web' },
      { method: 'alipay_jump', scene: 'desktop_web' },
      { method: 'alipay_jump', scene: 'mobile_web' },
    ],
    operations: {
      order: 'precreate',
      inquire: 'query',
      close: 'close',
      refund: 'refund',
      inquireRefund: 'refund_query',
      paymentNotice: 'notice.trade',
    },
    failWith: { code: '20000' },
    unpaid: 'waiting',
    neverPlaced: 'waiting',
    tellsAlreadyPaid: true,
    // In key mode there is no serial; an old notice is believed only so far that the institution is asked.
    alterations: { forge: 'bad_signature', corrupt: 'bad_signature', other_merchant: 'another_merchant' },
    notifiesRefunds: false,
    refundsTakeTime: false,
  },
  (bench) => {
    const fault = (outTradeNo: string, operation: string, effect: string, params = {}) =>
      bench().control.fault({ operation, effect, outTradeNo, params })

    describe('keys', () => {
      it('are read as PEM and as the bare base64 of the open platform, PKCS#1 and PKCS#8', async () => {
        const { sandbox, newIntent, onCall, clock } = { ...bench(), clock: { now: () => new Date() } }
        const { appPrivateKey, appPrivateKeyPkcs1, ...account } = sandbox.credentials.alipay
        const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '')
        for (const key of [appPrivateKeyPkcs1, bare(appPrivateKeyPkcs1), bare(appPrivateKey)]) {
          const connector = createAlipayConnector(
            {
              ...account,
              appPrivateKey: key,
              alipayPublicKey: bare(account.alipayPublicKey),
              timeoutMs: 5000,
            },
            { clock },
          )
          expect((await connector.order(newIntent(), onCall)).outcome).toBe('accepted')
        }
      })

      it('of another application are a decline that names the signature', async () => {
        const { sandbox, newIntent, onCall } = bench()
        const { appId, ...account } = sandbox.credentials.alipay
        const clock = { now: () => new Date() }
        const stranger = createAlipayConnector(
          { ...account, appId: '2021000000000000', timeoutMs: 5000 },
          { clock },
        )
        expect(await stranger.order(newIntent(), onCall)).toMatchObject({
          outcome: 'declined',
          decline: { code: 'isv.invalid-app-id' },
        })
        expect((await stranger.inquire(newIntent(), onCall)).outcome).toBe('unknown')
      })
    })

    describe('complaints', () => {
      const DAY_MS = 24 * 3_600_000
      const hand = () => createSandboxClient({ homeUrl: bench().sandbox.homeUrl })

      it('are listed to the last page, each with its order and how far it is', async () => {
        const { sandbox, placePaid, connector } = bench()
        const client = await hand()
        const numbers: string[] = []
        for (let n = 0; n < 41; n += 1) numbers.push((await placePaid()).intent.outTradeNo)
        const ids: string[] = []
        for (const outTradeNo of numbers)
          ids.push((await client.complain('alipay', { outTradeNo, detail: '没有收到货' })).id)
        const [taken = '', raised = ''] = ids
        await client.followComplaint('alipay', taken, 'revoke')
        await client.followComplaint('alipay', raised, 'escalate')
        const until = new Date(sandbox.clock.nowMs())
        const from = new Date(until.getTime() - 29 * DAY_MS)
        const answer = await connector.listComplaints({ from, until })
        if (answer.outcome !== 'listed') expect.fail(JSON.stringify(answer))
        expect(answer.complaints.map(({ outTradeNo }) => outTradeNo).sort()).toEqual(numbers.toSorted())
        expect(answer.complaints.map(({ complaintId }) => complaintId).sort()).toEqual(ids.toSorted())
        const stateOf = (id = '') => answer.complaints.find(({ complaintId }) => complaintId === id)?.state
        expect([taken, raised, ids[2]].map(stateOf)).toEqual(['settled', 'open', 'open'])
        const [newest] = answer.complaints
        expect(newest?.problem).toMatch(/./)
        expect(Math.abs(until.getTime() - (newest?.complainedAt.getTime() ?? 0))).toBeLessThan(60_000)
        const before = new Date(from.getTime() - DAY_MS)
        expect(await connector.listComplaints({ from: before, until: before })).toEqual({
          outcome: 'listed',
          complaints: [],
        })
      }, 60_000)

      it('that cannot be listed are neither none nor all', async () => {
        const { sandbox, impatient, connector } = bench()
        const until = new Date(sandbox.clock.nowMs())
        const tooLong = new Date(until.getTime() - 400 * DAY_MS)
        expect(await connector.listComplaints({ from: tooLong, until })).toMatchObject({
          outcome: 'declined',
          decline: { code: 'PARAM_ILLEGAL' },
        })
        const asked = async (by: Connector, effect: FaultEffect, params: FaultParams = {}) => {
          sandbox.control.addFault({
            institution: 'alipay',
            operation: 'complaint_list',
            effect,
            params,
            times: 1,
          })
          const answer = await by.listComplaints({ from: until, until })
          return answer.outcome === 'unknown' ? answer.because : answer.outcome
        }
        expect(await asked(impatient, 'timeout_before')).toBe('timeout')
        expect(await asked(connector, 'forge_answer')).toBe('bad_signature')
        expect(await asked(connector, 'fail', { code: '20000' })).toBe('server_error')
        expect(await asked(connector, 'fail', { code: 'SYSTEM_ERROR' })).toBe('server_error')
        expect(await asked(connector, 'fail', { code: 'isv.insufficient-isv-permissions' })).toBe('declined')
      })
    })

    describe('closing an order that nobody scanned', () => {
      it('cancels it, so that the code cannot be paid, and says when the payer was faster', async () => {
        const { place, pay, connector, onCall, control, calls } = bench()
        const { intent, action } = await place()
        expect(await connector.close(intent, onCall)).toEqual({ outcome: 'closed' })
        expect(calls.slice(-2).map(({ request, answer }) => [request.split(' ')[0], answer])).toEqual([
          ['close', 'ACQ.TRADE_NOT_EXIST'],
          ['cancel', '10000'],
        ])
        expect(await pay(intent, action)).toBe(409)

        const late = await place()
        await fault(late.intent.outTradeNo, 'close', 'fail', { code: 'ACQ.TRADE_NOT_EXIST' })
        await pay(late.intent, late.action)
        const answer = await connector.close(late.intent, onCall)
        const record = await control.order(late.intent.outTradeNo)
        expect(answer).toEqual({ outcome: 'refunded', institutionRef: record?.transactionId })
        expect(record?.refunds).toMatchObject([{ amountMinor: 1234, state: 'SUCCESS' }])
        expect(await connector.inquire(late.intent, onCall)).toMatchObject({
          outcome: 'paid',
          facts: { refundedMinor: 1234n },
        })
      })

      it.each(['timeout_after', 'drop_after', 'forge_answer', 'fail'])(
        'is unknown when the cancel meets %s',
        async (effect) => {
          const { place, impatient, connector, onCall } = bench()
          const { intent } = await place()
          await fault(intent.outTradeNo, 'cancel', effect, { code: '20000' })
          // Before the cancel comes a close, which has to be answered in time.
          const caller = effect === 'timeout_after' ? impatient : connector
          expect((await caller.close(intent, onCall)).outcome).toBe('unknown')
          expect((await connector.close(intent, onCall)).outcome).toBe('closed')
        },
      )
    })

    describe('refunds', () => {
      it('that moved nothing yet are on their way, and may be sent again', async () => {
        const { placePaid, refundOf, connector, onCall, control } = bench()
        const { intent, facts } = await placePaid()
        const refund = refundOf(intent, facts)
        await fault(intent.outTradeNo, 'refund', 'refund_processing')
        for (let time = 0; time < 2; time += 1) {
          expect((await connector.refund(refund, onCall)).outcome).toBe('processing')
          expect((await connector.inquireRefund(refund, onCall)).outcome).toBe('absent')
        }
        await control.finishRefund(refund.outRefundNo, 'SUCCESS')
        expect(await connector.refund(refund, onCall)).toMatchObject({
          outcome: 'refunded',
          facts: { refundMinor: 234n, institutionRef: facts.institutionRef },
        })
      })

      it.each([
        ['ACQ.REASON_TRADE_BEEN_FREEZEN', 'abnormal'],
        ['isv.insufficient-isv-permissions', 'abnormal'],
        ['ACQ.TRADE_HAS_FINISHED', 'failed'],
        ['ACQ.SYSTEM_ERROR', 'unknown'],
        ['ACQ.A_CODE_OF_NEXT_YEAR', 'unknown'],
      ])('refused with %s are %s', async (code, outcome) => {
        const { placePaid, refundOf, connector, onCall } = bench()
        const { intent, facts } = await placePaid()
        await fault(intent.outTradeNo, 'refund', 'fail', { code })
        expect((await connector.refund(refundOf(intent, facts), onCall)).outcome).toBe(outcome)
      })
    })

    describe('notices', () => {
      const deliver = async (alter?: string) => {
        const { placePaid, control, inbox } = bench()
        const { intent } = await placePaid()
        const ours = () =>
          inbox.deliveries.filter(
            ({ reading }) => reading.ok && reading.notice.outTradeNo === intent.outTradeNo,
          )
        await inbox.wait((one) => ours().includes(one))
        await control.sendNotice(intent.outTradeNo, alter)
        return (await inbox.wait((one) => ours().includes(one), 2))[1]!.reading
      }

      it('that are old are a reason to ask, and nothing more', async () => {
        expect(await deliver('stale')).toMatchObject({ ok: true, notice: { kind: 'hint' } })
      })

      it('of another currency say so', async () => {
        expect(await deliver('wrong_currency')).toMatchObject({
          ok: true,
          notice: { kind: 'payment', facts: { currency: 'USD' } },
        })
      })

      it('of a refund repeat the payment with what was given back', async () => {
        const { placePaid, refundOf, connector, onCall, inbox } = bench()
        const { intent, facts } = await placePaid()
        await connector.refund(refundOf(intent, facts), onCall)
        await connector.refund(refundOf(intent, facts, { refundMinor: 1000n }), onCall)
        const told = await inbox.wait(
          ({ reading }) => reading.ok && reading.notice.outTradeNo === intent.outTradeNo,
          3,
        )
        const given = told.map(({ reading }) =>
          reading.ok && reading.notice.kind === 'payment' ? reading.notice.facts.refundedMinor : null,
        )
        expect(new Set(given)).toEqual(new Set([0n, 234n, 1234n]))
      })
    })
  },
)
