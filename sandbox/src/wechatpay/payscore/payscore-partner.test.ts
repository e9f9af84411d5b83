import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { isDocumented } from '../../testing/documented-answer.js'
import { openNotice } from '../../testing/open-notice.js'
import { anyValue, spoiled } from '../../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'

const ORDERS = '/v3/payscore/partner/serviceorder'
const DIRECT = '/v3/payscore/permissions'
const PARTNER = '/v3/payscore/partner/permissions'
const HOUR_MS = 3_600_000
const SERVICE = '2002000000000558128851361561536'
let shop: WechatpayMerchant
let provider: MerchantCredentials
let seller: MerchantCredentials
let asProvider: RawCall
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  const { clock, control } = shop.sandbox
  clock.freeze()
  provider = await control.wechatpay.createMerchant({ kind: 'service_provider' })
  seller = await control.wechatpay.createMerchant({ kind: 'sub_merchant', providers: [provider.mchid] })
  asProvider = callAs(provider, () => clock.nowMs())
})
afterAll(() => shop.stop())

const wechatpay = () => shop.sandbox.control.wechatpay
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const which = () => ({
  appid: provider.appid,
  service_id: SERVICE,
  sub_mchid: seller.mchid,
  sub_appid: seller.appid,
})
const asked = (members: object) => new URLSearchParams(members as Record<string, string>).toString()
const service = (number: string, change: object = {}) => ({
  ...which(),
  out_order_no: number,
  service_introduction: '茶具租用',
  time_range: { start_time: 'OnAccept' },
  risk_fund: { name: 'DEPOSIT', amount: 5_000 },
  notify_url: shop.inbox.url,
  ...change,
})
const lastNotice = async (apiV3Key: string) => openNotice((await shop.told()).at(-1)!, apiV3Key)

describe('a provider’s service order', () => {
  it('runs as a merchant’s own does, and pays the sub-merchant', async () => {
    const act = (verb: string, body: object) =>
      asProvider('POST', `${ORDERS}/PARTNER_1/${verb}`, { ...which(), ...body })
    const created = await asProvider('POST', ORDERS, service('PARTNER_1'))
    const whose = { mchid: provider.mchid, sub_mchid: seller.mchid, sub_appid: seller.appid }
    expect(created.json).toMatchObject({ ...whose, state: 'CREATED' })
    wechatpay().confirmService('PARTNER_1')
    const openids = {
      openid: wechatpay().openid('wechat', provider.appid),
      sub_openid: wechatpay().openid('wechat', seller.appid),
    }
    expect(await lastNotice(provider.apiV3Key)).toMatchObject({
      eventType: 'PAYSCORE.USER_CONFIRM',
      plaintext: { ...whose, ...openids, out_order_no: 'PARTNER_1' },
    })
    const before = wechatpay().balanceMinor(seller.mchid)
    await act('complete', { post_payments: [{ name: '租金', amount: 3_000 }], total_amount: 3_000 })
    shop.sandbox.clock.advance(2_000)
    const query = asked({ ...which(), out_order_no: 'PARTNER_1' })
    const done = (await asProvider('GET', `${ORDERS}?${query}`)).json as Record<string, unknown>
    expect(done).toMatchObject({ ...whose, state: 'DONE' })
    // Less the fee of 0.6 %.
    expect(wechatpay().balanceMinor(seller.mchid)).toBe(before + 3_000 - 18)
    const { details } = done.collection as { details: Array<{ transaction_id: string }> }
    const refund = await asProvider('POST', '/v3/refund/domestic/refunds', {
      sub_mchid: seller.mchid,
      transaction_id: details[0]?.transaction_id,
      out_refund_no: 'PARTNER_REFUND',
      amount: { refund: 1_000, total: 3_000, currency: 'CNY' },
    })
    expect(refund.json).toMatchObject({ status: 'PROCESSING' })
    expect(said(await act('cancel', { reason: 'x' }))).toEqual([400, 'ORDER_DONE'])
  })

  it('is cancelled in the sub-merchant’s name, and is nobody else’s', async () => {
    await asProvider('POST', ORDERS, service('PARTNER_2'))
    const path = `${ORDERS}/PARTNER_2/cancel`
    const { sub_mchid: _sub, sub_appid: _subAppid, ...mine } = which()
    const direct = await asProvider('POST', '/v3/payscore/serviceorder/PARTNER_2/cancel', {
      ...mine,
      reason: 'x',
    })
    expect(said(direct)).toEqual([404, 'ORDER_NOT_EXIST'])
    const other = { ...which(), sub_mchid: shop.mchid, reason: 'x' }
    expect(said(await asProvider('POST', path, other))).toEqual([403, 'NO_AUTH'])
    expect(said(await asProvider('POST', path, { ...mine, reason: 'x' }))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await shop.raw('POST', ORDERS, service('PARTNER_3')))).toEqual([403, 'NO_AUTH'])
    const cancelled = await asProvider('POST', path, { ...which(), reason: 'x' })
    expect(cancelled.json).toMatchObject({ sub_mchid: seller.mchid, out_order_no: 'PARTNER_2' })
  })
})

const apply = (code: string, change: object = {}) =>
  shop.raw('POST', DIRECT, {
    service_id: SERVICE,
    appid: shop.appid,
    authorization_code: code,
    notify_url: shop.inbox.url,
    ...change,
  })
const byCode = (code: string) => `${DIRECT}/authorization-code/${code}`
const permission = async (code: string) =>
  (await shop.raw('GET', `${byCode(code)}?service_id=${SERVICE}`)).json

describe('a permission', () => {
  it('is asked for, given, told, found by code and by user, and ended by the merchant', async () => {
    expect((await apply('CODE_1')).json).toEqual({ apply_permissions_token: expect.stringMatching(/^\w+$/) })
    expect(await permission('CODE_1')).toMatchObject({ authorization_state: 'UNBINDUSER' })
    expect(said(await apply('CODE_1', { notify_url: `${shop.inbox.url}/x` }))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    const end = { service_id: SERVICE, reason: '不再合作' }
    expect(said(await shop.raw('POST', `${byCode('CODE_1')}/terminate`, end))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    expect(wechatpay().openService('CODE_1')).toMatchObject({ authorization_state: 'AVAILABLE' })
    const openid = wechatpay().openid('wechat', shop.appid)
    const { apiV3Key } = shop.sandbox.credentials.wechatpay
    expect(await lastNotice(apiV3Key)).toMatchObject({
      eventType: 'PAYSCORE.USER_OPEN_SERVICE',
      originalType: 'payscore',
      plaintext: {
        mchid: shop.mchid,
        openid,
        authorization_code: 'CODE_1',
        user_service_status: 'USER_OPEN_SERVICE',
        openorclose_time: expect.stringMatching(/^\d{14}$/),
      },
    })
    const user = `${DIRECT}/openid/${openid}`
    const query = asked({ service_id: SERVICE, appid: shop.appid })
    expect((await shop.raw('GET', `${user}?${query}`)).json).toMatchObject({
      authorization_state: 'AVAILABLE',
      authorization_code: 'CODE_1',
    })
    const ended = await shop.raw('POST', `${user}/terminate`, { ...end, appid: shop.appid })
    expect([ended.status, ended.text]).toEqual([204, ''])
    expect(ended.headers['wechatpay-signature']).toBeTruthy()
    expect(await lastNotice(apiV3Key)).toMatchObject({ eventType: 'PAYSCORE.USER_CLOSE_SERVICE' })
    expect(await permission('CODE_1')).toMatchObject({
      authorization_state: 'UNAVAILABLE',
      cancel_authorization_time: expect.any(String),
    })
    expect(said(await apply('CODE_1'))).toEqual([400, 'INVALID_REQUEST'])
  })

  it('a stale page is no use until asked for again; the user may take it back', async () => {
    const first = await apply('CODE_2')
    shop.sandbox.clock.advance(HOUR_MS + 1)
    expect(wechatpay().openService('CODE_2')).toBeNull()
    expect((await apply('CODE_2')).json).not.toEqual(first.json)
    expect(wechatpay().openService('CODE_2')).not.toBeNull()
    expect(wechatpay().closeService('CODE_2')).toMatchObject({ authorization_state: 'UNAVAILABLE' })
    expect(wechatpay().closeService('CODE_2')).toBeNull()
    expect(said(await shop.raw('GET', `${byCode('NO_SUCH')}?service_id=${SERVICE}`))).toEqual([
      404,
      'RESOURCE_NOT_EXISTS',
    ])
    expect(said(await shop.raw('GET', byCode('CODE_2')))).toEqual([400, 'PARAM_ERROR'])
  })

  it('of a sub-merchant is searched and ended by the provider', async () => {
    const body = { ...which(), authorization_code: 'CODE_P', notify_url: shop.inbox.url }
    expect((await asProvider('POST', PARTNER, body)).status).toBe(200)
    wechatpay().openService('CODE_P')
    const subOpenid = wechatpay().openid('wechat', seller.appid)
    const search = (members: object) =>
      asProvider('GET', `${PARTNER}/search?${asked({ ...which(), ...members })}`)
    expect((await search({ sub_openid: subOpenid })).json).toMatchObject({
      mchid: provider.mchid,
      sub_mchid: seller.mchid,
      sub_openid: subOpenid,
      authorization_state: 'AVAILABLE',
    })
    expect(said(await search({}))).toEqual([400, 'PARAM_ERROR'])
    const end = { ...which(), sub_openid: subOpenid, reason: '不再合作' }
    expect((await asProvider('POST', `${PARTNER}/terminate`, end)).status).toBe(204)
    const query = asked({ service_id: SERVICE, sub_mchid: seller.mchid })
    const code = await asProvider('GET', `${PARTNER}/authorization-code/CODE_P?${query}`)
    expect(code.json).toMatchObject({ authorization_state: 'UNAVAILABLE' })
    expect(said(await shop.raw('GET', `${PARTNER}/authorization-code/CODE_P?${query}`))).toEqual([
      403,
      'NO_AUTH',
    ])
  })
})

describe('a service of a user who has authorised it', () => {
  const direct = (number: string, change: object = {}) => ({
    service_id: SERVICE,
    appid: shop.appid,
    out_order_no: number,
    service_introduction: '充电',
    time_range: { start_time: '20300101', end_time: '20300102' },
    post_payments: [{ name: '电费', amount: 200 }],
    total_amount: 200,
    notify_url: shop.inbox.url,
    openid: wechatpay().openid('wechat', shop.appid),
    ...change,
  })
  const path = '/v3/payscore/serviceorder/direct-complete'

  it('is over at once and paid without asking; repeated it is the same order', async () => {
    expect(said(await shop.raw('POST', path, direct('DIRECT_1')))).toEqual([403, 'NO_AUTH'])
    await apply('CODE_D')
    wechatpay().openService('CODE_D')
    const body = direct('DIRECT_1')
    const done = await shop.raw('POST', path, body)
    expect(done.json).toMatchObject({ state: 'DOING', state_description: 'MCH_COMPLETE', total_amount: 200 })
    expect((await shop.raw('POST', path, body)).json).toEqual(done.json)
    expect(said(await shop.raw('POST', path, direct('DIRECT_1', { attach: 'x' })))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    shop.sandbox.clock.advance(2_000)
    const query = asked({ service_id: SERVICE, appid: shop.appid, out_order_no: 'DIRECT_1' })
    expect((await shop.raw('GET', `/v3/payscore/serviceorder?${query}`)).json).toMatchObject({
      state: 'DONE',
      collection: { paid_amount: 200 },
    })
    expect(said(await shop.raw('POST', path, direct('DIRECT_2', { total_amount: 199 })))).toEqual([
      400,
      'INVALID_REQUEST',
    ])
    const much = { post_payments: [{ name: '电费', amount: 1_000_001 }], total_amount: 1_000_001 }
    expect(said(await shop.raw('POST', path, direct('DIRECT_2', much)))).toEqual([400, 'INVALID_REQUEST'])
    wechatpay().closeService('CODE_D')
    expect(said(await shop.raw('POST', path, direct('DIRECT_2')))).toEqual([403, 'NO_AUTH'])
  })

  it('whatever comes, the answer is documented', async () => {
    const good = () => direct('DIRECT_FUZZ')
    const bodies = fc.oneof({ weight: 5, arbitrary: spoiled(good) }, anyValue)
    await fc.assert(
      fc.asyncProperty(bodies, (body) => isDocumented(shop.raw, 'POST', path, body)),
      { numRuns: 25 },
    )
  })
})

describe('whatever comes, the answer is documented', () => {
  const applied = () => ({ ...which(), authorization_code: 'FUZZ', notify_url: shop.inbox.url })
  const ended = () => ({ ...which(), openid: 'o', reason: 'r' })
  it.each([
    ['order', ORDERS, () => service('FUZZ')],
    [
      'complete',
      `${ORDERS}/FUZZ/complete`,
      () => ({ ...which(), post_payments: [{ name: 'n' }], total_amount: 0 }),
    ],
    ['permission', PARTNER, applied],
    ['its end', `${PARTNER}/terminate`, ended],
    ['its end by code', `${PARTNER}/authorization-code/FUZZ/terminate`, ended],
  ] as Array<[string, string, () => object]>)('POST %s', async (_name, target, good) => {
    await isDocumented(asProvider, 'POST', target, good())
    const check = (body: unknown) => isDocumented(asProvider, 'POST', target, body)
    const bodies = fc.oneof({ weight: 5, arbitrary: spoiled(good) }, anyValue)
    await fc.assert(fc.asyncProperty(bodies, check), { numRuns: 25 })
  })

  it('GET', async () => {
    const path = fc.constantFrom(
      `${PARTNER}/search`,
      `${PARTNER}/authorization-code/%zz`,
      `${DIRECT}/openid/__proto__`,
      `${DIRECT}/authorization-code/%E4%B8%AD`,
      ORDERS,
    )
    const name = fc.constantFrom('service_id', 'appid', 'sub_mchid', 'openid', 'sub_openid', 'query_id')
    const query = fc.dictionary(name, fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom(seller.mchid)))
    await fc.assert(
      fc.asyncProperty(path, query, async (target, members) => {
        await isDocumented(asProvider, 'GET', `${target}?${asked(members)}`)
        await isDocumented(shop.raw, 'GET', `${target}?${asked(members)}`)
      }),
      { numRuns: 40 },
    )
  })
})
