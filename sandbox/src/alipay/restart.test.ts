import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AlipaySdk } from 'alipay-sdk'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { folderWithKeys } from '../testing/folder-with-keys.js'
import { type AlipayUnderTest, startAlipayUnderTest } from './alipay-under-test.js'
import type { AppCredentials } from './make-app.js'

let folder: string
beforeEach(async () => {
  folder = await folderWithKeys()
})
afterEach(() => rmSync(folder, { recursive: true }))

function sdkOf(under: AlipayUnderTest, made: AppCredentials): AlipaySdk {
  return new AlipaySdk({
    appId: made.appId,
    privateKey: made.appPrivateKey,
    keyType: 'PKCS8',
    appCertContent: made.appCertificate,
    alipayPublicCertContent: made.alipayCertificate,
    alipayRootCertContent: made.alipayRootCertificate,
    gateway: `${under.url}/gateway.do`,
  })
}

it('keeps applications, accounts, shares, agreements, complaints and tokens over a restart', async () => {
  const first = await startAlipayUnderTest(folder)
  const made = await first.alipay.byHand.makeApp({ name: '另一家店' })
  const exec = (under: AlipayUnderTest, method: string, bizContent: Record<string, unknown>) =>
    sdkOf(under, made).exec(method, { bizContent }, { validateSign: true })
  const receiver = first.core.wallets.create({ wallet: 'alipay', balanceMinor: 0 })
  await exec(first, 'alipay.trade.royalty.relation.bind', {
    outRequestNo: 'b',
    receiverList: [{ type: 'userId', account: receiver.payerId }],
  })
  const paid = await exec(first, 'alipay.trade.pay', {
    outTradeNo: 'k1',
    totalAmount: '10.00',
    subject: '茶',
    scene: 'bar_code',
    authCode: first.alipay.byHand.showPaymentCode()!.id,
    extendParams: { royaltyFreeze: 'true' },
  })
  const split = {
    tradeNo: paid.tradeNo,
    outRequestNo: 's1',
    royaltyParameters: [{ transIn: receiver.payerId, transInType: 'userId', amount: '3.00' }],
  }
  const { settleNo } = await exec(first, 'alipay.trade.order.settle', split)
  const signed = first.alipay.byHand.decide(
    sdkOf(first, made).sdkExec('alipay.user.agreement.page.sign', {
      bizContent: { personal_product_code: 'GENERAL_WITHHOLDING_P', access_params: { channel: 'ALIPAYAPP' } },
    }),
    { agrees: true },
  )
  const agreementNo = signed.done ? signed.result.agreement_no : ''
  const complaint = first.alipay.byHand.raiseComplaint({ outTradeNo: 'k1', detail: '茶叶受潮' })
  const aboutIt = { complainEventId: complaint?.id }
  await exec(first, 'alipay.merchant.tradecomplain.reply.submit', { ...aboutIt, replyContent: '您好' })
  const account = await exec(first, 'alipay.fund.account.query', { accountType: 'ACCTRANS_ACCOUNT' })
  expect(account).toMatchObject({ freezeAmount: '6.94', totalAmount: '1000006.94' })
  const code = first.alipay.byHand.authCode({ appId: made.appId })!
  await first.stop()

  const second = await startAlipayUnderTest(folder)
  expect(await exec(second, 'alipay.fund.account.query', { accountType: 'ACCTRANS_ACCOUNT' })).toMatchObject({
    freezeAmount: '6.94',
    totalAmount: '1000006.94',
  })
  expect(await exec(second, 'alipay.trade.order.settle', split)).toMatchObject({ settleNo })
  expect(await exec(second, 'alipay.user.agreement.query', { agreementNo })).toMatchObject({
    status: 'NORMAL',
  })
  expect(await exec(second, 'alipay.merchant.tradecomplain.query', aboutIt)).toMatchObject({
    status: 'MERCHANT_PROCESSING',
    content: '茶叶受潮',
    replyDetailInfos: [{ content: '您好', replierRole: 'MERCHANT' }],
  })
  expect(
    await sdkOf(second, made).exec('alipay.system.oauth.token', { grantType: 'authorization_code', code }),
  ).toHaveProperty('accessToken')
  second.core.store.reset()
  second.alipay.reset()
  // The application is gone with the rest, and strangers are answered unsigned.
  const stranger = await sdkOf(second, made).exec('alipay.trade.query', { bizContent: { outTradeNo: 'k1' } })
  expect(stranger).toMatchObject({ subCode: 'isv.invalid-app-id' })
  await second.stop()
})

it('adopts the orders of a journal from when there was one merchant', async () => {
  const first = await startAlipayUnderTest(folder)
  const biz_content = '{"out_trade_no":"old","total_amount":"8.00","subject":"茶"}'
  await first.post({ method: 'alipay.trade.precreate', biz_content })
  first.pay('old')
  const { sellerId } = first.core.keys.alipay
  await first.stop()

  // As the first version wrote it: the number alone as id, and terms that name nobody.
  const journal = join(folder, 'journal.ndjson')
  const old = readFileSync(journal, 'utf8')
    .replaceAll(`"id":"${sellerId}/old"`, '"id":"old"')
    .replaceAll(/"(?:appId|authAppId|sellerId)":"\d+",/g, '')
    .replaceAll(/,"feeFen":\d+/g, '')
  writeFileSync(journal, old)

  const second = await startAlipayUnderTest(folder)
  expect(second.alipay.orders({ outTradeNo: 'old' })).toMatchObject([
    { state: 'TRADE_SUCCESS', amountMinor: 800 },
  ])
  const refund = { outTradeNo: 'old', refundAmount: '8.00' }
  expect(
    await second.sdk.exec('alipay.trade.refund', { bizContent: refund }, { validateSign: true }),
  ).toMatchObject({ fundChange: 'Y' })
  await second.stop()
})
