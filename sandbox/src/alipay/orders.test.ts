import { AlipaySdk } from 'alipay-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'

let under: AlipayUnderTest
beforeEach(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
})
afterEach(() => under.stop())

async function call(method: string, biz: object): Promise<Record<string, string>> {
  const { text } = await under.post({
    method: `alipay.trade.${method}`,
    notify_url: under.notifyUrl,
    biz_content: JSON.stringify(biz),
  })
  return (Object.values(JSON.parse(text))[0] ?? {}) as Record<string, string>
}
const precreate = (more: object = {}) =>
  call('precreate', { out_trade_no: 'o1', total_amount: '10.00', subject: '茶', ...more })
const codeOf = async (method: string, biz: object): Promise<string> => {
  const answer = await call(method, biz)
  return answer.sub_code ?? answer.code ?? ''
}
const look = () => under.alipay.institution.look(under.alipay.order('o1')!.code!, 'alipay')
const query = async () => {
  const answer = await call('query', { out_trade_no: 'o1' })
  return answer.trade_status ?? answer.sub_code
}
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('what an order may say', () => {
  it.each<[string, object, string]>([
    ['out_trade_no absent', { out_trade_no: undefined }, 'ACQ.INVALID_PARAMETER'],
    ['out_trade_no with a hyphen', { out_trade_no: 'a-b' }, 'ACQ.INVALID_PARAMETER'],
    ['out_trade_no of 65', { out_trade_no: 'a'.repeat(65) }, 'ACQ.INVALID_PARAMETER'],
    ['amount zero', { total_amount: '0.00' }, 'ACQ.INVALID_PARAMETER'],
    ['amount with three decimals', { total_amount: '1.001' }, 'ACQ.INVALID_PARAMETER'],
    ['amount negative', { total_amount: '-1' }, 'ACQ.INVALID_PARAMETER'],
    ['amount with an exponent', { total_amount: '1e2' }, 'ACQ.INVALID_PARAMETER'],
    ['amount as a number', { total_amount: 12.34 }, '10000'],
    ['amount at the limit', { total_amount: '100000000.00' }, '10000'],
    ['amount over the limit', { total_amount: '100000000.01' }, 'ACQ.TOTAL_FEE_EXCEED'],
    ['subject of 256', { subject: '茶'.repeat(256) }, '10000'],
    ['subject of 257', { subject: '茶'.repeat(257) }, 'ACQ.INVALID_PARAMETER'],
    ['subject with half a character', { subject: 'a\ud800' }, 'ACQ.INVALID_PARAMETER'],
    ['a forbidden word', { subject: '违禁词' }, 'ACQ.EXIST_FORBIDDEN_WORD'],
    ['a product of another API', { product_code: 'FAST_INSTANT_TRADE_PAY' }, 'ACQ.ACCESS_FORBIDDEN'],
    ['somebody else as seller', { seller_id: '2088000000000000' }, 'ACQ.INVALID_RECEIVE_ACCOUNT'],
    ['timeout_express too long', { timeout_express: '16d' }, 'ACQ.INVALID_PARAMETER'],
    ['timeout_express with decimals', { timeout_express: '1.5h' }, 'ACQ.INVALID_PARAMETER'],
    ['timeout_express until midnight', { timeout_express: '1c' }, '10000'],
    ['time_expire past', { time_expire: '2020-01-01 00:00:00' }, 'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR'],
    ['time_expire of another form', { time_expire: '2099-01-01T00:00:00Z' }, 'ACQ.INVALID_PARAMETER'],
    [
      'goods without a name',
      { goods_detail: [{ goods_id: '1', quantity: 1, price: '1' }] },
      'ACQ.INVALID_PARAMETER',
    ],
    [
      'goods as documented',
      { goods_detail: [{ goods_id: '1', goods_name: '茶', quantity: 1, price: '1' }] },
      '10000',
    ],
    [
      'channels both ways',
      { enable_pay_channels: 'balance', disable_pay_channels: 'pcredit' },
      'ACQ.INVALID_PARAMETER',
    ],
    [
      'parts that do not add up',
      { discountable_amount: '1', undiscountable_amount: '2' },
      'ACQ.INVALID_PARAMETER',
    ],
    ['only Huabei in instalments', { enable_pay_channels: 'pcreditpayInstallment' }, '10000'],
    ['only a credit card', { enable_pay_channels: 'creditCardCartoon' }, '10000'],
    ['only marketing', { enable_pay_channels: 'promotion,coupon' }, 'ACQ.INVALID_PARAMETER'],
    ['passback_params of 513', { passback_params: 'x'.repeat(513) }, 'ACQ.INVALID_PARAMETER'],
  ])('%s', async (_what, more, code) => {
    const answer = await precreate(more)
    expect(answer.sub_code ?? answer.code).toBe(code)
  })
})

it.each([
  [{ goods_type: '1', specified_channel: 'pcredit' }, 'PCREDIT'],
  [{ goods_type: '0', specified_channel: 'pcredit' }, 'ACQ.INVALID_PARAMETER'],
  [{ specified_channel: 'pcredit', extend_params: { hb_fq_num: '3' } }, 'ACQ.INVALID_PARAMETER'],
])('pays an app order %j with %s', async (more, outcome) => {
  const text = under.sdk.sdkExec('alipay.trade.app.pay', {
    bizContent: { out_trade_no: 'o1', total_amount: '10.00', subject: '茶', ...more },
  })
  const paid = under.alipay.institution.pay(text, 'alipay', '123456')
  if ('zh' in paid) expect(paid.en).toContain(outcome)
  else {
    const { fund_bill_list } = (await call('query', { out_trade_no: 'o1' })) as Record<string, unknown>
    expect(fund_bill_list).toEqual([{ amount: '10.00', fund_channel: outcome }])
  }
})

it('opens for a friend by the text that was shared, as long as the code lives', async () => {
  const made = await precreate({ code_type: 'share_code' })
  const { institution } = under.alipay
  expect(institution.look(made.share_code!, 'alipay')).toMatchObject({ amountMinor: 1_000, state: 'payable' })
  expect(institution.look('00000000', 'alipay')).toMatchObject({ code: 'unknown_code' })
  under.core.clock.advance(2 * HOUR)
  expect(institution.look(made.share_code!, 'alipay')).toMatchObject({ code: 'expired' })
})

describe('the same out_trade_no again', () => {
  it('gets the same QR for the same order, a refusal for another, and none once it is over', async () => {
    const first = await precreate()
    expect(await precreate()).toEqual(first)
    expect(await precreate({ total_amount: '10.01' })).toMatchObject({ sub_code: 'ACQ.CONTEXT_INCONSISTENT' })
    look()
    expect(await precreate()).toEqual(first)
    expect(await precreate({ subject: '酒' })).toMatchObject({ sub_code: 'ACQ.CONTEXT_INCONSISTENT' })
    under.pay('o1')
    expect(await precreate()).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_SUCCESS' })
    await call('refund', { out_trade_no: 'o1', refund_amount: '10' })
    expect(await precreate()).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_CLOSE' })
  })

  it('is burnt by a cancel before anybody came', async () => {
    const { qr_code: qr } = await precreate()
    expect(await call('cancel', { out_trade_no: 'o1' })).toEqual({
      code: '10000',
      msg: 'Success',
      out_trade_no: 'o1',
      retry_flag: 'N',
    })
    expect(under.alipay.institution.pay(qr!, 'alipay', '123456')).toMatchObject({ code: 'closed' })
    expect(await query()).toBe('ACQ.TRADE_NOT_EXIST')
    expect(await precreate()).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_CLOSE' })
  })
})

describe('the time an order has', () => {
  it('ends three hours after the precreate, with a notice, once somebody scanned', async () => {
    await precreate()
    look()
    under.core.clock.advance(3 * HOUR - 1)
    expect(await query()).toBe('WAIT_BUYER_PAY')
    under.core.clock.advance(1)
    expect(await query()).toBe('TRADE_CLOSED')
    const [notice] = await under.notices(1)
    expect(notice).toMatchObject({ trade_status: 'TRADE_CLOSED', out_trade_no: 'o1' })
    expect(notice).not.toHaveProperty('gmt_payment')
  })

  it('ends a QR after two hours, and the number stays free while nobody scanned', async () => {
    const { qr_code: qr } = await precreate({ timeout_express: '1d' })
    under.core.clock.advance(2 * HOUR)
    expect(under.alipay.institution.look(qr!, 'alipay')).toMatchObject({ state: 'expired' })
    expect(under.alipay.institution.pay(qr!, 'alipay', '123456')).toMatchObject({ code: 'expired' })
    expect(await query()).toBe('ACQ.TRADE_NOT_EXIST')
    const again = await precreate({ timeout_express: '1d' })
    expect(again.qr_code).not.toBe(qr)
    expect(look()).toMatchObject({ state: 'payable' })
  })

  it('counts time_expire in Beijing, whatever timeout_express says', async () => {
    const { clock } = under.core
    const inTenMinutes = new Date(clock.nowMs() + 10 * MINUTE + 8 * HOUR).toISOString()
    await precreate({ time_expire: inTenMinutes.slice(0, 19).replace('T', ' '), timeout_express: '1m' })
    look()
    clock.advance(9 * MINUTE)
    expect(await query()).toBe('WAIT_BUYER_PAY')
    clock.advance(MINUTE)
    expect(await query()).toBe('TRADE_CLOSED')
  })

  it('is not refundable after a year', async () => {
    await precreate()
    under.pay('o1')
    under.core.clock.advance(365 * 24 * HOUR)
    expect(await query()).toBe('TRADE_FINISHED')
    expect(await codeOf('refund', { out_trade_no: 'o1', refund_amount: '1', out_request_no: 'r' })).toBe(
      'ACQ.TRADE_HAS_FINISHED',
    )
  })
})

describe('closing and cancelling', () => {
  it('closes what waits, and nothing else', async () => {
    await precreate()
    expect(await codeOf('close', { out_trade_no: 'o1' })).toBe('ACQ.TRADE_NOT_EXIST')
    const { code } = under.alipay.order('o1')!
    look()
    expect(await codeOf('close', { out_trade_no: 'o1' })).toBe('10000')
    expect(await codeOf('close', { out_trade_no: 'o1' })).toBe('ACQ.TRADE_STATUS_ERROR')
    expect(under.alipay.institution.pay(code!, 'alipay', '123456')).toMatchObject({ code: 'closed' })
    expect((await under.notices(1))[0]).toMatchObject({ trade_status: 'TRADE_CLOSED' })
  })

  it('cancels what waits by closing and what is paid by giving it back', async () => {
    await precreate()
    look()
    expect(await call('cancel', { out_trade_no: 'o1' })).toMatchObject({ action: 'close', retry_flag: 'N' })
    expect(await call('cancel', { out_trade_no: 'o1' })).toMatchObject({ action: 'close' })

    await precreate({ out_trade_no: 'o2' })
    under.pay('o2')
    const user = () => under.core.wallets.user('alipay')!.balanceMinor
    const afterPaying = user()
    expect(await call('cancel', { out_trade_no: 'o2' })).toMatchObject({ action: 'refund' })
    expect(await call('cancel', { out_trade_no: 'o2' })).toMatchObject({ action: 'refund' })
    expect(user()).toBe(afterPaying + 1000)
    expect(under.alipay.order('o2')).toMatchObject({
      state: 'TRADE_CLOSED',
      refunds: [{ amountMinor: 1000 }],
    })
  })

  it('does not cancel a payment of yesterday', async () => {
    await precreate()
    under.pay('o1')
    under.core.clock.advance(24 * HOUR + 1)
    expect(await codeOf('cancel', { out_trade_no: 'o1' })).toBe('ACQ.TRADE_CANCEL_TIME_OUT')
  })
})

describe('refunds', () => {
  const refund = (amount: string, requestNo?: string) =>
    call('refund', { out_trade_no: 'o1', refund_amount: amount, out_request_no: requestNo })

  it('follow the rules of numbers and sums', async () => {
    expect(await refund('1', 'r1')).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' })
    await precreate()
    look()
    expect(await refund('1', 'r1')).toMatchObject({ sub_code: 'ACQ.TRADE_STATUS_ERROR' })
    under.pay('o1')
    expect(await refund('1')).toMatchObject({ sub_code: 'ACQ.INVALID_PARAMETER' })
    expect(await refund('0', 'r1')).toMatchObject({ sub_code: 'ACQ.INVALID_PARAMETER' })
    expect(await refund('10.01', 'r1')).toMatchObject({ sub_code: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL' })
    expect(await refund('4', 'r1')).toMatchObject({ fund_change: 'Y', refund_fee: '4.00' })
    expect(await refund('4.00', 'r1')).toMatchObject({ fund_change: 'N', refund_fee: '4.00' })
    expect(await refund('5', 'r1')).toMatchObject({ sub_code: 'ACQ.DISCORDANT_REPEAT_REQUEST' })
    expect(await refund('6.01', 'r2')).toMatchObject({ sub_code: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL' })
    expect(await refund('6', 'r2')).toMatchObject({ fund_change: 'Y', refund_fee: '10.00' })
    expect(await refund('6', 'r2')).toMatchObject({ fund_change: 'N', refund_fee: '10.00' })
    expect(await refund('1', 'r3')).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_CLOSE' })
    expect(under.core.wallets.user('alipay')!.balanceMinor).toBe(1_000_000)
  })

  it('stay on their way while a fault holds them, and take their share of the total', async () => {
    await precreate()
    under.pay('o1')
    under.core.faults.add({
      institution: 'alipay',
      operation: 'refund',
      effect: 'refund_processing',
      times: 1,
    })
    expect(await refund('7', 'r1')).toMatchObject({ code: '10000', fund_change: 'N', refund_fee: '0.00' })
    expect(await call('fastpay.refund.query', { out_trade_no: 'o1', out_request_no: 'r1' })).toEqual({
      code: '10000',
      msg: 'Success',
    })
    expect(await refund('4', 'r2')).toMatchObject({ sub_code: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL' })
    expect(under.alipay.finishRefund('r1', 'SUCCESS')).toMatchObject({ state: 'SUCCESS', amountMinor: 700 })
    expect(await call('fastpay.refund.query', { out_trade_no: 'o1', out_request_no: 'r1' })).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
    })
    expect(under.alipay.finishRefund('r1', 'SUCCESS')).toBeNull()
  })

  it('answer a failed number afresh', async () => {
    await precreate()
    under.pay('o1')
    under.core.faults.add({ institution: 'alipay', operation: 'refund', effect: 'refund_closed', times: 1 })
    expect(await refund('7', 'r1')).toMatchObject({ fund_change: 'N' })
    expect(await refund('7', 'r1')).toMatchObject({ fund_change: 'Y', refund_fee: '7.00' })
  })
})

it.each([
  ['no settle_info', undefined, 'ACQ.INVALID_PARAMETER'],
  ['the default account', [{ trans_in_type: 'defaultSettle', amount: '10' }], '10000'],
  ['a card', [{ trans_in_type: 'cardAliasNo', trans_in: '1', amount: '10.00' }], '10000'],
  ['a card without its number', [{ trans_in_type: 'cardAliasNo', amount: '10.00' }], 'ACQ.INVALID_PARAMETER'],
  ['another amount', [{ trans_in_type: 'defaultSettle', amount: '9.99' }], 'ACQ.INVALID_PARAMETER'],
  ['nobody', [], 'ACQ.INVALID_PARAMETER'],
  [
    'two receivers',
    [
      { trans_in_type: 'defaultSettle', amount: '10' },
      { trans_in_type: 'defaultSettle', amount: '10' },
    ],
    'ACQ.INVALID_PARAMETER',
  ],
])('an order for a sub-merchant with %s', async (_what, settle_detail_infos, code) => {
  const settle = settle_detail_infos && { settle_info: { settle_detail_infos } }
  const answer = await precreate({ sub_merchant: { merchant_id: '2088000000000001' }, ...settle })
  expect(answer.sub_code ?? answer.code).toBe(code)
})

it('tells that a payer came under a contract that wants it, and not otherwise', async () => {
  const shop = await under.alipay.byHand.makeApp({ tellsWaiting: true })
  const sdk = new AlipaySdk({
    appId: shop.appId,
    privateKey: shop.appPrivateKey,
    keyType: 'PKCS8',
    alipayPublicKey: shop.alipayPublicKey,
    gateway: `${under.url}/gateway.do`,
  })
  const { qrCode } = await sdk.exec('alipay.trade.precreate', {
    notify_url: under.notifyUrl,
    bizContent: { out_trade_no: 'w1', total_amount: '1', subject: '茶' },
  })
  await precreate()
  look()
  under.pay('o1')
  under.alipay.institution.look(qrCode, 'alipay')
  under.alipay.institution.look(qrCode, 'alipay')
  const notices = await under.notices(2)
  expect(notices.map((one) => `${one.out_trade_no} ${one.trade_status}`).sort()).toEqual([
    'o1 TRADE_SUCCESS',
    'w1 WAIT_BUYER_PAY',
  ])
  const waiting = notices.find((one) => one.out_trade_no === 'w1')!
  expect(waiting).not.toHaveProperty('gmt_payment')
  expect(sdk.checkNotifySignV2(waiting)).toBe(true)
})
