import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  // Refunds end when a test says so.
  shop.sandbox.clock.freeze()
})
afterAll(() => shop.stop())

const REFUNDS = '/v3/refund/domestic/refunds'
const REFUND_TAKES_MS = 3_000

/** Paid, and its payment notice delivered. */
async function paidOrder(change: object = {}): Promise<string> {
  const body = shop.orderBody(change)
  await shop.raw('POST', '/v3/pay/transactions/native', body)
  shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
  await shop.sandbox.control.noticesIdle()
  return body.out_trade_no
}
const refundBody = (outTradeNo: string, outRefundNo: string, refund: number, change: object = {}) => ({
  out_trade_no: outTradeNo,
  out_refund_no: outRefundNo,
  notify_url: shop.inbox.url,
  amount: { refund, total: 1_000, currency: 'CNY' as const },
  ...change,
})
const refund = (...args: Parameters<typeof refundBody>) => shop.raw('POST', REFUNDS, refundBody(...args))
const balance = () => shop.sandbox.control.wallets().find(({ id }) => id === 'wechat')!.balanceMinor
const invalid = [400, 'INVALID_REQUEST']

describe('a refund', () => {
  it('is accepted, ends, is notified, and the payer has the money back', async () => {
    const outTradeNo = await paidOrder()
    const before = balance()
    const accepted = await shop.client.refund(refundBody(outTradeNo, `r_${outTradeNo}`, 400))
    expect(accepted).toMatchObject({
      outcome: 'ok',
      value: { status: 'PROCESSING', channel: 'ORIGINAL', amount: { refund: 400, payer_refund: 400 } },
    })
    expect(await shop.client.queryByOutTradeNo(outTradeNo)).toMatchObject({
      value: { trade_state: 'REFUND' },
    })
    expect(balance()).toBe(before)
    shop.sandbox.clock.advance(REFUND_TAKES_MS)
    expect(balance()).toBe(before + 400)
    expect(await shop.client.queryRefund(`r_${outTradeNo}`)).toMatchObject({
      value: { status: 'SUCCESS', success_time: expect.stringMatching(/\+08:00$/) },
    })
    expect(await shop.client.readNotice((await shop.told()).at(-1)!)).toMatchObject({
      ok: true,
      notice: {
        eventType: 'REFUND.SUCCESS',
        resource: { out_refund_no: `r_${outTradeNo}`, refund_status: 'SUCCESS', amount: { refund: 400 } },
      },
    })
  })

  it('by transaction_id, and both numbers must belong together', async () => {
    const [one, two] = [await paidOrder(), await paidOrder()]
    const transactionId = shop.sandbox.control.order('wechatpay', one)!.transactionId!
    const both = { transaction_id: transactionId }
    expect((await refund(two, `b_${two}`, 1, both)).json?.code).toBe('INVALID_REQUEST')
    const byId = { ...refundBody(one, `b_${one}`, 1), ...both, out_trade_no: undefined }
    expect((await shop.raw('POST', REFUNDS, byId)).json).toMatchObject({ out_trade_no: one })
  })

  it('the same number: same parameters answer the same refund, others are refused', async () => {
    const [one, two] = [await paidOrder(), await paidOrder()]
    const first = await refund(one, `s_${one}`, 300)
    const again = await refund(one, `s_${one}`, 300, { reason: '不同的原因不算不同的退款' })
    expect(again.json).toEqual(first.json)
    for (const answer of [await refund(one, `s_${one}`, 301), await refund(two, `s_${one}`, 300)]) {
      expect([answer.status, answer.json?.code]).toEqual(invalid)
    }
    shop.sandbox.clock.advance(REFUND_TAKES_MS)
    expect((await refund(one, `s_${one}`, 300)).json).toMatchObject({ status: 'SUCCESS' })
    expect(shop.sandbox.control.order('wechatpay', one)?.refunds).toHaveLength(1)
  })

  it('never gives back more than was paid; a closed one frees its share', async () => {
    const outTradeNo = await paidOrder()
    expect((await refund(outTradeNo, `t1_${outTradeNo}`, 600)).status).toBe(200)
    const over = await refund(outTradeNo, `t2_${outTradeNo}`, 401)
    expect([over.status, over.json?.code]).toEqual(invalid)
    expect((await refund(outTradeNo, `t3_${outTradeNo}`, 400)).status).toBe(200)
    expect((await refund(outTradeNo, `t4_${outTradeNo}`, 1)).status).toBe(400)
    shop.sandbox.control.finishRefund('wechatpay', `t3_${outTradeNo}`, 'CLOSED')
    expect((await refund(outTradeNo, `t4_${outTradeNo}`, 400)).status).toBe(200)
  })

  it('at most fifty times an order', async () => {
    const outTradeNo = await paidOrder()
    for (let number = 1; number <= 50; number += 1) {
      expect((await refund(outTradeNo, `f${number}_${outTradeNo}`, 1)).status).toBe(200)
    }
    const answer = await refund(outTradeNo, `f51_${outTradeNo}`, 1)
    expect([answer.status, answer.json?.code]).toEqual(invalid)
    expect((await refund(outTradeNo, `f50_${outTradeNo}`, 1)).status).toBe(200)
  })

  it('refuses what is unknown, unpaid, too old or not the order', async () => {
    const unpaid = shop.orderBody()
    await shop.raw('POST', '/v3/pay/transactions/native', unpaid)
    for (const outTradeNo of [unpaid.out_trade_no, 'NEVER_PLACED']) {
      const answer = await refund(outTradeNo, `u_${outTradeNo}`, 1)
      expect([answer.status, answer.json?.code]).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    }
    const query = await shop.client.queryRefund('NEVER_ASKED')
    expect(query).toMatchObject({ status: 404, code: 'RESOURCE_NOT_EXISTS' })
    const outTradeNo = await paidOrder({
      detail: { goods_detail: [{ merchant_goods_id: 'a', quantity: 1, unit_price: 1 }] },
    })
    const goods = { merchant_goods_id: 'b', unit_price: 1, refund_amount: 1, refund_quantity: 1 }
    for (const change of [
      { amount: { refund: 1, total: 999, currency: 'CNY' } },
      { amount: { refund: 1_001, total: 1_000, currency: 'CNY' } },
      { amount: { refund: 1, total: 1_000, currency: 'CNY', from: [{ account: 'AVAILABLE', amount: 1 }] } },
      { funds_account: 'UNSETTLED' },
      { goods_detail: [goods] },
    ]) {
      const answer = await refund(outTradeNo, `v_${outTradeNo}`, 1, change)
      expect([change, answer.status, answer.json?.code]).toEqual([change, ...invalid])
    }
    expect(
      (
        await refund(outTradeNo, `v_${outTradeNo}`, 1, {
          goods_detail: [{ ...goods, merchant_goods_id: 'a' }],
        })
      ).status,
    ).toBe(200)
    shop.sandbox.clock.advance(365 * 86_400_000 + 1)
    const late = await refund(outTradeNo, `w_${outTradeNo}`, 1)
    expect([late.status, late.json?.code]).toEqual(invalid)
  })

  it.each([
    ['/out_refund_no', { out_refund_no: undefined }],
    ['/out_refund_no', { out_refund_no: 'with space' }],
    ['/out_refund_no', { out_refund_no: 'a'.repeat(65) }],
    ['/out_trade_no', { out_trade_no: undefined }],
    ['/reason', { reason: '中'.repeat(27) }],
    ['/notify_url', { notify_url: 'https://a.example/?b=1' }],
    ['/amount/currency', { amount: { refund: 1, total: 1_000 } }],
    ['/amount/refund', { amount: { refund: 0, total: 1_000, currency: 'CNY' } }],
    ['/funds_account', { funds_account: 'OTHER' }],
  ])('%s is checked: %j', async (field, change) => {
    const answer = await refund('ORDER_X', 'field', 1, change)
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ code: 'PARAM_ERROR', detail: { field } })
  })
})

describe('refunds that go wrong', () => {
  it('stay processing until released', async () => {
    const outTradeNo = await paidOrder()
    shop.sandbox.control.addFault({ operation: 'refund', outTradeNo, effect: 'refund_processing', times: 1 })
    await refund(outTradeNo, `p_${outTradeNo}`, 1_000)
    shop.sandbox.clock.advance(86_400_000)
    expect(await shop.client.queryRefund(`p_${outTradeNo}`)).toMatchObject({
      value: { status: 'PROCESSING' },
    })
    const end = shop.sandbox.control.finishRefund('wechatpay', `p_${outTradeNo}`, 'SUCCESS')
    expect(end).toMatchObject({ state: 'SUCCESS' })
    expect(shop.sandbox.control.finishRefund('wechatpay', `p_${outTradeNo}`, 'CLOSED')).toBeNull()
  })

  it.each([
    ['refund_closed', 'CLOSED'],
    ['refund_abnormal', 'ABNORMAL'],
  ] as const)('%s ends %s, with a notice and without the money', async (effect, status) => {
    const outTradeNo = await paidOrder()
    const before = balance()
    shop.sandbox.control.addFault({ outTradeNo, effect, times: 1 })
    await refund(outTradeNo, `g_${outTradeNo}`, 1_000)
    shop.sandbox.clock.advance(REFUND_TAKES_MS)
    expect(await shop.client.readNotice((await shop.told()).at(-1)!)).toMatchObject({
      ok: true,
      notice: {
        eventType: `REFUND.${status}`,
        resource: { out_refund_no: `g_${outTradeNo}`, refund_status: status },
      },
    })
    expect(balance()).toBe(before)
  })

  it('an abnormal one is sent to a card, whose number comes encrypted', async () => {
    const outTradeNo = await paidOrder()
    shop.sandbox.control.addFault({ outTradeNo, effect: 'refund_abnormal', times: 1 })
    const accepted = (await refund(outTradeNo, `h_${outTradeNo}`, 1_000)).json as unknown as {
      refund_id: string
    }
    const card = {
      out_refund_no: `h_${outTradeNo}`,
      type: 'USER_BANK_CARD' as const,
      bank_type: 'ICBC_DEBIT',
      bank_account: '6222000012340403',
      real_name: '张三',
    }
    const early = await shop.client.applyAbnormalRefund(accepted.refund_id, card)
    expect(early).toMatchObject({ outcome: 'refused', code: 'INVALID_REQUEST' })
    shop.sandbox.clock.advance(REFUND_TAKES_MS)
    const target = `${REFUNDS}/${accepted.refund_id}/apply-abnormal-refund`
    const plain = await shop.raw('POST', target, card)
    expect([plain.status, plain.json?.code]).toEqual([400, 'PARAM_ERROR'])
    const again = await shop.client.applyAbnormalRefund(accepted.refund_id, card)
    expect(again).toMatchObject({
      value: { status: 'PROCESSING', channel: 'OTHER_BANKCARD', user_received_account: '工商银行借记卡0403' },
    })
    expect(again).not.toHaveProperty('value.promotion_detail')
    shop.sandbox.clock.advance(REFUND_TAKES_MS)
    expect(await shop.client.queryRefund(`h_${outTradeNo}`)).toMatchObject({ value: { status: 'SUCCESS' } })
  })

  it('not enough: refused, and the same number works once there is money', async () => {
    const outTradeNo = await paidOrder()
    shop.sandbox.control.addFault({ operation: 'refund', outTradeNo, effect: 'not_enough', times: 1 })
    const answer = await refund(outTradeNo, `n_${outTradeNo}`, 10)
    expect([answer.status, answer.json?.code]).toEqual([403, 'NOT_ENOUGH'])
    expect((await refund(outTradeNo, `n_${outTradeNo}`, 10)).status).toBe(200)
  })
})
