import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AcquirerUnderTest, type ReceivedNotice, startAcquirerUnderTest } from './acquirer-under-test.js'
import { beijingDay } from './beijing-time.js'

let under: AcquirerUnderTest
beforeAll(async () => {
  under = await startAcquirerUnderTest()
})
afterAll(() => under.stop())

const PREORDER = '/api/v3/labs/trans/preorder'
const QUERY = '/api/v3/labs/query/tradequery'
const CLOSE = '/api/v3/labs/relation/close'
const REFUND = '/api/v3/labs/relation/refund'
const COUNTER = '/api/v3/ccss/counter/order/special_create'
const COUNTER_QUERY = '/api/v3/ccss/counter/order/query'
const phone = async (
  path: string,
  body: object,
): Promise<{ status: number; json: Record<string, unknown> }> => {
  const answer = await fetch(`${under.sandbox.homeUrl}/phone/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}
const of = (out_trade_no: string) => ({ ...under.whose(), out_trade_no })
const about =
  (number: string) =>
  ({ body }: ReceivedNotice): boolean =>
    (body.out_trade_no ?? body.out_order_no) === number

describe('a WeChat code through the acquirer', () => {
  it('is paid in the WeChat wallet, told, and found by query', async () => {
    const order = under.order()
    const made = await under.call(PREORDER, order)
    expect(made).toMatchObject({ status: 200, code: 'BBS00000', isSigned: true })
    const { code, code_image: image } = made.data.acc_resp_fields as Record<string, string>
    expect(code).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=/)
    expect(Buffer.from(image!, 'base64').subarray(1, 4).toString()).toBe('PNG')
    expect(String(made.data.trade_no).slice(-14)).toBe(made.data.log_no)
    expect((await under.call(QUERY, of(order.out_trade_no))).data.trade_state).toBe('INIT')

    expect(await phone('look', { wallet: 'alipay', text: code })).toMatchObject({ status: 409 })
    expect((await phone('look', { wallet: 'wechat', text: code })).json).toMatchObject({
      state: 'payable',
      amountMinor: 1_000,
    })
    expect((await phone('pay', { wallet: 'wechat', text: code, password: '123456' })).json.state).toBe('paid')
    const [notice] = await under.notices(1, about(order.out_trade_no))
    const found = await under.call(QUERY, of(order.out_trade_no))
    expect(notice).toMatchObject({
      isSigned: true,
      body: {
        out_trade_no: order.out_trade_no,
        trade_no: made.data.trade_no,
        trade_state: 'SUCCESS',
        total_amount: '1000',
        payer_amount: '1000',
        account_type: 'WECHAT',
        acc_trade_no: found.data.acc_trade_no,
      },
    })
    expect(found.data).toMatchObject({ trade_state: 'SUCCESS', trade_main_type: 'PREORDER', card_type: '02' })
    const again = await phone('pay', { wallet: 'wechat', text: code, password: '123456' })
    expect([again.status, again.json.code]).toEqual([409, 'already_paid'])
  })

  it('is refused where the acquirer does not grant it', async () => {
    const setTerms = (wechatNative: boolean) =>
      fetch(`${under.sandbox.homeUrl}/control/acquirer/merchant`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ wechatNative }),
      })
    await setTerms(false)
    expect((await under.call(PREORDER, under.order())).code).toBe('SBX40302')
    await setTerms(true)
    expect((await under.call(PREORDER, under.order())).code).toBe('BBS00000')
  })

  it('closes, and then nobody pays', async () => {
    const order = under.order()
    const { data } = await under.call(PREORDER, order)
    const text = (data.acc_resp_fields as { code: string }).code
    const origin = { ...under.whose(), origin_out_trade_no: order.out_trade_no }
    expect(await under.call(CLOSE, origin)).toMatchObject({
      code: 'BBS00000',
      data: { origin_trade_no: data.trade_no },
    })
    expect((await under.call(CLOSE, origin)).code).toBe('BBS00000')
    expect((await under.call(QUERY, of(order.out_trade_no))).data.trade_state).toBe('CLOSE')
    expect((await phone('pay', { wallet: 'wechat', text, password: '123456' })).json.code).toBe('closed')
  })

  it('ends by time', async () => {
    const order = under.order({ acc_busi_fields: { timeout_express: '1' } })
    const { data } = await under.call(PREORDER, order)
    under.sandbox.clock.advance(60_000)
    expect((await under.call(QUERY, of(order.out_trade_no))).data.trade_state).toBe('CLOSE')
    const text = (data.acc_resp_fields as { code: string }).code
    expect((await phone('pay', { wallet: 'wechat', text, password: '123456' })).json.code).toBe('expired')
  })
})

describe('invocations', () => {
  it('hands a WeChat page signed parameters that the wallet checks', async () => {
    const [user] = under.sandbox.control.wallets()
    const busi = { user_id: user!.payerId, sub_appid: under.sandbox.credentials.wechatpay.appid }
    const { data } = await under.call(PREORDER, under.order({ trans_type: '51', acc_busi_fields: busi }))
    const fields = data.acc_resp_fields as Record<string, string>
    const shown = {
      appId: fields.app_id,
      timeStamp: fields.time_stamp,
      nonceStr: fields.nonce_str,
      package: fields.package,
      signType: fields.sign_type,
      paySign: fields.pay_sign,
    }
    const forged = { ...shown, timeStamp: '1' }
    expect((await phone('look', { wallet: 'wechat', text: JSON.stringify(forged) })).json.code).toBe(
      'wrong_invocation_signature',
    )
    const text = JSON.stringify(shown)
    expect((await phone('look', { wallet: 'wechat', text })).json.state).toBe('payable')
    expect((await phone('invoke/inspect', { wallet: 'wechat', text })).json).toMatchObject({
      product: 'JSAPI',
      problem: null,
      view: { state: 'payable' },
    })
    expect((await phone('pay', { wallet: 'wechat', text, password: '123456' })).status).toBe(200)
    // WeChat Pay takes no complaints about what an acquirer was paid.
    const history = await fetch(`${under.sandbox.homeUrl}/phone/api/history?wallet=wechat`)
    const [paid] = (await history.json()) as object[]
    expect(paid).toMatchObject({ kind: 'paid' })
    expect(paid).not.toHaveProperty('orderId')
  })

  it('lets only the named payer pay', async () => {
    const change = { account_type: 'ALIPAY', trans_type: '51', acc_busi_fields: { user_id: '2088999' } }
    const { data } = await under.call(PREORDER, under.order(change))
    const text = (data.acc_resp_fields as { prepay_id: string }).prepay_id
    expect((await phone('look', { wallet: 'alipay', text })).status).toBe(409)
  })

  it('hands an Alipay window the wallet’s own number, under which the payment is found', async () => {
    const user = under.sandbox.control.wallets().find(({ wallet }) => wallet === 'alipay')!
    const change = { account_type: 'ALIPAY', trans_type: '51', acc_busi_fields: { user_id: user.payerId } }
    const order = under.order(change)
    const { data } = await under.call(PREORDER, order)
    const { prepay_id: text } = data.acc_resp_fields as { prepay_id: string }
    expect((await phone('pay', { wallet: 'alipay', text, password: '123456' })).json.state).toBe('paid')
    const found = await under.call(QUERY, of(order.out_trade_no))
    expect(found.data).toMatchObject({ trade_state: 'SUCCESS', acc_trade_no: text })
  })

  it('leads an Alipay mobile page to the phone', async () => {
    const { data } = await under.call(PREORDER, under.order({ account_type: 'ALIPAY', trans_type: '81' }))
    const form = (data.acc_resp_fields as { form_data: string }).form_data
    const address = /action="([^"]+)"/.exec(form)![1]!
    const jump = await fetch(address, { redirect: 'manual' })
    expect(jump.status).toBe(302)
    expect(jump.headers.get('location')).toBe(
      `${under.sandbox.homeUrl}/phone?open=${encodeURIComponent(address)}`,
    )
    expect((await phone('look', { wallet: 'alipay', text: address })).json.state).toBe('payable')
  })
})

describe('the aggregated code', () => {
  it.each([
    ['wechat', 'WECHAT'],
    ['alipay', 'ALIPAY'],
  ])('is paid by whoever scans it: %s', async (wallet, mode) => {
    const order = under.counter()
    const made = await under.call(COUNTER, order)
    expect(made).toMatchObject({ code: '000000', isSigned: true })
    const text = String(made.data.counter_url)
    const page = await fetch(text)
    expect([page.status, (await page.text()).includes('<svg')]).toEqual([200, true])
    expect((await phone('pay', { wallet, text, password: '123456' })).status).toBe(200)
    const [notice] = await under.notices(1, about(order.out_order_no))
    expect(notice).toMatchObject({
      isSigned: true,
      body: {
        out_order_no: order.out_order_no,
        order_status: '2',
        total_amount: 1_000,
        order_trade_info: { trade_type: 'PAY', pay_mode: mode, trade_amount: 1_000 },
      },
    })
    const identity = { pay_order_no: made.data.pay_order_no, channel_id: made.data.channel_id }
    expect((await under.call(COUNTER_QUERY, identity)).data).toMatchObject({
      order_status: '2',
      order_trade_info_list: [{ pay_mode: mode }],
    })
    const state = await fetch(`${text}/state`)
    expect(await state.json()).toEqual({ state: 'paid', returnUrl: null })
  })

  it('may be left to one wallet', async () => {
    const { data } = await under.call(COUNTER, under.counter({ counter_param: '{"pay_mode":"ALIPAY"}' }))
    expect((await phone('look', { wallet: 'wechat', text: data.counter_url })).status).toBe(409)
    expect((await phone('look', { wallet: 'alipay', text: data.counter_url })).status).toBe(200)
    expect(under.sandbox.control.pay({ code: String(data.counter_url) })).toMatchObject({ state: 'paid' })
  })

  it('is paid twice where the merchant allowed it, and the second is given back by itself if asked', async () => {
    const before = under.sandbox.control.wallets().map(({ balanceMinor }) => balanceMinor)
    const order = under.counter({ support_repeat_pay: 1, repeat_pay_auto_refund: '1' })
    const { data } = await under.call(COUNTER, order)
    const code = String(data.counter_url)
    under.sandbox.control.pay({ code, userId: 'wechat' })
    under.sandbox.control.pay({ code, userId: 'alipay' })
    const found = await under.call(COUNTER_QUERY, { ...under.whose(), out_order_no: order.out_order_no })
    const list = found.data.order_trade_info_list as Array<{ trade_type: string; trade_no: string }>
    expect(list.map(({ trade_type }) => trade_type)).toEqual(['PAY', 'PAY', 'REFUND'])
    expect(found.data.order_status).toBe('2')
    const after = under.sandbox.control.wallets().map(({ balanceMinor }) => balanceMinor)
    expect(before.map((balance, at) => balance - after[at]!)).toEqual([1_000, 0])
  })

  it('keeps both payments where it does not', async () => {
    const order = under.counter({ support_repeat_pay: 1 })
    const { data } = await under.call(COUNTER, order)
    const code = String(data.counter_url)
    under.sandbox.control.pay({ code, userId: 'wechat' })
    under.sandbox.control.pay({ code, userId: 'alipay' })
    const told = await under.notices(2, about(order.out_order_no))
    const modes = told.map(({ body }) => (body.order_trade_info as { pay_mode: string }).pay_mode)
    expect(modes.sort()).toEqual(['ALIPAY', 'WECHAT'])
  })
})

describe('the settlement file', () => {
  it('lies ready in the morning and adds up to what happened', async () => {
    const own = await startAcquirerUnderTest()
    // At midnight in Beijing the day would change between the payment and its refunds.
    own.sandbox.clock.freeze()
    try {
      const day = beijingDay(own.sandbox.clock.nowMs())
      const order = own.order({ total_amount: '10000' })
      const { data } = await own.call(PREORDER, order)
      own.sandbox.control.pay({ outTradeNo: order.out_trade_no })
      const refund = (out_trade_no: string, refund_amount: string) =>
        own.call(REFUND, {
          ...own.whose(),
          out_trade_no,
          refund_amount,
          origin_trade_no: data.trade_no,
        })
      expect((await refund('R1', '3333')).code).toBe('BBS00000')
      expect((await refund('R2', '6667')).code).toBe('BBS00000')
      const ask = () =>
        own.call('/api/v3/sandbox/settlement_file', { merchant_no: own.keys.merchantNo, trade_date: day })
      expect((await ask()).code).toBe('SBX40907')
      own.sandbox.clock.advance(36 * 3_600_000)
      const asked = await ask()
      const text = await (await fetch(String(asked.data.file_url))).text()
      expect(createHash('sha256').update(text).digest('hex')).toBe(asked.data.sha256)
      const lines = text
        .trimEnd()
        .split('\n')
        .map((line) => line.split('|'))
      expect(lines.map((line) => line[8] ?? line[0])).toEqual([
        'trade_type',
        'PAY',
        'REFUND',
        'REFUND',
        'TOTAL',
      ])
      expect(lines.slice(1, 4).map((line) => line[4])).toContain(data.log_no)
      // Fee 0.38 %: 38 fen, and all of it back with the last part.
      expect(
        lines
          .slice(1, 4)
          .map((line) => Number(line[11]))
          .reduce((sum, fee) => sum + fee, 0),
      ).toBe(0)
      expect(lines[1]!.slice(10, 13)).toEqual(['10000', '38', '9962'])
      expect(lines[4]).toEqual(['TOTAL', '3', '0', '0', '0'])
      own.sandbox.clock.advance(11 * 60_000)
      expect((await fetch(String(asked.data.file_url))).status).toBe(404)
    } finally {
      await own.stop()
    }
  })
})
