import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AcquirerUnderTest, startAcquirerUnderTest } from './acquirer-under-test.js'
import { RESULTS } from './results.js'

let under: AcquirerUnderTest
let paid: { number: string; tradeNo: string }
beforeAll(async () => {
  under = await startAcquirerUnderTest()
  const order = under.order()
  const { data } = await under.call('/api/v3/labs/trans/preorder', order)
  under.sandbox.control.pay({ outTradeNo: order.out_trade_no })
  paid = { number: order.out_trade_no, tradeNo: String(data.trade_no) }
})
afterAll(() => under.stop())

const DOCUMENTED = new Set<string>(Object.values(RESULTS).map(({ code }) => code))
const ROUNDS = { numRuns: 120 }

const likely = fc.oneof(
  fc.constantFrom(
    '1',
    '1000',
    'WECHAT',
    'ALIPAY',
    '41',
    '51',
    '',
    '0',
    'https://a.example',
    '\ud800',
    '{"pay_mode":"X"}',
  ),
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 140 }),
  fc.integer(),
)

/** A good body with some members, at any depth, replaced or dropped. */
function spoiled(good: () => object): fc.Arbitrary<unknown> {
  const change = fc.record({ at: fc.nat(40), drop: fc.boolean(), value: likely })
  return fc
    .tuple(fc.array(change, { maxLength: 3 }), fc.dictionary(fc.string(), likely, { maxKeys: 1 }))
    .map(([changes, surplus]) => {
      const body = structuredClone(good()) as Record<string, unknown>
      for (const { at, drop, value } of changes) {
        const places = placesIn(body)
        const place = places[at % places.length]
        if (!place) continue
        if (drop) delete place.holder[place.name]
        else place.holder[place.name] = value
      }
      return { ...surplus, ...body }
    })
}
function placesIn(holder: Record<string, unknown>): Array<{ holder: Record<string, unknown>; name: string }> {
  return Object.entries(holder).flatMap(([name, member]) => {
    const inner =
      typeof member === 'object' && member !== null ? placesIn(member as Record<string, unknown>) : []
    return [{ holder, name }, ...inner]
  })
}

async function isDocumented(path: string, data: unknown): Promise<void> {
  const answer = await under.call(path, data)
  const seen = JSON.stringify({ path, data, answer })
  expect(answer.status, seen).toBe(200)
  expect(answer.isSigned, seen).toBe(true)
  expect(DOCUMENTED.has(answer.code), seen).toBe(true)
  expect(answer.code, seen).not.toBe(RESULTS.SYSTEM.code)
}

const origin = () => ({ ...under.whose(), origin_trade_no: paid.tradeNo, origin_out_trade_no: paid.number })
const BODIES: Array<[string, () => object]> = [
  [
    '/api/v3/labs/trans/preorder',
    () => under.order({ acc_busi_fields: { timeout_express: '5', attach: 'a' } }),
  ],
  [
    '/api/v3/labs/trans/preorder',
    () => under.order({ trans_type: '51', acc_busi_fields: { user_id: 'u', sub_appid: 'wx1' } }),
  ],
  [
    '/api/v3/labs/query/tradequery',
    () => ({ ...under.whose(), trade_no: paid.tradeNo, out_trade_no: paid.number }),
  ],
  ['/api/v3/labs/relation/close', origin],
  ['/api/v3/labs/relation/revoked', () => ({ ...origin(), out_trade_no: 'V1' })],
  [
    '/api/v3/labs/relation/refund',
    () => ({ ...origin(), out_trade_no: 'F1', refund_amount: '1', refund_reason: 'r' }),
  ],
  ['/api/v3/labs/relation/idmrefund', () => ({ ...origin(), out_refund_order_no: 'F2', refund_amount: '1' })],
  ['/api/v3/labs/query/idmrefundquery', () => ({ ...under.whose(), out_refund_order_no: 'F2' })],
  [
    '/api/v3/ccss/counter/order/special_create',
    () => under.counter({ counter_param: '{}', callback_url: 'https://a.example' }),
  ],
  ['/api/v3/ccss/counter/order/query', () => ({ ...under.whose(), out_order_no: 'CNT_1' })],
  ['/api/v3/ccss/counter/order/close', () => ({ ...under.whose(), out_order_no: 'CNT_1' })],
  ['/api/v3/sandbox/settlement_file', () => ({ merchant_no: under.keys.merchantNo, trade_date: '20260101' })],
]

it.each(BODIES.map(([path, good], at) => [at, path, good] as const))(
  'answers any data with a documented, signed code: %s %s',
  async (_at, path, good) => {
    await isDocumented(path, good())
    await fc.assert(
      fc.asyncProperty(spoiled(good), (data) => isDocumented(path, data)),
      ROUNDS,
    )
  },
)

it('never gives back more than was paid, whatever was asked', () => {
  const { refunds, amountMinor } = under.sandbox.control.order('acquirer', paid.number)!
  const back = refunds
    .filter(({ state }) => state !== 'CLOSED')
    .reduce((sum, one) => sum + one.amountMinor, 0)
  expect(back).toBeLessThanOrEqual(amountMinor)
})

it('answers any bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        fc.json(),
      ),
      async (body) => {
        const answer = await under.callRaw('/api/v3/labs/query/tradequery', body)
        expect([answer.status, answer.isSigned]).toEqual([200, true])
        expect(answer.code).toMatch(/^SBX4000[12]$/)
      },
    ),
    ROUNDS,
  )
})

it('answers any Authorization', async () => {
  const header = fc
    .string({ maxLength: 300 })
    .map((text) => `LKLAPI-SHA256withRSA ${text.replace(/[^\x20-\x7e]/g, '"')}`)
  await fc.assert(
    fc.asyncProperty(header, async (authorization) => {
      const answer = await under.callRaw('/api/v3/labs/query/tradequery', '{}', { authorization })
      expect([answer.status, answer.isSigned, answer.code]).toEqual([200, null, 'SBX40101'])
    }),
    ROUNDS,
  )
})

it('looks at any text without breaking', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.webUrl(),
    fc.string().map((text) => `${under.keys.baseUrl}/r/${text}`),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const seen = under.sandbox.control.pay({ institution: 'acquirer', code: text })
      expect('zh' in seen).toBe(true)
    }),
    { numRuns: 300 },
  )
})
