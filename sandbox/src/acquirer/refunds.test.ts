import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AcquirerUnderTest, startAcquirerUnderTest } from './acquirer-under-test.js'

let under: AcquirerUnderTest
beforeAll(async () => {
  under = await startAcquirerUnderTest()
  // What is revocable today would not be once midnight in Beijing has passed.
  under.sandbox.clock.freeze()
})
afterAll(() => under.stop())

const at = (name: string) => `/api/v3/labs/${name}`
const paid = async (change: object = {}): Promise<{ outTradeNo: string; tradeNo: string }> => {
  const order = under.order(change)
  const { data } = await under.call(at('trans/preorder'), order)
  under.sandbox.control.pay({ outTradeNo: order.out_trade_no })
  return { outTradeNo: order.out_trade_no, tradeNo: String(data.trade_no) }
}
let numbers = 0
const refund = (origin: string, amount: string, change: object = {}) => {
  numbers += 1
  return under.call(at('relation/refund'), {
    ...under.whose(),
    out_trade_no: `RF_${numbers}`,
    refund_amount: amount,
    origin_trade_no: origin,
    ...change,
  })
}
const stateOf = async (out_trade_no: string) =>
  (await under.call(at('query/tradequery'), { ...under.whose(), out_trade_no })).data.trade_state

describe('refunds', () => {
  it('go back in parts, never more than was paid, each told once', async () => {
    const { outTradeNo, tradeNo } = await paid()
    expect(await refund(tradeNo, '400', { out_trade_no: 'PART_1' })).toMatchObject({
      code: 'BBS00000',
      data: { trade_state: 'SUCCESS', refund_amount: '400', origin_out_trade_no: outTradeNo },
    })
    expect(await stateOf(outTradeNo)).toBe('PART_REFUND')
    expect((await refund(tradeNo, '601')).code).toBe('SBX40903')
    expect((await refund(tradeNo, '600')).code).toBe('BBS00000')
    expect(await stateOf(outTradeNo)).toBe('REFUND')
    expect(await stateOf('PART_1')).toBe('SUCCESS')
    const told = await under.notices(2, ({ body }) => body.origin_out_trade_no === outTradeNo)
    expect(told.map(({ body }) => body.trade_state).sort()).toEqual(['PART_REFUND', 'REFUND'])
  })

  it('use up their number; the idempotent one may be sent again', async () => {
    const { tradeNo } = await paid()
    await refund(tradeNo, '1', { out_trade_no: 'ONCE' })
    expect((await refund(tradeNo, '1', { out_trade_no: 'ONCE' })).code).toBe('SBX40901')
    const again = (amount: string) =>
      under.call(at('relation/idmrefund'), {
        ...under.whose(),
        out_refund_order_no: 'IDM_1',
        refund_amount: amount,
        origin_trade_no: tradeNo,
      })
    under.sandbox.control.addFault({
      institution: 'acquirer',
      operation: 'refund',
      effect: 'refund_abnormal',
      times: 1,
    })
    expect((await again('5')).data.trade_state).toBe('FAIL')
    const first = await again('5')
    expect(first.data.trade_state).toBe('SUCCESS')
    expect((await again('5')).data.trade_no).toBe(first.data.trade_no)
    expect((await again('6')).code).toBe('SBX40901')
    const listed = await under.call(at('query/idmrefundquery'), {
      ...under.whose(),
      out_refund_order_no: 'IDM_1',
    })
    expect(listed.data.refund_list).toMatchObject([{ trade_state: 'SUCCESS', refund_amount: '5' }])
  })

  it('may take their time, and are ended by hand', async () => {
    const { outTradeNo, tradeNo } = await paid()
    under.sandbox.control.addFault({
      institution: 'acquirer',
      operation: 'refund',
      outTradeNo,
      effect: 'refund_processing',
      times: 1,
    })
    expect(await refund(tradeNo, '10', { out_trade_no: 'SLOW' })).toMatchObject({
      code: 'BBS10000',
      data: { trade_state: 'DEAL' },
    })
    expect(await stateOf('SLOW')).toBe('DEAL')
    expect((await refund(tradeNo, '991')).code).toBe('SBX40903')
    expect(under.sandbox.control.finishRefund('acquirer', 'SLOW', 'SUCCESS')).toMatchObject({
      state: 'SUCCESS',
    })
    expect(await stateOf('SLOW')).toBe('SUCCESS')
  })

  it('need the cashier order to allow them, and two of its numbers', async () => {
    const make = async (support_refund: number) => {
      const order = under.counter({ support_refund })
      const { data } = await under.call('/api/v3/ccss/counter/order/special_create', order)
      under.sandbox.control.pay({ code: String(data.counter_url) })
      const record = under.sandbox.control.order('acquirer', order.out_order_no)!
      return { origin_out_trade_no: order.out_order_no, origin_trade_no: record.transactionId! }
    }
    const open = await make(1)
    const shut = await make(0)
    expect((await refund(open.origin_trade_no, '1')).code).toBe('SBX40002')
    expect((await refund(shut.origin_trade_no, '1', shut)).code).toBe('SBX40904')
    expect((await refund(open.origin_trade_no, '1', open)).code).toBe('BBS00000')
  })
})

describe('revocation', () => {
  const revoke = (out_trade_no: string, origin_out_trade_no: string) =>
    under.call(at('relation/revoked'), { ...under.whose(), out_trade_no, origin_out_trade_no })

  it('gives the whole of a trade of today back, once', async () => {
    const { outTradeNo } = await paid()
    expect(await revoke('RV_1', outTradeNo)).toMatchObject({
      code: 'BBS00000',
      data: { trade_main_type: 'CANCEL', refund_amount: '1000' },
    })
    expect(await stateOf(outTradeNo)).toBe('REFUND')
    expect((await revoke('RV_2', outTradeNo)).code).toBe('SBX40902')
  })

  it('is too late tomorrow', async () => {
    const { outTradeNo } = await paid()
    under.sandbox.clock.advance(24 * 3_600_000)
    expect((await revoke('RV_3', outTradeNo)).code).toBe('SBX40905')
  })
})
