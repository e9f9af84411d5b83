import { AlipaySdk } from 'alipay-sdk'
import { createSandboxClient } from 'hutong-sandbox'
import type { Route } from 'playwright-core'
import { expect, it } from 'vitest'
import { until } from '../support/index.js'
import { findBarriers, phoneOn, setPhoneStage } from './support/index.js'

const stage = setPhoneStage()

it('a code is shown, the till’s payment waits for the password, and the code is spent', async () => {
  const { eyes, sandbox, merchant } = stage
  const page = await eyes.atDesk()
  await phoneOn(page, `${sandbox.homeUrl}/phone`).openWallet('微信')
  await page.getByRole('button', { name: '付款码' }).click()
  const face = page.getByRole('region', { name: '付款码' })
  const shown = async () => (await face.locator('.code-number').innerText()).replaceAll(' ', '')
  const nextCode = (before: string) =>
    until('another code is shown', async () => {
      const digits = await shown()
      return /^1[0-5]\d{16}$/.test(digits) && digits !== before && digits
    })
  const withoutPassword = await nextCode('')
  // The wish makes another code; the one before stays on the screen until that has come.
  await page.getByLabel('每次都要输密码').check()
  await nextCode(withoutPassword)
  expect(await findBarriers(page)).toEqual([])

  const { notify_url: _url, ...order } = merchant.order()
  const code = await shown()
  const pay = { ...order, payer: { auth_code: code } }
  await merchant.post('/v3/pay/transactions/codepay', pay, 202)
  await page.getByRole('button', { name: /^输入密码/ }).click()
  await page.getByRole('dialog', { name: '付款 ¥10.00' }).waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.keyboard.type('123456')
  await page.getByRole('status').filter({ hasText: '已付款 ¥10.00 给' }).waitFor()
  expect(sandbox.control.order('wechatpay', order.out_trade_no)?.state).toBe('SUCCESS')
  await nextCode(code)
})

it('an order that is paid elsewhere shows its end, although two looks at it were under way', async () => {
  const { eyes, sandbox, merchant } = stage
  const order = merchant.order()
  const { code_url: code = '' } = await merchant.post('/v3/pay/transactions/native', order)
  const page = await eyes.onPhone()
  const phone = phoneOn(page, `${sandbox.homeUrl}/phone`)
  await phone.openScanner('微信')
  await phone.typeCode(code)
  await phone.says('付款给')
  const looks: Route[] = []
  await page.route('**/phone/api/look', (route) => void looks.push(route))
  await merchant.post('/v3/pay/transactions/native', merchant.order())
  const first = await until('the phone looks again', () => looks[0])
  const payable = await first.fetch()
  stage.eyes.complaints.expect(/409 .*\/phone\/api\/look/)
  sandbox.control.pay({ outTradeNo: order.out_trade_no })
  const second = await until('the phone looks once more', () => looks[1])
  await first.fulfill({ response: payable })
  await second.continue()
  await phone.shows('这笔订单已付过款')
})

it('a transfer is accepted where it waits, and shows as received', async () => {
  const { eyes, sandbox, merchant } = stage
  const page = await eyes.onPhone()
  await phoneOn(page, `${sandbox.homeUrl}/phone`).openWallet('微信')
  await page.getByRole('button', { name: '待我确认', exact: true }).waitFor()
  await merchant.post('/v3/fund-app/mch-transfer/transfer-bills', {
    appid: merchant.appid,
    out_bill_no: 'BILL1',
    transfer_scene_id: '1000',
    openid: sandbox.control.wallets()[0]!.payerId,
    transfer_amount: 500,
    transfer_remark: '茶友奖励',
    transfer_scene_report_infos: [
      { info_type: '活动名称', info_content: '品茶' },
      { info_type: '奖励说明', info_content: '一等奖' },
    ],
  })
  // By itself: the wallet counts what waits.
  await page.getByRole('button', { name: '待我确认 1' }).click()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: /^确认收款/ }).click()
  await page.getByText('已确认收款，钱很快到账。').waitFor()
  await page.getByText('没有要你确认的事').waitFor()
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('region', { name: '最近账单' }).getByText('收款 · 茶友奖励').waitFor()
})

it('a payment is complained about, and the merchant’s answer shows', async () => {
  const { eyes, sandbox, merchant } = stage
  const order = merchant.order()
  await merchant.post('/v3/pay/transactions/native', order)
  sandbox.control.pay({ outTradeNo: order.out_trade_no })
  const page = await eyes.onPhone()
  await phoneOn(page, `${sandbox.homeUrl}/phone`).openWallet('微信')
  await page.getByRole('button', { name: '账单' }).click()
  await page.getByRole('button', { name: /^投诉：/ }).click()
  await page.getByLabel('说说发生了什么').fill('茶叶受潮了')
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: '提交投诉' }).click()
  await page.getByText('待商家处理').waitFor()
  expect(await findBarriers(page)).toEqual([])
  const [complaint] = sandbox.control.wechatpay.complaints()
  expect(complaint).toMatchObject({ detail: '茶叶受潮了', problemType: 'REFUND', state: 'PENDING' })
  await page.getByRole('button', { name: '问题已解决' }).click()
  await page.getByText('已处理完').waitFor()
})

it('a payment at Alipay is complained about, answered, and brought before Alipay', async () => {
  const { eyes, sandbox } = stage
  const { appId, appPrivateKey, alipayPublicKey, gateway } = sandbox.credentials.alipay
  const sdk = new AlipaySdk({ appId, privateKey: appPrivateKey, alipayPublicKey, gateway, keyType: 'PKCS8' })
  const bizContent = { out_trade_no: 'alipay_1', total_amount: '10.00', subject: '明前龙井' }
  await sdk.exec('alipay.trade.precreate', { bizContent }, { validateSign: true })
  sandbox.control.pay({ institution: 'alipay', outTradeNo: 'alipay_1' })
  const page = await eyes.onPhone()
  await phoneOn(page, `${sandbox.homeUrl}/phone`).openWallet('支付宝')
  await page.getByRole('button', { name: '账单' }).click()
  await page.getByRole('button', { name: /^投诉：/ }).click()
  await page.getByLabel('说说发生了什么').fill('茶叶受潮了')
  await page.getByRole('button', { name: '提交投诉' }).click()
  await page.getByText('待商家处理').waitFor()

  const client = await createSandboxClient({ homeUrl: sandbox.homeUrl })
  const id = (await client.complaints('alipay'))[0]?.id
  const feedback = {
    complain_event_id: id,
    feedback_code: '05',
    feedback_content: '马上给您换货',
    operator: '李四',
  }
  await sdk.exec('alipay.merchant.tradecomplain.feedback.submit', feedback, { validateSign: true })
  // By itself, as the answer comes in.
  await page.getByText('商家已反馈').waitFor()
  await page.getByText('马上给您换货').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: '申请支付宝介入' }).click()
  await page.getByText('支付宝处理中').waitFor()
  await page.getByLabel('补充说明').fill('换来的也受潮')
  await page.getByRole('button', { name: '发送' }).click()
  await page.getByText('换来的也受潮').waitFor()
  await page.getByRole('button', { name: '撤诉' }).click()
  await page.getByText('投诉已撤销').waitFor()
  expect(await client.complaints('alipay')).toMatchObject([{ id, state: 'CANCELLED' }])
  await page.getByLabel('继续投诉').fill('还是要投诉')
  await page.getByRole('button', { name: '发送' }).click()
  await page.getByText('待商家处理').waitFor()
})
