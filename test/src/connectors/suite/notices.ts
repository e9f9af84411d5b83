import { describe, expect, it } from 'vitest'
import type { Bench } from './bench.js'
import { about } from './notice-inbox.js'
import type { ConnectorProfile } from './profile.js'

export function describeNotices(profile: ConnectorProfile, bench: () => Bench): void {
  const operation = profile.operations.paymentNotice

  describe('notices', () => {
    it('of a payment tell what an inquiry tells, and are acknowledged', async () => {
      const { placePaid, inbox, control } = bench()
      const { intent, facts } = await placePaid()
      const [delivery] = await inbox.wait(about(intent.outTradeNo))
      const { outTradeNo } = intent
      expect(delivery?.reading).toMatchObject({ ok: true, notice: { kind: 'payment', outTradeNo, facts } })
      await expect
        .poll(async () => (await control.notices(outTradeNo)).map(({ state }) => state), { interval: 20 })
        .toEqual(['acknowledged'])
    })

    it('keep their event id over deliveries', async () => {
      const { placePaid, inbox, control } = bench()
      const { intent } = await placePaid()
      const [first] = await inbox.wait(about(intent.outTradeNo))
      const [notice] = await control.notices(intent.outTradeNo)
      await control.resend(notice!.id)
      const [, second] = await inbox.wait(about(intent.outTradeNo), 2)
      if (!first?.reading.ok || !second?.reading.ok) expect.fail('A notice was not believed.')
      expect(second.reading.notice.eventId).toBe(first.reading.notice.eventId)
      expect(second.raw.body.length).toBeGreaterThan(0)
    })

    it('that were refused come again', async () => {
      const { place, pay, inbox, control } = bench()
      const { intent, action } = await place()
      inbox.turnAwayOnce(intent.outTradeNo)
      await pay(intent, action)
      await inbox.wait(about(intent.outTradeNo), 2)
      await expect
        .poll(async () => (await control.notices(intent.outTradeNo))[0]?.state, { interval: 20 })
        .toBe('acknowledged')
    })

    it.each(Object.entries(profile.alterations))('with %s are not believed: %s', async (effect, because) => {
      const { place, pay, inbox, control } = bench()
      const { intent, action } = await place()
      const { outTradeNo } = intent
      await control.fault({ operation, effect, outTradeNo, times: 1 })
      const before = inbox.deliveries.length
      await pay(intent, action)
      const [refused] = await inbox.wait(
        (delivery) => inbox.deliveries.indexOf(delivery) >= before && !delivery.reading.ok,
      )
      expect(refused?.reading).toMatchObject({ ok: false, because })
      // The institution keeps it: the next try is good again.
      const [good] = await inbox.wait((delivery) => delivery.reading.ok && about(outTradeNo)(delivery))
      expect(good?.reading).toMatchObject({ ok: true, notice: { kind: 'payment' } })
    })

    it('report another amount as it is: comparing belongs to the platform', async () => {
      const { place, pay, inbox, control } = bench()
      const { intent, action } = await place()
      const { outTradeNo } = intent
      await control.fault({ operation, effect: 'wrong_amount', outTradeNo, times: 1 })
      await pay(intent, action)
      const [delivery] = await inbox.wait(about(outTradeNo))
      if (!delivery?.reading.ok || delivery.reading.notice.kind !== 'payment')
        expect.fail('No payment was read.')
      expect(delivery.reading.notice.facts.amountMinor).not.toBe(intent.amountMinor)
    })

    if (profile.notifiesRefunds)
      it('of a refund tell what went back', async () => {
        const { placePaid, refundOf, connector, onCall, inbox } = bench()
        const { intent, facts } = await placePaid()
        const refund = refundOf(intent, facts)
        await connector.refund(refund, onCall)
        const [delivery] = await inbox.wait(
          ({ reading }) =>
            reading.ok && reading.notice.kind === 'refund' && reading.notice.outTradeNo === intent.outTradeNo,
        )
        expect(delivery?.reading).toMatchObject({
          ok: true,
          notice: {
            kind: 'refund',
            outTradeNo: intent.outTradeNo,
            outRefundNo: refund.outRefundNo,
            answer: { outcome: 'refunded', facts: { refundMinor: 234n, currency: 'CNY' } },
          },
        })
      })

    it('that are no notices at all are not believed', async () => {
      const { connector } = bench()
      for (const body of ['', '{}', 'a=1&b=2', '<xml/>', '\u0000']) {
        const reading = await connector.readNotice({
          headers: {},
          body: Buffer.from(body),
          receivedAt: new Date(),
        })
        expect(reading.ok).toBe(false)
      }
    })
  })
}
