import { AlipaySdk } from 'alipay-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startNoticeInbox } from '../testing/start-notice-inbox.js'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'

let under: AlipayUnderTest
let sdk: AlipaySdk
beforeEach(async () => {
  under = await startAlipayUnderTest()
  under.core.clock.freeze()
  const keys = under.core.keys.alipay
  sdk = new AlipaySdk({
    appId: keys.appId,
    privateKey: keys.appPrivateKey,
    keyType: 'PKCS8',
    appCertContent: keys.appCertificate,
    alipayPublicCertContent: keys.alipayCertificate,
    alipayRootCertContent: keys.alipayRootCertificate,
    gateway: `${under.url}/gateway.do`,
    endpoint: under.url,
  })
})
afterEach(() => under.stop())

const exec = (method: string, bizContent: Record<string, unknown>) =>
  sdk.exec(`alipay.fund.${method}`, { bizContent }, { validateSign: true })
const transfer = (more: Record<string, unknown> = {}) =>
  exec('trans.uni.transfer', {
    outBizNo: 't1',
    transAmount: '12.34',
    productCode: 'TRANS_ACCOUNT_NO_PWD',
    bizScene: 'DIRECT_TRANSFER',
    orderTitle: '佣金',
    payeeInfo: { identity: '2088000000000017', identityType: 'ALIPAY_USER_ID', name: '小红' },
    ...more,
  })
const balance = () => under.core.wallets.user('alipay')!.balanceMinor

describe('alipay.fund.trans.uni.transfer', () => {
  it('moves the money once under a number and can be asked for', async () => {
    const sent = await transfer()
    expect(sent).toMatchObject({ code: '10000', status: 'SUCCESS', outBizNo: 't1', amount: '12.34' })
    expect(sent.settleSerialNo).toHaveLength(31)
    expect(await transfer()).toMatchObject({ orderId: sent.orderId })
    expect(await transfer({ transAmount: '12.35' })).toMatchObject({ subCode: 'PAYMENT_INFO_INCONSISTENCY' })
    expect(balance()).toBe(1_000_000 + 1234)
    const named = { productCode: 'TRANS_ACCOUNT_NO_PWD', bizScene: 'DIRECT_TRANSFER' }
    for (const by of [
      { orderId: sent.orderId },
      { payFundOrderId: sent.payFundOrderId },
      { outBizNo: 't1', ...named },
    ]) {
      expect(await exec('trans.common.query', by)).toMatchObject({ status: 'SUCCESS', transAmount: '12.34' })
    }
    expect(await exec('trans.common.query', { outBizNo: 't2', ...named })).toMatchObject({
      subCode: 'ORDER_NOT_EXIST',
    })
    expect(await exec('trans.common.query', { outBizNo: 't1' })).toMatchObject({
      subCode: 'INVALID_PARAMETER',
    })
    expect(await exec('account.query', { accountType: 'ACCTRANS_ACCOUNT' })).toMatchObject({
      availableAmount: '999987.66',
      freezeAmount: '0.00',
    })
  })

  it('is the same over REST v3', async () => {
    const { data } = await sdk.curl<Record<string, string>>('POST', '/v3/alipay/fund/trans/uni/transfer', {
      body: {
        out_biz_no: 'v3',
        trans_amount: '1.00',
        product_code: 'STD_RED_PACKET',
        biz_scene: 'DIRECT_TRANSFER',
        business_params: '{"sub_biz_scene":"REDPACKET"}',
        payee_info: { identity: '2088000000000017', identity_type: 'ALIPAY_USER_ID' },
      },
    })
    expect(data).toMatchObject({ status: 'SUCCESS' })
    const query = await sdk.curl<Record<string, string>>('GET', '/v3/alipay/fund/trans/common/query', {
      query: { order_id: data.order_id! },
    })
    expect(query.data).toMatchObject({ out_biz_no: 'v3', trans_amount: '1.00' })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['too little', { transAmount: '0.09' }, 'EXCEED_LIMIT_SM_MIN_AMOUNT'],
    ['too much', { transAmount: '100000000.01' }, 'EXCEED_LIMIT_SM_AMOUNT'],
    ['much without a remark', { transAmount: '50000.00' }, 'MEMO_REQUIRED_IN_TRANSFER_ERROR'],
    ['more than there is', { transAmount: '1000000.01', remark: '结算' }, 'PAYER_BALANCE_NOT_ENOUGH'],
    ['a card', { productCode: 'TRANS_BANKCARD_NO_PWD' }, 'PRODUCT_NOT_SIGN'],
    ['a packet that is none', { productCode: 'STD_RED_PACKET' }, 'INVALID_PARAMETER'],
    ['a scene of its own', { transferSceneName: '别的' }, 'TRANSFER_SCENE_NAME_ILLEGAL'],
    [
      'a stranger',
      { payeeInfo: { identity: '2088999999999999', identityType: 'ALIPAY_USER_ID' } },
      'PAYEE_NOT_EXIST',
    ],
    [
      'another name',
      { payeeInfo: { identity: '2088000000000017', identityType: 'ALIPAY_USER_ID', name: '小明' } },
      'PAYEE_USER_INFO_ERROR',
    ],
    [
      'a login without a name',
      { payeeInfo: { identity: 'xia***@example.com', identityType: 'ALIPAY_LOGON_ID' } },
      'INVALID_PARAMETER',
    ],
  ])('refuses %s and moves nothing', async (_what, more, subCode) => {
    expect(await transfer(more)).toMatchObject({ code: '40004', subCode })
    expect(balance()).toBe(1_000_000)
  })

  it('goes out in certificate mode only', async () => {
    const answer = await under.sdk.exec(
      'alipay.fund.trans.uni.transfer',
      { bizContent: { outBizNo: 't1' } },
      { validateSign: true },
    )
    expect(answer).toMatchObject({ code: '40006', subCode: 'isv.insufficient-isv-permissions' })
  })

  it('tells the application gateway', async () => {
    const inbox = await startNoticeInbox()
    inbox.text = 'success'
    under.alipay.byHand.setGateway(under.core.keys.alipay.appId, inbox.url)
    await transfer()
    const [told] = await inbox.count(1)
    const message = Object.fromEntries(new URLSearchParams(told!.rawBody.toString()))
    expect(message).toMatchObject({ msg_method: 'alipay.fund.trans.order.changed', version: '1.1' })
    expect(message).not.toHaveProperty('notify_time')
    expect(JSON.parse(message.biz_content!)).toMatchObject({ out_biz_no: 't1', status: 'SUCCESS' })
    expect(sdk.checkNotifySignV2(message)).toBe(true)
    await under.core.notices.idle()
    await inbox.stop()
  })
})
