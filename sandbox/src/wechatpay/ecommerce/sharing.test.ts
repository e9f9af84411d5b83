import { createPublicKey } from 'node:crypto'
import { encryptOaep } from '@hutong/wechatpay'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { spoiled } from '../../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { ERROR_CODES } from '../answers.js'

let shop: WechatpayMerchant
let platform: MerchantCredentials
let carrier: MerchantCredentials
let seller: MerchantCredentials
let asPlatform: RawCall
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  const { wechatpay } = shop.sandbox.control
  platform = await wechatpay.createMerchant({ kind: 'service_provider', name: '集市' })
  carrier = await wechatpay.createMerchant({ kind: 'direct', name: '送货行' })
  seller = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [platform.mchid] })
  wechatpay.configure(platform.mchid, { ecommerce: true })
  asPlatform = callAs(platform, () => shop.sandbox.clock.nowMs())
  for (const one of [platform, carrier]) {
    const added = await post('profitsharing/receivers/add', {
      appid: platform.appid,
      type: 'MERCHANT_ID',
      account: one.mchid,
      name: one.name,
      relation_type: one === platform ? 'PLATFORM' : 'SUPPLIER',
    })
    expect(added.json).toEqual({ type: 'MERCHANT_ID', account: one.mchid })
  }
})
afterAll(() => shop.stop())

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const post = (path: string, body: object) => asPlatform('POST', `/v3/ecommerce/${path}`, body)
const get = (path: string) => asPlatform('GET', `/v3/ecommerce/${path}`)
const balance = (mchid: string) => shop.sandbox.control.wechatpay.balanceMinor(mchid)
const settle = () => shop.sandbox.clock.advance(2_000)
const left = async (id: string) =>
  ((await get(`profitsharing/orders/${id}/amounts`)).json as { unsplit_amount?: number }).unsplit_amount

/** Paid to the seller, frozen, and old enough to be shared. */
async function frozenOrder(subsidyMinor?: number): Promise<{ id: string; outTradeNo: string }> {
  const settleInfo = {
    profit_sharing: true,
    ...(subsidyMinor === undefined ? {} : { subsidy_amount: subsidyMinor }),
  }
  const {
    appid: _appid,
    mchid: _mchid,
    ...rest
  } = shop.orderBody({ amount: { total: 10_000 }, settle_info: settleInfo })
  const who = { sp_appid: platform.appid, sp_mchid: platform.mchid, sub_mchid: seller.mchid }
  const placed = await asPlatform('POST', '/v3/pay/partner/transactions/native', { ...who, ...rest })
  expect(placed.status, placed.text).toBe(200)
  shop.sandbox.control.pay({ outTradeNo: rest.out_trade_no })
  shop.sandbox.clock.advance(MINUTE_MS)
  const id = shop.sandbox.control.order('wechatpay', rest.out_trade_no)?.transactionId ?? ''
  return { id, outTradeNo: rest.out_trade_no }
}
let count = 0
const splitBody = (id: string, to: MerchantCredentials, amount: number, finish = false) => {
  count += 1
  return {
    sub_mchid: seller.mchid,
    transaction_id: id,
    out_order_no: `SPLIT_${count}`,
    receivers: [{ type: 'MERCHANT_ID', receiver_account: to.mchid, amount, description: '运费' }],
    finish,
  }
}

describe('profit sharing on a platform', () => {
  it('shares a seller’s order with receivers of the platform, and finishes with its own share', async () => {
    const { id } = await frozenOrder()
    expect(await left(id)).toBe(9_940)
    const before = [balance(carrier.mchid), balance(platform.mchid)]
    const body = splitBody(id, carrier, 1_000)
    const first = await post('profitsharing/orders', body)
    expect(first.json).toMatchObject({
      status: 'PROCESSING',
      receivers: [{ receiver_account: carrier.mchid, amount: 1_000, result: 'PENDING' }],
    })
    expect((await post('profitsharing/orders', body)).json).toEqual(first.json)
    expect(said(await post('profitsharing/orders', splitBody(id, carrier, 1, true)))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    settle()
    const query = `profitsharing/orders?sub_mchid=${seller.mchid}&transaction_id=${id}&out_order_no=${body.out_order_no}`
    expect((await get(query)).json).toMatchObject({ status: 'FINISHED', receivers: [{ result: 'SUCCESS' }] })
    const own = splitBody(id, platform, 500, true)
    expect((await post('profitsharing/orders', own)).status).toBe(200)
    settle()
    expect(await left(id)).toBe(0)
    expect([balance(carrier.mchid), balance(platform.mchid)]).toEqual([before[0]! + 1_000, before[1]! + 500])
    const finished = await get(query.replace(body.out_order_no, own.out_order_no))
    expect(finished.json).toMatchObject({ finish_amount: 8_440, finish_description: '解冻给分账方' })
  })

  it('is finished without a share, and answers numbers only', async () => {
    const { id } = await frozenOrder()
    const body = {
      sub_mchid: seller.mchid,
      transaction_id: id,
      out_order_no: 'FINISH_1',
      description: '完结',
    }
    expect((await post('profitsharing/finish-order', body)).json).toEqual({
      sub_mchid: seller.mchid,
      transaction_id: id,
      out_order_no: 'FINISH_1',
      order_id: expect.any(String),
    })
    settle()
    expect(await left(id)).toBe(0)
  })

  it('is frozen for 180 days, not 30', async () => {
    const { id } = await frozenOrder()
    shop.sandbox.clock.advance(179 * DAY_MS)
    expect(await left(id)).toBe(9_940)
    shop.sandbox.clock.advance(DAY_MS)
    expect(await left(id)).toBe(0)
  })

  it('is returned by a merchant receiver', async () => {
    const { id } = await frozenOrder()
    const body = splitBody(id, carrier, 1_000)
    await post('profitsharing/orders', body)
    settle()
    const back = {
      sub_mchid: seller.mchid,
      out_order_no: body.out_order_no,
      transaction_id: id,
      out_return_no: 'RETURN_1',
      return_mchid: carrier.mchid,
      amount: 400,
      description: '退货',
    }
    const first = await post('profitsharing/returnorders', back)
    expect(first.json).toMatchObject({ result: 'SUCCESS', return_no: expect.any(String), amount: 400 })
    expect(first.json).not.toHaveProperty('return_id')
    const query = `profitsharing/returnorders?sub_mchid=${seller.mchid}&out_return_no=RETURN_1`
    expect((await get(`${query}&out_order_no=${body.out_order_no}`)).json).toEqual(first.json)
    const { order_id: splitId } = first.json as { order_id?: string }
    expect((await get(`${query}&order_id=${splitId}`)).json).toEqual(first.json)
    const other = { ...back, transaction_id: 'other', out_return_no: 'RETURN_2' }
    expect(said(await post('profitsharing/returnorders', other))).toEqual([400, 'INVALID_REQUEST'])
    // Its receivers need not have agreed to give back.
    shop.sandbox.control.wechatpay.configure(carrier.mchid, { acceptsReturns: false })
    const unasked = await post('profitsharing/returnorders', { ...back, out_return_no: 'RETURN_3' })
    expect(unasked.json).toMatchObject({ result: 'SUCCESS' })
    shop.sandbox.control.wechatpay.configure(carrier.mchid, { acceptsReturns: true })
  })

  it('is returned by transaction_id when the order is older than six months', async () => {
    const { id } = await frozenOrder()
    shop.sandbox.clock.advance(179 * DAY_MS)
    const body = splitBody(id, carrier, 1_000)
    expect((await post('profitsharing/orders', body)).status).toBe(200)
    settle()
    shop.sandbox.clock.advance(2 * DAY_MS)
    const back = {
      sub_mchid: seller.mchid,
      out_order_no: body.out_order_no,
      out_return_no: 'RETURN_OLD',
      return_mchid: carrier.mchid,
      amount: 400,
      description: '退货',
    }
    const without = await post('profitsharing/returnorders', back)
    expect([without.status, without.json?.detail]).toMatchObject([400, { field: '/transaction_id' }])
    const answer = await post('profitsharing/returnorders', { ...back, transaction_id: id })
    expect(answer.json).toMatchObject({ result: 'SUCCESS' })
  })

  it('knows only receivers that were added, by their registered name', async () => {
    const { id } = await frozenOrder()
    expect(said(await post('profitsharing/orders', splitBody(id, seller, 1)))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    const named = splitBody(id, carrier, 1)
    const sealed = { ...named.receivers[0], receiver_name: 'no ciphertext' }
    const answer = await asPlatform(
      'POST',
      '/v3/ecommerce/profitsharing/orders',
      { ...named, receivers: [sealed] },
      { headers: { 'Wechatpay-Serial': platform.publicKeyId } },
    )
    expect(answer.json?.detail).toMatchObject({ field: '/receivers/0/receiver_name' })
    const wrong = encryptOaep('别人', createPublicKey(platform.publicKey))
    const other = await asPlatform(
      'POST',
      '/v3/ecommerce/profitsharing/orders',
      { ...named, receivers: [{ ...sealed, receiver_name: wrong }] },
      { headers: { 'Wechatpay-Serial': platform.publicKeyId } },
    )
    expect(said(other)).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await shop.raw('POST', '/v3/ecommerce/profitsharing/orders', named))).toEqual([
      403,
      'NO_AUTH',
    ])
  })
})

describe('subsidies', () => {
  const subsidy = (id: string, amount: number, change: object = {}) => ({
    sub_mchid: seller.mchid,
    transaction_id: id,
    amount,
    description: '平台补贴',
    ...change,
  })
  const refund = async (id: string, number: string, amount: number) =>
    (
      await asPlatform('POST', '/v3/refund/domestic/refunds', {
        sub_mchid: seller.mchid,
        transaction_id: id,
        out_refund_no: number,
        amount: { refund: amount, total: 10_000, currency: 'CNY' },
      })
    ).json as { refund_id?: string }

  it('add the platform’s money before the order is shared, once', async () => {
    const { id } = await frozenOrder(2_000)
    const before = balance(platform.mchid)
    expect(said(await post('subsidies/create', subsidy(id, 1_999)))).toEqual([400, 'INVALID_REQUEST'])
    const first = await post('subsidies/create', subsidy(id, 2_000, { out_subsidy_no: 'SUB_1' }))
    expect(first.json).toMatchObject({ result: 'SUCCESS', amount: 2_000, out_subsidy_no: 'SUB_1' })
    expect((await post('subsidies/create', subsidy(id, 2_000, { out_subsidy_no: 'SUB_1' }))).json).toEqual(
      first.json,
    )
    expect(said(await post('subsidies/create', subsidy(id, 2_000)))).toEqual([400, 'INVALID_REQUEST'])
    expect(balance(platform.mchid)).toBe(before - 2_000)
    expect(await left(id)).toBe(11_940)
    const { refund_id: refundId } = await refund(id, `R_${id}`, 5_000)
    const back = subsidy(id, 1_000, { out_order_no: 'BACK_1', refund_id: refundId })
    const returned = await post('subsidies/return', back)
    expect(returned.json).toMatchObject({ result: 'SUCCESS', amount: 1_000, refund_id: refundId })
    expect((await post('subsidies/return', back)).json).toEqual(returned.json)
    const again = subsidy(id, 1, { out_order_no: 'BACK_2', refund_id: refundId })
    expect(said(await post('subsidies/return', again))).toEqual([400, 'INVALID_REQUEST'])
    expect(balance(platform.mchid)).toBe(before - 1_000)
    expect(await left(id)).toBe(11_940 - 4_970 - 1_000)
    expect(said(await post('subsidies/return', subsidy(id, 1_001, { out_order_no: 'BACK_3' })))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    await post('subsidies/return', subsidy(id, 1_000, { out_order_no: 'BACK_3' }))
    const now = await post('subsidies/create', subsidy(id, 2_000, { out_subsidy_no: 'SUB_1' }))
    expect(now.json).toMatchObject({ result: 'REFUND' })
  })

  it('are cancelled only for refunded orders that have none yet', async () => {
    const { id } = await frozenOrder(2_000)
    const { amount: _amount, ...cancel } = subsidy(id, 0)
    expect(said(await post('subsidies/cancel', cancel))).toEqual([400, 'INVALID_REQUEST'])
    await refund(id, `R_${id}`, 1_000)
    expect((await post('subsidies/cancel', cancel)).json).toMatchObject({ result: 'SUCCESS' })
    expect(said(await post('subsidies/create', subsidy(id, 2_000)))).toEqual([400, 'INVALID_REQUEST'])
    const { id: plain } = await frozenOrder()
    expect(said(await post('subsidies/create', subsidy(plain, 1)))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await post('subsidies/create', subsidy('unknown', 1)))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
  })
})

describe('broken calls', () => {
  it('are answered with a documented code', async () => {
    const { id } = await frozenOrder(2_000)
    const bodies: Array<[string, () => object]> = [
      ['profitsharing/orders', () => ({ ...splitBody(id, carrier, 1), out_order_no: 'FUZZ' })],
      [
        'profitsharing/receivers/add',
        () => ({
          appid: platform.appid,
          type: 'MERCHANT_ID',
          account: carrier.mchid,
          name: 'x',
          encrypted_name: 'y',
          relation_type: 'SUPPLIER',
        }),
      ],
      [
        'profitsharing/returnorders',
        () => ({
          sub_mchid: seller.mchid,
          order_id: 'x',
          out_order_no: 'FUZZ',
          transaction_id: id,
          out_return_no: 'R',
          return_mchid: carrier.mchid,
          amount: 1,
          description: 'd',
        }),
      ],
      [
        'profitsharing/finish-order',
        () => ({ sub_mchid: seller.mchid, transaction_id: id, out_order_no: 'x', description: 'd' }),
      ],
      [
        'subsidies/create',
        () => ({
          sub_mchid: seller.mchid,
          transaction_id: id,
          amount: 1,
          description: 'd',
          out_subsidy_no: 'x',
        }),
      ],
      [
        'subsidies/return',
        () => ({
          sub_mchid: seller.mchid,
          transaction_id: id,
          amount: 1,
          description: 'd',
          out_order_no: 'x',
          refund_id: 'y',
          subsidy_id: 'z',
          from: [{ account: 'AVAILABLE', amount: 1 }],
        }),
      ],
      ['subsidies/cancel', () => ({ sub_mchid: seller.mchid, transaction_id: id, description: 'd' })],
    ]
    for (const [path, good] of bodies) {
      await fc.assert(
        fc.asyncProperty(spoiled(good), async (body) => {
          const answer = await asPlatform('POST', `/v3/ecommerce/${path}`, JSON.stringify(body))
          expect(answer.status, answer.text).toBeLessThan(500)
          expect(answer.headers['wechatpay-signature'] !== undefined, answer.text).toBe(answer.status < 300)
          if (answer.status >= 400) expect(Object.keys(ERROR_CODES)).toContain(answer.json?.code)
        }),
        { numRuns: 40 },
      )
    }
  })
})
