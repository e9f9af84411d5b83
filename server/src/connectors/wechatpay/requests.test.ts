import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderIntent, RefundIntent, WechatpayAccount } from '../contract.js'
import { beijingTime, h5Link, h5Order, nativeOrder, refundRequest } from './requests.js'

const account = { mchid: '1900000001', appid: 'wx0000000000000001' } as WechatpayAccount
const intent: OrderIntent = {
  method: 'wechatpay_scan',
  scene: 'desktop_web',
  outTradeNo: 'T0001',
  description: '龙井茶 250 克',
  amountMinor: 1234n,
  currency: 'CNY',
  expiresAt: new Date('2027-01-15T16:30:00.500Z'),
  noticeUrl: 'https://shop.example/notices',
  returnUrl: 'https://shop.example/done?id=1&x=茶',
  payerIp: '203.0.113.7',
  now: new Date('2027-01-15T16:00:00Z'),
}
const refund: RefundIntent = {
  method: 'wechatpay_scan',
  outTradeNo: 'T0001',
  amountMinor: 1234n,
  currency: 'CNY',
  institutionRef: '4200000001202701150000000001',
  outRefundNo: 'R0001',
  refundMinor: 234n,
  reason: '七天无理由',
  noticeUrl: 'https://shop.example/notices',
}

describe('orders', () => {
  it('say what the intent says', () => {
    expect(nativeOrder(account, intent)).toEqual({
      appid: account.appid,
      description: '龙井茶 250 克',
      out_trade_no: 'T0001',
      time_expire: '2027-01-16T00:30:00+08:00',
      notify_url: 'https://shop.example/notices',
      amount: { total: 1234, currency: 'CNY' },
    })
    expect(h5Order(account, intent).scene_info).toEqual({
      payer_client_ip: '203.0.113.7',
      h5_info: { type: 'Wap' },
    })
  })

  it('are the same at any time: a repetition has to be identical', () => {
    const later = { ...intent, now: new Date('2027-01-15T16:20:00Z') }
    expect(h5Order(account, later)).toEqual(h5Order(account, intent))
  })

  it('describe in at most 127 characters that the gateway can encode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (description) => {
        const sent = nativeOrder(account, { ...intent, description }).description
        expect(sent.length).toBeGreaterThan(0)
        expect(sent.length).toBeLessThanOrEqual(127)
        expect(Buffer.from(sent).toString()).toBe(sent)
        expect(Array.from(sent).every((character) => Buffer.byteLength(character) <= 3)).toBe(true)
      }),
    )
    expect(nativeOrder(account, { ...intent, description: '🍵' }).description).toBe('T0001')
  })

  it('never round an amount', () => {
    expect(() => nativeOrder(account, { ...intent, amountMinor: 2n ** 53n })).toThrow(RangeError)
  })
})

describe('refunds', () => {
  it('name the payment, the part and the whole', () => {
    expect(refundRequest(refund)).toEqual({
      transaction_id: refund.institutionRef,
      out_refund_no: 'R0001',
      reason: '七天无理由',
      notify_url: 'https://shop.example/notices',
      amount: { refund: 234, total: 1234, currency: 'CNY' },
    })
  })
  it('keep the reason within 80 bytes without cutting a character, and leave out an empty one', () => {
    const { reason } = refundRequest({ ...refund, reason: '茶'.repeat(60) })
    expect(reason).toBe('茶'.repeat(26))
    expect(refundRequest({ ...refund, reason: ' ' })).not.toHaveProperty('reason')
  })
})

it('time is Beijing time in whole seconds', () => {
  expect(beijingTime(new Date('2026-12-31T16:00:00.999Z'))).toBe('2027-01-01T00:00:00+08:00')
})

it('the return address is carried whole', () => {
  const link = new URL(h5Link('https://wx.example/checkmweb?prepay_id=wx1&package=2', intent.returnUrl))
  expect(link.searchParams.get('redirect_url')).toBe(intent.returnUrl)
  expect(link.searchParams.get('prepay_id')).toBe('wx1')
})
