import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'

let under: AlipayUnderTest
beforeEach(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
})
afterEach(() => under.stop())

const FIXED = { fix_buyer: 'T', name: '张三', cert_type: 'IDENTITY_CARD', cert_no: '110101200001010000' }
const exec = (method: string, bizContent: Record<string, unknown>) =>
  under.sdk.exec(
    `alipay.trade.${method}`,
    { notify_url: under.notifyUrl, bizContent },
    { validateSign: true },
  )
const precreate = (ext_user_info: object, more: object = {}) =>
  exec('precreate', { out_trade_no: 'o1', total_amount: '1', subject: '茶', ext_user_info, ...more })
const named = () => under.core.wallets.create({ wallet: 'alipay', name: '张三' })

it('lets only the named person pay an order that is fixed to one', async () => {
  const { qrCode } = await precreate(FIXED)
  const { institution } = under.alipay
  expect(institution.look(qrCode, 'alipay')).toMatchObject({ code: 'unknown_code' })
  expect(institution.pay(qrCode, 'alipay', '123456')).toMatchObject({ code: 'unknown_code' })
  expect(under.core.wallets.user('alipay')!.balanceMinor).toBe(1_000_000)
  expect(institution.pay(qrCode, named().id, '123456')).toMatchObject({ state: 'paid' })
})

it.each([
  ['fix_buyer without a certificate', { ...FIXED, cert_no: undefined }, 'ACQ.INVALID_PARAMETER'],
  ['fix_buyer without a name', { fix_buyer: 'T' }, 'ACQ.INVALID_PARAMETER'],
  ['fix_buyer F', { fix_buyer: 'F' }, '10000'],
])('%s', async (_what, info, code) => {
  const answer = await precreate(info)
  expect(answer.subCode ?? answer.code).toBe(code)
})

it('compares a name that is to be checked, and nothing when none is given', async () => {
  const checked = await precreate({ need_check_info: 'T', name: '张三' })
  expect(under.alipay.institution.pay(checked.qrCode, 'alipay', '123456')).toMatchObject({
    code: 'unknown_code',
  })
  const free = await precreate({ need_check_info: 'F', name: '张三' }, { out_trade_no: 'o2' })
  expect(under.alipay.institution.pay(free.qrCode, 'alipay', '123456')).toMatchObject({ state: 'paid' })
})

it('turns a code of another person away at the till', async () => {
  const pay = (userId: string) =>
    exec('pay', {
      out_trade_no: 'o1',
      total_amount: '1',
      subject: '茶',
      scene: 'bar_code',
      auth_code: under.alipay.byHand.showPaymentCode({ userId })!.id,
      ext_user_info: FIXED,
    })
  expect(await pay('alipay')).toMatchObject({ code: '40004', subCode: 'ACQ.TRADE_BUYER_NOT_MATCH' })
  expect(await pay(named().id)).toMatchObject({ code: '10000' })
})

it('holds for all orders of a merged payment', async () => {
  const row = (out_trade_no: string) => ({
    app_id: under.core.keys.alipay.appId,
    out_trade_no,
    total_amount: '1',
    subject: '茶',
    product_code: 'QUICK_MSECURITY_PAY',
  })
  const { preOrderNo } = await exec('merge.precreate', {
    order_details: [row('m1'), row('m2')],
    ext_user_info: FIXED,
  })
  const text = under.sdk.sdkExec('alipay.trade.app.merge.pay', { bizContent: { pre_order_no: preOrderNo } })
  expect(under.alipay.institution.pay(text, 'alipay', '123456')).toMatchObject({ code: 'unknown_code' })
  expect(under.core.wallets.user('alipay')!.balanceMinor).toBe(1_000_000)
  expect(under.alipay.institution.pay(text, named().id, '123456')).toMatchObject({ state: 'paid' })
})
