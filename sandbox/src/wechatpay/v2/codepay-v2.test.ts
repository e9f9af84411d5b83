import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callOverV2, type V2Answer, type V2Caller } from '../../testing/call-over-v2.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
let provider: MerchantCredentials
let seller: MerchantCredentials
let v2: V2Caller
let asProvider: V2Caller
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  provider = await wechatpay().createMerchant({ kind: 'service_provider' })
  seller = await wechatpay().createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  v2 = callOverV2(shop.sandbox.credentials.wechatpayMerchants[0]!)
  asProvider = callOverV2(provider)
})
afterAll(() => shop.stop())

const wechatpay = () => shop.sandbox.control.wechatpay
const code = (asksPassword = false) => wechatpay().showPaymentCode('wechat', asksPassword)?.id ?? ''
const account = (mchid: string) => wechatpay().balanceMinor(mchid)
let count = 0
function bill(change: Record<string, string> = {}): Record<string, string> {
  count += 1
  return {
    body: '龙井茶',
    out_trade_no: `V2_${count}`,
    total_fee: '1000',
    spbill_create_ip: '127.0.0.1',
    auth_code: code(),
    ...change,
  }
}
const said = ({ members }: V2Answer) => [members.return_code, members.result_code, members.err_code]
const refused = (errCode: string) => ['SUCCESS', 'FAIL', errCode]

describe('paying by code over V2', () => {
  it.each(['MD5', 'HMAC-SHA256'] as const)('is paid at once, signed with %s', async (signType) => {
    const before = account(shop.mchid)
    const body = bill({ device_info: 'T1', attach: '一桌' })
    const paid = await v2('/pay/micropay', body, { signType })
    expect(paid.isSigned).toBe(true)
    expect(paid.members).toMatchObject({
      return_code: 'SUCCESS',
      result_code: 'SUCCESS',
      mch_id: shop.mchid,
      openid: wechatpay().openid('wechat', shop.appid),
      trade_type: 'MICROPAY',
      total_fee: '1000',
      cash_fee: '1000',
      attach: '一桌',
      time_end: expect.stringMatching(/^\d{14}$/),
    })
    expect(account(shop.mchid)).toBe(before + 994)
    const { transaction_id: id = '' } = paid.members
    for (const which of [{ out_trade_no: body.out_trade_no ?? '' }, { transaction_id: id }]) {
      const found = await v2('/pay/orderquery', which)
      expect(found.members).toMatchObject({ trade_state: 'SUCCESS', device_info: 'T1', transaction_id: id })
    }
    const over3 = await shop.raw('GET', `/v3/pay/transactions/id/${id}?mchid=${shop.mchid}`)
    expect(over3.json).toMatchObject({ out_trade_no: body.out_trade_no, trade_type: 'MICROPAY' })
    expect(said(await v2('/pay/micropay', body))).toEqual(refused('ORDERPAID'))
    expect(said(await v2('/pay/micropay', { ...body, total_fee: '1' }))).toEqual(refused('OUT_TRADE_NO_USED'))
  })

  it('asks for the password, and is reversed when nobody types it', async () => {
    const body = bill({ auth_code: code(true) })
    const which = { out_trade_no: body.out_trade_no ?? '' }
    expect(said(await v2('/pay/micropay', body))).toEqual(refused('USERPAYING'))
    expect(said(await v2('/pay/micropay', body))).toEqual(refused('USERPAYING'))
    expect((await v2('/pay/orderquery', which)).members.trade_state).toBe('USERPAYING')
    expect((await v2('/secapi/pay/reverse', which)).members).toMatchObject({
      result_code: 'SUCCESS',
      recall: 'N',
    })
    expect(wechatpay().answerPassword(which.out_trade_no, true)).toBeNull()
    expect((await v2('/pay/orderquery', which)).members.trade_state).toBe('REVOKED')
    expect(said(await v2('/pay/micropay', body))).toEqual(refused('ORDERREVERSED'))
  })

  it('gives a paid order back in full when it is reversed', async () => {
    const before = account(shop.mchid)
    const body = bill()
    await v2('/pay/micropay', body)
    const reverse = () => v2('/secapi/pay/reverse', { out_trade_no: body.out_trade_no ?? '' })
    expect((await reverse()).members.recall).toBe('N')
    expect((await reverse()).members.result_code).toBe('SUCCESS')
    expect(account(shop.mchid)).toBe(before)
  })

  it('says what is wrong with a code', async () => {
    const stale = code()
    shop.sandbox.clock.advance(60_000)
    const pay = (authCode: string) => v2('/pay/micropay', bill({ auth_code: authCode }))
    expect(said(await pay(stale))).toEqual(refused('AUTHCODEEXPIRE'))
    expect(said(await pay('281234567890123456'))).toEqual(refused('AUTH_CODE_ERROR'))
    expect(said(await pay('130000000000000000'))).toEqual(refused('AUTH_CODE_INVALID'))
    shop.sandbox.control.createWallet({ wallet: 'wechat', id: 'poor', balanceMinor: 1 })
    const poor = wechatpay().showPaymentCode('poor', false)?.id ?? ''
    expect(said(await pay(poor))).toEqual(refused('NOTENOUGH'))
  })

  it('tells whose code it is, which from then on pays nobody else', async () => {
    const shown = code()
    expect((await v2('/tools/authcodetoopenid', { auth_code: shown })).members.openid).toBe(
      wechatpay().openid('wechat', shop.appid),
    )
    const theirs = bill({ auth_code: shown, sub_mch_id: seller.mchid })
    expect(said(await asProvider('/pay/micropay', theirs))).toEqual(refused('AUTH_CODE_INVALID'))
    expect((await v2('/pay/micropay', bill({ auth_code: shown }))).members.result_code).toBe('SUCCESS')
  })

  it('pays a provider’s sub-merchant', async () => {
    const before = account(seller.mchid)
    const body = bill({ sub_mch_id: seller.mchid, sub_appid: seller.appid })
    const paid = await asProvider('/pay/micropay', body)
    expect(paid.members).toMatchObject({
      mch_id: provider.mchid,
      sub_mch_id: seller.mchid,
      sub_openid: wechatpay().openid('wechat', seller.appid),
    })
    expect(account(seller.mchid)).toBe(before + 994)
    const foreign = bill({ sub_mch_id: shop.mchid })
    expect(said(await asProvider('/pay/micropay', foreign))).toEqual(refused('NOAUTH'))
  })

  it('takes coupons off and says which', async () => {
    const favor = '/v3/marketing/favor'
    const stock = {
      stock_name: '满减券',
      belong_merchant: shop.mchid,
      available_begin_time: '2020-01-01T00:00:00+08:00',
      available_end_time: '2099-01-01T00:00:00+08:00',
      stock_use_rule: {
        max_coupons: 10,
        max_amount: 2_000,
        max_coupons_per_user: 5,
        natural_person_limit: false,
        prevent_api_abuse: false,
      },
      coupon_use_rule: {
        fixed_normal_coupon: { coupon_amount: 200, transaction_minimum: 500 },
        available_merchants: [shop.mchid],
      },
      no_cash: true,
      stock_type: 'NORMAL',
      out_request_no: 'V2_STOCK',
    }
    const made = (await shop.raw('POST', `${favor}/coupon-stocks`, stock)).json as { stock_id?: string }
    const creator = { stock_creator_mchid: shop.mchid }
    await shop.raw('POST', `${favor}/stocks/${made.stock_id}/start`, creator)
    const openid = wechatpay().openid('wechat', shop.appid)
    const send = { stock_id: made.stock_id, out_request_no: 'V2_SEND', appid: shop.appid, ...creator }
    expect((await shop.raw('POST', `${favor}/users/${openid}/coupons`, send)).status).toBe(200)
    const { members } = await v2('/pay/micropay', bill())
    expect(members).toMatchObject({
      total_fee: '1000',
      cash_fee: '800',
      coupon_fee: '200',
      settlement_total_fee: '800',
      coupon_count: '1',
      coupon_fee_0: '200',
      coupon_type_0: 'NO_CASH',
    })
    expect(JSON.parse(members.promotion_detail ?? '')).toMatchObject({
      promotion_detail: [
        { promotion_id: members.coupon_id_0, type: 'DISCOUNT', amount: 200, wxpay_contribute: 0 },
      ],
    })
    expect(members.promotion_detail).not.toContain('wechatpay_contribute')
    expect(said(await v2('/pay/micropay', { ...bill(), nonce_str: '' }))).toEqual(refused('LACK_PARAMS'))
  })
})

describe('the V2 wire', () => {
  const failed = { return_code: 'FAIL', return_msg: expect.any(String) }

  it('answers 200 and unsigned XML until it knows who calls', async () => {
    const forged = await v2('/pay/orderquery', { out_trade_no: 'V2_1', sign: 'F'.repeat(32) })
    expect([forged.status, forged.members, forged.isSigned]).toEqual([200, failed, null])
    const otherKey = await v2('/pay/orderquery', { out_trade_no: 'V2_1' }, { key: provider.apiV2Key })
    expect(otherKey.members).toEqual(failed)
    expect((await v2('/pay/orderquery', { mch_id: '1' })).members).toEqual(failed)
    expect((await v2('/pay/orderquery', { sign_type: 'SHA1' })).members).toEqual(failed)
    expect((await v2('/pay/orderquery', {}, { method: 'GET' })).members).toEqual(failed)
    expect((await v2('/pay/unifiedorder', {})).members).toEqual(failed)
    for (const body of ['', '{}', '<xml><a>', Buffer.from([0x3c, 0xff, 0xfe])]) {
      const answer = await fetch(`${shop.sandbox.wechatpayUrl}/pay/orderquery`, { method: 'POST', body })
      expect(await answer.text()).toContain('<return_code><![CDATA[FAIL]]></return_code>')
    }
  })

  it('names what is missing or wrong, signed', async () => {
    const answer = await v2('/pay/orderquery', {})
    expect([said(answer), answer.isSigned]).toEqual([refused('LACK_PARAMS'), true])
    const { total_fee: _fee, ...rest } = bill()
    expect(said(await v2('/pay/micropay', rest))).toEqual(refused('LACK_PARAMS'))
    expect(said(await v2('/pay/micropay', bill({ total_fee: '1.5' })))).toEqual(refused('PARAM_ERROR'))
    expect(said(await v2('/pay/micropay', bill({ detail: '[]' })))).toEqual(refused('PARAM_ERROR'))
    expect(said(await v2('/pay/orderquery', { appid: 'wx0', out_trade_no: 'x' }))).toEqual(
      refused('APPID_MCHID_NOT_MATCH'),
    )
    expect(said(await v2('/pay/orderquery', { out_trade_no: 'NOBODY' }))).toEqual(refused('ORDERNOTEXIST'))
  })

  it('knows faults and limits, by the words of v3', async () => {
    const { control } = shop.sandbox
    control.addFault({ operation: 'codepay', effect: 'fail', times: 1 })
    expect(said(await v2('/pay/micropay', bill()))).toEqual(refused('SYSTEMERROR'))
    control.addFault({ operation: 'codepay', effect: 'forge_answer', times: 1 })
    expect((await v2('/pay/micropay', bill())).isSigned).toBe(false)
    control.addFault({ operation: 'codepay', effect: 'drop_after', times: 1 })
    const body = bill()
    await expect(v2('/pay/micropay', body)).rejects.toThrow()
    const found = await v2('/pay/orderquery', { out_trade_no: body.out_trade_no ?? '' })
    expect(found.members.trade_state).toBe('SUCCESS')
    wechatpay().configure(shop.mchid, { rateLimits: { query: 1 } })
    await v2('/pay/orderquery', { out_trade_no: 'NOBODY' })
    expect(said(await v2('/pay/orderquery', { out_trade_no: 'NOBODY' }))).toEqual(refused('FREQ_LIMIT'))
    wechatpay().configure(shop.mchid, { rateLimits: {} })
  })
})
