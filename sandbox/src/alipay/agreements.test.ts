import { AlipaySdk } from 'alipay-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import { openIdOf } from './apps.js'

const DAY = 86_400_000
let under: AlipayUnderTest
beforeEach(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
})
afterEach(() => under.stop())

const exec = (method: string, bizContent: Record<string, unknown>) =>
  under.sdk.exec(method, { notify_url: under.notifyUrl, bizContent }, { validateSign: true })
const date = (offsetDays: number) =>
  new Date(under.core.clock.nowMs() + offsetDays * DAY + 8 * 3_600_000).toISOString().slice(0, 10)
const signLink = (more: Record<string, unknown> = {}) =>
  under.sdk.pageExec('alipay.user.agreement.page.sign', 'GET', {
    notify_url: under.notifyUrl,
    return_url: 'http://127.0.0.1:9/signed?shop=1',
    bizContent: {
      personal_product_code: 'CYCLE_PAY_AUTH_P',
      sign_scene: 'INDUSTRY|CARRENTAL',
      external_agreement_no: 'ext1',
      access_params: { channel: 'QRCODE' },
      period_rule_params: {
        period_type: 'DAY',
        period: '7',
        execute_time: date(10),
        single_amount: '10.00',
        total_amount: '25.00',
        total_payments: '2',
      },
      ...more,
    },
  })
const agree = (text: string) => under.alipay.byHand.decide(text, { agrees: true })
function sign(more: Record<string, unknown> = {}): string {
  const decision = agree(signLink(more))
  if (!decision.done) throw new Error(decision.en)
  return decision.result.agreement_no!
}
const deduct = (
  outTradeNo: string,
  totalAmount: string,
  agreementNo: string,
  productCode = 'CYCLE_PAY_AUTH',
) =>
  exec('alipay.trade.pay', {
    outTradeNo,
    totalAmount,
    subject: '会员',
    productCode,
    agreementParams: { agreementNo },
  })

describe('signing', () => {
  it('shows a page, takes the password, tells it, and goes back signed', async () => {
    const page = await fetch(signLink())
    expect(page.url).toMatch(/\/consent\/[0-9a-f]{32}$/)
    const html = await page.text()
    expect(html).toContain('签约自动扣款')
    // With no-referrer a browser sends Origin: null, and its answer would be taken for a stranger's.
    expect(html).toContain('name="referrer" content="same-origin"')
    const answer = (fields: Record<string, string>, headers = {}) =>
      fetch(page.url, { method: 'POST', body: new URLSearchParams(fields), headers })
    const foreign = await answer({ decision: 'agree', password: '123456' }, { origin: 'http://evil.example' })
    expect(foreign.status).toBe(404)
    expect(await (await answer({ decision: 'agree', password: '000000' })).text()).toContain('支付密码错误')
    const agreed = await (await answer({ decision: 'agree', password: '123456', user: 'alipay' })).text()
    const back = new URL(/href="(http:\/\/127\.0\.0\.1:9[^"]+)"/.exec(agreed)![1]!.replaceAll('&amp;', '&'))
    expect(back.searchParams.get('shop')).toBe('1')
    back.searchParams.delete('shop')
    const result = Object.fromEntries(back.searchParams)
    expect(result).toMatchObject({ status: 'NORMAL', external_agreement_no: 'ext1' })
    expect(under.sdk.checkNotifySignV2(result)).toBe(true)
    const [notice] = await under.notices(1)
    expect(notice).toMatchObject({
      notify_type: 'dut_user_sign',
      agreement_no: result.agreement_no,
      sign_scene: 'INDUSTRY|CARRENTAL',
      next_deduct_time: date(10),
      invalid_time: '2115-02-01 00:00:00',
    })
    expect(under.sdk.checkNotifySignV2(notice)).toBe(true)
    expect((await answer({ decision: 'agree', password: '123456' })).status).toBe(404)
  })

  it('is asked for by a signed string too, and may be refused', () => {
    const text = under.sdk.sdkExec('alipay.user.agreement.page.sign', {
      bizContent: { personal_product_code: 'GENERAL_WITHHOLDING_P', access_params: { channel: 'ALIPAYAPP' } },
    })
    expect(under.alipay.byHand.decide(text, { agrees: false })).toMatchObject({ done: true, result: {} })
    expect(agree(text)).toMatchObject({ done: true, result: { status: 'NORMAL' } })
    expect(agree(`${text}x`)).toMatchObject({ done: false })
  })

  it('signs a number once, however many pages are open', async () => {
    const pages = [signLink(), signLink()].map((link) => fetch(link).then((page) => page.url))
    const [one, two] = await Promise.all(pages)
    expect(agree(one!)).toMatchObject({ done: true })
    expect(agree(two!)).toMatchObject({ done: false, zh: 'external_agreement_no已存在' })
  })

  it('is for the named user only, also under an open id, which then names the user everywhere', async () => {
    const shop = await under.alipay.byHand.makeApp({ buyerNames: 'open_id' })
    const named = under.core.wallets.create({ wallet: 'alipay' })
    const sdk = new AlipaySdk({
      appId: shop.appId,
      privateKey: shop.appPrivateKey,
      keyType: 'PKCS8',
      alipayPublicKey: shop.alipayPublicKey,
      gateway: `${under.url}/gateway.do`,
    })
    const openId = openIdOf(shop.appId, named.payerId)
    const page = (sign_open_id: string) =>
      sdk.sdkExec('alipay.user.agreement.page.sign', {
        notify_url: under.notifyUrl,
        bizContent: {
          personal_product_code: 'GENERAL_WITHHOLDING_P',
          access_params: { channel: 'ALIPAYAPP' },
          identity_params: { sign_open_id },
        },
      })
    const { byHand } = under.alipay
    expect(agree(page(openId))).toMatchObject({ done: false })
    expect(byHand.decide(page('nobody'), { agrees: true, userId: named.id })).toMatchObject({ done: false })
    const signed = byHand.decide(page(openId), { agrees: true, userId: named.id })
    expect(signed).toMatchObject({ done: true, result: { alipay_open_id: openId } })
    const [notice] = await under.notices(1)
    expect(notice).toMatchObject({ notify_type: 'dut_user_sign', alipay_open_id: openId })
    expect(JSON.stringify([signed, notice])).not.toContain(named.payerId)
  })

  it.each([
    ['no rule', { period_rule_params: undefined }],
    ['an unknown product', { personal_product_code: 'X' }],
    ['an underscore in the number', { external_agreement_no: 'a_b' }],
    ['no scene', { sign_scene: undefined }],
  ])('refuses %s on a page', async (_what, more) => {
    expect(await (await fetch(signLink(more))).text()).toContain('INVALID_PARAMETER')
  })
})

describe('deducting', () => {
  it('keeps to dates, amounts and times', async () => {
    const agreementNo = sign()
    expect(await deduct('d0', '10.00', agreementNo)).toMatchObject({
      subCode: 'ACQ.CYCLE_PAY_DATE_NOT_MATCH',
    })
    under.core.clock.advance(5 * DAY)
    expect(await deduct('d0', '10.01', agreementNo)).toMatchObject({
      subCode: 'ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED',
    })
    expect(await deduct('d1', '10.00', agreementNo)).toMatchObject({ code: '10000', receiptAmount: '10.00' })
    const [told] = await under.notices(1, (one) => one.out_trade_no === 'd1')
    expect(told).toMatchObject({
      trade_status: 'TRADE_SUCCESS',
      agreement_no: agreementNo,
      external_agreement_no: 'ext1',
    })
    expect(await deduct('d2', '10.00', agreementNo)).toMatchObject({
      subCode: 'ACQ.CYCLE_PAY_DATE_NOT_MATCH',
    })
    expect(await exec('alipay.user.agreement.query', { agreementNo })).toMatchObject({
      status: 'NORMAL',
      nextDeductTime: date(12),
      lastDeductTime: date(0),
    })
    under.core.clock.advance(7 * DAY)
    expect(await deduct('d2', '9.00', agreementNo)).toMatchObject({ code: '10000' })
    under.core.clock.advance(7 * DAY)
    expect(await deduct('d3', '7.00', agreementNo)).toMatchObject({
      subCode: 'ACQ.CYCLE_PAY_TOTAL_FEE_EXCEED',
    })
    expect(await deduct('d3', '6.00', agreementNo)).toMatchObject({
      subCode: 'ACQ.CYCLE_PAY_TOTAL_TIMES_EXCEED',
    })
  })

  it('moves the plan later only', async () => {
    const agreementNo = sign()
    const modify = (deductTime: string) =>
      exec('alipay.user.agreement.executionplan.modify', { agreementNo, deductTime })
    expect(await modify(date(9))).toMatchObject({ subCode: 'ILLEGAL_EXECUTION_TIME' })
    expect(await modify(date(20))).toMatchObject({ deductTime: date(20) })
    under.core.clock.advance(14 * DAY)
    expect(await deduct('d1', '1', agreementNo)).toMatchObject({ subCode: 'ACQ.CYCLE_PAY_DATE_NOT_MATCH' })
  })

  it('needs the right agreement, in force, and the money', async () => {
    const agreementNo = sign({
      personal_product_code: 'GENERAL_WITHHOLDING_P',
      period_rule_params: undefined,
      sign_validity_period: '30d',
    })
    const withhold = (no: string, amount: string) => deduct(no, amount, agreementNo, 'GENERAL_WITHHOLDING')
    expect(await deduct('w0', '1', agreementNo)).toMatchObject({ subCode: 'ACQ.AGREEMENT_ERROR' })
    expect(await deduct('w0', '1', '20260101000000')).toMatchObject({ subCode: 'ACQ.AGREEMENT_NOT_EXIST' })
    expect(await withhold('w1', '20000.00')).toMatchObject({
      subCode: 'ACQ.BUYER_BALANCE_NOT_ENOUGH',
      canTurnToAppPay: 'true',
    })
    expect(await withhold('w2', '100.00')).toMatchObject({ code: '10000' })
    under.core.clock.advance(30 * DAY)
    expect(await withhold('w3', '1')).toMatchObject({ subCode: 'ACQ.AGREEMENT_INVALID' })
    expect(await exec('alipay.user.agreement.query', { agreementNo })).toMatchObject({
      subCode: 'USER_AGREEMENT_NOT_EXIST',
    })
  })

  it('takes no order whose agreement could not be signed', async () => {
    const order = (agreement_sign_params: object) =>
      under.sdk.sdkExec('alipay.trade.app.pay', {
        bizContent: { out_trade_no: 'first', total_amount: '1.00', subject: '首月', agreement_sign_params },
      })
    const access_params = { channel: 'ALIPAYAPP' }
    for (const [params, words] of [
      [{ personal_product_code: 'CYCLE_PAY_AUTH_P', access_params }, 'period_rule_params'],
      [
        { personal_product_code: 'GENERAL_WITHHOLDING_P', access_params, external_agreement_no: 'e1' },
        'sign_scene',
      ],
    ] as const) {
      const paid = under.alipay.institution.pay(order(params), 'alipay', '123456')
      expect('zh' in paid ? paid.zh : '').toContain(words)
    }
    expect(under.core.wallets.user('alipay')!.balanceMinor).toBe(1_000_000)
  })

  it('signs while paying a trade that a server made', async () => {
    const { tradeNo } = await exec('alipay.trade.create', {
      outTradeNo: 'first',
      totalAmount: '1.00',
      subject: '首月',
      buyerId: '2088000000000017',
      agreementSignParams: {
        personalProductCode: 'GENERAL_WITHHOLDING_P',
        accessParams: { channel: 'ALIPAYAPP' },
        signScene: 'INDUSTRY|X',
      },
    })
    expect(under.alipay.institution.pay(tradeNo, 'alipay', '123456')).toMatchObject({ state: 'paid' })
    const notices = await under.notices(2)
    expect(notices.map((one) => one.notify_type)).toContain('dut_user_sign')
  })

  it('signs while paying', async () => {
    const orderString = under.sdk.sdkExec('alipay.trade.app.pay', {
      notify_url: under.notifyUrl,
      bizContent: {
        out_trade_no: 'first',
        total_amount: '1.00',
        subject: '首月',
        product_code: 'GENERAL_WITHHOLDING',
        agreement_sign_params: {
          personal_product_code: 'GENERAL_WITHHOLDING_P',
          access_params: { channel: 'ALIPAYAPP' },
          sign_scene: 'INDUSTRY|X',
          external_agreement_no: 'ext9',
        },
      },
    })
    expect(under.alipay.institution.pay(orderString, 'alipay', '123456')).toMatchObject({ state: 'paid' })
    const notices = await under.notices(2)
    const agreementNo = notices.find((one) => one.notify_type === 'dut_user_sign')!.agreement_no!
    expect(await deduct('second', '2.00', agreementNo, 'GENERAL_WITHHOLDING')).toMatchObject({
      code: '10000',
    })
  })
})

describe('ending', () => {
  it('is told whoever ends it', async () => {
    const agreementNo = sign()
    const key = {
      personalProductCode: 'CYCLE_PAY_AUTH_P',
      signScene: 'INDUSTRY|CARRENTAL',
      externalAgreementNo: 'ext1',
    }
    expect(await exec('alipay.user.agreement.query', key)).toMatchObject({ agreementNo })
    expect(await exec('alipay.user.agreement.unsign', key)).toEqual(
      expect.objectContaining({ code: '10000' }),
    )
    expect(await exec('alipay.user.agreement.unsign', { agreementNo })).toMatchObject({
      subCode: 'AGREEMENT_NOT_EXIST',
    })
    const second = sign()
    expect(under.alipay.byHand.unsign(second)).toBe(true)
    expect(under.alipay.byHand.unsign(second)).toBe(false)
    const notices = await under.notices(4)
    const ended = notices.filter((one) => one.notify_type === 'dut_user_unsign')
    expect(ended.map((one) => [one.agreement_no, one.status]).sort()).toEqual(
      [
        [agreementNo, 'UNSIGN'],
        [second, 'UNSIGN'],
      ].sort(),
    )
    for (const one of ended) expect(under.sdk.checkNotifySignV2(one)).toBe(true)
  })
})

describe('pay after use', () => {
  const zhima = (method: string, biz: Record<string, unknown>) =>
    exec(`zhima.credit.payafteruse.${method}`, biz)
  const open = () => {
    const decision = agree(
      under.sdk.sdkExec('zhima.credit.payafteruse.creditagreement.sign', {
        bizContent: { out_agreement_no: 'a1', zm_service_id: 'service1' },
      }),
    )
    return decision.done ? decision.result.credit_agreement_id! : ''
  }
  const charge = (creditBizOrderId: string, totalAmount: string, outTradeNo = 'c1') =>
    exec('alipay.trade.pay', {
      outTradeNo,
      totalAmount,
      subject: '租借',
      productCode: 'CREDIT_PAY_AFTER_USE',
      extendParams: { creditBizOrderId },
    })

  it('orders under an open service, charges later, and closes with a full refund', async () => {
    expect(await zhima('creditagreement.query', { outAgreementNo: 'a1' })).toMatchObject({
      subCode: 'CREDIT_AGREEMENT_NOT_EXIST',
    })
    const creditAgreementId = open()
    expect(await zhima('creditagreement.query', { outAgreementNo: 'a1' })).toMatchObject({
      agreementStatus: 'VALID',
      creditAgreementId,
    })
    const { creditBizOrderId } = await zhima('creditbizorder.order', {
      outOrderNo: 'o1',
      subject: '租借',
      creditAgreementId,
      orderAmount: '50.00',
    })
    const state = async () => (await zhima('creditbizorder.query', { creditBizOrderId })).orderStatus
    expect(await state()).toBe('INIT')
    expect(await charge(creditBizOrderId, '50.01')).toMatchObject({ subCode: 'ACQ.TOTAL_FEE_EXCEED' })
    expect(
      await zhima('creditbizorder.finish', { creditBizOrderId, outRequestNo: 'f1', isFulfilled: 'true' }),
    ).toMatchObject({ orderStatus: 'INIT' })
    expect(await charge(creditBizOrderId, '12.00')).toMatchObject({ code: '10000', creditBizOrderId })
    expect(await state()).toBe('TRADE_FINISHED')
    expect(await charge(creditBizOrderId, '1.00', 'c2')).toMatchObject({ subCode: 'ACQ.TRADE_STATUS_ERROR' })
    await exec('alipay.trade.refund', { outTradeNo: 'c1', refundAmount: '12.00' })
    expect(await state()).toBe('TRADE_CLOSED')
  })

  it('opens the service with an order, and cancels one that was not kept', async () => {
    const text = under.sdk.sdkExec('zhima.credit.payafteruse.creditbizorder.create', {
      bizContent: { out_order_no: 'o2', subject: '租借', zm_service_id: 'service1' },
    })
    const decision = agree(text)
    const { credit_biz_order_id: creditBizOrderId, credit_agreement_id: creditAgreementId } = decision.done
      ? decision.result
      : {}
    const finish = (outRequestNo: string) =>
      zhima('creditbizorder.finish', { creditBizOrderId, outRequestNo, isFulfilled: 'false' })
    expect(await finish('f1')).toMatchObject({ orderStatus: 'TRADE_CLOSED' })
    expect(await finish('f1')).toMatchObject({ orderStatus: 'TRADE_CLOSED' })
    expect(await finish('f2')).toMatchObject({ subCode: 'ORDER_STATUS_INVALID' })
    await zhima('creditagreement.unsign', { creditAgreementId })
    expect(
      await zhima('creditbizorder.order', { outOrderNo: 'o3', subject: '租借', creditAgreementId }),
    ).toMatchObject({ subCode: 'CREDIT_AGREEMENT_INVALID' })
  })
})
