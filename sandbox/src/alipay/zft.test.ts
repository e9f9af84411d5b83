import { AlipayFormData, AlipaySdk } from 'alipay-sdk'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start-sandbox.js'
import { spoiled } from '../testing/spoiled-bodies.js'
import { type NoticeInbox, startNoticeInbox } from '../testing/start-notice-inbox.js'

const BASE = 'ant.merchant.expand.indirect'
let sandbox: Sandbox
let inbox: NoticeInbox
let sdk: AlipaySdk
beforeAll(async () => {
  sandbox = await startSandbox()
  inbox = await startNoticeInbox()
  inbox.text = 'success'
  const { alipay } = sandbox.credentials
  sdk = new AlipaySdk({
    appId: alipay.appId,
    privateKey: alipay.appPrivateKey,
    keyType: 'PKCS8',
    alipayPublicKey: alipay.alipayPublicKey,
    gateway: alipay.gateway,
  })
  await control(`alipay/apps/${alipay.appId}/gateway`, { url: inbox.url })
})
afterAll(async () => {
  await sandbox.stop()
  await inbox.stop()
})

const exec = (method: string, bizContent: object) =>
  sdk.exec(`${BASE}.${method}`, { bizContent: { ...bizContent } }, { validateSign: true })
async function control(
  path: string,
  body: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${sandbox.homeUrl}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
}
const decide = (id: unknown, decision: string, reason?: string) =>
  control(`alipay/merchant-applications/${id}/decide`, { decision, ...(reason ? { reason } : {}) })
const merchant = (externalId: string, change: object = {}) => ({
  external_id: externalId,
  name: '杭州龙井茶叶有限公司',
  alias_name: '龙井茶铺',
  merchant_type: '01',
  mcc: '5499',
  cert_no: '91330100MA5F4ABC12',
  cert_type: '201',
  legal_name: '李四',
  legal_cert_no: '11010119900307123X',
  contact_infos: [{ name: '李四', mobile: '13800138000', type: 'LEGAL_PERSON' }],
  service: ['app支付'],
  biz_cards: [
    { account_holder_name: '杭州龙井茶叶有限公司', account_no: '6222021234567890123', usage_type: '01' },
  ],
  binding_alipay_logon_id: 'lisi@example.com',
  default_settle_rule: { default_settle_type: 'bankCard', default_settle_target: '6222021234567890123' },
  ...change,
})
const SHOP = { province_code: '330000', city_code: '330100', district_code: '330106', address: '龙井路1号' }
const order = async (which: object) =>
  ((await exec('zftorder.query', which)).orders as Array<Record<string, unknown>>)[0]
async function lastMessage() {
  await sandbox.control.noticesIdle()
  const parameters = Object.fromEntries(new URLSearchParams(inbox.received.at(-1)?.rawBody.toString()))
  expect(sdk.checkNotifySignV2(parameters)).toBe(true)
  return { method: parameters.msg_method, content: JSON.parse(parameters.biz_content ?? '{}') as object }
}

describe('a merchant that a platform collects for', () => {
  it('is reviewed by two, agrees itself, and is told and found as open', async () => {
    const applied = await exec('zft.create', merchant('TEA_1'))
    expect(applied).toMatchObject({ code: '10000', orderId: expect.stringMatching(/^\d{32}$/) })
    const id = applied.orderId
    expect(await order({ order_id: id })).toMatchObject({
      status: '031',
      kzAudit: 'CREATE',
      fkAudit: 'CREATE',
      subConfirm: 'NOT_CONFIRM',
    })
    expect(await exec('zft.create', merchant('TEA_1'))).toMatchObject({ subCode: 'INVALID_PARAMETER' })
    expect((await decide(id, 'pass_data')).body).toMatchObject({
      decisions: ['pass_risk', 'reject_risk', 'confirm', 'refuse', 'approve'],
    })
    expect((await decide(id, 'reject_data', '太晚')).status).toBe(409)
    expect((await decide(id, 'pass_risk')).body).toMatchObject({ status: '031' })
    expect(await order({ external_id: 'TEA_1' })).toMatchObject({ kzAudit: 'PASS', fkAudit: 'PASS' })
    const { smid } = (await decide(id, 'confirm')).body as { smid: string }
    expect(await lastMessage()).toEqual({
      method: `${BASE}.zft.passed`,
      content: { order_id: id, external_id: 'TEA_1', smid, card_alias_no: expect.stringMatching(/^\d{18}$/) },
    })
    expect(await order({ order_id: id })).toMatchObject({ status: '99', smid, subConfirm: 'FINISH' })
    expect(await exec('zftsubsettle.query', { smid })).toMatchObject({
      bizCards: [{ accountNo: '6222021234567890123' }],
      defaultSettleRule: { defaultSettleType: 'bankCard' },
    })
    expect((await decide(id, 'reject_risk', '太晚')).status).toBe(409)
  })

  it('is rejected with a reason, and applied for again', async () => {
    const { orderId: id } = await exec('zft.create', merchant('TEA_2'))
    expect((await decide(id, 'reject_data')).status).toBe(409)
    await decide(id, 'reject_data', '营业执照不清晰')
    expect(await lastMessage()).toEqual({
      method: `${BASE}.zft.rejected`,
      content: { order_id: id, external_id: 'TEA_2', reason: '营业执照不清晰' },
    })
    expect(await order({ order_id: id })).toMatchObject({
      status: '-1',
      kzAudit: 'REJECT',
      kzAuditMemo: '营业执照不清晰',
      reason: '营业执照不清晰',
    })
    expect(await exec('zftsubsettle.query', { smid: '2088' })).toMatchObject({ code: '40004' })
    const again = await exec('zft.create', merchant('TEA_2'))
    expect(again.code).toBe('10000')
    const all = (await exec('zftorder.query', { external_id: 'TEA_2' })).orders as object[]
    expect(all).toHaveLength(2)
    await decide(again.orderId, 'approve')
    expect(await order({ order_id: again.orderId })).toMatchObject({ status: '99' })
  })

  it('is applied for simply, with what its own account has proven', async () => {
    const {
      merchant_type: _type,
      cert_no: _no,
      cert_type: _cert,
      legal_name: _name,
      legal_cert_no: _legal,
      biz_cards: _cards,
      ...rest
    } = merchant('TEA_3', {
      alipay_logon_id: 'lisi@example.com',
      default_settle_rule: {
        default_settle_type: 'alipayAccount',
        default_settle_target: 'lisi@example.com',
      },
    })
    const { orderId: id } = await exec('zft.simplecreate', rest)
    expect(await order({ order_id: id })).toMatchObject({ kzAudit: 'SKIP', status: '031' })
    await decide(id, 'pass_risk')
    expect((await decide(id, 'confirm')).body).toMatchObject({ status: '99', cardAliasNo: null })
  })

  it('is consulted about without being applied for', async () => {
    expect(await exec('zft.consult', merchant('TEA_4'))).toMatchObject({
      accountAudit: true,
      riskAudit: true,
    })
    expect(await exec('zftorder.query', { external_id: 'TEA_4' })).toMatchObject({ code: '40004' })
  })

  it.each([
    ['the retired number', { out_biz_no: 'x' }, 'out_biz_no'],
    ['a certificate of another kind', { cert_type: '100' }, 'cert_type'],
    ['no legal person', { legal_name: undefined }, 'legal_name'],
    ['an individual with a card', { merchant_type: '06', cert_type: '100' }, '个人商户'],
    ['face-to-face without a place', { service: ['当面付'] }, 'business_address'],
    [
      'a shop without its licence',
      { service: ['当面付'], business_address: SHOP, out_door_images: [] },
      'cert_image',
    ],
    ['a sole trader without a name on the licence', { merchant_type: '07' }, 'cert_name'],
    ['web payments without a site', { service: ['电脑支付'] }, 'sites'],
    ['a mini-program that is not named', { service: ['jsapi支付'] }, '小程序'],
    ['another account to settle to', { biz_cards: [] }, 'default_settle_target'],
    ['a picture that was not uploaded', { cert_image: 'nothing.png' }, 'nothing.png'],
    ['an unknown service', { service: ['刷脸'] }, 'service'],
  ])('is refused with %s', async (_what, change, words) => {
    const answer = await exec('zft.create', merchant('TEA_5', change))
    expect(answer).toMatchObject({ code: '40004', subCode: 'INVALID_PARAMETER' })
    expect(answer.subMsg).toContain(words)
  })

  it('is shown by pictures that were uploaded', async () => {
    const upload = async (imageType: string, bytes: number) => {
      const formData = new AlipayFormData()
      formData.addField('image_type', imageType)
      formData.addFile('image_content', '执照.png', Buffer.alloc(bytes, 1))
      return sdk.exec(`${BASE}.image.upload`, {}, { formData, validateSign: true })
    }
    const uploaded = await upload('png', 2 * 1024 * 1024)
    expect(uploaded.imageId).toMatch(/^[0-9a-f]{32}\.png$/)
    const applied = await exec('zft.create', merchant('TEA_6', { cert_image: uploaded.imageId }))
    expect(applied.code).toBe('10000')
    const shown = await fetch(`${sandbox.homeUrl}/control/alipay/merchant-applications`)
    expect(((await shown.json()) as object[])[0]).toMatchObject({
      images: { [uploaded.imageId]: { filename: '执照.png', bytes: 2 * 1024 * 1024 } },
    })
    expect(await upload('exe', 4)).toMatchObject({ code: '40004' })
    expect(await upload('png', 0)).toMatchObject({ code: '40004' })
    expect(await upload('png', 10 * 1024 * 1024 + 1)).toMatchObject({ subCode: 'INVALID_PARAMETER' })
    expect(await sdk.exec(`${BASE}.image.upload`, { image_type: 'png' })).toMatchObject({ code: '40004' })
  })

  it('is answered with a documented code, whatever is handed in', async () => {
    let count = 0
    const good = () =>
      merchant(`FUZZ_${++count}`, { sites: [{ site_type: '01', site_url: 'u', site_name: 'n' }] })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('zft.create', 'zft.consult'), spoiled(good), async (method, biz) => {
        const answer = await exec(method, biz as object)
        const isDocumented = answer.code === '10000' || answer.subCode === 'INVALID_PARAMETER'
        expect(isDocumented, JSON.stringify([biz, answer])).toBe(true)
      }),
      { numRuns: 120 },
    )
  })
})
