import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import { openIdOf } from './apps.js'

let under: AlipayUnderTest
let receiver: { id: string; payerId: string; name: string; logonId: string | null }
beforeEach(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
  receiver = under.core.wallets.create({ wallet: 'alipay', name: '分账方', balanceMinor: 0 })
})
afterEach(() => under.stop())

const exec = (method: string, bizContent: Record<string, unknown>) =>
  under.sdk.exec(`alipay.trade.${method}`, { bizContent }, { validateSign: true })
const bind = (more: Record<string, unknown> = {}) =>
  exec('royalty.relation.bind', {
    outRequestNo: 'b1',
    receiverList: [{ type: 'userId', account: receiver.payerId, memo: '达人', ...more }],
  })
async function paid(outTradeNo: string, method = 'precreate', freeze = 'true'): Promise<string> {
  const bizContent = {
    outTradeNo,
    totalAmount: '100.00',
    subject: '茶',
    extendParams: { royaltyFreeze: freeze },
  }
  if (method === 'precreate') await exec('precreate', bizContent)
  else under.alipay.institution.look(under.sdk.sdkExec('alipay.trade.app.pay', { bizContent }), 'alipay')
  under.pay(outTradeNo)
  return under.alipay.order(outTradeNo)!.transactionId!
}
const settle = (tradeNo: string, outRequestNo: string, amount?: string, more: Record<string, unknown> = {}) =>
  exec('order.settle', {
    tradeNo,
    outRequestNo,
    ...(amount === undefined
      ? {}
      : { royaltyParameters: [{ transIn: receiver.payerId, transInType: 'userId', amount }] }),
    ...more,
  })
const balance = () => under.core.wallets.user(receiver.id)!.balanceMinor
const unsettled = async (tradeNo: string) => (await exec('order.onsettle.query', { tradeNo })).unsettledAmount

describe('receivers', () => {
  it('are bound, listed and unbound', async () => {
    expect(await bind()).toMatchObject({ resultCode: 'SUCCESS' })
    expect(await bind()).toMatchObject({ resultCode: 'SUCCESS' })
    expect(await exec('royalty.relation.batchquery', { outRequestNo: 'q' })).toMatchObject({
      totalRecordNum: 1,
      currentPageNum: 1,
      receiverList: [{ type: 'userId', account: receiver.payerId, name: '分账方', memo: '达人' }],
    })
    await exec('royalty.relation.unbind', {
      outRequestNo: 'u1',
      receiverList: [{ type: 'userId', account: receiver.payerId }],
    })
    const left = await exec('royalty.relation.batchquery', { outRequestNo: 'q' })
    expect(left).toMatchObject({ totalRecordNum: 0 })
    expect(left).not.toHaveProperty('receiverList')
    expect(await exec('royalty.rate.query', { outRequestNo: 'q' })).toMatchObject({ maxRatio: 100 })
  })

  it('may be named by login name with their name, and by open id', async () => {
    const account = receiver.logonId
    expect(await bind({ type: 'loginName', account })).toMatchObject({ subCode: 'INVALID_PARAMETER' })
    expect(await bind({ type: 'loginName', account, name: '别人' })).toMatchObject({
      subCode: 'USERNAME_NOT_MATCH',
    })
    expect(await bind({ type: 'loginName', account, name: '分账方' })).toMatchObject({ code: '10000' })
    const openId = openIdOf(under.core.keys.alipay.appId, receiver.payerId)
    expect(await bind({ type: 'openId', account: openId })).toMatchObject({ code: '10000' })
  })

  it.each([
    ['an unknown account', { account: '2088999999999999' }, 'USER_NOT_EXIST'],
    ['an unknown type', { type: 'cardNo' }, 'INVALID_RECEIVER_TYPE'],
  ])('refuses %s', async (_what, more, subCode) => {
    expect(await bind(more)).toMatchObject({ subCode })
  })

  it('refuses none and too many', async () => {
    const row = { type: 'userId', account: receiver.payerId }
    const many = (count: number) =>
      exec('royalty.relation.bind', {
        outRequestNo: 'b',
        receiverList: Array.from({ length: count }, () => row),
      })
    expect(await many(0)).toMatchObject({ subCode: 'RECEIVER_LIST_EMPTY' })
    expect(await many(21)).toMatchObject({ subCode: 'RECEIVER_LIST_OVERLOAD' })
  })
})

describe('alipay.trade.order.settle', () => {
  it('shares out once under a number, tells it, and keeps account', async () => {
    await bind()
    const tradeNo = await paid('s1')
    // 100.00 less 0.60 service fee.
    expect(await unsettled(tradeNo)).toBe('99.40')
    const first = await settle(tradeNo, 'r1', '30.00')
    expect(first).toMatchObject({ code: '10000', tradeNo })
    expect(await settle(tradeNo, 'r1', '30.00')).toMatchObject({ settleNo: first.settleNo })
    expect(await settle(tradeNo, 'r1', '31.00')).toMatchObject({ subCode: 'ACQ.DISCORDANT_REPEAT_REQUEST' })
    expect(balance()).toBe(3000)
    expect(await unsettled(tradeNo)).toBe('69.40')
    expect(await exec('order.settle.query', { settleNo: first.settleNo })).toMatchObject({
      outRequestNo: 'r1',
      royaltyDetailList: [
        { operationType: 'transfer', transIn: receiver.payerId, amount: '30.00', state: 'SUCCESS' },
      ],
    })
    expect(await exec('order.settle.query', { outRequestNo: 'r1', tradeNo })).toMatchObject({
      outRequestNo: 'r1',
    })
    expect(await exec('query', { outTradeNo: 's1', queryOptions: ['trade_settle_info'] })).toMatchObject({
      tradeSettleInfo: {
        tradeUnsettledAmount: '69.40',
        tradeSettleDetailList: [{ operationType: 'transfer', transIn: receiver.payerId, amount: '30.00' }],
      },
    })
    expect(await settle(tradeNo, 'r2', '69.41')).toMatchObject({ subCode: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR' })
    expect(await settle(tradeNo, 'r3', undefined, { extendParams: { royaltyFinish: 'true' } })).toMatchObject(
      {
        code: '10000',
      },
    )
    expect(await settle(tradeNo, 'r4', '1.00')).toMatchObject({ subCode: 'ACQ.ALREADY_FINISH_ALLOC' })
  })

  it('takes percentages, and says PROCESSING for a while when asked asynchronously', async () => {
    await bind()
    const tradeNo = await paid('s1')
    const { settleNo } = await exec('order.settle', {
      tradeNo,
      outRequestNo: 'r1',
      royaltyMode: 'async',
      royaltyParameters: [{ transIn: receiver.payerId, transInType: 'userId', amountPercentage: '10' }],
    })
    const state = async () => (await exec('order.settle.query', { settleNo })).royaltyDetailList[0].state
    expect(await state()).toBe('PROCESSING')
    under.core.clock.advance(3_000)
    expect(await state()).toBe('SUCCESS')
    expect(balance()).toBe(1000)
    expect(await settle(tradeNo, 'r2', '1')).toMatchObject({ subCode: 'ACQ.SETTLE_SCENE_NOT_SUPPORT' })
  })

  it('refuses what is not paid, not bound, not its own', async () => {
    await exec('precreate', { outTradeNo: 's2', totalAmount: '1', subject: '茶' })
    under.alipay.institution.look(under.alipay.order('s2')!.code!, 'alipay')
    const waiting = under.alipay.order('s2')!.transactionId!
    expect(await settle(waiting, 'r1', '1')).toMatchObject({ subCode: 'ACQ.TRADE_STATUS_ERROR' })
    expect(await settle('2026112222001000000000000000', 'r1', '1')).toMatchObject({
      subCode: 'ACQ.TRADE_NOT_EXIST',
    })
    const tradeNo = await paid('s3')
    expect(await settle(tradeNo, 'r1', '1')).toMatchObject({ subCode: 'ACQ.ROYALTY_RECEIVER_INVALID' })
    expect(await settle(tradeNo, 'r1')).toMatchObject({ subCode: 'ACQ.INVALID_PARAMETER' })
  })

  it('comes back with a refund: by itself at a till, from whom the merchant names online', async () => {
    await bind()
    const till = await paid('s1')
    await settle(till, 'r1', '40.00')
    await exec('refund', { outTradeNo: 's1', refundAmount: '50.00', outRequestNo: 'f1' })
    expect(balance()).toBe(2000)
    await paid('s0')
    const unasked = [{ transOut: receiver.payerId, transOutType: 'userId', amount: '1.00' }]
    expect(
      await exec('refund', { outTradeNo: 's0', refundAmount: '100.00', refundRoyaltyParameters: unasked }),
    ).toMatchObject({ fundChange: 'Y' })

    const online = await paid('s2', 'app.pay')
    await settle(online, 'r2', '40.00')
    await exec('refund', { outTradeNo: 's2', refundAmount: '50.00', outRequestNo: 'f1' })
    expect(balance()).toBe(6000)
    const from = (amount: string) => ({
      outTradeNo: 's2',
      refundAmount: '50.00',
      outRequestNo: 'f2',
      refundRoyaltyParameters: [
        { royaltyType: 'transfer', transOut: receiver.payerId, transOutType: 'userId', amount },
      ],
    })
    expect(await exec('refund', from('40.01'))).toMatchObject({ subCode: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR' })
    expect(await exec('refund', from('40.00'))).toMatchObject({ fundChange: 'Y' })
    expect(balance()).toBe(2000)
    expect(await exec('order.settle.query', { outRequestNo: 'r2', tradeNo: online })).toMatchObject({
      royaltyDetailList: [
        { operationType: 'transfer' },
        { operationType: 'transfer_refund', amount: '40.00' },
      ],
    })
  })
})
