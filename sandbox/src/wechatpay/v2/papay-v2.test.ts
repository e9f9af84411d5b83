import { readV2Xml, verifyV2 } from '@hutong/wechatpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callOverV2, type V2Answer, type V2Caller } from '../../testing/call-over-v2.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

const DAY_MS = 86_400_000
const THANKS = '<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>'
let shop: WechatpayMerchant
let ring: MerchantCredentials
let provider: MerchantCredentials
let seller: MerchantCredentials
let v2: V2Caller
let asProvider: V2Caller
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  shop.inbox.text = THANKS
  provider = await wechatpay().createMerchant({ kind: 'service_provider' })
  seller = await wechatpay().createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  ring = shop.sandbox.credentials.wechatpayMerchants[0]!
  v2 = callOverV2(ring)
  asProvider = callOverV2(provider)
})
afterAll(() => shop.stop())

const wechatpay = () => shop.sandbox.control.wechatpay
const said = ({ members }: V2Answer) => [members.result_code, members.err_code]
const contract = (code: string, change: Record<string, string> = {}) => ({
  plan_id: '12535',
  contract_code: code,
  request_serial: '1695',
  contract_display_account: '茶友月卡',
  notify_url: shop.inbox.url,
  version: '1.0',
  timestamp: String(Math.floor(shop.sandbox.clock.nowMs() / 1000)),
  ...change,
})
const deduction = (id: string, number: string, change: Record<string, string> = {}) => ({
  body: '月卡',
  out_trade_no: number,
  total_fee: '3000',
  spbill_create_ip: '127.0.0.1',
  notify_url: shop.inbox.url,
  trade_type: 'PAP',
  contract_id: id,
  ...change,
})
async function lastNotice(key = ring.apiV2Key) {
  const { rawBody } = (await shop.told()).at(-1)!
  const members = readV2Xml(rawBody.toString()) ?? {}
  return { members, isSigned: verifyV2(members, key, members.sign?.length === 64 ? 'HMAC-SHA256' : 'MD5') }
}
/** What must be said two days before (16-papay §2). */
async function announced(id: string): Promise<void> {
  const body = {
    mchid: shop.mchid,
    appid: shop.appid,
    estimated_amount: { amount: 3_000 },
    deduct_duration: { count: 3, unit: 'DAY' },
  }
  expect((await shop.raw('POST', `/v3/papay/contracts/${id}/notify`, body)).status).toBe(204)
  shop.sandbox.clock.advance(2 * DAY_MS)
}
const deducted = () => shop.sandbox.clock.advance(2_000)

describe('contracts over V2', () => {
  it('are signed on the page that a browser is sent to, told, found and ended', async () => {
    const sent = await v2('/papay/entrustweb', contract('WEB_1'), { method: 'GET' })
    expect(sent.status).toBe(302)
    const which = { plan_id: '12535', contract_code: 'WEB_1' }
    expect((await v2('/papay/querycontract', which)).members).toMatchObject({ contract_state: '9' })
    const page = await fetch(sent.location ?? '')
    expect(await page.text()).toContain('茶友月卡')
    expect(await (await fetch(sent.location ?? '', { method: 'POST' })).text()).toContain('签约成功')
    const openid = wechatpay().openid('wechat', shop.appid)
    const added = await lastNotice()
    expect(added).toMatchObject({
      isSigned: true,
      members: {
        return_code: 'SUCCESS',
        result_code: 'SUCCESS',
        mch_id: shop.mchid,
        change_type: 'ADD',
        openid,
        ...which,
        request_serial: '1695',
        contract_termination_mode: '0',
      },
    })
    const { contract_id: id = '' } = added.members
    const found = await v2('/papay/querycontract', { contract_id: id })
    expect([found.isSigned, found.members]).toMatchObject([
      true,
      {
        ...which,
        contract_state: '0',
        openid,
        contract_signed_time: expect.stringMatching(/^[-\d]+ [:\d]+$/),
      },
    ])
    // The same contract is there over v3.
    const over3 = await shop.raw('GET', '/v3/papay/sign/contracts/plan-id/12535/out-contract-code/WEB_1')
    expect(over3.json).toMatchObject({ contract_id: id, contract_state: 'SIGNED' })
    expect(said(await v2('/papay/entrustweb', contract('WEB_1'), { method: 'GET' }))).toEqual([
      'FAIL',
      'INVALID_REQUEST',
    ])

    const remark = { contract_termination_remark: '不再提供' }
    expect((await v2('/papay/deletecontract', { ...which, ...remark })).members).toMatchObject({
      result_code: 'SUCCESS',
      contract_id: id,
    })
    expect(await lastNotice()).toMatchObject({
      isSigned: true,
      members: { change_type: 'DELETE', contract_termination_mode: '3', contract_id: id },
    })
    expect((await v2('/papay/querycontract', which)).members).toMatchObject({
      contract_state: '1',
      contract_termination_remark: '不再提供',
    })
  })

  it('are opened in an app and in another browser too', async () => {
    const app = await v2('/papay/preentrustweb', contract('APP_1'))
    expect(app.members.pre_entrustweb_id).toMatch(/^\w{32}$/)
    const h5 = await v2('/papay/h5entrustweb', contract('H5_1', { clientip: '::1' }), { method: 'GET' })
    expect([h5.isSigned, h5.members.redirect_url]).toEqual([true, expect.stringContaining('/papay/entrust?')])
    shop.sandbox.clock.advance(11 * 60_000)
    expect((await fetch(h5.members.redirect_url ?? '')).status).toBe(404)
    expect(
      (await v2('/papay/querycontract', { plan_id: '12535', contract_code: 'H5_1' })).members,
    ).toMatchObject({
      contract_state: '1',
    })
    const emoji = contract('APP_2', { contract_display_account: '茶🍵' })
    expect(said(await v2('/papay/preentrustweb', emoji))).toEqual(['FAIL', 'PARAM_ERROR'])
    expect(said(await v2('/papay/querycontract', { contract_id: 'x' }))).toEqual([
      'FAIL',
      'CONTRACT_NOT_EXIST',
    ])
  })
})

async function signed(code: string, userId?: string): Promise<string> {
  await v2('/papay/preentrustweb', contract(code), { signType: 'HMAC-SHA256' })
  return wechatpay().signContract(code, userId)?.contractId ?? ''
}

describe('deductions over V2', () => {
  it('are accepted, taken, told and refunded', async () => {
    const id = await signed('PAY_1')
    expect(await lastNotice()).toMatchObject({
      isSigned: true,
      members: { sign: expect.stringMatching(/^\w{64}$/) },
    })
    expect(said(await v2('/pay/pappayapply', deduction(id, 'D_0001')))).toEqual(['FAIL', 'RULELIMIT'])
    await announced(id)
    const accepted = await v2('/pay/pappayapply', deduction(id, 'D_0001'))
    expect([accepted.isSigned, accepted.members.result_code]).toEqual([true, 'SUCCESS'])
    expect(said(await v2('/pay/pappayapply', deduction(id, 'D_0001')))).toEqual(['FAIL', 'ORDER_ACCEPTED'])
    const query = () => v2('/pay/paporderquery', { out_trade_no: 'D_0001' })
    expect((await query()).members.trade_state).toBe('ACCEPT')
    deducted()
    expect(await lastNotice()).toMatchObject({
      isSigned: true,
      members: {
        result_code: 'SUCCESS',
        trade_type: 'PAP',
        total_fee: '3000',
        contract_id: id,
        out_trade_no: 'D_0001',
      },
    })
    expect((await query()).members).toMatchObject({ trade_state: 'SUCCESS', trade_type: 'PAP' })
    expect(said(await v2('/pay/pappayapply', deduction(id, 'D_0001')))).toEqual(['FAIL', 'ORDERPAID'])
    const refund = {
      out_trade_no: 'D_0001',
      out_refund_no: 'D_R1',
      amount: { refund: 1, total: 3_000, currency: 'CNY' },
    }
    expect((await shop.raw('POST', '/v3/refund/domestic/refunds', refund)).status).toBe(200)
  })

  it('fail without money, and under a contract that is over', async () => {
    const poor = shop.sandbox.control.createWallet({ wallet: 'wechat', id: 'poor', balanceMinor: 0 })
    const id = await signed('PAY_2', poor.id)
    await announced(id)
    await v2('/pay/pappayapply', deduction(id, 'D_0002'))
    deducted()
    expect(await lastNotice()).toMatchObject({
      isSigned: true,
      members: { return_code: 'SUCCESS', result_code: 'FAIL', err_code: 'NOTENOUGH', out_trade_no: 'D_0002' },
    })
    expect((await v2('/pay/paporderquery', { out_trade_no: 'D_0002' })).members.trade_state).toBe('PAYERROR')
    wechatpay().endContract('PAY_2')
    expect((await lastNotice()).members).toMatchObject({
      change_type: 'DELETE',
      contract_termination_mode: '2',
    })
    expect(said(await v2('/pay/pappayapply', deduction(id, 'D_0003')))).toEqual(['FAIL', 'CONTRACTERROR'])
  })

  it('of a provider pay the sub-merchant', async () => {
    const sub = { sub_mch_id: seller.mchid }
    expect(said(await asProvider('/papay/partner/preentrustweb', contract('SUB_1')))).toEqual([
      'FAIL',
      'LACK_PARAMS',
    ])
    await asProvider('/papay/partner/preentrustweb', contract('SUB_1', sub))
    const id = wechatpay().signContract('SUB_1')?.contractId ?? ''
    expect((await lastNotice(provider.apiV2Key)).members).toMatchObject({ mch_id: provider.mchid, ...sub })
    expect(said(await asProvider('/papay/querycontract', { contract_id: id }))).toEqual([
      'FAIL',
      'CONTRACT_NOT_EXIST',
    ])
    const found = await asProvider('/papay/partner/querycontract', { contract_id: id, ...sub })
    expect(found.members).toMatchObject({ contract_state: '0', ...sub })
  })
})

describe('notices over V2', () => {
  it('come again until the answer says so in XML', async () => {
    shop.inbox.text = '{"code":"SUCCESS"}'
    await signed('AGAIN_1')
    await shop.sandbox.control.noticesIdle()
    const told = shop.inbox.received.length
    shop.inbox.text = THANKS
    shop.sandbox.clock.advance(15_000)
    await shop.sandbox.control.noticesIdle()
    expect(shop.inbox.received.length).toBe(told + 1)
    shop.sandbox.clock.advance(DAY_MS)
    await shop.sandbox.control.noticesIdle()
    expect(shop.inbox.received.length).toBe(told + 1)
  })

  it.each(['forge', 'corrupt', 'unknown_serial'] as const)(
    'that are to be wrong (%s) are',
    async (effect) => {
      shop.sandbox.control.addFault({ operation: 'notice.contract', effect, times: 1 })
      await signed(`WRONG_${effect}`)
      expect(await lastNotice()).toMatchObject({ isSigned: false })
    },
  )

  it('of other money or another order are signed all the same', async () => {
    const id = await signed('WRONG_1')
    await announced(id)
    shop.sandbox.control.addFault({ operation: 'notice.payment', effect: 'wrong_amount', times: 1 })
    await v2('/pay/pappayapply', deduction(id, 'D_0009'))
    deducted()
    expect(await lastNotice()).toMatchObject({ isSigned: true, members: { total_fee: '3001' } })
  })
})
