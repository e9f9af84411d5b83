import type { Connector } from '@hutong/server/connectors/contract'
import { describe, expect, it } from 'vitest'
import type { Bench } from './bench.js'
import type { ConnectorProfile } from './profile.js'

type Verb = 'order' | 'inquire' | 'close' | 'refund' | 'inquireRefund'

const EFFECTS = [
  ['timeout_before', 'timeout'],
  ['timeout_after', 'timeout'],
  ['drop_before', 'connection'],
  ['drop_after', 'connection'],
  ['fail', 'server_error'],
  ['forge_answer', 'bad_signature'],
] as const

/** Every call, broken in every way: unknown at once, and the truth as soon as the institution answers again. */
export function describeFaults(profile: ConnectorProfile, bench: () => Bench): void {
  /** Prepares what the verb needs; the call can then be made by any connector, any number of times. */
  const prepare: Record<
    Verb,
    (bench: Bench) => Promise<{
      outTradeNo: string
      call: (by: Connector) => Promise<{ outcome: string }>
      truth: string[]
    }>
  > = {
    async order({ newIntent, onCall }) {
      const intent = newIntent()
      return { outTradeNo: intent.outTradeNo, call: (by) => by.order(intent, onCall), truth: ['accepted'] }
    },
    async inquire({ placePaid, onCall }) {
      const { intent } = await placePaid()
      return { outTradeNo: intent.outTradeNo, call: (by) => by.inquire(intent, onCall), truth: ['paid'] }
    },
    async close({ place, onCall }) {
      const { intent } = await place()
      return {
        outTradeNo: intent.outTradeNo,
        call: (by) => by.close(intent, onCall),
        truth: ['closed', 'absent'],
      }
    },
    async refund({ placePaid, refundOf, onCall }) {
      const { intent, facts } = await placePaid()
      const refund = refundOf(intent, facts)
      return {
        outTradeNo: intent.outTradeNo,
        call: (by) => by.refund(refund, onCall),
        truth: ['refunded', 'processing'],
      }
    },
    async inquireRefund({ placePaid, refundOf, connector, onCall }) {
      const { intent, facts } = await placePaid()
      const refund = refundOf(intent, facts)
      await connector.refund(refund, onCall)
      const truth = ['refunded', 'processing']
      return { outTradeNo: intent.outTradeNo, call: (by) => by.inquireRefund(refund, onCall), truth }
    },
  }

  describe('what goes wrong on the way', () => {
    const cases = (Object.keys(prepare) as Verb[]).flatMap((verb) =>
      EFFECTS.map(([effect, because]) => ({ verb, effect, because })),
    )
    it.each(cases)('$verb with $effect is unknown, then answered', async ({ verb, effect, because }) => {
      const at = bench()
      const { outTradeNo, call, truth } = await prepare[verb](at)
      const operation = profile.operations[verb]
      await at.control.fault({ operation, effect, outTradeNo, times: 1, params: profile.failWith })
      const caller = because === 'timeout' ? at.impatient : at.connector
      expect(await call(caller)).toMatchObject({ outcome: 'unknown', because })
      expect(truth).toContain((await call(at.connector)).outcome)
    })

    it('a refund whose answer was lost is one refund', async () => {
      const { placePaid, refundOf, control, impatient, connector, onCall } = bench()
      const { intent, facts } = await placePaid()
      const refund = refundOf(intent, facts)
      const { outTradeNo } = intent
      await control.fault({ operation: profile.operations.refund, effect: 'timeout_after', outTradeNo })
      expect((await impatient.refund(refund, onCall)).outcome).toBe('unknown')
      await connector.refund(refund, onCall)
      await connector.refund(refund, onCall)
      const record = await control.order(outTradeNo)
      expect(record?.refunds.map(({ outRefundNo, amountMinor }) => ({ outRefundNo, amountMinor }))).toEqual([
        { outRefundNo: refund.outRefundNo, amountMinor: 234 },
      ])
    })
  })
}
