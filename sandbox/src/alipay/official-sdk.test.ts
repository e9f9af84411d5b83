import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'

const SUBJECT = '茶叶 200g / 明前 "龙井" & <礼盒>'
let under: AlipayUnderTest

beforeAll(async () => {
  under = await startAlipayUnderTest()
})
afterAll(() => under.stop())

function exec(method: string, bizContent: Record<string, unknown>) {
  return under.sdk.exec(method, { notify_url: under.notifyUrl, bizContent }, { validateSign: true })
}

describe('what the mobile SDK hands back', () => {
  const orderString = (outTradeNo: string) =>
    under.sdk.sdkExec('alipay.trade.app.pay', { bizContent: { outTradeNo, totalAmount: '1', subject: '茶' } })

  it('is signed as an answer of the gateway, over the text of its node', () => {
    const paid = under.alipay.institution.pay(orderString('app_1'), 'alipay', '123456')
    if ('zh' in paid) throw new Error(paid.en)
    const { resultStatus, result } = paid.clientResult!
    expect(resultStatus).toBe('9000')
    const told = JSON.parse(result) as { sign: string; alipay_trade_app_pay_response: object }
    expect(told.alipay_trade_app_pay_response).toMatchObject({
      code: '10000',
      app_id: under.core.keys.alipay.appId,
      seller_id: under.core.keys.alipay.sellerId,
      out_trade_no: 'app_1',
      total_amount: '1.00',
      trade_no: under.alipay.order('app_1')!.transactionId,
    })
    const text = under.sdk.getSignStr(result, 'alipay_trade_app_pay_response')
    expect(under.sdk.rsaCheck(text, told.sign, 'RSA2')).toBe(true)
    expect(under.sdk.rsaCheck(`${text} `, told.sign, 'RSA2')).toBe(false)
  })

  it('says when the payer turned away', () => {
    expect(under.alipay.institution.cancel(orderString('app_2'), 'alipay')).toMatchObject({
      state: 'payable',
      clientResult: { resultStatus: '6001', result: '' },
    })
  })
})

describe('the official alipay-sdk, unmodified, with validateSign', () => {
  it('pays, refunds in part and in full, and asks, by a precreated QR', async () => {
    const order = { outTradeNo: 'sdk_scan_1', totalAmount: '88.80', subject: SUBJECT }
    const precreated = await exec('alipay.trade.precreate', order)
    expect(precreated).toMatchObject({ code: '10000', outTradeNo: 'sdk_scan_1' })
    expect(precreated.qrCode).toMatch(/^https:\/\/qr\.alipay\.com\/bax[a-z0-9]+$/)

    const unscanned = await exec('alipay.trade.query', { outTradeNo: 'sdk_scan_1' })
    expect(unscanned).toMatchObject({ code: '40004', subCode: 'ACQ.TRADE_NOT_EXIST' })

    const looked = under.alipay.institution.look(precreated.qrCode, 'alipay')
    expect(looked).toMatchObject({ state: 'payable', amountMinor: 8880, description: SUBJECT })
    const waiting = await exec('alipay.trade.query', { outTradeNo: 'sdk_scan_1' })
    expect(waiting).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY', receiptAmount: '0.00' })

    under.pay('sdk_scan_1')
    const paid = await exec('alipay.trade.query', { outTradeNo: 'sdk_scan_1' })
    expect(paid).toMatchObject({
      code: '10000',
      tradeStatus: 'TRADE_SUCCESS',
      totalAmount: '88.80',
      buyerUserId: '2088000000000017',
      fundBillList: [{ amount: '88.80', fundChannel: 'ALIPAYACCOUNT' }],
    })
    const [notice] = await under.notices(1)
    expect(notice).toMatchObject({ trade_status: 'TRADE_SUCCESS', subject: SUBJECT, total_amount: '88.80' })
    expect(under.sdk.checkNotifySignV2(notice)).toBe(true)
    expect(under.sdk.checkNotifySignV2({ ...notice, total_amount: '0.01' })).toBe(false)

    const part = {
      outTradeNo: 'sdk_scan_1',
      refundAmount: '8.80',
      outRequestNo: 'r1',
      refundReason: '少一盒/退',
    }
    expect(await exec('alipay.trade.refund', part)).toMatchObject({ fundChange: 'Y', refundFee: '8.80' })
    expect(await exec('alipay.trade.refund', part)).toMatchObject({ fundChange: 'N', refundFee: '8.80' })
    const rest = { outTradeNo: 'sdk_scan_1', refundAmount: '80', outRequestNo: 'r2' }
    expect(await exec('alipay.trade.refund', rest)).toMatchObject({ fundChange: 'Y', refundFee: '88.80' })
    const known = { outTradeNo: 'sdk_scan_1', outRequestNo: 'r1' }
    expect(await exec('alipay.trade.fastpay.refund.query', known)).toMatchObject({
      refundStatus: 'REFUND_SUCCESS',
      refundAmount: '8.80',
      refundReason: '少一盒/退',
    })
    const unknown = await exec('alipay.trade.fastpay.refund.query', {
      outTradeNo: 'sdk_scan_1',
      outRequestNo: 'r9',
    })
    expect(unknown).toMatchObject({ code: '10000' })
    expect(unknown).not.toHaveProperty('refundAmount')

    const notices = await under.notices(3)
    expect(notices.map((one) => `${one.out_biz_no} ${one.trade_status} ${one.refund_fee}`).sort()).toEqual([
      'r1 TRADE_SUCCESS 8.80',
      'r2 TRADE_CLOSED 88.80',
      'undefined TRADE_SUCCESS undefined',
    ])
    for (const one of notices) expect(under.sdk.checkNotifySignV2(one)).toBe(true)
  })

  it.each(['GET', 'POST'] as const)(
    'opens the cashier by pageExec %s and returns signed',
    async (httpMethod) => {
      const outTradeNo = `sdk_page_${httpMethod}`
      const made = under.sdk.pageExec('alipay.trade.page.pay', httpMethod, {
        notify_url: under.notifyUrl,
        return_url: 'http://127.0.0.1:9/back?shop=1',
        bizContent: {
          out_trade_no: outTradeNo,
          product_code: 'FAST_INSTANT_TRADE_PAY',
          total_amount: '1.00',
          subject: SUBJECT,
        },
      })
      const cashier = httpMethod === 'GET' ? await fetch(made) : await submitForm(made)
      expect(cashier.status).toBe(200)
      expect(cashier.url).toMatch(/\/cashier\/bax[a-z0-9]+$/)
      const html = await cashier.text()
      expect(html).toContain('茶叶 200g / 明前 &quot;龙井&quot; &amp; &lt;礼盒&gt;')
      expect(html).toContain('<svg')

      under.pay(outTradeNo)
      const state = (await (await fetch(`${cashier.url}/state`)).json()) as {
        state: string
        returnUrl: string
      }
      expect(state.state).toBe('paid')
      const back = new URL(state.returnUrl)
      expect(back.searchParams.get('shop')).toBe('1')
      back.searchParams.delete('shop')
      const parameters = Object.fromEntries(back.searchParams)
      expect(parameters).toMatchObject({ method: 'alipay.trade.page.pay.return', out_trade_no: outTradeNo })
      expect(parameters).not.toHaveProperty('trade_status')
      expect(under.sdk.checkNotifySignV2(parameters)).toBe(true)
    },
  )

  it('jumps to the phone from the wap page', async () => {
    const link = under.sdk.pageExec('alipay.trade.wap.pay', 'GET', {
      return_url: 'http://127.0.0.1:9/back',
      bizContent: {
        out_trade_no: 'sdk_wap',
        total_amount: '2.50',
        subject: '手机',
        quit_url: 'http://127.0.0.1:9/quit',
      },
    })
    const page = await fetch(link)
    expect(page.url).toMatch(/\/wap\/bax/)
    expect(await page.text()).toContain('http://127.0.0.1:3100/phone?open=https%3A%2F%2Fqr.alipay.com%2Fbax')
    expect(under.alipay.institution.look(page.url, 'alipay')).toMatchObject({
      state: 'payable',
      returnUrl: 'http://127.0.0.1:9/quit',
    })
  })

  it('pays an app order string once, however often it is opened', () => {
    const orderString = under.sdk.sdkExec('alipay.trade.app.pay', {
      notify_url: under.notifyUrl,
      bizContent: { out_trade_no: 'sdk_app', total_amount: '3.00', subject: '应用 内购' },
    })
    const { institution } = under.alipay
    expect(institution.recognises(orderString)).toBe(true)
    expect(institution.look(orderString, 'alipay')).toMatchObject({ state: 'payable', amountMinor: 300 })
    expect(institution.pay(orderString, 'alipay', '000000')).toMatchObject({ code: 'wrong_password' })
    expect(institution.pay(orderString, 'alipay', '123456')).toMatchObject({ state: 'paid' })
    expect(institution.pay(orderString, 'alipay', '123456')).toMatchObject({ code: 'already_paid' })
    const forged = orderString.replace('3.00', '0.01')
    expect(institution.look(forged, 'alipay')).toMatchObject({ code: 'wrong_invocation_signature' })
  })
})

async function submitForm(html: string): Promise<Response> {
  const action = /action="([^"]+)"/.exec(html)![1]!
  const body = new URLSearchParams()
  for (const [, name, value] of html.matchAll(/name="([^"]+)" value="([^"]*)"/g)) {
    body.append(name!, value!.replaceAll('&quot;', '"'))
  }
  return fetch(action, { method: 'POST', body })
}
