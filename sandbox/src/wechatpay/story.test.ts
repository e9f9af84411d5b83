import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
})
afterAll(() => shop.stop())

const NUMBERS = ['STORY_ORDER_1', 'STORY_ORDER_2']
const FIRST_BALANCE_MINOR = 1_000_000
const number = fc.constantFrom(...NUMBERS)

// Weighted so that most stories get as far as refunds.
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('place' as const), number, total: fc.constantFrom(300, 500) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pay' as const), number }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), number }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      number,
      outRefundNo: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'),
      refund: fc.constantFrom(100, 200, 300),
      end: fc.constantFrom('SUCCESS', 'SUCCESS', 'ABNORMAL', 'CLOSED', 'HELD'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(5_000, 5_000, 3_600_000, 8 * 86_400_000),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const FAULT_OF = { ABNORMAL: 'refund_abnormal', CLOSED: 'refund_closed', HELD: 'refund_processing' } as const

async function play(one: Step): Promise<void> {
  const { control, clock } = shop.sandbox
  switch (one.do) {
    case 'place':
      await shop.raw(
        'POST',
        '/v3/pay/transactions/native',
        shop.orderBody({ out_trade_no: one.number, amount: { total: one.total } }),
      )
      return
    case 'pay':
      control.pay({ outTradeNo: one.number })
      return
    case 'close':
      await shop.client.closeOrder(one.number)
      return
    case 'wait':
      clock.advance(one.ms)
      return
    case 'refund': {
      control.clearFaults()
      if (one.end !== 'SUCCESS') control.addFault({ operation: 'refund', effect: FAULT_OF[one.end] })
      const total = control.order('wechatpay', one.number)?.amountMinor ?? 500
      const amount = { refund: one.refund, total, currency: 'CNY' as const }
      await shop.client.refund({ out_trade_no: one.number, out_refund_no: one.outRefundNo, amount })
    }
  }
}

/** What must hold after any step, read from the records and the purse alone. */
function check(paidOnce: Set<string>): void {
  const orders = shop.sandbox.control.orders({ institution: 'wechatpay' })
  let balanceMinor = FIRST_BALANCE_MINOR
  for (const order of orders) {
    const open = order.refunds.filter(({ state }) => state !== 'CLOSED')
    const asked = open.reduce((sum, refund) => sum + refund.amountMinor, 0)
    expect(asked).toBeLessThanOrEqual(order.amountMinor)
    if (order.paidAt !== null) {
      paidOnce.add(order.outTradeNo)
      balanceMinor -= order.amountMinor
      expect(order.state).toBe(order.refunds.length > 0 ? 'REFUND' : 'SUCCESS')
    } else {
      expect(['NOTPAY', 'CLOSED']).toContain(order.state)
      expect(order.refunds).toEqual([])
      // What was paid stays paid.
      expect(paidOnce.has(order.outTradeNo)).toBe(false)
    }
    for (const refund of order.refunds) if (refund.state === 'SUCCESS') balanceMinor += refund.amountMinor
    const payments = shop.sandbox.control
      .notices({ outTradeNo: order.outTradeNo })
      .filter(({ event }) => event === 'TRANSACTION.SUCCESS')
    expect(payments).toHaveLength(order.paidAt === null ? 0 : 1)
  }
  expect(shop.sandbox.control.wallets().find(({ id }) => id === 'wechat')?.balanceMinor).toBe(balanceMinor)
}

describe('any story of orders, payments, refunds and time', () => {
  it('never makes or loses a fen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40, size: 'max' }), async (steps) => {
        shop.sandbox.control.reset()
        shop.sandbox.control.setClock({ mode: 'frozen' })
        const paidOnce = new Set<string>()
        for (const one of steps) {
          await play(one)
          check(paidOnce)
        }
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('fifty payers at once: one of them pays', async () => {
    shop.sandbox.control.reset()
    const body = shop.orderBody({ amount: { total: 1 } })
    await shop.raw('POST', '/v3/pay/transactions/native', body)
    const headers = { 'content-type': 'application/json' }
    const wish = JSON.stringify({ outTradeNo: body.out_trade_no })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        fetch(`${shop.sandbox.homeUrl}/control/pay`, { method: 'POST', headers, body: wish }),
      ),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(49)
    check(new Set())
  })
})
