import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RawAnswer } from '../../testing/call-as-merchant.js'
import { freezeAtNoon } from '../../testing/freeze-at-noon.js'
import { openNotice } from '../../testing/open-notice.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
})
beforeEach(() => {
  // The clock runs again after this.
  shop.sandbox.control.reset()
  freezeAtNoon(shop.sandbox.clock)
  shop.inbox.received.length = 0
})
afterAll(() => shop.stop())

const SIGN = '/v3/papay/scheduled-deduct-sign/contracts/pre-entrust-sign'
const DAY_MS = 24 * 3_600_000
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const control = () => shop.sandbox.control
const purse = () => control().wallets()[0]!.balanceMinor
const date = (inMs = 0) =>
  new Date(shop.sandbox.clock.nowMs() + 8 * 3_600_000 + inMs).toISOString().slice(0, 10)
let count = 0
function contractBody(change: object = {}) {
  count += 1
  return {
    appid: shop.appid,
    plan_id: 12535,
    out_contract_code: `CONTRACT_${count}`,
    contract_display_account: '茶友小明',
    contract_notify_url: shop.inbox.url,
    ...change,
  }
}
const begin = (body: object, channel = 'jsapi') => shop.raw('POST', `${SIGN}/${channel}`, body)
const contractPath = (code: string) => `/v3/papay/sign/contracts/plan-id/12535/out-contract-code/${code}`
const query = (code: string) => shop.raw('GET', contractPath(code))
async function signed(change: object = {}): Promise<{ code: string; id: string }> {
  const body = contractBody(change)
  expect((await begin(body)).status).toBe(200)
  const contract = control().wechatpay.signContract(body.out_contract_code)
  return { code: body.out_contract_code, id: contract?.contractId ?? '' }
}
const applyBody = (contractId: string, change: object = {}) => {
  count += 1
  return {
    appid: shop.appid,
    out_trade_no: `DEDUCT_${count}`,
    description: '月度会员',
    transaction_notify_url: shop.inbox.url,
    contract_id: contractId,
    amount: { total: 1_000, currency: 'CNY' },
    ...change,
  }
}
const apply = (body: object) => shop.raw('POST', '/v3/papay/pay/transactions/apply', body)
const schedulePath = (id: string) => `/v3/papay/pay/schedules/contract-id/${id}`
const schedule = (id: string, totalMinor: number) =>
  shop.raw('POST', `${schedulePath(id)}/schedule`, {
    appid: shop.appid,
    schedule_amount: { total: totalMinor },
  })
const order = async (number: string) =>
  (await shop.raw('GET', `/v3/pay/transactions/out-trade-no/${number}?mchid=${shop.mchid}`)).json
async function notices() {
  const { apiV3Key } = shop.sandbox.credentials.wechatpay
  return (await shop.told()).map((one) => openNotice(one, apiV3Key))
}
const dueToday = () => ({
  deduct_schedule: { estimated_deduct_date: date(), estimated_deduct_amount: { total: 1_000 } },
})

describe('a contract', () => {
  it('is begun, signed on the page, told, found, and ended', async () => {
    const body = contractBody({ out_user_code: 'user1' })
    const begun = (await begin(body)).json as unknown as { redirect_url: string }
    expect((await begin(body)).json).toEqual(begun)
    expect(said(await begin({ ...body, contract_display_account: 'x' }))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await query(body.out_contract_code))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(await (await fetch(begun.redirect_url)).text()).toContain('茶友小明')
    expect(await (await fetch(begun.redirect_url, { method: 'POST' })).text()).toContain('签约成功')
    const found = (await query(body.out_contract_code)).json
    expect(found).toMatchObject({
      mchid: shop.mchid,
      contract_state: 'SIGNED',
      openid: control().wallets()[0]!.payerId,
      out_user_code: 'user1',
    })
    expect(said(await begin(body))).toEqual([400, 'INVALID_REQUEST'])
    const end = () =>
      shop.raw('POST', `${contractPath(body.out_contract_code)}/terminate`, {
        contract_termination_remark: '不再续费',
      })
    const ended = (await end()).json
    expect(ended).toMatchObject({
      contract_state: 'TERMINATED',
      contract_terminate_info: { contract_termination_mode: 'MCH_API_TERMINATE' },
    })
    expect((await end()).json).toEqual(ended)
    expect(await notices()).toMatchObject([
      { eventType: 'ENTRUST.SIGN', originalType: 'entrust', plaintext: found },
      { eventType: 'ENTRUST.TERMINATE', plaintext: ended },
    ])
  })

  it('is signed within ten minutes, by whom the merchant named, each carrier in its own way', async () => {
    const late = contractBody()
    const { redirect_url: url } = (await begin(late, 'h5')).json as unknown as { redirect_url: string }
    shop.sandbox.clock.advance(10 * 60_000)
    expect((await fetch(url, { method: 'POST' })).status).toBe(404)
    expect(control().wechatpay.signContract(late.out_contract_code)).toBeNull()
    const other = control().createWallet({ wallet: 'wechat' })
    const named = contractBody({ openid: control().wallets()[0]!.payerId })
    expect((await begin(named, 'app')).json).toMatchObject({ pre_entrustweb_id: expect.any(String) })
    expect(control().wechatpay.signContract(named.out_contract_code, other.id)).toBeNull()
    expect(control().wechatpay.signContract(named.out_contract_code)).toMatchObject({ planId: 12535 })
    expect((await begin(contractBody(), 'mini-program')).json).toMatchObject({
      redirect_path: expect.stringContaining('pre_entrustweb_id='),
    })
    for (const wrong of [
      contractBody({ plan_id: '12535' }),
      contractBody({ out_contract_code: 'a b' }),
      contractBody({ openid: 'oNobody' }),
      contractBody({ jump_control: { jump_appid: 'wx1' } }),
      contractBody({
        deduct_schedule: { estimated_deduct_date: '2020-02-31', estimated_deduct_amount: { total: 1 } },
      }),
    ])
      expect(said(await begin(wrong))).toEqual([400, 'PARAM_ERROR'])
  })
})

describe('a deduction', () => {
  it('is accepted, then paid, and told; refunds and bills know it as any order', async () => {
    const { code, id } = await signed(dueToday())
    const body = applyBody(id, { attach: 'a' })
    const before = purse()
    expect((await apply(body)).json).toEqual({
      out_trade_no: body.out_trade_no,
      amount: { total: 1_000, currency: 'CNY' },
    })
    expect((await apply(body)).status).toBe(200)
    expect(said(await apply({ ...body, description: 'x' }))).toEqual([403, 'OUT_TRADE_NO_USED'])
    expect(said(await apply(applyBody(id)))).toEqual([400, 'INVALID_REQUEST'])
    expect(await order(body.out_trade_no)).toMatchObject({ trade_state: 'ACCEPT' })
    const close = `/v3/pay/transactions/out-trade-no/${body.out_trade_no}/close`
    expect(said(await shop.raw('POST', close, { mchid: shop.mchid }))).toEqual([400, 'INVALID_REQUEST'])
    expect(purse()).toBe(before)
    shop.sandbox.clock.advance(2_000)
    expect(purse()).toBe(before - 1_000)
    expect(await order(body.out_trade_no)).toMatchObject({ trade_state: 'SUCCESS', trade_type: 'PAP' })
    expect((await shop.raw('GET', schedulePath(id))).json).toMatchObject({
      schedule_state: 'PAID',
      deduct_amount: { total: 1_000 },
      deduct_date: date(),
    })
    expect((await notices()).at(-1)).toMatchObject({
      eventType: 'TRANSACTION.SUCCESS',
      plaintext: { out_trade_no: body.out_trade_no, trade_type: 'PAP', attach: 'a' },
    })
    expect(said(await apply(applyBody(id)))).toEqual([403, 'RULE_LIMIT'])
    const back = await shop.raw('POST', '/v3/refund/domestic/refunds', {
      out_trade_no: body.out_trade_no,
      out_refund_no: `BACK_${code}`,
      amount: { refund: 1_000, total: 1_000, currency: 'CNY' },
    })
    expect(back.status).toBe(200)
    shop.sandbox.clock.advance(3_000)
    expect(purse()).toBe(before)
  })

  it('needs an announcement two days ahead, its amount, and its days', async () => {
    const { id } = await signed()
    expect((await shop.raw('GET', schedulePath(id))).json).toEqual({ schedule_state: 'NO_SCHEDULED' })
    expect(said(await apply(applyBody(id)))).toEqual([403, 'RULE_LIMIT'])
    expect((await schedule(id, 1_000)).json).toMatchObject({
      schedule_state: 'SCHEDULED',
      deduct_start_date: date(2 * DAY_MS),
      deduct_end_date: date(4 * DAY_MS),
    })
    expect((await schedule(id, 1_000)).status).toBe(200)
    expect(said(await schedule(id, 999))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await apply(applyBody(id)))).toEqual([403, 'RULE_LIMIT'])
    shop.sandbox.clock.advance(2 * DAY_MS)
    expect(said(await apply(applyBody(id, { amount: { total: 1_001 } })))).toEqual([403, 'RULE_LIMIT'])
    shop.sandbox.clock.advance(3 * DAY_MS)
    expect((await shop.raw('GET', schedulePath(id))).json).toMatchObject({ schedule_state: 'EXPIRED' })
    expect(said(await apply(applyBody(id)))).toEqual([403, 'RULE_LIMIT'])
    const announced = await shop.raw('POST', `/v3/papay/contracts/${id}/notify`, {
      mchid: shop.mchid,
      appid: shop.appid,
      estimated_amount: { amount: 800 },
      deduct_duration: { count: 2, unit: 'DAY' },
    })
    expect(announced.status).toBe(204)
    shop.sandbox.clock.advance(3 * DAY_MS)
    expect((await apply(applyBody(id, { amount: { total: 800 } }))).status).toBe(200)
  })

  it('that was accepted is taken after a restart, contract and all', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'hutong-contracts-'))
    const options = { dataFolder, noticeScale: 1 }
    const first = await startWechatpayMerchant(options)
    freezeAtNoon(first.sandbox.clock)
    // Over the control API, so that the time is kept.
    first.sandbox.control.setClock({ mode: 'frozen' })
    const body = contractBody({ appid: first.appid, contract_notify_url: first.inbox.url, ...dueToday() })
    await first.raw('POST', `${SIGN}/jsapi`, body)
    const contract = first.sandbox.control.wechatpay.signContract(body.out_contract_code)
    const deduction = applyBody(contract?.contractId ?? '', {
      appid: first.appid,
      transaction_notify_url: first.inbox.url,
    })
    expect((await first.raw('POST', '/v3/papay/pay/transactions/apply', deduction)).status).toBe(200)
    await first.stop()
    const second = await startWechatpayMerchant(options)
    const state = () => second.sandbox.control.order('wechatpay', deduction.out_trade_no)?.state
    expect(state()).toBe('ACCEPT')
    second.sandbox.clock.advance(2_000)
    expect(state()).toBe('SUCCESS')
    await second.stop()
    await rm(dataFolder, { recursive: true, force: true })
  })

  it('fails for an empty purse, is told so, and may be tried again under another number', async () => {
    const { id } = await signed(dueToday())
    const remind = () =>
      shop.raw('POST', `/v3/papay/contracts/${id}/fail-notify`, { mchid: shop.mchid, appid: shop.appid })
    expect(said(await remind())).toEqual([400, 'INVALID_REQUEST'])
    const poor = control().createWallet({ wallet: 'wechat', balanceMinor: 999 })
    const mine = contractBody(dueToday())
    await begin(mine)
    const contract = control().wechatpay.signContract(mine.out_contract_code, poor.id)
    const body = applyBody(contract?.contractId ?? '')
    await apply(body)
    shop.sandbox.clock.advance(2_000)
    expect(await order(body.out_trade_no)).toMatchObject({ trade_state: 'PAYERROR' })
    expect((await notices()).at(-1)).toMatchObject({
      eventType: 'TRANSACTION.FAIL',
      plaintext: { out_trade_no: body.out_trade_no, trade_state: 'PAY_FAIL' },
    })
    const reminded = await shop.raw('POST', `/v3/papay/contracts/${contract?.contractId}/fail-notify`, {
      mchid: shop.mchid,
      appid: shop.appid,
    })
    expect(reminded.status).toBe(204)
    const again = applyBody(contract?.contractId ?? '', { amount: { total: 999 } })
    await apply(again)
    shop.sandbox.clock.advance(2_000)
    expect(await order(again.out_trade_no)).toMatchObject({ trade_state: 'SUCCESS' })
  })

  it('takes nothing once the user ended the contract, even when it was accepted before', async () => {
    const { code, id } = await signed(dueToday())
    const body = applyBody(id)
    await apply(body)
    const before = purse()
    expect(control().wechatpay.endContract(code)).toMatchObject({ terminated: { mode: 'USER_TERMINATE' } })
    shop.sandbox.clock.advance(2_000)
    expect(purse()).toBe(before)
    expect(await order(body.out_trade_no)).toMatchObject({ trade_state: 'PAYERROR' })
    expect(said(await apply(applyBody(id)))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await apply(applyBody('1')))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(control().wechatpay.endContract(code)).toBeNull()
  })
})
