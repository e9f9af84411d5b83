import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import { openIdOf } from './apps.js'

let under: AlipayUnderTest
beforeEach(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
})
afterEach(() => under.stop())

const exec = (method: string, bizContent: Record<string, unknown>) =>
  under.sdk.exec(
    `alipay.trade.${method}`,
    { notify_url: under.notifyUrl, bizContent },
    { validateSign: true },
  )
const show = (wish = {}) => under.alipay.byHand.showPaymentCode(wish)!.id
const pay = (authCode: string, more: Record<string, unknown> = {}) =>
  exec('pay', {
    outTradeNo: 'till_1',
    totalAmount: '88.80',
    subject: '茶',
    scene: 'bar_code',
    authCode,
    ...more,
  })
const query = async () => (await exec('query', { outTradeNo: 'till_1' })).tradeStatus

describe('alipay.trade.pay', () => {
  it('is paid at once by a code, tells it, and takes each code once', async () => {
    const code = show()
    expect(code).toMatch(/^28\d{16}$/)
    expect(await pay(code)).toMatchObject({
      code: '10000',
      buyerUserId: '2088000000000017',
      receiptAmount: '88.80',
      fundBillList: [{ amount: '88.80', fundChannel: 'ALIPAYACCOUNT' }],
    })
    expect(await query()).toBe('TRADE_SUCCESS')
    expect((await under.notices(1))[0]).toMatchObject({
      trade_status: 'TRADE_SUCCESS',
      out_trade_no: 'till_1',
    })
    expect(under.core.wallets.user('alipay')!.balanceMinor).toBe(1_000_000 - 8880)
    expect(await pay(show())).toMatchObject({ subCode: 'ACQ.TRADE_HAS_SUCCESS' })
    expect(await pay(code, { outTradeNo: 'till_2' })).toMatchObject({
      subCode: 'ACQ.PAYMENT_AUTH_CODE_INVALID',
    })
  })

  it('answers 10003 until the payer confirms on the phone', async () => {
    const waiting = await pay(show({ asksPassword: true }))
    expect(waiting).toMatchObject({ code: '10003', outTradeNo: 'till_1' })
    expect(waiting).not.toHaveProperty('gmtPayment')
    expect(await query()).toBe('WAIT_BUYER_PAY')
    const [open] = under.alipay.institution.openCodes()
    const other = under.core.wallets.create({ wallet: 'alipay' })
    expect(under.alipay.institution.pay(open!.code, other.id, '123456')).toMatchObject({
      code: 'unknown_code',
    })
    expect(under.alipay.institution.pay(open!.code, 'alipay', '123456')).toMatchObject({ state: 'paid' })
    expect(await query()).toBe('TRADE_SUCCESS')
  })

  it('asks for the password above the free amount, and cancel gives the number up', async () => {
    expect(await pay(show(), { totalAmount: '1000.01' })).toMatchObject({ code: '10003' })
    expect(await exec('cancel', { outTradeNo: 'till_1' })).toMatchObject({ action: 'close', retryFlag: 'N' })
    expect(await query()).toBe('TRADE_CLOSED')
    expect(await pay(show(), { totalAmount: '1000.01' })).toMatchObject({ subCode: 'ACQ.TRADE_HAS_CLOSE' })
  })

  it('is not cancelled a day later, paid or not', async () => {
    await pay(show(), { totalAmount: '1000.01', timeoutExpress: '2d' })
    await pay(show(), { outTradeNo: 'till_2' })
    under.core.clock.advance(24 * 3_600_000 + 1)
    for (const outTradeNo of ['till_1', 'till_2'])
      expect(await exec('cancel', { outTradeNo })).toMatchObject({ subCode: 'ACQ.TRADE_CANCEL_TIME_OUT' })
    expect(await query()).toBe('WAIT_BUYER_PAY')
  })

  it('gives a paid one back when it is cancelled', async () => {
    await pay(show())
    expect(await exec('cancel', { outTradeNo: 'till_1' })).toMatchObject({ action: 'refund' })
    expect(under.core.wallets.user('alipay')!.balanceMinor).toBe(1_000_000)
  })

  it('refuses codes that are over, unknown or of the other kind, and a payer without money', async () => {
    const old = show()
    under.core.clock.advance(60_000)
    const face = show({ kind: 'security_code' })
    for (const authCode of [old, '288888888888888888', face]) {
      expect(await pay(authCode)).toMatchObject({ subCode: 'ACQ.PAYMENT_AUTH_CODE_INVALID' })
    }
    expect(await pay(face, { scene: 'security_code' })).toMatchObject({ code: '10000' })
    const poor = under.core.wallets.create({ wallet: 'alipay', balanceMinor: 1 })
    expect(await pay(show({ userId: poor.id }), { outTradeNo: 'till_3' })).toMatchObject({
      code: '40004',
      subCode: 'ACQ.BUYER_BALANCE_NOT_ENOUGH',
      outTradeNo: 'till_3',
      receiptAmount: '0.00',
    })
    expect(await pay(show(), { outTradeNo: 'till_3' })).toMatchObject({
      subCode: 'ACQ.TRADE_BUYER_NOT_MATCH',
    })
  })

  it.each([
    ['no scene', { scene: undefined }, 'ACQ.INVALID_PARAMETER'],
    ['no code', { authCode: undefined }, 'ACQ.INVALID_PARAMETER'],
    ['a product that is not signed', { productCode: 'PRE_AUTH' }, 'ACQ.ACCESS_FORBIDDEN'],
    ['another amount for the same number', { totalAmount: '1' }, 'ACQ.CONTEXT_INCONSISTENT'],
  ])('refuses %s', async (_what, more, subCode) => {
    await pay(show({ asksPassword: true }))
    expect(await pay(show(), more)).toMatchObject({ subCode })
  })

  it('ends after three hours when nobody confirms', async () => {
    await pay(show({ asksPassword: true }))
    under.core.clock.advance(3 * 3_600_000)
    expect(await query()).toBe('TRADE_CLOSED')
  })
})

describe('alipay.trade.create', () => {
  const create = (more: Record<string, unknown> = {}) =>
    exec('create', { outTradeNo: 'till_1', totalAmount: '10', subject: '茶', ...more })

  it('makes a trade at once, which only its buyer can pay, by trade_no', async () => {
    const { tradeNo } = await create({ buyerId: '2088000000000017' })
    expect(tradeNo).toMatch(/^\d{28}$/)
    expect(await create({ buyerId: '2088000000000017' })).toMatchObject({ tradeNo })
    expect(await query()).toBe('WAIT_BUYER_PAY')
    const { institution } = under.alipay
    const other = under.core.wallets.create({ wallet: 'alipay' })
    expect(await create({ buyerId: other.payerId })).toMatchObject({ subCode: 'ACQ.TRADE_BUYER_NOT_MATCH' })
    expect(institution.look(tradeNo, other.id)).toMatchObject({ code: 'unknown_code' })
    expect(institution.pay(tradeNo, 'alipay', '123456')).toMatchObject({ state: 'paid' })
    expect(await create({ buyerId: '2088000000000017' })).toMatchObject({ subCode: 'ACQ.TRADE_HAS_SUCCESS' })
  })

  it('knows buyers by open id and by login name, and no strangers', async () => {
    const { appId, sellerId } = under.core.keys.alipay
    const openId = openIdOf(appId, '2088000000000017')
    expect(await create({ productCode: 'JSAPI_PAY', opAppId: appId, opBuyerOpenId: openId })).toMatchObject({
      code: '10000',
    })
    expect(await create({ outTradeNo: 'c2', buyerLogonId: 'xia***@example.com' })).toMatchObject({
      code: '10000',
    })
    expect(await create({ outTradeNo: 'c3' })).toMatchObject({ subCode: 'ACQ.INVALID_PARAMETER' })
    expect(await create({ outTradeNo: 'c3', buyerId: '2088999999999999' })).toMatchObject({
      subCode: 'ACQ.BUYER_NOT_EXIST',
    })
    expect(await create({ outTradeNo: 'c3', buyerId: sellerId })).toMatchObject({
      subCode: 'ACQ.BUYER_SELLER_EQUAL',
    })
    expect(
      await create({ outTradeNo: 'c3', productCode: 'JSAPI_PAY', buyerId: '2088000000000017' }),
    ).toMatchObject({
      subCode: 'ACQ.INVALID_PARAMETER',
    })
  })
})
