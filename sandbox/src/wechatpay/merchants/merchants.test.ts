import { X509Certificate } from 'node:crypto'
import { createWechatpayClient } from '@hutong/wechatpay'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MerchantCredentials } from '../../core/credentials.js'
import { callAs, type RawCall } from '../../testing/call-as-merchant.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { DOCUMENTED_RATE_LIMITS } from './rate-limits.js'

let shop: WechatpayMerchant
let other: MerchantCredentials
let otherRaw: RawCall
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  other = await shop.sandbox.control.wechatpay.createMerchant({ name: '隔壁茶铺' })
  otherRaw = callAs(other, () => shop.sandbox.clock.nowMs())
})
afterAll(() => shop.stop())
afterEach(() => {
  shop.sandbox.control.reset()
  shop.inbox.received.length = 0
  shop.inbox.answerWith()
})

const NATIVE = '/v3/pay/transactions/native'
const CERTIFICATES = '/v3/certificates'
const wechatpay = () => shop.sandbox.control.wechatpay
const ofOther = (change: object = {}) => shop.orderBody({ mchid: other.mchid, appid: other.appid, ...change })
const askedFor = (serial: string) => ({ headers: { 'Wechatpay-Serial': serial } })

describe('several merchants', () => {
  it('use the same number for different orders, and see only their own', async () => {
    const number = { out_trade_no: 'SAME_NUMBER' }
    expect((await shop.raw('POST', NATIVE, shop.orderBody(number))).status).toBe(200)
    const theirs = await otherRaw('POST', NATIVE, ofOther({ ...number, amount: { total: 5 } }))
    expect(theirs.status).toBe(200)
    const code = String((theirs.json as { code_url?: string }).code_url)
    expect(shop.sandbox.control.pay({ code })).toMatchObject({ payee: '隔壁茶铺', amountMinor: 5 })
    const target = (mchid: string) => `/v3/pay/transactions/out-trade-no/SAME_NUMBER?mchid=${mchid}`
    expect((await otherRaw('GET', target(other.mchid))).json).toMatchObject({ trade_state: 'SUCCESS' })
    expect((await shop.raw('GET', target(shop.mchid))).json).toMatchObject({ trade_state: 'NOTPAY' })
    expect((await otherRaw('GET', target(shop.mchid))).json?.code).toBe('PARAM_ERROR')
    await shop.sandbox.control.noticesIdle()
    const reader = createWechatpayClient({
      ...other,
      keys: { publicKey: { id: other.publicKeyId, pem: other.publicKey } },
      nowMs: () => shop.sandbox.clock.nowMs(),
    })
    await reader.downloadCertificates()
    expect(await reader.readNotice(shop.inbox.received[0]!)).toMatchObject({
      ok: true,
      notice: { resource: { mchid: other.mchid } },
    })
  })

  it('need their own app id, serial and key', async () => {
    const foreign = await otherRaw('POST', NATIVE, ofOther({ appid: shop.appid }))
    expect([foreign.status, foreign.json?.code]).toEqual([400, 'APPID_MCHID_NOT_MATCH'])
    const serial = { mchid: shop.mchid }
    expect((await otherRaw('POST', NATIVE, shop.orderBody(), serial)).json?.code).toBe('SIGN_ERROR')
  })

  it('are listed with the first one in front, and stay over a reset', async () => {
    const { wechatpay: first, wechatpayMerchants } = shop.sandbox.control.credentials()
    expect(wechatpayMerchants.map(({ mchid }) => mchid)).toEqual([shop.mchid, other.mchid])
    expect(wechatpayMerchants[0]).toMatchObject(first)
    shop.sandbox.control.reset()
    expect((await otherRaw('POST', NATIVE, ofOther())).status).toBe(200)
    expect(new X509Certificate(other.merchantCertificate).serialNumber).toBe(other.merchantSerial)
  })

  it('are made over the control API; contradictions are refused in words', async () => {
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' }
      const url = `${shop.sandbox.homeUrl}/control/wechatpay${path}`
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    }
    expect(await post('/merchants', { kind: 'direct', mchid: other.mchid })).toMatchObject({ status: 409 })
    expect(await post('/merchants', { kind: 'sub_merchant', providers: ['1900000001'] })).toMatchObject({
      status: 409,
    })
    expect(await post('/merchants', { kind: 'bank' })).toMatchObject({ status: 400 })
    expect(await post(`/merchants/${other.mchid}`, { probeRate: 2 })).toMatchObject({ status: 400 })
    expect(await post('/merchants/1900000001', { probeRate: 1 })).toMatchObject({ status: 404 })
    expect(await post(`/merchants/${other.mchid}`, { probeRate: 0.5 })).toMatchObject({
      status: 200,
      body: { settings: { probeRate: 0.5 } },
    })
  })
})

describe('key modes', () => {
  const mode = (keyMode: 'certificate' | 'both' | 'public_key') =>
    wechatpay().configure(other.mchid, { keyMode })
  const speaker = async (serial: string) =>
    (await otherRaw('POST', NATIVE, ofOther(), askedFor(serial))).headers['wechatpay-serial']

  it('certificate only: naming the public key has no effect, and nothing can be encrypted for it', async () => {
    mode('certificate')
    expect(await speaker(other.publicKeyId)).toBe(other.platformSerial)
    const echo = await otherRaw(
      'POST',
      '/v3/security/echo',
      { echo_message: 'a' },
      askedFor(other.publicKeyId),
    )
    expect([echo.status, echo.json?.code]).toEqual([400, 'PARAM_ERROR'])
  })

  it('public key only: no certificates, and the public key signs without being named', async () => {
    mode('public_key')
    const list = await otherRaw('GET', CERTIFICATES)
    expect([list.status, list.json?.code]).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect(await speaker(other.platformSerial)).toBe(other.publicKeyId)
  })

  it('both: answers follow the header, notices a share that grows by the documented day', async () => {
    expect(await speaker(other.publicKeyId)).toBe(other.publicKeyId)
    expect(await speaker(other.platformSerial)).toBe(other.platformSerial)
    const noticeSerial = async () => {
      const body = ofOther()
      await otherRaw('POST', NATIVE, body)
      shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
      await shop.sandbox.control.noticesIdle()
      return shop.inbox.received.at(-1)?.headers['wechatpay-serial']
    }
    wechatpay().configure(other.mchid, { publicKeyNoticeShare: 1 })
    expect(await noticeSerial()).toBe(other.publicKeyId)
    wechatpay().configure(other.mchid, { publicKeyNoticeShare: 0 })
    expect(await noticeSerial()).toBe(other.platformSerial)
    wechatpay().configure(other.mchid, { migrationStartedAtMs: shop.sandbox.clock.nowMs() })
    shop.sandbox.clock.advance(7 * 86_400_000)
    expect(await noticeSerial()).toBe(other.publicKeyId)
  })

  it('a certificate is replaced: two are announced, either signs, then the old one is gone', async () => {
    const before = wechatpay().certificates()[0]!.serial
    await wechatpay().rotateCertificate(0.5)
    const [old, fresh] = wechatpay().certificates()
    expect(old?.serial).toBe(before)
    const reader = createWechatpayClient({ ...other, nowMs: () => shop.sandbox.clock.nowMs() })
    const list = await reader.downloadCertificates()
    expect(list).toMatchObject({ outcome: 'ok' })
    expect(JSON.stringify(list)).toContain(fresh?.serial)
    const seen = new Set<unknown>()
    for (let at = 0; at < 20; at += 1)
      seen.add((await otherRaw('GET', CERTIFICATES)).headers['wechatpay-serial'])
    expect(seen).toEqual(new Set([old?.serial, fresh?.serial]))
    wechatpay().finishRotation()
    expect(
      wechatpay()
        .certificates()
        .map(({ serial }) => serial),
    ).toEqual([fresh?.serial])
    expect(await reader.placeNative(ofOther() as never)).toMatchObject({ outcome: 'ok' })
    expect(shop.sandbox.control.credentials().wechatpayMerchants[1]?.platformSerial).toBe(fresh?.serial)
  })
})

describe('probes and limits', () => {
  it('a probed answer has a wrong signature; its retry never has', async () => {
    wechatpay().configure(shop.mchid, { probeRate: 1 })
    const first = await shop.raw('GET', CERTIFICATES)
    expect(first.headers['wechatpay-signature']).toMatch(/^WECHATPAY\/SIGNTEST\//)
    const retry = await shop.raw('GET', CERTIFICATES)
    expect(retry.headers['wechatpay-signature']).not.toMatch(/^WECHATPAY/)
  })

  it('a probed notice comes again with a good signature; acknowledging the probe is reported', async () => {
    wechatpay().configure(shop.mchid, { probeRate: 1 })
    shop.sandbox.clock.freeze()
    const body = shop.orderBody()
    await shop.raw('POST', NATIVE, body)
    shop.inbox.answerWith(401)
    shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
    await shop.sandbox.control.noticesIdle()
    shop.sandbox.clock.advance(15_000)
    await shop.sandbox.control.noticesIdle()
    const signatures = shop.inbox.received.map(({ headers }) => String(headers['wechatpay-signature']))
    expect(signatures.map((one) => one.startsWith('WECHATPAY/SIGNTEST/'))).toEqual([true, false])
    expect(wechatpay().swallowedProbes()).toEqual([])
    const careless = shop.orderBody()
    await shop.raw('POST', NATIVE, careless)
    shop.sandbox.control.pay({ outTradeNo: careless.out_trade_no })
    await shop.sandbox.control.noticesIdle()
    expect(wechatpay().swallowedProbes()).toMatchObject([{ outTradeNo: careless.out_trade_no }])
  })

  it('limits calls in a second of the sandbox clock, per merchant and operation', async () => {
    shop.sandbox.clock.freeze()
    wechatpay().configure(shop.mchid, { rateLimits: { native: 2 } })
    const native = () => shop.raw('POST', NATIVE, shop.orderBody())
    expect([(await native()).status, (await native()).status]).toEqual([200, 200])
    const limited = await native()
    expect([limited.status, limited.json?.code]).toEqual([429, 'FREQUENCY_LIMITED'])
    expect(limited.headers['wechatpay-signature']).toBeUndefined()
    expect((await otherRaw('POST', NATIVE, ofOther())).status).toBe(200)
    shop.sandbox.clock.advance(1_000)
    expect((await native()).status).toBe(200)
    const settings = wechatpay().configure(shop.mchid, { rateLimits: 'documented' })?.settings
    expect(settings?.rateLimits).toEqual(DOCUMENTED_RATE_LIMITS)
  })
})
