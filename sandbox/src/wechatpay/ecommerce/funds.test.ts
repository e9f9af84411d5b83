import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { openNotice } from '../../testing/open-notice.js'
import { spoiled } from '../../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { ERROR_CODES } from '../answers.js'

let shop: WechatpayMerchant
let platform: MerchantCredentials
let seller: MerchantCredentials
let asPlatform: RawCall
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  const { wechatpay } = shop.sandbox.control
  platform = await wechatpay.createMerchant({ kind: 'service_provider' })
  seller = await wechatpay.createMerchant({ kind: 'sub_merchant', providers: [platform.mchid] })
  wechatpay.configure(platform.mchid, { ecommerce: true })
  asPlatform = callAs(platform, () => shop.sandbox.clock.nowMs())
})
afterAll(() => shop.stop())

const DAY_MS = 86_400_000
const FIRST_MINOR = 100_000_000
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const get = (path: string) => asPlatform('GET', path)
const post = (path: string, body: object) => asPlatform('POST', path, body)
const dayOf = (atMs: number) => new Date(atMs + DAY_MS / 3).toISOString().slice(0, 10)
const withdrawal = (number: string, change: object = {}) => ({
  sub_mchid: seller.mchid,
  out_request_no: number,
  amount: 10_000,
  bank_memo: '货款',
  notify_url: shop.inbox.url,
  ...change,
})
const state = async (number: string) =>
  (await get(`/v3/ecommerce/fund/withdraw/out-request-no/${number}?sub_mchid=${seller.mchid}`)).json

describe('balances', () => {
  it('tell what is free and what waits to be shared', async () => {
    const {
      appid: _appid,
      mchid: _mchid,
      ...rest
    } = shop.orderBody({ settle_info: { profit_sharing: true } })
    const who = { sp_appid: platform.appid, sp_mchid: platform.mchid, sub_mchid: seller.mchid }
    expect((await post('/v3/pay/partner/transactions/native', { ...who, ...rest })).status).toBe(200)
    shop.sandbox.control.pay({ outTradeNo: rest.out_trade_no })
    expect((await get(`/v3/ecommerce/fund/balance/${seller.mchid}`)).json).toEqual({
      sub_mchid: seller.mchid,
      available_amount: FIRST_MINOR,
      pending_amount: 994,
      account_type: 'BASIC',
    })
    expect((await get(`/v3/ecommerce/fund/balance/${seller.mchid}?account_type=DEPOSIT`)).json).toMatchObject(
      {
        available_amount: 0,
      },
    )
    expect((await get('/v3/merchant/fund/balance/OPERATION')).json).toEqual({
      available_amount: FIRST_MINOR,
      pending_amount: 0,
    })
  })

  it('at the end of a day are known from ten on, for ninety days', async () => {
    const { clock, control } = shop.sandbox
    const today = dayOf(clock.nowMs())
    const path = `/v3/ecommerce/fund/enddaybalance/${seller.mchid}?date=${today}`
    expect(said(await get(path))).toEqual([400, 'INVALID_REQUEST'])
    clock.advance(2 * DAY_MS)
    control.wechatpay.deposit(seller.mchid, 5_000)
    expect((await get(path)).json).toMatchObject({ available_amount: FIRST_MINOR + 994 })
    expect((await get(`/v3/merchant/fund/dayendbalance/BASIC?date=${today}`)).json).toMatchObject({
      available_amount: FIRST_MINOR,
    })
    expect(said(await get(`/v3/merchant/fund/dayendbalance/BASIC?date=2026-02-30`))).toEqual([
      400,
      'PARAM_ERROR',
    ])
    expect(said(await get('/v3/merchant/fund/dayendbalance/BASIC?date=2020-01-01'))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    expect(said(await get('/v3/merchant/fund/balance/DEPOSIT'))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await shop.raw('GET', '/v3/merchant/fund/balance/BASIC'))).toEqual([403, 'NO_AUTH'])
  })
})

describe('withdrawals', () => {
  it('leave at once and are with the bank on the next day, which is notified', async () => {
    const { control, clock } = shop.sandbox
    const before = control.wechatpay.balanceMinor(seller.mchid)
    const first = await post('/v3/ecommerce/fund/withdraw', withdrawal('W1'))
    expect(first.json).toMatchObject({ sub_mchid: seller.mchid, out_request_no: 'W1' })
    expect((await post('/v3/ecommerce/fund/withdraw', withdrawal('W1'))).json).toEqual(first.json)
    expect(control.wechatpay.balanceMinor(seller.mchid)).toBe(before - 10_000)
    const other = withdrawal('W1', { amount: 1 })
    expect(said(await post('/v3/ecommerce/fund/withdraw', other))).toEqual([400, 'INVALID_REQUEST'])
    expect(await state('W1')).toMatchObject({ status: 'CREATE_SUCCESS', account_bank: '招商银行' })
    clock.advance(DAY_MS)
    expect(await state('W1')).toMatchObject({ status: 'SUCCESS', amount: 10_000, sp_mchid: platform.mchid })
    const id = (first.json as { withdraw_id?: string }).withdraw_id
    const byId = await get(`/v3/ecommerce/fund/withdraw/${id}?sub_mchid=${seller.mchid}`)
    expect(byId.json).toEqual(await state('W1'))
    const notice = openNotice((await shop.told()).at(-1)!, platform.apiV3Key)
    expect(notice).toMatchObject({ eventType: 'MCHWITHDRAW.CHANGE', originalType: 'mch_withdraw' })
    expect(notice.plaintext).toEqual(byId.json)
  })

  it('come back when the bank returns them within seven days', async () => {
    const { control, clock } = shop.sandbox
    const before = control.wechatpay.balanceMinor(seller.mchid)
    const finish = (body: object) =>
      fetch(`${shop.sandbox.homeUrl}/control/withdrawals/W1/finish`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
    expect((await finish({ status: 'FAIL' })).status).toBe(404)
    expect((await finish({ status: 'REFUND', reason: '账号与户名不符' })).status).toBe(200)
    expect(await state('W1')).toMatchObject({ status: 'REFUND', reason: '账号与户名不符' })
    expect(control.wechatpay.balanceMinor(seller.mchid)).toBe(before + 10_000)
    await post('/v3/ecommerce/fund/withdraw', withdrawal('W2'))
    expect(control.wechatpay.finishWithdrawal('W2', 'FAIL', '银行卡已注销')).toMatchObject({ status: 'FAIL' })
    expect(control.wechatpay.finishWithdrawal('W2', 'REFUND')).toBeNull()
    expect(control.wechatpay.balanceMinor(seller.mchid)).toBe(before + 10_000)
    clock.advance(91 * DAY_MS)
    expect(await state('W2')).toMatchObject({ code: 'ORDER_NOT_EXIST' })
  })

  it('are refused without the money, and the platform has its own', async () => {
    const much = withdrawal('W3', { amount: 80_000_000_000 })
    expect(said(await post('/v3/ecommerce/fund/withdraw', much))).toEqual([403, 'NOT_ENOUGH'])
    const { sub_mchid: _seller, ...own } = withdrawal('P1')
    expect(said(await post('/v3/merchant/fund/withdraw', own))).toEqual([400, 'PARAM_ERROR'])
    expect((await post('/v3/merchant/fund/withdraw', { ...own, account_type: 'OPERATION' })).status).toBe(200)
    const mine = '/v3/merchant/fund/withdraw/out-request-no/P1'
    expect((await get(mine)).json).toMatchObject({ mchid: platform.mchid, status: 'CREATE_SUCCESS' })
    expect(await state('P1')).toMatchObject({ code: 'ORDER_NOT_EXIST' })
  })
})

describe('broken calls', () => {
  const isDocumented = (answer: RawAnswer) => {
    expect(answer.status, answer.text).toBeLessThan(500)
    expect(answer.headers['wechatpay-signature'] !== undefined, answer.text).toBe(answer.status < 300)
    if (answer.status >= 400 && answer.text !== '')
      expect(Object.keys(ERROR_CODES)).toContain(answer.json?.code)
  }
  it('are answered with a documented code', async () => {
    const good = () => withdrawal('FUZZ', { account_type: 'BASIC', remark: 'r' })
    const bodies = fc.tuple(
      fc.constantFrom('/v3/ecommerce/fund/withdraw', '/v3/merchant/fund/withdraw'),
      spoiled(good),
    )
    await fc.assert(
      fc.asyncProperty(bodies, async ([target, body]) =>
        isDocumented(await asPlatform('POST', target, JSON.stringify(body))),
      ),
      { numRuns: 80 },
    )
    const base = fc.constantFrom(
      '/v3/ecommerce/fund/balance/',
      '/v3/ecommerce/fund/enddaybalance/',
      '/v3/merchant/fund/dayendbalance/',
      '/v3/ecommerce/fund/withdraw/',
      '/v3/merchant/fund/withdraw/out-request-no/',
    )
    const segment = fc.oneof(fc.webSegment(), fc.constantFrom('%', '%00', 'BASIC', seller.mchid))
    const query = fc.oneof(
      fc.webQueryParameters(),
      fc.constantFrom(
        `sub_mchid=${seller.mchid}`,
        'date=',
        'date=9999-99-99',
        'date=2026-01-01&account_type=x',
      ),
    )
    await fc.assert(
      fc.asyncProperty(base, segment, query, async (start, end, rest) =>
        isDocumented(await get(`${start}${end}?${rest}`)),
      ),
      { numRuns: 80 },
    )
  })
})
