import { createPublicKey } from 'node:crypto'
import { encryptOaep } from '@hutong/wechatpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../core/credentials.js'
import type { RawAnswer } from '../testing/call-as-merchant.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
let receiver: MerchantCredentials
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  receiver = await shop.sandbox.control.wechatpay.createMerchant({ kind: 'direct', name: '送货行' })
  const { publicKey, publicKeyId } = shop.sandbox.credentials.wechatpay
  const added = await shop.raw(
    'POST',
    '/v3/profitsharing/receivers/add',
    {
      appid: shop.appid,
      type: 'MERCHANT_ID',
      account: receiver.mchid,
      name: encryptOaep('送货行', createPublicKey(publicKey)),
      relation_type: 'SUPPLIER',
    },
    { headers: { 'Wechatpay-Serial': publicKeyId } },
  )
  expect(added.status).toBe(200)
})
afterAll(() => shop.stop())

const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
let count = 0
async function paidOrder(sharedMinor: number | null): Promise<string> {
  const settle = sharedMinor === null ? {} : { settle_info: { profit_sharing: true } }
  const body = shop.orderBody({ amount: { total: 10_000 }, ...settle })
  await shop.raw('POST', '/v3/pay/transactions/native', body)
  shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
  shop.sandbox.clock.advance(60_000)
  const id = shop.sandbox.control.order('wechatpay', body.out_trade_no)?.transactionId ?? ''
  if (sharedMinor) {
    count += 1
    const share = { type: 'MERCHANT_ID', account: receiver.mchid, amount: sharedMinor, description: '运费' }
    const split = await shop.raw('POST', '/v3/profitsharing/orders', {
      transaction_id: id,
      out_order_no: `SPLIT_${count}`,
      receivers: [share],
      unfreeze_unsplit: false,
    })
    expect(split.status).toBe(200)
    shop.sandbox.clock.advance(2_000)
  }
  return id
}
const refund = (id: string, amount: number, from?: Record<string, number>, change: object = {}) => {
  count += 1
  const accounts = from && Object.entries(from).map(([account, amount]) => ({ account, amount }))
  return shop.raw('POST', '/v3/refund/domestic/refunds', {
    transaction_id: id,
    out_refund_no: `R_${count}`,
    amount: { refund: amount, total: 10_000, currency: 'CNY', ...(accounts ? { from: accounts } : {}) },
    ...change,
  })
}
/** Leaves this much that is free; what is frozen stays. */
function leaveFree(minor: number, frozenMinor: number): void {
  const { wechatpay } = shop.sandbox.control
  wechatpay.deposit(shop.mchid, minor + frozenMinor - wechatpay.balanceMinor(shop.mchid))
}

describe('the accounts that pay a refund', () => {
  it('may be named together where the frozen money is not enough', async () => {
    const id = await paidOrder(3_000)
    leaveFree(5_000, 6_940)
    expect(said(await refund(id, 10_000))).toEqual([403, 'NOT_ENOUGH'])
    const answer = await refund(id, 10_000, { UNAVAILABLE: 7_000, AVAILABLE: 3_000 })
    // Its fee of 60 fen comes back: 6,940 of frozen money and 3,000 besides.
    expect(answer.json).toMatchObject({
      status: 'PROCESSING',
      amount: { from: [{ account: 'UNAVAILABLE', amount: 7_000 }, { amount: 3_000 }], refund_fee: 60 },
    })
    expect(shop.sandbox.control.wechatpay.balanceMinor(shop.mchid)).toBe(2_000)
  })

  it('must have what is asked of each', async () => {
    const id = await paidOrder(3_000)
    leaveFree(1_000, 6_940)
    expect(said(await refund(id, 5_000, { AVAILABLE: 5_000 }))).toEqual([403, 'NOT_ENOUGH'])
    expect(said(await refund(id, 5_000, undefined, { funds_account: 'AVAILABLE' }))).toEqual([
      403,
      'NOT_ENOUGH',
    ])
    expect(said(await refund(id, 10_000, { UNAVAILABLE: 10_000 }))).toEqual([403, 'NOT_ENOUGH'])
    expect((await refund(id, 5_000, { UNAVAILABLE: 5_000 })).status).toBe(200)
  })

  it('are named only while the order is being shared', async () => {
    leaveFree(1_000_000, 0)
    expect(said(await refund(await paidOrder(null), 100, { AVAILABLE: 100 }))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    const id = await paidOrder(0)
    const over = { transaction_id: id, out_order_no: `REST_${id}`, description: '完结' }
    expect((await shop.raw('POST', '/v3/profitsharing/orders/unfreeze', over)).status).toBe(200)
    shop.sandbox.clock.advance(2_000)
    expect(said(await refund(id, 100, { AVAILABLE: 100 }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await refund(id, 100)).status).toBe(200)
  })
})
