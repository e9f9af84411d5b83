import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { until } from '../support/index.js'
import { cashierOn, consoleOn, mallOn, phoneOn, setStage, takePicture, workbenchOn } from './support/index.js'

const stage = setStage({ launch: true })

/** The payer's number at WeChat Pay: what a shopper reads out from the wallet's bill. */
async function institutionsNumber(): Promise<{ outTradeNo: string; transactionId: string }> {
  const [order] = await stage.street.records.orders()
  if (order?.transactionId == null) throw new Error('WeChat Pay has no paid order')
  return { outTradeNo: order.outTradeNo, transactionId: order.transactionId }
}

async function shop(page: Page): Promise<void> {
  const mall = mallOn(page, stage.street.mallUrl)
  await mall.open()
  await page.getByRole('link', { name: '明前龙井' }).waitFor()
  await takePicture(page, '01-mall')
  await mall.putIntoCart('明前龙井')
  await mall.putIntoCart('明前龙井')
  await mall.putIntoCart('茉莉香片')
  await mall.putIntoCart('桂花糕')
  await mall.openCart()
  await page.getByRole('heading', { level: 2, name: '半山茶铺' }).waitFor()
  await page.getByRole('heading', { level: 2, name: '桂香斋' }).waitFor()
  await takePicture(page, '02-cart')
  await mall.checkOut()
  await mall.fillAddress()
  await takePicture(page, '03-address')
  await mall.placeOrder()
}

it('a newcomer walks from the shop to the ledger', async () => {
  const desk = await stage.eyes.atDesk()
  await shop(desk)

  const cashier = cashierOn(desk)
  await cashier.shows('选择支付方式')
  await cashier.says('350.00')
  await takePicture(desk, '04-cashier')
  await cashier.showCode('微信')
  await takePicture(desk, '05-code')
  const picture = await cashier.saveCode()

  const handset = await stage.eyes.onPhone()
  const phone = phoneOn(handset, stage.street.phoneUrl)
  await phone.openScanner('微信')
  await takePicture(handset, '06-scan')
  await phone.scanPicture(picture)
  await phone.says('付款给')
  await phone.says('350.00')
  await takePicture(handset, '07-offer')
  await phone.confirm()
  await phone.typePassword('12345')
  await takePicture(handset, '08-password')
  const paidAt = await cashier.watchFor('付款成功')
  await phone.typePassword('6')
  await phone.shows('付款成功')
  await takePicture(handset, '09-wallet-paid')

  // By itself: nobody touches the cashier.
  await cashier.shows('付款成功')
  await takePicture(desk, '10-paid')
  const { outTradeNo, transactionId } = await institutionsNumber()
  const notice = await until('the notice is acknowledged', async () =>
    (await stage.street.records.notices(outTradeNo)).find(({ state }) => state === 'acknowledged'),
  )
  // Some ten milliseconds on a machine in peace; the bound leaves room for one that is busy.
  expect((await paidAt()) - notice.tries[0]!.atMs).toBeLessThan(10_000)

  await cashier.backToShop()
  const mall = mallOn(desk, stage.street.mallUrl)
  await mall.orderState('已付款')
  await mall.toldOf('收到付款通知')
  await takePicture(desk, '11-order')
  await refundOne()
  await desk.reload()
  await mall.orderState('部分退款')
  await mall.toldOf('收到退款成功通知')
  await takePicture(desk, '15-order-refunded')
  await audit(transactionId)
})

/** The seller gives one of two packets of tea back. */
async function refundOne(): Promise<void> {
  const page = await stage.eyes.atDesk()
  const workbench = workbenchOn(page, stage.street.platform.url)
  await workbench.signIn(stage.street.demo.workbench)
  await page.getByRole('link', { name: /明前龙井/ }).waitFor()
  await takePicture(page, '12-workbench')
  await workbench.openOrderOf('明前龙井')
  await workbench.stateIs('已支付')
  await workbench.openRefund()
  await workbench.fillRefund('明前龙井', 1)
  await takePicture(page, '13-refund')
  await workbench.confirmRefund()
  await workbench.closeRefund()
  await workbench.stateIs('部分退款')
  await takePicture(page, '14-refunded')
}

/** The operator finds the payment by the number at the institution, and follows every fen. */
async function audit(transactionId: string): Promise<void> {
  const page = await stage.eyes.atDesk()
  const office = consoleOn(page, stage.street.platform.url)
  await office.signIn(stage.street.demo.console)
  await page.getByText('没有需要人处理的事').waitFor()
  await takePicture(page, '16-console')
  await office.search(transactionId)
  await page.getByRole('heading', { level: 1, name: /已支付/ }).waitFor()
  const story = page.getByRole('tabpanel', { name: '经过' }).getByRole('listitem')
  await story.filter({ hasText: 'checkout.created' }).waitFor()
  for (const kind of [
    'notice.received',
    'checkout.paid',
    'transfer',
    'refund.succeeded',
    'webhook.delivered',
  ])
    await story.filter({ hasText: kind }).first().waitFor()
  await takePicture(page, '17-story', { from: page.getByRole('tablist') })
  await office.openTab('账本')
  await takePicture(page, '18-ledger', { to: page.getByText('借贷相等，合计为零') })
  await office.openAccounts()
  await page.getByText('借贷相等，全部账户合计为零').waitFor()
  await takePicture(page, '19-accounts')
  await page.getByRole('link', { name: /半山茶铺/ }).click()
  await page.getByRole('heading', { level: 1, name: /半山茶铺/ }).waitFor()
  await page.getByRole('row').filter({ hasText: '128.00' }).first().waitFor()
  await takePicture(page, '20-account')
}
