import { rmSync } from 'node:fs'
import { AlipaySdk } from 'alipay-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NOTICE_ALTERATIONS } from '../core/faults.js'
import { folderWithKeys } from '../testing/folder-with-keys.js'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'

let under: AlipayUnderTest
beforeEach(async () => {
  under = await startAlipayUnderTest()
})
afterEach(() => under.stop())

const biz = (more: object = {}) =>
  JSON.stringify({ out_trade_no: 'o1', total_amount: '10.00', subject: '茶', ...more })
const precreate = () =>
  under.post({ method: 'alipay.trade.precreate', notify_url: under.notifyUrl, biz_content: biz() })
const exec = (method: string, bizContent: Record<string, unknown>) =>
  under.sdk.exec(`alipay.trade.${method}`, { bizContent }, { validateSign: true })

describe('faults of calls', () => {
  it('acts, or does not, before the line goes dead', async () => {
    under.core.faults.add({ operation: 'precreate', effect: 'drop_before', times: 1 })
    await expect(precreate()).rejects.toThrow()
    expect(under.alipay.order('o1')).toBeNull()
    under.core.faults.add({ operation: 'precreate', effect: 'drop_after', times: 1 })
    await expect(precreate()).rejects.toThrow()
    expect(under.alipay.order('o1')).toMatchObject({ state: 'TRADE_NOT_EXIST' })
    await precreate()
    under.pay('o1')
    under.core.faults.add({ operation: 'refund', effect: 'drop_after', times: 1 })
    const refund = {
      method: 'alipay.trade.refund',
      biz_content: '{"out_trade_no":"o1","refund_amount":"10"}',
    }
    await expect(under.post(refund)).rejects.toThrow()
    expect(under.alipay.order('o1')).toMatchObject({ state: 'TRADE_CLOSED' })
  })

  it('answers what the rule asks: unavailable, a business code, an empty seller, a forged signature', async () => {
    await precreate()
    under.pay('o1')
    under.core.faults.add({ operation: 'query', effect: 'fail', times: 1, params: { code: '20000' } })
    expect(await exec('query', { outTradeNo: 'o1' })).toMatchObject({
      code: '20000',
      subCode: 'isp.unknow-error',
    })
    under.core.faults.add({
      operation: 'query',
      effect: 'fail',
      times: 1,
      params: { code: 'ACQ.SYSTEM_ERROR' },
    })
    expect(await exec('query', { outTradeNo: 'o1' })).toMatchObject({
      code: '40004',
      subCode: 'ACQ.SYSTEM_ERROR',
    })
    under.core.faults.add({ operation: 'refund', effect: 'not_enough', times: 1 })
    expect(await exec('refund', { outTradeNo: 'o1', refundAmount: '10' })).toMatchObject({
      subCode: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    })
    under.core.faults.add({ operation: 'query', effect: 'forge_answer', times: 1 })
    await expect(exec('query', { outTradeNo: 'o1' })).rejects.toThrow('验签失败')
    expect(await exec('query', { outTradeNo: 'o1' })).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
  })
})

it.each([
  ['isv.app-call-limited', '40005', 'Call Limited', 429],
  ['isv.route-no-permissions', '40006', 'Insufficient Permissions', 403],
  ['aop.no-product-reg-by-partner', '20001', 'Insufficient Token Permissions', 401],
  ['aop.unknow-error', '20000', 'Service Currently Unavailable', 500],
  ['isv.invalid-auth-relations', '40003', 'Insufficient Conditions', 400],
  ['isv.missing-signature-key', '40001', 'Missing Required Arguments', 400],
  ['isv.suspected-attack', '40002', 'Invalid Arguments', 400],
  ['ACQ.PAYMENT_REQUEST_HAS_RISK', '40004', 'Business Failed', 400],
])('fails with %s under its own code of the gateway', async (subCode, code, msg, status) => {
  const wanted = { effect: 'fail', times: 1, params: { code: subCode } } as const
  under.core.faults.add({ operation: 'query', ...wanted })
  expect(await exec('query', { outTradeNo: 'o1' })).toMatchObject({ code, msg, subCode })
  under.core.faults.add({ operation: 'query', ...wanted })
  const { appId, appPrivateKey: privateKey, alipayPublicKey } = under.core.keys.alipay
  const keys = { appId, privateKey, alipayPublicKey, keyType: 'PKCS8' } as const
  const rest = new AlipaySdk({ ...keys, endpoint: under.url })
  await expect(
    rest.curl('POST', '/v3/alipay/trade/query', { body: { out_trade_no: 'o1' } }),
  ).rejects.toMatchObject({ code: subCode.replace(/^(?:isv|aop)\./, ''), responseHttpStatus: status })
})

describe('notices', () => {
  it('come again on the documented schedule, with one notify_id, until the answer is exactly success', async () => {
    under.core.clock.freeze()
    under.answerNotices('success ')
    await precreate()
    under.pay('o1')
    const [first] = await under.notices(1)
    const waitsMs = [4, 10, 10, 60, 120, 360, 900].map((minutes) => minutes * 60_000)
    for (const [index, waitMs] of waitsMs.entries()) {
      await under.core.notices.idle()
      if (index === 6) under.answerNotices('success')
      under.core.clock.advance(waitMs - 1)
      expect(under.received).toHaveLength(index + 1)
      under.core.clock.advance(1)
      await under.notices(index + 2)
    }
    await under.core.notices.idle()
    expect(under.core.notices.list()).toMatchObject([{ state: 'acknowledged', tries: { length: 8 } }])
    expect(new Set(under.received.map((notice) => notice.notify_id)).size).toBe(1)
    expect(new Set(under.received.map((notice) => notice.notify_time)).size).toBe(8)
    expect(under.received.every((notice) => under.sdk.checkNotifySignV2(notice))).toBe(true)
    expect(under.received.every((notice) => Object.values(notice).every((value) => value !== ''))).toBe(true)
    expect(first).toMatchObject({ notify_type: 'trade_status_sync' })
  })

  it('can be wrong in every way that a rule asks for', async () => {
    await precreate()
    under.pay('o1')
    const [good] = await under.notices(1)
    for (const alter of NOTICE_ALTERATIONS) {
      const sent = under.alipay.sendNotice('o1', alter)!
      await under.core.notices.idle()
      const notice = under.received.at(-1)!
      expect(under.core.notices.get(sent.id)!.tries[0]!.alter).toBe(alter)
      const holds = !['forge', 'unknown_serial', 'corrupt'].includes(alter)
      expect([alter, under.sdk.checkNotifySignV2(notice)]).toEqual([alter, holds])
      const differs = Object.keys(notice).some(
        (name) => !['sign', 'notify_id'].includes(name) && notice[name] !== good![name],
      )
      expect([alter, differs || !holds]).toEqual([alter, true])
    }
  })
})

it('keeps codes, trades and timers over a restart', async () => {
  const folder = await folderWithKeys()
  const first = await startAlipayUnderTest(folder)
  for (const out_trade_no of ['kept_open', 'kept_paid']) {
    await first.post({
      method: 'alipay.trade.precreate',
      notify_url: under.notifyUrl,
      biz_content: biz({ out_trade_no }),
    })
  }
  first.alipay.institution.look(first.alipay.order('kept_open')!.code!, 'alipay')
  first.pay('kept_paid')
  const before = first.alipay.orders()
  await first.stop()

  const second = await startAlipayUnderTest(folder)
  expect(second.alipay.orders()).toEqual(before)
  expect(second.alipay.institution.openCodes()).toMatchObject([{ outTradeNo: 'kept_open', state: 'payable' }])
  const tradeNo = before.find((order) => order.outTradeNo === 'kept_paid')!.transactionId!
  expect(
    await second.sdk.exec('alipay.trade.query', { bizContent: { tradeNo } }, { validateSign: true }),
  ).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
  second.core.clock.advance(3 * 3_600_000)
  expect(second.alipay.order('kept_open')).toMatchObject({ state: 'TRADE_CLOSED' })
  second.core.store.reset()
  second.alipay.reset()
  expect(second.alipay.orders()).toEqual([])
  await second.stop()
  rmSync(folder, { recursive: true })
})
