import type { Ok, Order, Outcome, Refund, Refused } from '@hutong/wechatpay'
import { describe, expect, it } from 'vitest'
import type { OrderToAsk, RefundToAsk, WechatpayAccount } from '../contract.js'
import {
  closeAfterInquiry,
  readClose,
  readInquiry,
  readOrderRefusal,
  readRefundInquiry,
  readRefundRefusal,
  refundAfterInquiry,
} from './answers.js'

const account = { mchid: '1900000001', appid: 'wx0000000000000001' } as WechatpayAccount
const order: OrderToAsk = {
  method: 'wechatpay_scan',
  outTradeNo: 'T0001',
  amountMinor: 100n,
  currency: 'CNY',
}
const asked: RefundToAsk = { ...order, outRefundNo: 'R0001', refundMinor: 40n }

const ok = <Value>(value: Value): Ok<Value> => ({ outcome: 'ok', value, status: 200, requestId: null })
const refused = (code: string, status = 400): Refused => ({
  outcome: 'refused',
  status,
  code,
  message: '说明',
  detail: null,
  requestId: null,
})
const lost: Outcome<never> = {
  outcome: 'unknown',
  because: 'timeout',
  message: 'nothing came',
  status: null,
  code: null,
  requestId: null,
}

const paid: Order = {
  mchid: account.mchid,
  appid: account.appid,
  out_trade_no: 'T0001',
  transaction_id: '4200000001202701150000000001',
  trade_state: 'SUCCESS',
  success_time: '2027-01-16T00:10:00+08:00',
  payer: { openid: 'oPayer' },
  amount: { total: 100, payer_total: 90, currency: 'CNY', payer_currency: 'CNY' },
}

describe('an inquiry', () => {
  const read = (answer: Outcome<Order>) => readInquiry(account, order, answer)

  it('tells the order total, not what the payer paid after coupons', () => {
    expect(read(ok(paid))).toEqual({
      outcome: 'paid',
      facts: {
        institutionRef: '4200000001202701150000000001',
        amountMinor: 100n,
        currency: 'CNY',
        payer: 'oPayer',
        paidAt: new Date('2027-01-15T16:10:00Z'),
        refundedMinor: 0n,
      },
    })
  })
  it('takes REFUND for paid: it says that there were refunds', () => {
    expect(read(ok({ ...paid, trade_state: 'REFUND' })).outcome).toBe('paid')
  })
  it.each([
    ['NOTPAY', 'waiting'],
    ['USERPAYING', 'waiting'],
    ['CLOSED', 'closed'],
    ['REVOKED', 'closed'],
    ['PAYERROR', 'closed'],
  ])('%s is %s', (trade_state, outcome) => {
    expect(read(ok({ out_trade_no: 'T0001', trade_state })).outcome).toBe(outcome)
  })
  it('does not guess at a new state', () => {
    expect(read(ok({ ...paid, trade_state: 'SUCCEEDED' }))).toMatchObject({
      outcome: 'unknown',
      because: 'new_status',
    })
  })
  it.each([
    ['another number', { out_trade_no: 'T0002' }],
    ['another merchant', { mchid: '1900000002' }],
    ['no payment number', { transaction_id: '' }],
    ['no time', { success_time: '' }],
    ['no amount', { amount: {} }],
  ])('does not believe a payment with %s', (_name, change) => {
    expect(read(ok({ ...paid, ...change }))).toMatchObject({ outcome: 'unknown', because: 'unreadable' })
  })
  it.each([
    ['ORDER_NOT_EXIST', 'absent'],
    ['SIGN_ERROR', 'unknown'],
    ['FREQUENCY_LIMITED', 'unknown'],
    ['NO_AUTH', 'unknown'],
  ])('refused with %s is %s', (code, outcome) => {
    expect(read(refused(code)).outcome).toBe(outcome)
  })
  it('lost is unknown', () => {
    expect(read(lost)).toEqual({ outcome: 'unknown', because: 'timeout', message: 'nothing came' })
  })
})

describe('a refused order', () => {
  it.each([
    ['ORDER_PAID', 'already_paid'],
    ['OUT_TRADE_NO_USED', 'ask_first'],
    ['INVALID_REQUEST', 'ask_first'],
    ['PARAM_ERROR', 'declined'],
    ['ORDER_CLOSED', 'declined'],
    ['NO_AUTH', 'declined'],
  ])('%s is %s', (code, outcome) => {
    expect(readOrderRefusal(refused(code)).outcome).toBe(outcome)
  })
  it('may be tried again when it was throttled', () => {
    expect(readOrderRefusal(refused('FREQUENCY_LIMITED', 429))).toMatchObject({
      decline: { temporary: true },
    })
    expect(readOrderRefusal(refused('NO_AUTH', 403))).toMatchObject({ decline: { temporary: false } })
  })
})

describe('a close', () => {
  it.each([
    [ok(undefined), 'closed'],
    [refused('ORDER_CLOSED'), 'closed'],
    [refused('ORDER_NOT_EXIST', 404), 'absent'],
    [refused('ORDER_PAID'), 'already_paid'],
    [refused('USERPAYING', 202), 'payer_busy'],
    [refused('FREQUENCY_LIMITED', 429), 'payer_busy'],
    [refused('INVALID_REQUEST'), 'ask_first'],
    [refused('TRADE_ERROR', 403), 'ask_first'],
    [refused('SIGN_ERROR', 401), 'unknown'],
    [lost, 'unknown'],
  ])('%j', (answer, outcome) => {
    expect(readClose(answer).outcome).toBe(outcome)
  })
  it('that was refused leaves a payable order open', () => {
    expect(closeAfterInquiry({ outcome: 'waiting' }).outcome).toBe('unknown')
    expect(closeAfterInquiry({ outcome: 'closed' }).outcome).toBe('closed')
    expect(closeAfterInquiry(readInquiry(account, order, ok(paid))).outcome).toBe('already_paid')
  })
})

describe('a refund', () => {
  const refund: Refund = {
    refund_id: '50300001',
    out_refund_no: 'R0001',
    transaction_id: paid.transaction_id!,
    out_trade_no: 'T0001',
    status: 'SUCCESS',
    success_time: '2027-01-16T00:20:00+08:00',
    amount: { total: 100, refund: 40, currency: 'CNY' },
  }
  const read = (answer: Outcome<Refund>) => readRefundInquiry(asked, answer)

  it('tells what went back and when', () => {
    expect(read(ok(refund))).toEqual({
      outcome: 'refunded',
      facts: {
        institutionRef: '50300001',
        refundMinor: 40n,
        currency: 'CNY',
        refundedAt: new Date('2027-01-15T16:20:00Z'),
      },
    })
  })
  it.each([
    ['PROCESSING', 'processing'],
    ['ABNORMAL', 'abnormal'],
    ['CLOSED', 'failed'],
    ['DONE', 'unknown'],
  ])('%s is %s', (status, outcome) => {
    expect(read(ok({ ...refund, status })).outcome).toBe(outcome)
  })
  it.each([
    ['another refund', { out_refund_no: 'R0002' }],
    ['another order', { out_trade_no: 'T0002' }],
  ])('does not believe an answer about %s', (_name, change) => {
    expect(read(ok({ ...refund, ...change }))).toMatchObject({ outcome: 'unknown', because: 'unreadable' })
  })
  it('SUCCESS without its time is not believed', () => {
    const { success_time: _, ...timeless } = refund
    expect(read(ok(timeless))).toMatchObject({ outcome: 'unknown', because: 'unreadable' })
  })

  it.each([
    ['NOT_ENOUGH', 'not_enough'],
    ['FREQUENCY_LIMITED', 'unknown'],
    ['INVALID_REQUEST', 'ask_first'],
    ['RESOURCE_NOT_EXISTS', 'ask_first'],
    ['SIGN_ERROR', 'ask_first'],
  ])('refused with %s is %s', (code, outcome) => {
    expect(readRefundRefusal(refused(code)).outcome).toBe(outcome)
  })
  it('failed only when it is known not to exist', () => {
    const absent = read(refused('RESOURCE_NOT_EXISTS', 404))
    expect(absent).toEqual({ outcome: 'absent' })
    expect(refundAfterInquiry(refused('INVALID_REQUEST'), absent).outcome).toBe('failed')
    expect(refundAfterInquiry(refused('INVALID_REQUEST'), read(ok(refund))).outcome).toBe('refunded')
    expect(refundAfterInquiry(refused('SIGN_ERROR'), read(refused('SIGN_ERROR'))).outcome).toBe('unknown')
    expect(refundAfterInquiry(refused('PARAM_ERROR'), read(lost)).outcome).toBe('unknown')
  })
  it('to a closed account is for a person to decide', () => {
    const answer = refundAfterInquiry(refused('USER_ACCOUNT_ABNORMAL', 403), { outcome: 'absent' })
    expect(answer).toMatchObject({ outcome: 'abnormal', decline: { code: 'USER_ACCOUNT_ABNORMAL' } })
  })
})
