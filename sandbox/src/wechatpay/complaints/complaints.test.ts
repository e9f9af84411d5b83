import { createHash, createPrivateKey } from 'node:crypto'
import { decryptOaep } from '@hutong/wechatpay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RawAnswer } from '../../testing/call-as-merchant.js'
import { openNotice } from '../../testing/open-notice.js'
import { startWechatpayMerchant, type WechatpayMerchant } from '../../testing/start-wechatpay-merchant.js'
import { beijingTime } from '../beijing-time.js'

let shop: WechatpayMerchant
beforeAll(async () => {
  shop = await startWechatpayMerchant()
  shop.sandbox.clock.freeze()
})
afterAll(() => shop.stop())

const BASE = '/v3/merchant-service'
const said = (answer: RawAnswer) => [answer.status, answer.json?.code]
const one = (id: string, rest = '') => `${BASE}/complaints-v2/${id}${rest}`
const today = () => beijingTime(shop.sandbox.clock.nowMs()).slice(0, 10)
async function paid(): Promise<string> {
  const body = shop.orderBody()
  await shop.raw('POST', '/v3/pay/transactions/native', body)
  shop.sandbox.control.pay({ outTradeNo: body.out_trade_no })
  await shop.sandbox.control.noticesIdle()
  return body.out_trade_no
}
async function complained(problemType: 'REFUND' | 'OTHERS' = 'OTHERS') {
  const outTradeNo = await paid()
  const complaint = shop.sandbox.control.wechatpay.raiseComplaint({
    outTradeNo,
    detail: '茶叶受潮',
    phone: '13800000000',
    problemType,
  })
  return { outTradeNo, id: complaint?.id ?? '' }
}
const detail = async (id: string) => (await shop.raw('GET', one(id))).json as Record<string, unknown>
const reply = (id: string, change: object = {}) =>
  shop.raw('POST', one(id, '/response'), {
    complainted_mchid: shop.mchid,
    response_content: '马上换新',
    ...change,
  })
const complete = (id: string) => shop.raw('POST', one(id, '/complete'), { complainted_mchid: shop.mchid })

describe('complaints', () => {
  it('are raised, told, listed, answered and completed', async () => {
    const callback = `${BASE}/complaint-notifications`
    expect(said(await shop.raw('GET', callback))).toEqual([404, 'RESOURCE_NOT_EXISTS'])
    expect((await shop.raw('POST', callback, { url: shop.inbox.url })).json).toEqual({
      mchid: shop.mchid,
      url: shop.inbox.url,
    })
    expect(said(await shop.raw('POST', callback, { url: shop.inbox.url }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await shop.raw('PUT', callback, { url: shop.inbox.url })).status).toBe(200)
    const { id, outTradeNo } = await complained()
    const { apiV3Key, merchantPrivateKey } = shop.sandbox.credentials.wechatpay
    expect(openNotice((await shop.told()).at(-1)!, apiV3Key)).toMatchObject({
      eventType: 'COMPLAINT.CREATE',
      originalType: 'complaint',
      plaintext: { complaint_id: id, action_type: 'CREATE_COMPLAINT' },
    })
    const dates = `begin_date=${today()}&end_date=${today()}`
    const list = (await shop.raw('GET', `${BASE}/complaints-v2?${dates}`)).json as Record<string, unknown>
    expect(list).toMatchObject({ total_count: 1, limit: 10, offset: 0, data: [{ complaint_id: id }] })
    const read = await detail(id)
    expect(read).toMatchObject({
      complaint_state: 'PENDING',
      complaint_order_info: [{ out_trade_no: outTradeNo, amount: 1_000 }],
      incoming_user_response: true,
      complaint_full_refunded: false,
    })
    expect(decryptOaep(String(read.payer_phone), createPrivateKey(merchantPrivateKey))).toBe('13800000000')
    expect(said(await complete(id))).toEqual([400, 'INVALID_REQUEST'])
    const page = 'https://tea.example/after-sale?order=1#top'
    expect(said(await reply(id, { jump_url: page }))).toEqual([400, 'PARAM_ERROR'])
    const plain = { jump_url: 'http://tea.example/', jump_url_text: '售后' }
    expect(said(await reply(id, plain))).toEqual([400, 'PARAM_ERROR'])
    expect((await reply(id, { jump_url: page, jump_url_text: '售后' })).status).toBe(204)
    expect(await detail(id)).toMatchObject({ complaint_state: 'PROCESSING', incoming_user_response: false })
    expect((await complete(id)).status).toBe(204)
    expect(await detail(id)).toMatchObject({ complaint_state: 'PROCESSED' })
    expect(said(await reply(id))).toEqual([400, 'INVALID_REQUEST'])
    shop.sandbox.control.wechatpay.followComplaint(id, 'continue', '还是受潮')
    expect(await detail(id)).toMatchObject({ complaint_state: 'PROCESSING', user_complaint_times: 2 })
    const history = (await shop.raw('GET', one(id, '/negotiation-historys'))).json
    expect(history).toMatchObject({
      total_count: 4,
      data: [
        { operate_type: 'USER_CREATE_COMPLAINT' },
        { operate_type: 'MERCHANT_RESPONSE', operate_details: '马上换新' },
        { operate_type: 'MERCHANT_CONFIRM_COMPLETE' },
        { operate_type: 'USER_CONTINUE_COMPLAINT' },
      ],
    })
    // Or one of these answers went to what was told before.
    await shop.sandbox.control.noticesIdle()
    shop.inbox.answerWith(500, 500)
    shop.sandbox.control.wechatpay.followComplaint(id, 'respond', '在吗')
    await shop.sandbox.control.noticesIdle()
    const tries = () => shop.sandbox.control.notices({ outTradeNo }).at(-1)?.tries.length
    expect(tries()).toBe(1)
    // Complaints are told each minute at first, unlike payments.
    for (const expected of [2, 3]) {
      shop.sandbox.clock.advance(59_000)
      expect(tries()).toBe(expected - 1)
      shop.sandbox.clock.advance(1_000)
      await shop.sandbox.control.noticesIdle()
      expect(tries()).toBe(expected)
    }
    expect((await shop.raw('DELETE', callback)).status).toBe(204)
  })

  it('about money: approving pays nothing, the refund that arrives settles it; rejecting does too', async () => {
    const { id, outTradeNo } = await complained('REFUND')
    const decide = (to: string, body: object) => shop.raw('POST', one(to, '/update-refund-progress'), body)
    expect((await decide(id, { action: 'APPROVE', launch_refund_day: 0 })).status).toBe(204)
    expect(await detail(id)).toMatchObject({ complaint_state: 'PROCESSING', complaint_full_refunded: false })
    await shop.raw('POST', '/v3/refund/domestic/refunds', {
      out_trade_no: outTradeNo,
      out_refund_no: `r_${outTradeNo}`,
      amount: { refund: 1_000, total: 1_000, currency: 'CNY' },
    })
    shop.sandbox.clock.advance(3_000)
    expect(await detail(id)).toMatchObject({ complaint_state: 'PROCESSED', complaint_full_refunded: true })
    const other = await complained('REFUND')
    expect(said(await decide(other.id, { action: 'REJECT' }))).toEqual([400, 'PARAM_ERROR'])
    expect((await decide(other.id, { action: 'REJECT', reject_reason: '已拆封' })).status).toBe(204)
    expect(await detail(other.id)).toMatchObject({ complaint_state: 'PROCESSED' })
    const plain = await complained()
    expect(said(await decide(plain.id, { action: 'APPROVE' }))).toEqual([400, 'INVALID_REQUEST'])
  })

  it('take pictures: signed by meta only, hashed, downloadable unsigned', async () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 13, 10, 45, 45])
    const meta = (sha256: string) => JSON.stringify({ filename: '茶.png', sha256 })
    const upload = (text: string, signedBody = text) => {
      const head = `--AaB\r\nContent-Disposition: form-data; name="meta";\r\nContent-Type: application/json\r\n\r\n${text}\r\n--AaB\r\nContent-Disposition: form-data; name="file"; filename="a.png";\r\nContent-Type: image/png\r\n\r\n`
      const body = Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n--AaB--\r\n')])
      const headers = { 'Content-Type': 'multipart/form-data; boundary=AaB' }
      return shop.raw('POST', `${BASE}/images/upload`, body, { signedBody, headers })
    }
    const hash = createHash('sha256').update(picture).digest('hex')
    const answer = await upload(meta(hash))
    const { media_id: mediaId } = answer.json as { media_id?: string }
    expect(mediaId).toMatch(/^\w+$/)
    expect(said(await upload(meta('0'.repeat(64))))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await upload(meta(hash), '{}'))).toEqual([401, 'SIGN_ERROR'])
    const got = await shop.raw('GET', `${BASE}/images/${mediaId}`)
    expect(got.bytes).toEqual(picture)
    expect(got.headers['wechatpay-signature']).toBeUndefined()
    const { id } = await complained()
    expect(said(await reply(id, { response_images: ['unknown'] }))).toEqual([400, 'INVALID_REQUEST'])
    expect((await reply(id, { response_images: [mediaId] })).status).toBe(204)
    const history = await shop.raw('GET', one(id, '/negotiation-historys'))
    expect(history.text).toContain(`/images/${mediaId}`)
  })

  it('are answered at once by blocks of the documented kinds', async () => {
    const { id } = await complained()
    const answer = (message: unknown) =>
      shop.raw('POST', one(id, '/response-immediate-service'), { complainted_mchid: shop.mchid, message })
    for (const message of [
      null,
      '马上',
      {},
      { blocks: [] },
      { blocks: ['马上'] },
      { blocks: [{ type: 'VIDEO' }] },
    ])
      expect(said(await answer(message))).toEqual([400, 'PARAM_ERROR'])
    expect(await detail(id)).toMatchObject({ complaint_state: 'PENDING' })
    const good = { blocks: [{ type: 'TEXT', text: { text: '马上' } }, { type: 'FAQ_LIST' }] }
    expect((await answer(good)).json).toEqual({ log_id: expect.any(String) })
    expect(await detail(id)).toMatchObject({ complaint_state: 'PROCESSING' })
  })

  it('belong to who was complained about', async () => {
    const { id } = await complained()
    expect(said(await reply(id, { complainted_mchid: '1900000009' }))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await shop.raw('GET', one('2000000000')))).toEqual([400, 'INVALID_REQUEST'])
    expect(said(await reply(id, { jump_url: 'https://a.example/' }))).toEqual([400, 'PARAM_ERROR'])
    const list = (query: string) => shop.raw('GET', `${BASE}/complaints-v2?${query}`)
    expect(said(await list('begin_date=2026-01-01&end_date=2026-03-01'))).toEqual([400, 'PARAM_ERROR'])
    expect(said(await list(`begin_date=${today()}&end_date=${today()}&limit=51`))).toEqual([
      400,
      'PARAM_ERROR',
    ])
    expect(shop.sandbox.control.wechatpay.raiseComplaint({ outTradeNo: 'NO_SUCH', detail: 'x' })).toBeNull()
  })
})
