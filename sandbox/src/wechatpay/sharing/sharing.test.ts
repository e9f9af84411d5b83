import { createPrivateKey, createPublicKey } from 'node:crypto'
import { decryptOaep, encryptOaep } from '@hutong/wechatpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { openNotice } from '../../testing/open-notice.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
let receiver: MerchantCredentials
let provider: MerchantCredentials
let seller: MerchantCredentials
let asProvider: RawCall
let openid: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  const { wechatpay } = shop.sandbox.control
  receiver = await wechatpay.createMerchant({ kind: 'direct', name: '送货行' })
  provider = await wechatpay.createMerchant({ kind: 'service_provider', name: '集市' })
  seller = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  asProvider = callAs(provider, () => shop.sandbox.clock.nowMs())
  wechatpay.configure(receiver.mchid, { sharingNotifyUrl: shop.inbox.url })
  openid = shop.sandbox.control.wallets()[0]!.payerId
  expect((await addReceiver()).status).toBe(200)
  const person = { appid: shop.appid, type: 'PERSONAL_OPENID', account: openid, relation_type: 'STAFF' }
  expect((await post('receivers/add', person)).status).toBe(200)
})
afterAll(() => shop.stop())

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const post = (path: string, body: object) => shop.raw('POST', `/v3/profitsharing/${path}`, body)
const get = (path: string) => shop.raw('GET', `/v3/profitsharing/${path}`)
const sealed = (text: string) =>
  encryptOaep(text, createPublicKey(shop.sandbox.credentials.wechatpay.publicKey))
const addReceiver = (change: object = {}) =>
  shop.raw(
    'POST',
    '/v3/profitsharing/receivers/add',
    {
      appid: shop.appid,
      type: 'MERCHANT_ID',
      account: receiver.mchid,
      name: sealed('送货行'),
      relation_type: 'DISTRIBUTOR',
      ...change,
    },
    { headers: { 'Wechatpay-Serial': shop.sandbox.credentials.wechatpay.publicKeyId } },
  )

/** Paid, frozen, and old enough to be shared. */
async function frozenOrder(): Promise<string> {
  const body = shop.orderBody({ amount: { total: 10_000 }, settle_info: { profit_sharing: true } })
  await shop.raw('POST', '/v3/pay/transactions/native', body)
  shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
  shop.sandbox.clock.advance(MINUTE_MS)
  return shop.sandbox.control.order('wechatpay', body.out_trade_no)?.transactionId ?? ''
}
let count = 0
const splitBody = (transactionId: string, amount: number, change: object = {}) => {
  count += 1
  return {
    transaction_id: transactionId,
    out_order_no: `SPLIT_${count}`,
    receivers: [{ type: 'MERCHANT_ID', account: receiver.mchid, amount, description: '运费' }],
    unfreeze_unsplit: false,
    ...change,
  }
}
const left = async (transactionId: string) =>
  ((await get(`transactions/${transactionId}/amounts`)).json as { unsplit_amount?: number }).unsplit_amount
const balance = (mchid: string) => shop.sandbox.control.wechatpay.balanceMinor(mchid)
const settle = () => shop.sandbox.clock.advance(2_000)

describe('receivers', () => {
  it('are echoed with the name sealed for the merchant; adding again changes nothing', async () => {
    const answer = await addReceiver({ relation_type: 'SUPPLIER' })
    expect(answer.json).toMatchObject({ account: receiver.mchid, relation_type: 'DISTRIBUTOR' })
    const key = createPrivateKey(shop.sandbox.credentials.wechatpay.merchantPrivateKey)
    expect(decryptOaep(String((answer.json as { name?: string }).name), key)).toBe('送货行')
  })

  it('are checked: name, relation, person, ciphertext', async () => {
    expect(said(await addReceiver({ name: sealed('别人') }))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await addReceiver({ account: '1900000009' }))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await addReceiver({ relation_type: 'CUSTOM' }))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await addReceiver({ name: '送货行' }))).toEqual([400, 'PARAM_ERROR'])
    const { name: _name, ...nobody } = { name: '', type: 'PERSONAL_OPENID', account: 'oNobody' }
    expect(said(await addReceiver(nobody))).toEqual([400, 'INVALID_REQUEST'])
  })
})

describe('splits', () => {
  it('move money, finish, are told to the receiver, and the rest goes home', async () => {
    const id = await frozenOrder()
    expect(await left(id)).toBe(9_940)
    const before = {
      own: balance(shop.mchid),
      other: balance(receiver.mchid),
      seen: shop.inbox.received.length,
    }
    const people = [{ type: 'PERSONAL_OPENID', account: openid, amount: 500, description: '提成' }]
    const body = splitBody(id, 1_000)
    const both = { ...body, appid: shop.appid, receivers: [...body.receivers, ...people] }
    expect((await post('orders', both)).json).toMatchObject({
      state: 'PROCESSING',
      receivers: [{ result: 'PENDING', amount: 1_000 }, { amount: 500 }],
    })
    const wallet = shop.sandbox.control.wallets()[0]!.balanceMinor
    settle()
    expect((await get(`orders/${body.out_order_no}?transaction_id=${id}`)).json).toMatchObject({
      state: 'FINISHED',
      receivers: [{ result: 'SUCCESS' }, { result: 'SUCCESS' }],
    })
    expect(balance(shop.mchid)).toBe(before.own - 1_500)
    expect(balance(receiver.mchid)).toBe(before.other + 1_000)
    expect(shop.sandbox.control.wallets()[0]!.balanceMinor).toBe(wallet + 500)
    expect(await left(id)).toBe(8_440)
    const notice = openNotice((await shop.told()).at(-1)!, receiver.apiV3Key)
    expect(notice).toMatchObject({
      originalType: 'profitsharing',
      summary: '分账',
      plaintext: { mchid: shop.mchid, receiver: { account: receiver.mchid, amount: 1_000 } },
    })
    count += 1
    const rest = { transaction_id: id, out_order_no: `REST_${count}`, description: '完结' }
    shop.sandbox.clock.advance(1_000)
    expect((await post('orders/unfreeze', rest)).json).toMatchObject({
      receivers: [{ account: shop.mchid, amount: 8_440, description: '完结' }],
    })
    settle()
    expect(await left(id)).toBe(0)
    expect(balance(shop.mchid)).toBe(before.own - 1_500)
    const none = { ...rest, out_order_no: `REST_${count}b` }
    shop.sandbox.clock.advance(1_000)
    expect(said(await post('orders/unfreeze', none))).toEqual([403, 'NOT_ENOUGH'])
  })

  it('repeat identically only; the ratio, the rest and the receivers are limits', async () => {
    const id = await frozenOrder()
    const body = splitBody(id, 1_000)
    const first = await post('orders', body)
    expect((await post('orders', body)).json).toEqual(first.json)
    const changed = { ...body, unfreeze_unsplit: true }
    expect(said(await post('orders', changed))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await post('orders', splitBody(id, 1)))).toEqual([429, 'FREQUENCY_LIMITED'])
    shop.sandbox.clock.advance(1_000)
    expect(said(await post('orders', splitBody(id, 2_001)))).toEqual([403, 'RULE_LIMIT'])
    expect(said(await post('orders', splitBody(id, 9_000)))).toEqual([403, 'NOT_ENOUGH'])
    const stranger = [{ type: 'MERCHANT_ID', account: seller.mchid, amount: 1, description: 'x' }]
    expect(said(await post('orders', splitBody(id, 1, { receivers: stranger })))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    expect(said(await post('orders', splitBody('4200000000', 1)))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    const plain = shop.orderBody()
    await shop.raw('POST', '/v3/pay/transactions/native', plain)
    shop.sandbox.control.pay({ outTradeNo: plain.out_trade_no })
    const other = shop.sandbox.control.order('wechatpay', plain.out_trade_no)?.transactionId ?? ''
    expect(said(await post('orders', splitBody(other, 1)))).toEqual([400, 'INVALID_REQUEST'])
  })

  it('too early is refused; after thirty days nothing is frozen any more', async () => {
    const body = shop.orderBody({ settle_info: { profit_sharing: true } })
    await shop.raw('POST', '/v3/pay/transactions/native', body)
    shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
    const id = shop.sandbox.control.order('wechatpay', body.out_trade_no)?.transactionId ?? ''
    expect(said(await post('orders', splitBody(id, 1)))).toEqual([400, 'INVALID_REQUEST'])
    shop.sandbox.clock.advance(30 * DAY_MS)
    expect(await left(id)).toBe(0)
    expect(said(await post('orders', splitBody(id, 1)))).toEqual([403, 'NOT_ENOUGH'])
  })

  it('a share may fail by itself, and its money stays', async () => {
    const id = await frozenOrder()
    const body = splitBody(id, 1_000)
    shop.sandbox.control.wechatpay.failNextShare(receiver.mchid, 'ACCOUNT_ABNORMAL')
    await post('orders', body)
    settle()
    expect((await get(`orders/${body.out_order_no}?transaction_id=${id}`)).json).toMatchObject({
      state: 'FINISHED',
      receivers: [{ result: 'CLOSED', fail_reason: 'ACCOUNT_ABNORMAL' }],
    })
    expect(await left(id)).toBe(9_940)
  })

  it('refunds are paid from what is frozen, and not from what was shared', async () => {
    const id = await frozenOrder()
    await post('orders', splitBody(id, 3_000))
    settle()
    const refund = (amount: number, number: string) =>
      shop.raw('POST', '/v3/refund/domestic/refunds', {
        transaction_id: id,
        out_refund_no: number,
        amount: { refund: amount, total: 10_000, currency: 'CNY' },
      })
    expect(said(await refund(10_000, `full_${id}`))).toEqual([403, 'NOT_ENOUGH'])
    expect((await refund(5_000, `half_${id}`)).json).toMatchObject({ amount: { refund_fee: 30 } })
    expect(await left(id)).toBe(9_940 - 3_000 - 4_970)
  })
})

describe('returns', () => {
  it('bring money back at once, up to what was received, if the receiver agrees and can pay', async () => {
    const id = await frozenOrder()
    const body = splitBody(id, 1_000)
    await post('orders', body)
    settle()
    const back = (amount: number, number: string) => ({
      out_order_no: body.out_order_no,
      out_return_no: number,
      return_mchid: receiver.mchid,
      amount,
      description: '退货',
    })
    const before = balance(shop.mchid)
    const first = await post('return-orders', back(400, 'RETURN_1'))
    expect(first.json).toMatchObject({ result: 'SUCCESS', amount: 400 })
    expect(balance(shop.mchid)).toBe(before + 400)
    expect((await post('return-orders', back(400, 'RETURN_1'))).json).toEqual(first.json)
    expect(said(await post('return-orders', back(401, 'RETURN_1')))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await post('return-orders', back(601, 'RETURN_2')))).toEqual([400, 'INVALID_REQUEST'])
    expect((await get(`return-orders/RETURN_1?out_order_no=${body.out_order_no}`)).json).toEqual(first.json)
    const { wechatpay } = shop.sandbox.control
    wechatpay.configure(receiver.mchid, { acceptsReturns: false })
    expect(said(await post('return-orders', back(100, 'RETURN_3')))).toEqual([403, 'NO_AUTH'])
    wechatpay.configure(receiver.mchid, { acceptsReturns: true })
    const purse = balance(receiver.mchid)
    wechatpay.deposit(receiver.mchid, -purse)
    expect(said(await post('return-orders', back(100, 'RETURN_4')))).toEqual([403, 'NOT_ENOUGH'])
    const open = `return-orders/RETURN_4?out_order_no=${body.out_order_no}`
    expect((await get(open)).json).toMatchObject({ result: 'PROCESSING' })
    wechatpay.deposit(receiver.mchid, purse)
    expect((await post('return-orders', back(100, 'RETURN_4'))).json).toMatchObject({ result: 'SUCCESS' })
    expect(openNotice((await shop.told()).at(-1)!, receiver.apiV3Key).summary).toBe('分账回退')
  })
})

describe('a provider', () => {
  it('shares what its sub-merchant sold, under the sub-merchant’s ratio', async () => {
    const {
      appid: _appid,
      mchid: _mchid,
      ...rest
    } = shop.orderBody({ settle_info: { profit_sharing: true } })
    const who = { sp_appid: provider.appid, sp_mchid: provider.mchid, sub_mchid: seller.mchid }
    await asProvider('POST', '/v3/pay/partner/transactions/native', { ...who, ...rest })
    shop.sandbox.control.pay({ outTradeNo: rest.out_trade_no })
    shop.sandbox.clock.advance(MINUTE_MS)
    const id = shop.sandbox.control.order('wechatpay', rest.out_trade_no)?.transactionId ?? ''
    const fields = { sub_mchid: seller.mchid, appid: provider.appid }
    const name = encryptOaep('集市', createPublicKey(provider.publicKey))
    const added = await asProvider(
      'POST',
      '/v3/profitsharing/receivers/add',
      { ...fields, type: 'MERCHANT_ID', account: provider.mchid, name, relation_type: 'SERVICE_PROVIDER' },
      { headers: { 'Wechatpay-Serial': provider.publicKeyId } },
    )
    expect(added.json).toMatchObject({ sub_mchid: seller.mchid, account: provider.mchid })
    const ratio = await asProvider('GET', `/v3/profitsharing/merchant-configs/${seller.mchid}`)
    expect(ratio.json).toEqual({ sub_mchid: seller.mchid, max_ratio: 3_000 })
    const before = balance(provider.mchid)
    const body = splitBody(id, 300, {
      ...fields,
      receivers: [{ type: 'MERCHANT_ID', account: provider.mchid, amount: 300, description: '佣金' }],
      unfreeze_unsplit: true,
    })
    expect((await asProvider('POST', '/v3/profitsharing/orders', body)).json).toMatchObject({
      sub_mchid: seller.mchid,
      receivers: [{ amount: 300 }, { account: seller.mchid, amount: 694 }],
    })
    settle()
    expect(balance(provider.mchid)).toBe(before + 300)
    const query = `/v3/profitsharing/orders/${body.out_order_no}?transaction_id=${id}`
    expect(said(await asProvider('GET', query))).toEqual([400, 'PARAM_ERROR'])
    expect((await asProvider('GET', `${query}&sub_mchid=${seller.mchid}`)).json).toMatchObject({
      state: 'FINISHED',
    })
  })
})
