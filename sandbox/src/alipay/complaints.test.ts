import { AlipayFormData, AlipaySdk } from 'alipay-sdk'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import { beijingTime } from './beijing-time.js'
import {
  COMPLAINT_MOVES,
  type ComplaintEvent,
  type ComplaintState,
  nextComplaintState,
} from './complaint-states.js'

const BASE = 'alipay.merchant.tradecomplain'
const DAY_MS = 86_400_000
let under: AlipayUnderTest
let rest: AlipaySdk
beforeAll(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
  const { appId, appPrivateKey, alipayPublicKey } = under.core.keys.alipay
  rest = new AlipaySdk({
    appId,
    privateKey: appPrivateKey,
    alipayPublicKey,
    keyType: 'PKCS8',
    endpoint: under.url,
  })
  under.alipay.byHand.setGateway(appId, under.notifyUrl)
})
afterAll(() => under.stop())

type Json = Record<string, unknown>
const exec = (method: string, bizContent: Json): Promise<Json> =>
  under.sdk.exec(`${BASE}.${method}`, { bizContent }, { validateSign: true })
const feedBack = (members: Json): Promise<Json> =>
  under.sdk.exec(`${BASE}.feedback.submit`, members, { validateSign: true })
const query = (id: string) => exec('query', { complain_event_id: id })
const list = async (asked: Json = {}) => {
  const answer = await exec('batchquery', asked)
  return { answer, rows: (answer.tradeComplainInfos ?? []) as Json[] }
}
const hand = () => under.alipay.byHand

let count = 0
async function paid(): Promise<string> {
  const outTradeNo = `complained_${++count}`
  const bizContent = { out_trade_no: outTradeNo, total_amount: '12.30', subject: '茶' }
  await under.sdk.exec('alipay.trade.precreate', { bizContent }, { validateSign: true })
  under.pay(outTradeNo)
  return outTradeNo
}
async function complained(): Promise<{ id: string; outTradeNo: string }> {
  const outTradeNo = await paid()
  const complaint = hand().raiseComplaint({
    outTradeNo,
    detail: '茶叶受潮',
    problemType: 'REFUND',
    phone: '13800000000',
  })
  return { outTradeNo, id: complaint?.id ?? '' }
}
const answered = (id: string, change: Json = {}) =>
  feedBack({ complain_event_id: id, feedback_code: '05', feedback_content: '马上换新', ...change })

describe('a complaint about a payment', () => {
  it('is told, listed, read, answered and ended, and says what was said', async () => {
    const before = under.received.length
    const { id, outTradeNo } = await complained()
    const told = (await under.notices(before + 1)).find((one) => one.msg_method !== undefined)!
    expect(told).toMatchObject({ msg_method: `${BASE}.changed`, version: '1.1' })
    expect(under.sdk.checkNotifySignV2(told)).toBe(true)
    expect(JSON.parse(told.biz_content ?? '')).toEqual({ complain_event_id: id })
    const { tradeNo } = await under.sdk.exec('alipay.trade.query', { bizContent: { outTradeNo } })
    const now = beijingTime(under.core.clock.nowMs())
    const row = {
      complainEventId: id,
      targetType: 'PID',
      targetId: under.core.keys.alipay.sellerId,
      status: 'MERCHANT_PROCESSING',
      tradeNo,
      merchantOrderNo: outTradeNo,
      content: '茶叶受潮',
      complainReason: '商家不退款',
      leafCategoryName: '申请退款',
      phoneNo: '13800000000',
      gmtCreate: now,
      gmtModified: now,
    }
    expect((await list()).rows[0]).toEqual(row)
    expect(await query(id)).toMatchObject({ ...row, tradeAmount: '12.30' })

    expect(await exec('reply.submit', { complain_event_id: id, reply_content: '您好' })).toMatchObject({
      code: '10000',
    })
    hand().followComplaint(id, 'respond', '快点')
    expect(await answered(id, { operator: '李四' })).toEqual(
      expect.objectContaining({ code: '10000', msg: 'Success' }),
    )
    expect(await answered(id)).toMatchObject({ code: '40004', subCode: 'STATUS_CHANGED' })
    hand().followComplaint(id, 'escalate', '')
    expect(await exec('reply.submit', { complain_event_id: id, reply_content: '再谈' })).toMatchObject({
      subCode: 'PARAM_ILLEGAL',
    })
    const supplement = { complain_event_id: id, supplement_content: '已寄出新茶' }
    expect(await exec('supplement.submit', supplement)).toMatchObject({ code: '10000' })
    hand().followComplaint(id, 'decide', '商家已履约')
    expect(await exec('supplement.submit', supplement)).toMatchObject({ subCode: 'PARAM_ILLEGAL' })
    const ended = await query(id)
    expect(ended).toMatchObject({ status: 'PLATFORM_FINISH', gmtFinished: now })
    expect(
      (ended.replyDetailInfos as Json[]).map(({ replierRole, content }) => [replierRole, content]),
    ).toEqual([
      ['MERCHANT', '您好'],
      ['USER', '快点'],
      ['MERCHANT', '马上换新'],
      ['USER', '申请支付宝介入'],
      ['MERCHANT', '已寄出新茶'],
      ['AUDITOR', '商家已履约'],
    ])
    expect((ended.replyDetailInfos as Json[])[2]).toMatchObject({ replierName: '李四', gmtCreate: now })
  })

  it('goes by the same words over REST v3', async () => {
    const { id } = await complained()
    const path = '/v3/alipay/merchant/tradecomplain'
    const read = () => rest.curl<Json>('GET', `${path}/${id}`)
    expect((await read()).data).toMatchObject({ complain_event_id: id, trade_amount: '12.30' })
    const { data: page } = await rest.curl<Json>('POST', `${path}/batchquery`, { body: { page_size: 1 } })
    expect(page).toMatchObject({
      page_num: 1,
      page_size: 1,
      trade_complain_infos: [{ complain_event_id: id }],
    })
    const body = { complain_event_id: id, feedback_code: '03', feedback_content: '已发货' }
    expect((await rest.curl('POST', `${path}/feedback`, { body })).data).toEqual({})
    await expect(rest.curl('POST', `${path}/feedback`, { body })).rejects.toMatchObject({
      code: 'STATUS_CHANGED',
      responseHttpStatus: 400,
    })
    const reply = { complain_event_id: id, reply_content: '单号 SF1' }
    expect((await rest.curl('POST', `${path}/reply`, { body: reply })).data).toEqual({})
    await expect(
      rest.curl('POST', `${path}/supplement`, { body: { complain_event_id: id, supplement_content: '无' } }),
    ).rejects.toMatchObject({ code: 'PARAM_ILLEGAL' })
    expect((await read()).data).toMatchObject({ status: 'MERCHANT_FEEDBACKED' })
  })

  it('belongs to its merchant, and to no unpaid order', async () => {
    const { id } = await complained()
    const made = await hand().makeApp({ name: '另一家店' })
    const stranger = new AlipaySdk({
      appId: made.appId,
      privateKey: made.appPrivateKey,
      keyType: 'PKCS8',
      alipayPublicKey: made.alipayPublicKey,
      gateway: `${under.url}/gateway.do`,
    })
    const ask = (method: string, bizContent: Json) =>
      stranger.exec(`${BASE}.${method}`, { bizContent }, { validateSign: true })
    expect(await ask('query', { complain_event_id: id })).toMatchObject({ subCode: 'AUTHORITY_ILLEGAL' })
    expect(await ask('batchquery', {})).toMatchObject({ code: '10000', totalNum: 0, totalPageNum: 0 })
    expect(await query('20260101')).toMatchObject({ subCode: 'PARAM_ILLEGAL' })
    expect(hand().raiseComplaint({ outTradeNo: 'never_placed', detail: '茶' })).toBeNull()
    const bizContent = { out_trade_no: 'unpaid', total_amount: '1.00', subject: '茶' }
    await under.sdk.exec('alipay.trade.precreate', { bizContent })
    expect(hand().raiseComplaint({ outTradeNo: 'unpaid', detail: '茶' })).toBeNull()
    expect(hand().followComplaint('20260101', 'revoke')).toBeNull()
  })

  it('made in a mini-program is the program’s, and can be asked for by it', async () => {
    const { appId } = under.core.keys.alipay
    const buyer = under.core.wallets.defaultUser('alipay')
    const bizContent = {
      out_trade_no: 'in_app',
      total_amount: '1.00',
      subject: '茶',
      product_code: 'JSAPI_PAY',
      op_app_id: appId,
      buyer_id: buyer.payerId,
    }
    await under.sdk.exec('alipay.trade.create', { bizContent }, { validateSign: true })
    under.pay('in_app')
    const id = hand().raiseComplaint({ outTradeNo: 'in_app', detail: '茶' })?.id
    const asked = { target_infos: [{ target_type: 'APPID', target_id: appId }] }
    expect((await list(asked)).rows.map(({ complainEventId }) => complainEventId)).toEqual([id])
    const other = { target_infos: [{ target_type: 'PUBLICID', target_id: appId }] }
    expect((await list(other)).rows).toEqual([])
  })

  it('whose refund is under way is answered when it has arrived', async () => {
    const { id, outTradeNo } = await complained()
    const bizContent = { out_trade_no: outTradeNo, refund_amount: '12.30', out_request_no: 'r1' }
    under.core.faults.add({ operation: 'refund', effect: 'refund_processing', times: 1 })
    await under.sdk.exec('alipay.trade.refund', { bizContent })
    expect(await answered(id, { feedback_code: '02' })).toMatchObject({ subCode: 'WAITING_REFUND' })
    under.alipay.finishRefund('r1', 'SUCCESS')
    expect(await answered(id, { feedback_code: '00' })).toMatchObject({ subCode: 'REFUND_ALREADY_SUCCEED' })
    expect(await answered(id, { feedback_code: '02' })).toMatchObject({ code: '10000' })
    const { id: other } = await complained()
    expect(await answered(other, { feedback_code: '00' })).toMatchObject({
      subCode: 'REFUND_FEEDBACK_FAILED',
    })
    expect(await query(other)).toMatchObject({ status: 'MERCHANT_PROCESSING' })
  })

  it('fails as a fault says, found by its order', async () => {
    const { id, outTradeNo } = await complained()
    const params = { code: 'SUBMIT_CONTENT_VIOLATION', message: '内容违规' }
    under.core.faults.add({ operation: 'complaint_feedback', effect: 'fail', outTradeNo, params, times: 1 })
    expect(await answered(id)).toMatchObject({ code: '40004', subCode: 'SUBMIT_CONTENT_VIOLATION' })
    expect(await answered(id)).toMatchObject({ code: '10000' })
  })
})

describe('the list', () => {
  it('is cut into pages, newest first', async () => {
    const ids: string[] = []
    for (let n = 0; n < 3; n += 1) {
      under.core.clock.advance(1_000)
      ids.unshift((await complained()).id)
    }
    const begin_time = beijingTime(under.core.clock.nowMs() - 2_000)
    const first = await list({ begin_time, page_size: 2 })
    expect(first.answer).toMatchObject({ pageNum: 1, pageSize: 2, totalNum: 3, totalPageNum: 2 })
    const second = await list({ begin_time, page_size: 2, page_num: 2 })
    expect([...first.rows, ...second.rows].map(({ complainEventId }) => complainEventId)).toEqual(ids)
    expect((await list({ begin_time, page_num: 9 })).rows).toEqual([])
    hand().followComplaint(ids[0]!, 'revoke')
    expect((await list({ begin_time, status: 'CANCELLED' })).rows).toMatchObject([
      { complainEventId: ids[0] },
    ])
  })

  it('begins thirty days ago unless said otherwise, and both ends belong to it', async () => {
    const { id } = await complained()
    const at = beijingTime(under.core.clock.nowMs())
    expect((await list({ begin_time: at, end_time: at })).rows[0]).toMatchObject({ complainEventId: id })
    under.core.clock.advance(31 * DAY_MS)
    expect((await list()).answer).toMatchObject({ totalNum: 0 })
    expect((await list({ begin_time: at })).rows[0]).toMatchObject({ complainEventId: id })
    const before = beijingTime(under.core.clock.nowMs() - 30 * DAY_MS)
    expect((await list({ begin_time: before })).answer).toMatchObject({ totalNum: 0 })
  })

  it.each([
    ['a page of nothing', { page_size: 0 }],
    ['a page above twenty', { page_size: 21 }],
    ['a page before the first', { page_num: 0 }],
    ['a page that is no number', { page_num: 'x' }],
    ['a time of another form', { begin_time: '2026-01-01' }],
    ['an end before the beginning', { begin_time: '2026-01-02 00:00:00', end_time: '2026-01-01 00:00:00' }],
    ['more than a year', { begin_time: '2025-01-01 00:00:00', end_time: '2026-06-01 00:00:00' }],
    ['a state that is none', { status: 'DONE' }],
    ['a target of no kind', { target_infos: [{ target_type: 'X', target_id: '1' }] }],
  ])('refuses %s', async (_what, asked) => {
    expect((await list(asked)).answer).toMatchObject({ code: '40004', subCode: 'PARAM_ILLEGAL' })
  })
})

describe('what a merchant says', () => {
  it.each([
    ['a code that is none', { feedback_code: '01' }],
    ['a text too long', { feedback_content: '茶'.repeat(201) }],
    ['a name too long', { operator: '一二三四五六七' }],
    ['a picture that was not uploaded', { feedback_images: 'nothing' }],
  ])('is refused with %s', async (_what, change) => {
    const { id } = await complained()
    expect(await answered(id, change)).toMatchObject({ code: '40004', subCode: 'PARAM_ILLEGAL' })
  })

  it.each(['complain_event_id', 'feedback_code', 'feedback_content'])(
    'is refused without %s',
    async (name) => {
      const { id } = await complained()
      const members = { complain_event_id: id, feedback_code: '05', feedback_content: '换新' }
      const rest = Object.fromEntries(Object.entries(members).filter(([one]) => one !== name))
      expect(await feedBack(rest)).toMatchObject({ subCode: 'PARAM_ILLEGAL' })
    },
  )

  it('as biz_content is not read: the members stand among the parameters', async () => {
    const { id } = await complained()
    const bizContent = { complain_event_id: id, feedback_code: '05', feedback_content: '换新' }
    const answer = await under.sdk.exec(`${BASE}.feedback.submit`, { bizContent }, { validateSign: true })
    expect(answer).toMatchObject({ subCode: 'PARAM_ILLEGAL' })
  })

  it('is shown by pictures, which the complaint leads to', async () => {
    const { id } = await complained()
    const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(2_000_000, 7)])
    const form = (fields: Record<string, string>) => {
      const made = new AlipayFormData()
      for (const [name, value] of Object.entries(fields)) made.addField(name, value)
      made.addFile('image_content', '茶.png', picture)
      return made
    }
    const uploaded = await under.sdk.exec(
      'alipay.merchant.image.upload',
      {},
      { formData: form({ image_type: 'png' }), validateSign: true },
    )
    expect(uploaded).toMatchObject({ code: '10000', imageId: expect.any(String) })
    const { data } = await rest.curl<Json>('POST', '/v3/alipay/merchant/image/upload', {
      body: { image_type: 'png' },
      form: form({}),
    })
    const images = `${uploaded.imageId},${data.image_id}`
    expect(await answered(id, { feedback_images: images })).toMatchObject({ code: '10000' })
    const [line] = (await query(id)).replyDetailInfos as Array<{ images: string[] }>
    expect(line?.images).toHaveLength(2)
    for (const url of line?.images ?? []) {
      const shown = await fetch(url)
      expect(shown.headers.get('content-type')).toBe('image/png')
      expect(Buffer.from(await shown.arrayBuffer()).equals(picture)).toBe(true)
    }
    expect((await fetch(`${under.url}/complaint-images/nothing`)).status).toBe(404)
  })

  it('has no picture without a file, of another kind, or above five megabytes', async () => {
    const upload = (type: string, bytes: number) => {
      const form = new AlipayFormData()
      form.addField('image_type', type)
      form.addFile('image_content', `a.${type}`, Buffer.alloc(bytes))
      return under.sdk.exec('alipay.merchant.image.upload', {}, { formData: form })
    }
    const nothing = await under.post({ method: 'alipay.merchant.image.upload', image_type: 'png' })
    expect(nothing.text).toContain('"sub_code":"PARAM_ILLEGAL"')
    expect(await upload('gif', 10)).toMatchObject({ subCode: 'PARAM_ILLEGAL' })
    expect(await upload('jpg', 5 * 1024 * 1024 + 1)).toMatchObject({ subCode: 'PARAM_ILLEGAL' })
    expect(await upload('jpg', 5 * 1024 * 1024)).toMatchObject({ code: '10000' })
  })
})

it('whatever is done to a complaint, its state is one that the table leads to, and an end is final', async () => {
  const events = fc.constantFrom(
    'feedback',
    'reply',
    'supplement',
    'respond',
    'confirm',
    'revoke',
    'escalate',
    'decide',
    'close',
  )
  const EVENT_OF: Record<string, ComplaintEvent> = {
    feedback: 'fed_back',
    reply: 'replied',
    supplement: 'supplemented',
    respond: 'responded',
    confirm: 'confirmed',
    revoke: 'withdrawn',
    escalate: 'escalated',
    decide: 'decided',
    close: 'closed',
  }
  await fc.assert(
    fc.asyncProperty(fc.array(events, { minLength: 1, maxLength: 7 }), async (steps) => {
      const { id } = await complained()
      let state: ComplaintState = 'MERCHANT_PROCESSING'
      for (const step of steps) {
        const next = nextComplaintState(state, EVENT_OF[step]!)
        const isTaken =
          step === 'feedback'
            ? (await answered(id)).code === '10000'
            : step === 'reply' || step === 'supplement'
              ? (await exec(`${step}.submit`, { complain_event_id: id, [`${step}_content`]: '茶' })).code ===
                '10000'
              : hand().followComplaint(id, step as 'respond') !== 'not_now'
        expect(isTaken, `${step} in ${state}`).toBe(next !== null)
        state = next ?? state
        const read = await query(id)
        expect(read.status).toBe(state)
        expect(read.gmtFinished !== undefined).toBe(Object.keys(COMPLAINT_MOVES[state]).length === 0)
      }
    }),
    { numRuns: 40 },
  )
}, 60_000)
