import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawAnswer, type RawCall } from '../../testing/call-as-merchant.js'
import { applymentBody, namingKey, sealer, sellerBody, uploadFile } from '../../testing/onboarding-bodies.js'
import { spoiled } from '../../testing/spoiled-bodies.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { ERROR_CODES } from '../answers.js'

let shop: WechatpayMerchant
let provider: MerchantCredentials
let platform: MerchantCredentials
let asProvider: RawCall
let asPlatform: RawCall
let providerMedia: string
let platformMedia: string
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
  const { wechatpay } = shop.sandbox.control
  provider = await wechatpay.createMerchant({ kind: 'service_provider' })
  platform = await wechatpay.createMerchant({ kind: 'service_provider' })
  wechatpay.configure(platform.mchid, { ecommerce: true })
  asProvider = callAs(provider, () => shop.sandbox.clock.nowMs())
  asPlatform = callAs(platform, () => shop.sandbox.clock.nowMs())
  providerMedia = mediaOf(await uploadFile(asProvider, '/v3/merchant/media/upload'))
  platformMedia = mediaOf(await uploadFile(asPlatform, '/v3/merchant/media/upload'))
})
afterAll(() => shop.stop())

const SUBMIT = '/v3/applyment4sub/applyment/'
const SELLERS = '/v3/ecommerce/applyments/'
const mediaOf = (answer: RawAnswer) => (answer.json as { media_id?: string }).media_id ?? ''
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const at = (answer: RawAnswer) => [...said(answer), answer.json?.detail?.field]
const decide = async (id: string | number, wish: object) => {
  const answer = await fetch(`${shop.sandbox.homeUrl}/control/applyments/${id}/decide`, {
    method: 'POST',
    body: JSON.stringify(wish),
    headers: { 'content-type': 'application/json' },
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const application = (code: string) => applymentBody(sealer(provider), providerMedia, code)
const submit = (body: unknown) => asProvider('POST', SUBMIT, body as object, namingKey(provider))
const seller = (number: string) => sellerBody(sealer(platform), platformMedia, number)
const submitSeller = (body: unknown) => asPlatform('POST', SELLERS, body as object, namingKey(platform))
const queried = async (code: string) =>
  (await asProvider('GET', `/v3/applyment4sub/applyment/business_code/${code}`)).json as Record<
    string,
    unknown
  >
const sellerState = async (number: string) =>
  (await asPlatform('GET', `/v3/ecommerce/applyments/out-request-no/${number}`)).json as Record<
    string,
    unknown
  >
const partnerOrder = (caller: RawCall, who: MerchantCredentials, subMchid: unknown) => {
  const { appid: _appid, mchid: _mchid, ...rest } = shop.orderBody()
  const parties = { sp_appid: who.appid, sp_mchid: who.mchid, sub_mchid: subMchid }
  return caller('POST', '/v3/pay/partner/transactions/native', { ...parties, ...rest })
}

describe('uploads', () => {
  it('are signed over meta alone, and checked against it', async () => {
    const path = '/v3/merchant/media/upload'
    expect(providerMedia).not.toBe('')
    expect(said(await uploadFile(asProvider, path, { signedBody: '' }))).toEqual([401, 'SIGN_ERROR'])
    expect(said(await uploadFile(asProvider, path, { sha256: '0'.repeat(64) }))).toEqual([
      403,
      'REQUEST_BLOCKED',
    ])
    expect(said(await uploadFile(asProvider, path, { filename: 'a.gif' }))).toEqual([400, 'PARAM_ERROR'])
    const large = Buffer.alloc(5 * 1024 * 1024 + 1)
    expect(said(await uploadFile(asProvider, path, { file: large }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await uploadFile(asProvider, path, { file: large, filename: 'a.pdf' })).status).toBe(200)
    const video = '/v3/merchant/media/video_upload'
    expect((await uploadFile(asProvider, video, { filename: 'a.mp4' })).status).toBe(200)
    expect(said(await uploadFile(asProvider, video))).toEqual([400, 'PARAM_ERROR'])
  })
})

describe('applyment4sub', () => {
  it('goes through review, verification and signing to a merchant that takes orders', async () => {
    const first = await submit(application('APPLY_1'))
    expect(first.status).toBe(200)
    const { applyment_id: id } = first.json as { applyment_id?: number }
    expect(await queried('APPLY_1')).toMatchObject({
      applyment_id: id,
      applyment_state: 'APPLYMENT_STATE_AUDITING',
      sign_url: expect.stringContaining('https://'),
    })
    expect(said(await submit(application('APPLY_1')))).toEqual([400, 'PROCESSING'])
    expect((await decide(id ?? 0, { decision: 'verify_account' })).status).toBe(200)
    expect(await queried('APPLY_1')).toMatchObject({ applyment_state: 'APPLYMENT_STATE_TO_BE_CONFIRMED' })
    await decide(id ?? 0, { decision: 'audit' })
    expect((await decide(id ?? 0, { decision: 'sign' })).status).toBe(409)
    await decide(id ?? 0, { decision: 'approve' })
    const { sub_mchid: sub, applyment_state: state } = await queried('APPLY_1')
    expect([state, sub]).toEqual(['APPLYMENT_STATE_TO_BE_SIGNED', expect.stringMatching(/^16\d{8}$/)])
    expect(said(await partnerOrder(asProvider, provider, sub))).toEqual([400, 'MCH_NOT_EXISTS'])
    await decide(id ?? 0, { decision: 'sign' })
    expect(await queried('APPLY_1')).toMatchObject({
      applyment_state: 'APPLYMENT_STATE_SIGNING',
      sub_mchid: sub,
    })
    shop.sandbox.clock.advance(1_000)
    const byId = await asProvider('GET', `/v3/applyment4sub/applyment/applyment_id/${id}`)
    expect(byId.json).toMatchObject({ applyment_state: 'APPLYMENT_STATE_FINISHED', business_code: 'APPLY_1' })
    expect((await partnerOrder(asProvider, provider, sub)).status).toBe(200)
    expect(said(await partnerOrder(asPlatform, platform, sub))).toEqual([403, 'NO_AUTH'])
    expect(said(await submit(application('APPLY_1')))).toEqual([400, 'INVALID_REQUEST'])
  })

  it('is rejected with a reason per field, and handed in again under the same code', async () => {
    const id = ((await submit(application('APPLY_2'))).json as { applyment_id?: number }).applyment_id
    expect((await decide(id ?? 0, { decision: 'reject' })).status).toBe(409)
    const reason = {
      field: 'subject_info.business_license_info.license_copy',
      fieldName: '营业执照照片',
      reason: '照片不清晰',
    }
    await decide(id ?? 0, { decision: 'reject', reasons: [reason] })
    expect(await queried('APPLY_2')).toMatchObject({
      applyment_state: 'APPLYMENT_STATE_REJECTED',
      audit_detail: [{ field: reason.field, field_name: '营业执照照片', reject_reason: '照片不清晰' }],
    })
    expect((await submit(application('APPLY_2'))).json).toEqual({ applyment_id: id })
    expect(await queried('APPLY_2')).not.toHaveProperty('audit_detail')
    await decide(id ?? 0, { decision: 'cancel' })
    expect(await queried('APPLY_2')).toMatchObject({ applyment_state: 'APPLYMENT_STATE_CANCELED' })
  })

  it('shows the reviewer what was sealed, and never in an answer', async () => {
    await submit(application('APPLY_3'))
    const list = (await (await fetch(`${shop.sandbox.homeUrl}/control/applyments`)).json()) as object[]
    expect(list[0]).toMatchObject({
      code: 'APPLY_3',
      body: { contact_info: { contact_name: '李四' } },
      media: { [providerMedia]: { filename: 'licence.png' } },
    })
    const wrong = application('APPLY_4')
    wrong.subject_info.identity_info.id_card_info.id_card_number = sealer(provider)('secret-number')
    const answer = await submit(wrong)
    const pointer = '/subject_info/identity_info/id_card_info/id_card_number'
    expect(at(answer)).toEqual([400, 'PARAM_ERROR', pointer])
    expect(answer.text).not.toContain('secret')
  })

  it('refuses what the fields do not allow', async () => {
    const good = application('APPLY_5')
    const named = async (body: object) => at(await submit(body))[2]
    expect(await named({ ...good, business_code: 'a-b' })).toBe('/business_code')
    const contact = { ...good.contact_info, contact_name: '李四' }
    expect(await named({ ...good, contact_info: contact })).toBe('/contact_info/contact_name')
    const { subject_info: subject } = good
    const licence = { ...subject.business_license_info, license_copy: 'unknown' }
    expect(await named({ ...good, subject_info: { ...subject, business_license_info: licence } })).toBe(
      '/subject_info/business_license_info/license_copy',
    )
    const school = { ...subject, subject_type: 'SUBJECT_TYPE_INSTITUTIONS' }
    expect(await named({ ...good, subject_info: school })).toBe('/subject_info/certificate_info')
    const sales = { ...good.business_info.sales_info, sales_scenes_type: ['SALES_SCENES_APP'] }
    expect(await named({ ...good, business_info: { ...good.business_info, sales_info: sales } })).toBe(
      '/business_info/sales_info/app_info',
    )
    expect(said(await asProvider('POST', SUBMIT, good))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await asPlatform('POST', SUBMIT, good))).toEqual([403, 'NO_AUTH'])
    expect(said(await shop.raw('POST', SUBMIT, good))).toEqual([403, 'NO_AUTH'])
    const unknown = '/v3/applyment4sub/applyment/business_code/NOBODY'
    expect(said(await asProvider('GET', unknown))).toEqual([400, 'APPLYMENT_NOT_EXIST'])
  })
})

describe('a settlement account', () => {
  it('is shown masked and changed after a review', async () => {
    const sub = (await queried('APPLY_1')).sub_mchid
    const base = `/v3/apply4sub/sub_merchants/${sub}`
    const now = async () => (await asProvider('GET', `${base}/settlement`)).json
    expect(await now()).toEqual({
      account_type: 'ACCOUNT_TYPE_PRIVATE',
      account_bank: '工商银行',
      account_number: `62${'*'.repeat(15)}23`,
      verify_result: 'VERIFY_SUCCESS',
    })
    const change = () => ({
      account_type: 'ACCOUNT_TYPE_PRIVATE',
      account_bank: '建设银行',
      account_number: sealer(provider)('6217001234567890'),
    })
    const modify = () => asProvider('POST', `${base}/modify-settlement`, change(), namingKey(provider))
    for (let round = 0; round < 5; round += 1) {
      const number = ((await modify()).json as { application_no?: string }).application_no ?? ''
      const state = async () => (await asProvider('GET', `${base}/application/${number}`)).json
      expect(await state()).toMatchObject({
        verify_result: 'AUDITING',
        account_number: `62${'*'.repeat(12)}90`,
      })
      if (round === 0) expect(said(await modify())).toEqual([400, 'PROCESSING'])
      shop.sandbox.control.wechatpay.applyments.decideSettlement(number, round > 0, '户名不符')
      expect(await state()).toMatchObject(
        round === 0
          ? { verify_result: 'AUDIT_FAIL', verify_fail_reason: '户名不符' }
          : { verify_result: 'AUDIT_SUCCESS' },
      )
      expect(await now()).toMatchObject({ account_bank: round === 0 ? '工商银行' : '建设银行' })
    }
    expect(said(await modify())).toEqual([429, 'RATE_LIMITED'])
    expect(said(await asPlatform('GET', `${base}/settlement`))).toEqual([403, 'NO_AUTH'])
  })
})

describe('sellers of an e-commerce platform', () => {
  it('go from checking over verification and review to being open', async () => {
    const first = await submitSeller(seller('SELLER_1'))
    expect(first.status, first.text).toBe(200)
    const id = (first.json as { applyment_id?: number }).applyment_id ?? 0
    expect((await submitSeller(seller('SELLER_1'))).json).toEqual(first.json)
    const other = { ...seller('SELLER_1'), merchant_shortname: '别的' }
    expect(said(await submitSeller(other))).toEqual([400, 'RESOURCE_ALREADY_EXISTS'])
    expect(await sellerState('SELLER_1')).toMatchObject({
      applyment_state: 'CHECKING',
      sign_state: 'UNSIGNED',
    })
    await decide(id, { decision: 'verify_account', remitMinor: 37 })
    expect(await sellerState('SELLER_1')).toMatchObject({
      applyment_state: 'ACCOUNT_NEED_VERIFY',
      account_validation: { pay_amount: 37 },
    })
    await decide(id, { decision: 'audit' })
    expect(await sellerState('SELLER_1')).toMatchObject({ applyment_state: 'AUDITING' })
    await decide(id, { decision: 'approve' })
    const { sub_mchid: sub } = await sellerState('SELLER_1')
    await decide(id, { decision: 'sign' })
    shop.sandbox.clock.advance(1_000)
    const byId = await asPlatform('GET', `/v3/ecommerce/applyments/${id}`)
    expect(byId.json).toMatchObject({ applyment_state: 'FINISH', sub_mchid: sub, sign_state: 'SIGNED' })
    expect((await partnerOrder(asPlatform, platform, sub)).status).toBe(200)
  })

  it('are rejected, and corrected under the same number', async () => {
    const first = await submitSeller(seller('SELLER_2'))
    const id = (first.json as { applyment_id?: number }).applyment_id ?? 0
    const reasons = [{ field: 'id_card_info.id_card_copy', fieldName: '身份证', reason: '已过期' }]
    await decide(id, { decision: 'reject', reasons })
    expect(await sellerState('SELLER_2')).toMatchObject({
      applyment_state: 'REJECTED',
      sign_state: 'NOT_SIGNABLE',
      audit_detail: [{ param_name: 'id_card_copy', reject_reason: '已过期' }],
    })
    const corrected = { ...seller('SELLER_2'), merchant_shortname: '改好了' }
    expect((await submitSeller(corrected)).json).toEqual(first.json)
    expect(await sellerState('SELLER_2')).toMatchObject({ applyment_state: 'CHECKING' })
    expect(said(await asProvider('GET', `/v3/ecommerce/applyments/${id}`))).toEqual([403, 'NO_AUTH'])
    expect(said(await asPlatform('GET', '/v3/ecommerce/applyments/1'))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    const { id_card_info: _card, ...without } = seller('SELLER_3')
    expect(at(await submitSeller(without))).toEqual([400, 'PARAM_ERROR', '/id_card_info'])
    const pictures = { ...seller('SELLER_3'), qualifications: '["x"]' }
    expect(at(await submitSeller(pictures))).toEqual([400, 'PARAM_ERROR', '/qualifications'])
  })
})

describe('broken bodies', () => {
  it('are answered with a documented code, unsigned', async () => {
    const settlement = () => ({
      account_type: 'ACCOUNT_TYPE_PRIVATE',
      account_bank: 'b',
      account_number: sealer(provider)('6217001234567890'),
    })
    const sub = (await queried('APPLY_1')).sub_mchid
    const targets: Array<[RawCall, MerchantCredentials, string, () => object]> = [
      [asProvider, provider, SUBMIT, () => application('FUZZ')],
      [asPlatform, platform, SELLERS, () => seller('FUZZ')],
      [asProvider, provider, `/v3/apply4sub/sub_merchants/${sub}/modify-settlement`, settlement],
    ]
    for (const [call, who, target, good] of targets) {
      const ready = good()
      await fc.assert(
        fc.asyncProperty(
          spoiled(() => ready),
          async (body) => {
            const answer = await call('POST', target, JSON.stringify(body), namingKey(who))
            expect(answer.status, answer.text).toBeLessThan(500)
            const signed = answer.headers['wechatpay-signature'] !== undefined
            expect(signed, answer.text).toBe(answer.status < 300)
            if (answer.status >= 400) expect(Object.keys(ERROR_CODES)).toContain(answer.json?.code)
          },
        ),
        { numRuns: 80 },
      )
    }
  })

  it('so are odd addresses, queries and uploads', async () => {
    const sub = String((await queried('APPLY_1')).sub_mchid)
    const segment = fc.oneof(fc.webSegment(), fc.constantFrom('%', '%zz', '%00', '1', sub, 'APPLY_1'))
    const path = fc.oneof(
      segment.map((one) => `/v3/applyment4sub/applyment/business_code/${one}`),
      segment.map((one) => `/v3/applyment4sub/applyment/applyment_id/${one}`),
      segment.map((one) => `/v3/apply4sub/sub_merchants/${one}/settlement`),
      segment.map((one) => `/v3/apply4sub/sub_merchants/${sub}/application/${one}`),
      segment.map((one) => `/v3/ecommerce/applyments/${one}`),
      segment.map((one) => `/v3/ecommerce/applyments/out-request-no/${one}`),
    )
    const query = fc.oneof(
      fc.webQueryParameters(),
      fc.constantFrom('account_number_rule=x', 'account_number_rule=ACCOUNT_NUMBER_RULE_MASK_V2'),
    )
    const isDocumented = (answer: RawAnswer) => {
      expect(answer.status, answer.text).toBeLessThan(500)
      expect(answer.headers['wechatpay-signature'] !== undefined, answer.text).toBe(answer.status < 300)
      if (answer.text !== '' && answer.status >= 400)
        expect(Object.keys(ERROR_CODES)).toContain(answer.json?.code)
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(asProvider, asPlatform), path, query, async (call, target, rest) =>
        isDocumented(await call('GET', `${target}?${rest}`)),
      ),
      { numRuns: 120 },
    )
    const change = fc.record(
      {
        filename: fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('a.png', '.png', 'a.pdf', '😀.png'),
        ),
        sha256: fc.oneof(fc.string(), fc.constant('0'.repeat(64))),
        file: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(change, async (one) =>
        isDocumented(await uploadFile(asProvider, '/v3/merchant/media/upload', one)),
      ),
      { numRuns: 60 },
    )
  })
})
