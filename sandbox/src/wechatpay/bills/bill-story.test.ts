import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { beijingTime } from '../beijing-time.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
})
afterAll(() => shop.stop())

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pay' as const), total: fc.integer({ min: 1, max: 9_999 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      which: fc.nat(9),
      share: fc.integer({ min: 1, max: 100 }),
      end: fc.constantFrom(null, 'refund_closed' as const, 'refund_abnormal' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: HOUR_MS }) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Fresh numbers over all stories: identical ones would be repeats. */
let refunds = 0
async function play(one: Step, paid: Array<{ number: string; total: number }>): Promise<void> {
  const { control } = shop.sandbox
  if (one.do === 'wait') {
    control.setClock({ advanceMs: one.ms })
  } else if (one.do === 'pay') {
    const body = shop.orderBody({ amount: { total: one.total } })
    await shop.raw('POST', '/v3/pay/transactions/native', body)
    control.pay({ outTradeNo: body.out_trade_no })
    paid.push({ number: body.out_trade_no, total: one.total })
  } else {
    const order = paid[one.which % Math.max(1, paid.length)]
    if (!order) return
    control.clearFaults()
    if (one.end) control.addFault({ operation: 'refund', effect: one.end })
    refunds += 1
    await shop.raw('POST', '/v3/refund/domestic/refunds', {
      out_trade_no: order.number,
      out_refund_no: `STORY_${refunds}`,
      amount: { refund: Math.ceil((order.total * one.share) / 100), total: order.total, currency: 'CNY' },
    })
  }
}

async function cellsOf(query: string): Promise<string[][]> {
  const applied = await shop.raw('GET', `/v3/bill/${query}`)
  if (applied.json?.code === 'NO_STATEMENT_EXIST') return []
  const { download_url: url } = applied.json as unknown as { download_url: string }
  const { text } = await shop.raw('GET', url.slice(shop.sandbox.wechatpayUrl.length))
  const data = text.split('\r\n').filter((line) => line.startsWith('`'))
  return data.map((line) => line.slice(1).split(',`'))
}
const fen = (text: string | undefined): number => Math.round(Number(text) * 100)

it('any days of payments and refunds: the bills say the same as the records, to the fen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25, size: 'max' }), async (steps) => {
      const { control, clock } = shop.sandbox
      control.reset()
      control.setClock({ mode: 'frozen' })
      const first = beijingTime(clock.nowMs()).slice(0, 10)
      const before = control.wechatpay.balanceMinor(shop.mchid)
      const paid: Array<{ number: string; total: number }> = []
      for (const one of steps) await play(one, paid)
      control.setClock({ advanceMs: 10_000 })
      const last = clock.nowMs()
      // Until ten o'clock of the second day from now every day of the story can be had.
      control.setClock({ advanceMs: 2 * DAY_MS })

      const seen: string[][] = []
      let balance = before
      for (let day = Date.parse(`${first}T00:00:00+08:00`); day <= last; day += DAY_MS) {
        const date = beijingTime(day).slice(0, 10)
        seen.push(...(await cellsOf(`tradebill?bill_date=${date}`)).slice(0, -1))
        for (const row of (await cellsOf(`fundflowbill?bill_date=${date}`)).slice(0, -1)) {
          balance += fen(row[6]) * (row[5] === '收入' ? 1 : -1)
          expect(fen(row[7])).toBe(balance)
        }
      }
      const orders = control.orders({ institution: 'wechatpay' })
      const wanted = orders.flatMap((order) => [
        `${order.outTradeNo} 0 ${order.amountMinor}`,
        ...order.refunds.map((one) => `${order.outTradeNo} ${one.outRefundNo} ${one.amountMinor}`),
      ])
      const told = seen.map((row) => `${row[6]} ${row[15]} ${fen(row[15] === '0' ? row[24] : row[25])}`)
      expect(told.sort()).toEqual(wanted.sort())
      expect(balance).toBe(control.wechatpay.balanceMinor(shop.mchid))
    }),
    { numRuns: 25 },
  )
}, 60_000)
