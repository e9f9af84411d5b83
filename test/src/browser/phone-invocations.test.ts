import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { until } from '../support/index.js'
import { findBarriers, phoneOn, setPhoneStage } from './support/index.js'

const stage = setPhoneStage()
let shop: Server
let html = ''
beforeEach(async () => {
  shop = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(html)
  })
  await new Promise<void>((resolve) => void shop.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  const closed = new Promise((resolve) => void shop.close(resolve))
  // A browser also opens connections that it may need; those have asked for nothing and are not idle to the server.
  shop.closeAllConnections()
  await closed
})

async function invocation() {
  const { merchant, sandbox } = stage
  const payer = { openid: sandbox.control.wallets()[0]!.payerId }
  const order = merchant.order({ payer })
  const { prepay_id: prepayId = '' } = await merchant.post('/v3/pay/transactions/jsapi', order)
  return { parameters: merchant.jsapi(prepayId), outTradeNo: order.out_trade_no }
}

it('what a page would hand over is pasted, refused with the reason, put right, and paid', async () => {
  const { parameters, outTradeNo } = await invocation()
  const page = await stage.eyes.atDesk()
  const phone = phoneOn(page, `${stage.sandbox.homeUrl}/phone`)
  await phone.openWallet('微信')
  await page.getByRole('button', { name: '调起支付' }).click()
  const check = async (text: string) => {
    await page.getByLabel(/^网页、小程序或 APP/).fill(text)
    await page.getByRole('button', { name: '验签' }).click()
  }
  await check(JSON.stringify({ ...parameters, signType: 'MD5' }))
  await phone.says('signType 是 MD5，APIv3 只用 RSA。')
  expect(await findBarriers(page)).toEqual([])
  await check(JSON.stringify(parameters))
  await phone.says('签名正确')
  await phone.says(`${parameters.package}⏎`)
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: '去付款' }).click()
  await phone.pay()
  expect(stage.sandbox.control.order('wechatpay', outTradeNo)?.state).toBe('SUCCESS')
})

it('a page with the bridge opens the phone as it would the wallet, and hears how it ended', async () => {
  const { parameters, outTradeNo } = await invocation()
  html = `<!doctype html><html lang="zh-CN"><title>店</title><link rel="icon" href="data:,">
<script src="${stage.sandbox.homeUrl}/phone/wallet-bridge.js"></script>
<button type="button" id="pay">付款</button><output></output>
<script>
const output = document.querySelector('output')
let answers = 0
document.addEventListener('WeixinJSBridgeReady', () => {
  document.getElementById('pay').onclick = () =>
    WeixinJSBridge.invoke('getBrandWCPayRequest', ${JSON.stringify(parameters)}, ({ err_msg }) => {
      answers += 1
      output.textContent = answers + ' ' + err_msg
    })
})
</script>`
  const page = await stage.eyes.atDesk()
  // By another name than the sandbox's, as a shop on another site would be.
  await page.goto(`http://localhost:${(shop.address() as AddressInfo).port}/`)
  const phone = page.frameLocator('iframe')
  const heard = (words: string) =>
    until(words, async () => (await page.locator('output').textContent()) === words)

  await page.getByRole('button', { name: '付款' }).click()
  await phone.getByRole('button', { name: '不付了' }).click()
  await phone.getByRole('heading', { name: '已取消，没有付款' }).waitFor()
  await phone.getByRole('button', { name: '返回' }).last().click()
  await heard('1 get_brand_wcpay_request:cancel')
  expect(await page.locator('iframe').count()).toBe(0)

  await page.getByRole('button', { name: '付款' }).click()
  await phone.getByRole('button', { name: '确认付款' }).click()
  await phone.getByRole('dialog', { name: '付款 ¥10.00' }).waitFor()
  await page.keyboard.type('123456')
  await phone.getByRole('heading', { name: '付款成功' }).waitFor()
  await phone.getByRole('button', { name: '完成' }).click()
  await heard('2 get_brand_wcpay_request:ok')
  expect(stage.sandbox.control.order('wechatpay', outTradeNo)?.state).toBe('SUCCESS')
})
