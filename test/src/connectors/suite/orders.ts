import { describe, expect, it } from 'vitest'
import type { Bench } from './bench.js'
import type { ConnectorProfile } from './profile.js'

export function describeOrders(profile: ConnectorProfile, bench: () => Bench): void {
  describe('orders', () => {
    it.each(profile.methods)(
      '$method in $scene: from the action to the payment',
      async ({ method, scene }) => {
        const { place, pay, control, connector, onCall } = bench()
        const { intent, action } = await place({ method, scene, amountMinor: 1999n })
        expect(Date.parse(action.expiresAt)).toBeGreaterThan(intent.now.getTime())
        expect(Date.parse(action.expiresAt)).toBeLessThanOrEqual(intent.expiresAt.getTime())
        expect((await connector.inquire(intent, onCall)).outcome).toBe(profile.unpaid)

        expect(await pay(intent, action)).toBe(200)
        const answer = await connector.inquire(intent, onCall)
        const record = await control.order(intent.outTradeNo)
        expect(record?.amountMinor).toBe(1999)
        expect(answer).toEqual({
          outcome: 'paid',
          facts: {
            institutionRef: record?.transactionId,
            amountMinor: 1999n,
            currency: 'CNY',
            payer: expect.stringMatching(/./),
            paidAt: expect.any(Date),
            refundedMinor: 0n,
          },
        })
      },
    )

    it('an order is one order however often it is asked for', async () => {
      const { place, pay, connector, onCall, factsOf } = bench()
      const { intent } = await place()
      const again = await connector.order(intent, onCall)
      if (again.outcome !== 'accepted') expect.fail(JSON.stringify(again))
      expect(await pay(intent, again.action)).toBe(200)
      expect((await factsOf(intent)).amountMinor).toBe(intent.amountMinor)
      expect(await pay(intent, again.action)).toBe(409)
    })

    if (profile.tellsAlreadyPaid)
      it('asking again after the payment says that it is paid', async () => {
        const { placePaid, connector, onCall } = bench()
        const { intent } = await placePaid()
        expect(await connector.order(intent, onCall)).toEqual({ outcome: 'already_paid' })
      })

    it('an order that breaks the rules is declined, with the code for support', async () => {
      const { newIntent, connector, onCall, control } = bench()
      const intent = newIntent({ outTradeNo: `${'T'.repeat(70)}` })
      const answer = await connector.order(intent, onCall)
      expect(answer).toMatchObject({ outcome: 'declined', decline: { code: expect.stringMatching(/./) } })
      expect(await control.order(intent.outTradeNo)).toBeNull()
    })

    it('a number that was never placed', async () => {
      const { newIntent, connector, onCall } = bench()
      const intent = newIntent()
      expect((await connector.inquire(intent, onCall)).outcome).toBe(profile.neverPlaced)
      expect(['absent', 'closed']).toContain((await connector.close(intent, onCall)).outcome)
    })

    it('calls are told to support, without secrets', async () => {
      const { placePaid, calls, sandbox } = bench()
      const { intent } = await placePaid()
      const told = calls.filter(({ request }) => request.includes(intent.outTradeNo))
      expect(told.map(({ verb }) => verb)).toEqual(['order', 'inquire'])
      expect(told.every(({ tookMs, httpStatus }) => tookMs >= 0 && httpStatus === 200)).toBe(true)
      const said = JSON.stringify(calls)
      const secrets = Object.values(sandbox.credentials[profile.institution]).filter((text) =>
        /KEY-----/.test(text),
      )
      for (const secret of [...secrets, sandbox.credentials.wechatpay.apiV3Key]) {
        expect(said).not.toContain(
          secret
            .replace(/-----[A-Z ]+-----/g, '')
            .trim()
            .slice(0, 60),
        )
      }
      expect(said).not.toMatch(/sign(ature)?["=:]/i)
    })
  })

  describe('closing', () => {
    it.each(profile.methods)('$method in $scene: an unpaid order cannot be paid any more', async (offer) => {
      const { place, pay, connector, onCall, control } = bench()
      const { intent, action } = await place(offer)
      expect(['closed', 'absent']).toContain((await connector.close(intent, onCall)).outcome)
      if (action.type === 'show_qr') expect(await pay(intent, action)).toBe(409)
      expect((await control.order(intent.outTradeNo))?.transactionId ?? null).toBeNull()
      expect(['closed', 'absent', profile.neverPlaced]).toContain(
        (await connector.inquire(intent, onCall)).outcome,
      )
    })

    it('twice is as good as once', async () => {
      const { place, connector, onCall } = bench()
      const { intent } = await place()
      await connector.close(intent, onCall)
      expect(['closed', 'absent']).toContain((await connector.close(intent, onCall)).outcome)
    })

    it('a paid order stays paid', async () => {
      const { placePaid, connector, onCall, factsOf } = bench()
      const { intent, facts } = await placePaid()
      expect(await connector.close(intent, onCall)).toEqual({ outcome: 'already_paid' })
      expect(await factsOf(intent)).toEqual(facts)
    })
  })
}
