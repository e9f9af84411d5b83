import { describe, expect, it } from 'vitest'
import type { Bench } from './bench.js'
import type { ConnectorProfile } from './profile.js'

export function describeRefunds(profile: ConnectorProfile, bench: () => Bench): void {
  describe('refunds', () => {
    it('in parts, up to the whole and not beyond', async () => {
      const { placePaid, refundOf, connector, onCall, control } = bench()
      const { intent, facts } = await placePaid({ amountMinor: 1000n })
      const parts = [
        refundOf(intent, facts, { refundMinor: 1n }),
        refundOf(intent, facts, { refundMinor: 999n }),
      ]
      for (const part of parts) {
        expect(['refunded', 'processing']).toContain((await connector.refund(part, onCall)).outcome)
        await expect
          .poll(() => connector.inquireRefund(part, onCall), { interval: 20 })
          .toMatchObject({
            outcome: 'refunded',
            facts: { refundMinor: part.refundMinor, currency: 'CNY', refundedAt: expect.any(Date) },
          })
      }
      const beyond = refundOf(intent, facts, { refundMinor: 1n })
      expect((await connector.refund(beyond, onCall)).outcome).toBe('failed')
      expect(await connector.inquireRefund(beyond, onCall)).toEqual({ outcome: 'absent' })
      const record = await control.order(intent.outTradeNo)
      expect(record?.refunds.map(({ amountMinor }) => amountMinor).sort()).toEqual([1, 999])
      expect((await connector.inquire(intent, onCall)).outcome).toBe('paid')
    })

    it('the same number is the same refund', async () => {
      const { placePaid, refundOf, connector, onCall, control } = bench()
      const { intent, facts } = await placePaid()
      const refund = refundOf(intent, facts)
      for (let time = 0; time < 3; time += 1) {
        expect(['refunded', 'processing']).toContain((await connector.refund(refund, onCall)).outcome)
      }
      expect((await control.order(intent.outTradeNo))?.refunds).toHaveLength(1)
    })

    it('an unknown number is absent, and may be sent with that number', async () => {
      const { placePaid, refundOf, connector, onCall } = bench()
      const { intent, facts } = await placePaid()
      expect(await connector.inquireRefund(refundOf(intent, facts), onCall)).toEqual({ outcome: 'absent' })
    })

    it('without enough money the same number goes through after a top-up', async () => {
      const { placePaid, refundOf, connector, onCall, control } = bench()
      const { intent, facts } = await placePaid()
      const refund = refundOf(intent, facts)
      const { outTradeNo } = intent
      await control.fault({ operation: profile.operations.refund, effect: 'not_enough', outTradeNo })
      const answer = await connector.refund(refund, onCall)
      expect(answer).toMatchObject({ outcome: 'not_enough', decline: { temporary: true } })
      expect(['refunded', 'processing']).toContain((await connector.refund(refund, onCall)).outcome)
    })

    it('of an order that was never paid fails', async () => {
      const { place, refundOf, connector, onCall } = bench()
      const { intent } = await place()
      const facts = { institutionRef: '4200000000000000000000000000' }
      const refund = refundOf(intent, facts as Parameters<typeof refundOf>[1])
      expect((await connector.refund(refund, onCall)).outcome).toBe('failed')
    })

    if (profile.refundsTakeTime)
      it('on its way stays so until it ends', async () => {
        const { placePaid, refundOf, connector, onCall, control } = bench()
        const { intent, facts } = await placePaid()
        const { outTradeNo } = intent
        const refund = refundOf(intent, facts)
        await control.fault({ operation: profile.operations.refund, effect: 'refund_processing', outTradeNo })
        expect((await connector.refund(refund, onCall)).outcome).toBe('processing')
        expect((await connector.inquireRefund(refund, onCall)).outcome).toBe('processing')
        await control.finishRefund(refund.outRefundNo, 'SUCCESS')
        expect((await connector.inquireRefund(refund, onCall)).outcome).toBe('refunded')
      })

    if (profile.refundsTakeTime)
      it.each([
        ['refund_abnormal', 'abnormal'],
        ['refund_closed', 'failed'],
      ])('%s ends as %s', async (effect, outcome) => {
        const { placePaid, refundOf, connector, onCall, control } = bench()
        const { intent, facts } = await placePaid()
        const refund = refundOf(intent, facts)
        await control.fault({ operation: profile.operations.refund, effect, outTradeNo: intent.outTradeNo })
        await connector.refund(refund, onCall)
        await expect
          .poll(async () => (await connector.inquireRefund(refund, onCall)).outcome, { interval: 20 })
          .toBe(outcome)
      })
  })
}
