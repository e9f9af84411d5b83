import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../testing/call-as-merchant.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
})
afterAll(() => shop.stop())

async function call(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${shop.sandbox.homeUrl}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}
const waiting = async (wallet = 'wechat') =>
  (await call('GET', `/phone/api/waiting?wallet=${wallet}`)).body as Array<Record<string, unknown>>
const idOf = async (number: string, wallet?: string) =>
  (await waiting(wallet)).find((one) => one.number === number)?.id
const answer = (body: object) => call('POST', '/phone/api/waiting/answer', { wallet: 'wechat', ...body })
const code = async (asksPassword: boolean, wallet = 'wechat') =>
  (await call('POST', '/phone/api/payment-code', { wallet, asksPassword })).body as {
    code: string
    expiresAtMs: number
  }
const purse = () => shop.sandbox.control.wallets()[0]!.balanceMinor
const history = async () =>
  (await call('GET', '/phone/api/history?wallet=wechat')).body as Array<Record<string, unknown>>

async function codePaid(total = 1_000): Promise<string> {
  const shown = await code(true)
  const { notify_url: _url, ...body } = shop.orderBody({ amount: { total, currency: 'CNY' } })
  const answered = await shop.raw('POST', '/v3/pay/transactions/codepay', {
    ...body,
    payer: { auth_code: shown.code },
  })
  expect(answered.status).toBe(202)
  return body.out_trade_no as string
}

describe('a payment code on the phone', () => {
  it('is good for a minute, in each wallet its own', async () => {
    const nowMs = shop.sandbox.clock.nowMs()
    const wechat = await code(false)
    expect(wechat).toMatchObject({ code: expect.stringMatching(/^1[0-5]\d{16}$/) })
    expect(wechat.expiresAtMs).toBe(nowMs + 60_000)
    expect(await code(false, 'alipay')).toMatchObject({ code: expect.stringMatching(/^28\d{16}$/) })
    const stranger = { wallet: 'wechat', userId: 'alipay' }
    expect((await call('POST', '/phone/api/payment-code', stranger)).status).toBe(404)
  })

  it('waits for the right password, takes the money once, and waits no longer', async () => {
    const before = purse()
    const number = await codePaid()
    const mine = { kind: 'code_payment', number }
    expect(await waiting()).toMatchObject([{ ...mine, amountMinor: 1_000, description: '龙井茶 500g' }])
    const said = { id: (await waiting())[0]!.id, accepts: true }
    expect(await answer({ ...said, password: '000000' })).toMatchObject({
      status: 409,
      body: { code: 'wrong_password' },
    })
    expect(purse()).toBe(before)
    expect((await answer({ ...said, password: '123456' })).status).toBe(200)
    expect(purse()).toBe(before - 1_000)
    expect(await waiting()).toEqual([])
    expect(await answer({ ...said, password: '123456' })).toMatchObject({
      status: 409,
      body: { code: 'not_waiting' },
    })
    expect(purse()).toBe(before - 1_000)
  })

  it('is turned away without a password, and fails when the purse is too small', async () => {
    const turnedAway = await codePaid()
    expect((await answer({ id: await idOf(turnedAway), accepts: false })).status).toBe(200)
    expect(shop.sandbox.control.order('wechatpay', turnedAway)?.state).toBe('PAYERROR')
    const before = purse()
    const dear = await codePaid(before + 1)
    expect(await answer({ id: await idOf(dear), accepts: true, password: '123456' })).toMatchObject({
      status: 409,
      body: { code: 'code_payment_failed', zh: expect.any(String) },
    })
    expect(purse()).toBe(before)
  })
})

it('two merchants may use one number: each is answered by itself', async () => {
  const { wechatpay } = shop.sandbox.control
  const other = await wechatpay.createMerchant({ kind: 'direct' })
  const asOther = callAs(other, () => shop.sandbox.clock.nowMs())
  const pay = async (raw: typeof shop.raw, who: { mchid: string; appid: string }, total: number) => {
    const shown = await code(true)
    const { notify_url: _url, ...body } = shop.orderBody({
      mchid: who.mchid,
      appid: who.appid,
      out_trade_no: 'SAME_NUMBER',
      amount: { total, currency: 'CNY' },
    })
    const answered = await raw('POST', '/v3/pay/transactions/codepay', {
      ...body,
      payer: { auth_code: shown.code },
    })
    expect(answered.status).toBe(202)
  }
  await pay(shop.raw, shop, 100)
  await pay(asOther, other, 200)
  const dear = (await waiting()).find(({ amountMinor }) => amountMinor === 200)!
  expect((await answer({ id: dear.id, accepts: true, password: '123456' })).status).toBe(200)
  expect(await waiting()).toMatchObject([{ amountMinor: 100 }])
  const order = async (raw: typeof shop.raw, mchid: string) =>
    (await raw('GET', `/v3/pay/transactions/out-trade-no/SAME_NUMBER?mchid=${mchid}`)).json
  expect(await order(shop.raw, shop.mchid)).toMatchObject({ trade_state: 'USERPAYING' })
  expect(await order(asOther, other.mchid)).toMatchObject({ trade_state: 'SUCCESS' })
  expect((await answer({ id: await idOf('SAME_NUMBER'), accepts: false })).status).toBe(200)
})

describe('what else waits', () => {
  it('a transfer is confirmed and shows as received', async () => {
    const created = await shop.raw('POST', '/v3/fund-app/mch-transfer/transfer-bills', {
      appid: shop.appid,
      out_bill_no: 'BILL1',
      transfer_scene_id: '1000',
      openid: shop.sandbox.control.wallets()[0]!.payerId,
      transfer_amount: 500,
      transfer_remark: '茶友奖励',
      transfer_scene_report_infos: [
        { info_type: '活动名称', info_content: '品茶' },
        { info_type: '奖励说明', info_content: '一等奖' },
      ],
    })
    expect(created.status).toBe(200)
    const before = purse()
    const mine = { kind: 'transfer', number: 'BILL1' }
    expect(await waiting()).toMatchObject([{ ...mine, amountMinor: 500, description: '茶友奖励' }])
    expect((await answer({ id: await idOf('BILL1'), accepts: true })).status).toBe(200)
    expect(await waiting()).toEqual([])
    shop.sandbox.clock.advance(60_000)
    expect(purse()).toBe(before + 500)
    expect((await history())[0]).toMatchObject({ kind: 'received', outTradeNo: 'BILL1', amountMinor: 500 })
  })

  it('a service order is confirmed first, and paid when it is over', async () => {
    const which = { appid: shop.appid, service_id: '2002000000000558128851361561536' }
    const created = await shop.raw('POST', '/v3/payscore/serviceorder', {
      ...which,
      out_order_no: 'SERVICE_1',
      service_introduction: '茶具租用',
      time_range: { start_time: 'OnAccept' },
      risk_fund: { name: 'DEPOSIT', amount: 5_000 },
      notify_url: shop.inbox.url,
    })
    expect(created.status).toBe(200)
    const confirm = { kind: 'service_confirm', number: 'SERVICE_1' }
    expect(await waiting()).toMatchObject([{ ...confirm, amountMinor: 5_000 }])
    const id = await idOf('SERVICE_1')
    expect((await answer({ id, accepts: false })).status).toBe(200)
    expect(await waiting()).toMatchObject([confirm])
    expect((await answer({ id, accepts: true })).status).toBe(200)
    expect(await waiting()).toEqual([])
    const done = await shop.raw('POST', '/v3/payscore/serviceorder/SERVICE_1/complete', {
      ...which,
      post_payments: [{ name: '租金', amount: 300 }],
      total_amount: 300,
    })
    expect(done.status).toBe(200)
    const before = purse()
    expect(await waiting()).toMatchObject([{ kind: 'service_pay', amountMinor: 300 }])
    const pay = { id: await idOf('SERVICE_1'), accepts: true }
    expect(await answer(pay)).toMatchObject({ status: 409, body: { code: 'wrong_password' } })
    expect((await answer({ ...pay, password: '123456' })).status).toBe(200)
    expect(purse()).toBe(before - 300)
    expect(await waiting()).toEqual([])
  })
})

describe('a complaint', () => {
  it('is raised from a payment, answered by the merchant, and followed up', async () => {
    const body = shop.orderBody()
    await shop.raw('POST', '/v3/pay/transactions/native', body)
    const outTradeNo = body.out_trade_no
    const wanted = { orderId: `${shop.mchid} ${outTradeNo}`, problemType: 'REFUND', detail: '茶叶受潮了' }
    expect((await call('POST', '/phone/api/complaints', wanted)).status).toBe(404)
    expect((await call('POST', '/control/pay', { outTradeNo })).status).toBe(200)
    expect((await history())[0]).toMatchObject({ kind: 'paid', outTradeNo, orderId: wanted.orderId })
    const raised = await call('POST', '/phone/api/complaints', wanted)
    expect(raised).toMatchObject({
      status: 200,
      body: { state: 'PENDING', outTradeNo, said: [{ by: 'payer', text: '茶叶受潮了' }] },
    })
    expect(await call('POST', '/phone/api/complaints', wanted)).toMatchObject({
      status: 409,
      body: { code: 'already_complained' },
    })
    const { id } = raised.body as { id: string }
    const replied = await shop.raw('POST', `/v3/merchant-service/complaints-v2/${id}/response`, {
      complainted_mchid: shop.mchid,
      response_content: '马上给您换货',
    })
    expect(replied.status).toBe(204)
    const shown = async () =>
      (await call('GET', `/phone/api/complaints?orderId=${encodeURIComponent(wanted.orderId)}`))
        .body as unknown[]
    expect(await shown()).toMatchObject([
      {
        id,
        state: 'PROCESSING',
        said: [{ by: 'payer' }, { by: 'merchant', text: '马上给您换货' }],
        next: ['respond', 'confirm', 'revoke'],
      },
    ])
    const follow = (body: object) => call('POST', `/phone/api/complaints/${id}/follow`, body)
    expect((await follow({ follow: 'continue', text: '还没到' })).status).toBe(409)
    expect((await follow({ follow: 'respond', text: '谢谢' })).status).toBe(200)
    expect(await follow({ follow: 'confirm' })).toMatchObject({
      body: { state: 'PROCESSED', next: ['continue'] },
    })
    expect((await follow({ follow: 'confirm', userId: 'alipay' })).status).toBe(404)
  })
})

describe('the operations that faults may name', () => {
  it('are the servers’ own, and each can be named in a rule', async () => {
    const { body } = await call('GET', '/control/operations')
    const known = body as Record<string, string[]>
    expect(Object.keys(known).sort()).toEqual([
      'acquirer',
      'alipay',
      'official_account',
      'review_desk',
      'wechatpay',
    ])
    expect(known.wechatpay).toContain('notice.transfer')
    for (const [institution, operations] of Object.entries(known)) {
      for (const operation of operations) {
        const rule = { institution, operation, effect: 'delay', times: 1 }
        expect((await call('POST', '/control/faults', rule)).status).toBe(200)
      }
    }
    shop.sandbox.control.clearFaults()
  })
})
