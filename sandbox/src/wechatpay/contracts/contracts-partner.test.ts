import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { openNotice } from '../../testing/open-notice.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

const SIGN = '/v3/papay/scheduled-deduct-sign/partner/contracts/pre-entrust-sign/jsapi'
const APPLY = '/v3/papay/pay/partner/transactions/apply'
const DAY_MS = 86_400_000
let shop: WechatpayMerchant
let provider: MerchantCredentials
let seller: MerchantCredentials
let other: MerchantCredentials
let asProvider: RawCall
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const { clock, control } = shop.sandbox
  clock.freeze()
  provider = await control.wechatpay.createMerchant({ kind: 'service_provider' })
  seller = await control.wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  other = await control.wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  asProvider = callAs(provider, () => clock.nowMs())
})
afterAll(() => shop.stop())

const wechatpay = () => shop.sandbox.control.wechatpay
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const who = () => ({
  sp_mchid: provider.mchid,
  sp_appid: provider.appid,
  sub_mchid: seller.mchid,
  sub_appid: seller.appid,
})
const contract = (code: string, change: object = {}) => ({
  ...who(),
  sub_openid: wechatpay().openid('wechat', seller.appid),
  plan_id: 12,
  out_contract_code: code,
  contract_display_account: '茶友月卡',
  contract_notify_url: shop.inbox.url,
  ...change,
})
const deduction = (id: string, number: string, change: object = {}) => ({
  ...who(),
  out_trade_no: number,
  description: '月卡',
  transaction_notify_url: shop.inbox.url,
  contract_id: id,
  amount: { total: 3_000 },
  ...change,
})
const announce = (id: string) =>
  asProvider('POST', `/v3/partner-papay/contracts/${id}/notify`, {
    ...who(),
    estimated_amount: { amount: 3_000 },
    deduct_duration: { count: 1, unit: 'DAY' },
  })
const lastNotice = async () => openNotice((await shop.told()).at(-1)!, provider.apiV3Key)

describe('a contract that a provider asks for', () => {
  it('is signed for the sub-merchant, announced, deducted and paid to it', async () => {
    expect((await asProvider('POST', SIGN, contract('PC_1'))).status).toBe(200)
    expect(wechatpay().signContract('PC_1', 'alipay')).toBeNull()
    const id = wechatpay().signContract('PC_1')?.contractId ?? ''
    const users = {
      sp_openid: wechatpay().openid('wechat', provider.appid),
      sub_openid: wechatpay().openid('wechat', seller.appid),
    }
    expect(await lastNotice()).toMatchObject({
      eventType: 'ENTRUST.SIGN',
      plaintext: { ...who(), ...users, contract_id: id, contract_state: 'SIGNED' },
    })
    const target = '/v3/papay/sign/contracts/plan-id/12/out-contract-code/PC_1'
    const found = await asProvider('GET', `${target}?sub_mchid=${seller.mchid}`)
    expect(found.json).toMatchObject({ ...who(), ...users, contract_id: id })
    expect(said(await asProvider('GET', target))).toEqual([404, 'RESOURCE_NOT_EXISTS'])

    expect(said(await asProvider('POST', APPLY, deduction(id, 'PD_0001')))).toEqual([403, 'RULE_LIMIT'])
    expect((await announce(id)).status).toBe(204)
    shop.sandbox.clock.advance(2 * DAY_MS)
    const before = wechatpay().balanceMinor(seller.mchid)
    const accepted = await asProvider('POST', APPLY, deduction(id, 'PD_0001'))
    expect(accepted.json).toEqual({ out_trade_no: 'PD_0001', amount: { total: 3_000, currency: 'CNY' } })
    shop.sandbox.clock.advance(2_000)
    expect(await lastNotice()).toMatchObject({
      eventType: 'TRANSACTION.SUCCESS',
      plaintext: { ...who(), out_trade_no: 'PD_0001', trade_type: 'PAP', payer: users },
    })
    // Less the fee of 0.6 %.
    expect(wechatpay().balanceMinor(seller.mchid)).toBe(before + 3_000 - 18)
    const query = `?sp_mchid=${provider.mchid}&sub_mchid=${seller.mchid}`
    const order = await asProvider('GET', `/v3/pay/partner/transactions/out-trade-no/PD_0001${query}`)
    expect(order.json).toMatchObject({ trade_state: 'SUCCESS', trade_type: 'PAP' })
  })

  it('is of no use for anybody else', async () => {
    await asProvider('POST', SIGN, contract('PC_2'))
    const id = wechatpay().signContract('PC_2')?.contractId ?? ''
    await announce(id)
    shop.sandbox.clock.advance(2 * DAY_MS)
    const foreign = { sub_mchid: other.mchid, sub_appid: other.appid }
    expect(said(await asProvider('POST', APPLY, deduction(id, 'PD_0002', foreign)))).toEqual([
      404,
      'RESOURCE_NOT_EXISTS',
    ])
    const {
      sp_mchid: _mchid,
      sp_appid: appid,
      sub_mchid: _sub,
      sub_appid: _subAppid,
      ...rest
    } = deduction(id, 'PD_0003')
    const own = await asProvider('POST', '/v3/papay/pay/transactions/apply', { appid, ...rest })
    expect(said(own)).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(
      said(await shop.raw('POST', APPLY, { ...deduction(id, 'PD_0004'), sp_mchid: shop.mchid })),
    ).toEqual([403, 'NO_AUTH'])
    const both = contract('PC_3', { sp_openid: wechatpay().openid('wechat', provider.appid) })
    expect(said(await asProvider('POST', SIGN, both))).toEqual([400, 'PARAM_ERROR'])
  })

  it('that failed may be reminded of, and a new number tried', async () => {
    const poor = shop.sandbox.control.createWallet({ wallet: 'wechat', id: 'poor', balanceMinor: 0 })
    const sub_openid = wechatpay().openid(poor.id, seller.appid)
    await asProvider('POST', SIGN, contract('PC_4', { sub_openid }))
    const id = wechatpay().signContract('PC_4', poor.id)?.contractId ?? ''
    const remind = () => asProvider('POST', `/v3/partner-papay/contracts/${id}/fail-notify`, who())
    expect(said(await remind())).toEqual([400, 'INVALID_REQUEST'])
    await announce(id)
    shop.sandbox.clock.advance(2 * DAY_MS)
    await asProvider('POST', APPLY, deduction(id, 'PD_0005'))
    shop.sandbox.clock.advance(2_000)
    expect(await lastNotice()).toMatchObject({
      eventType: 'TRANSACTION.FAIL',
      plaintext: { ...who(), out_trade_no: 'PD_0005', trade_state: 'PAY_FAIL' },
    })
    expect((await remind()).status).toBe(204)
  })
})
