import { expect, it } from 'vitest'
import { cashierOn, phoneOn, setStage } from './support/index.js'

const stage = setStage()

it("a wallet cannot read the other's code", async () => {
  const cashier = cashierOn(await stage.eyes.atDesk())
  await cashier.open((await stage.street.placeCheckout()).cashierUrl)
  await cashier.showCode('微信')
  const picture = await cashier.saveCode()

  const phone = phoneOn(await stage.eyes.onPhone(), stage.street.phoneUrl)
  stage.eyes.complaints.expect(/409 .*\/phone\/api\/look/)
  await phone.openScanner('支付宝')
  await phone.scanPicture(picture)
  await phone.shows('无法识别该二维码')
  await cashier.shows('用微信扫码付款')
})

it('a wrong password leaves the order payable', async () => {
  const cashier = cashierOn(await stage.eyes.atDesk())
  await cashier.open((await stage.street.placeCheckout()).cashierUrl)
  await cashier.showCode('支付宝')

  const phone = phoneOn(await stage.eyes.onPhone(), stage.street.phoneUrl)
  await phone.openScanner('支付宝')
  await phone.scanPicture(await cashier.saveCode())
  stage.eyes.complaints.expect(/409 .*\/phone\/api\/pay/)
  await phone.confirm()
  await phone.typePassword('000000')
  await phone.says(/密码.*错误|密码不(对|正确)/)
  await phone.typePassword()
  await phone.shows('付款成功')
  await cashier.shows('付款成功')
})

it('not enough money: the cashier still waits, and the shopper may pay another way', async () => {
  const checkout = await stage.street.placeCheckout({
    orders: [
      {
        reference: 'dear-1',
        merchantId: 'm_ceramics',
        items: [{ name: '天青梅瓶', category: 'ceramics', quantity: 50, unitPriceMinor: 26_800 }],
      },
    ],
  })
  const cashier = cashierOn(await stage.eyes.atDesk())
  await cashier.open(checkout.cashierUrl)
  await cashier.showCode('支付宝')

  const phone = phoneOn(await stage.eyes.onPhone(), stage.street.phoneUrl)
  await phone.openScanner('支付宝')
  await phone.scanPicture(await cashier.saveCode())
  await phone.says('13,400.00')
  stage.eyes.complaints.expect(/409 .*\/phone\/api\/pay/)
  await phone.confirm()
  await phone.typePassword()
  await phone.shows('余额不足')
  await cashier.shows('用支付宝扫码付款')
  await cashier.payAnotherWay()
  await cashier.showCode('微信')
})

it('a phone that holds a WeChat code can no longer turn to Alipay, and is told why', async () => {
  const handset = await stage.eyes.onPhone()
  const cashier = cashierOn(handset)
  await cashier.open((await stage.street.placeCheckout()).cashierUrl)
  await cashier.showCode('微信')
  await cashier.payAnotherWay()
  await cashier.says('为防止付两次，这笔单只能用微信付。')
  expect(await handset.getByRole('radio').count()).toBe(2)
  await handset.getByText('暂不可用的方式（2）').click()
  const locked = handset.getByRole('listitem').filter({ hasText: '支付宝' })
  expect(await locked.allInnerTexts()).toEqual([
    expect.stringContaining('避免重复付款不能更换'),
    expect.stringContaining('避免重复付款不能更换'),
  ])
})

it('turning from Alipay to WeChat closes the order at Alipay first', async () => {
  const cashier = cashierOn(await stage.eyes.atDesk())
  const checkout = await stage.street.placeCheckout()
  await cashier.open(checkout.cashierUrl)
  await cashier.showCode('支付宝')
  const phone = phoneOn(await stage.eyes.onPhone(), stage.street.phoneUrl)
  await phone.openScanner('支付宝')
  await phone.scanPicture(await cashier.saveCode())
  // Not the amount: the scanner lists what is payable here before anything is scanned.
  await phone.says('付款给')

  stage.eyes.complaints.expect(/409 .*\/phone\/api\/look/)
  await cashier.payAnotherWay()
  await cashier.showCode('微信')
  await phone.shows('订单已关闭')
  const { attempts } = await stage.street.api.checkouts.read(checkout.id)
  const rival = attempts.find(({ institution }) => institution === 'alipay')
  expect(rival?.state).toBe('closed')
  expect((await stage.street.orderOf(checkout.id, 'alipay')).state).toMatch(/CLOSED/)
})
