import { describe, it } from 'vitest'
import { cashierOn, phoneOn, savePictureOf, setStage } from './support/index.js'

const stage = setStage()

describe('Alipay', () => {
  it('by a code that the phone scans', async () => {
    const cashier = cashierOn(await stage.eyes.atDesk())
    await cashier.open((await stage.street.placeCheckout()).cashierUrl)
    await cashier.showCode('支付宝')
    const picture = await cashier.saveCode()

    const phone = phoneOn(await stage.eyes.onPhone(), stage.street.phoneUrl)
    await phone.openScanner('支付宝')
    await phone.scanPicture(picture)
    await phone.says('164.00')
    await phone.pay()
    await cashier.shows('付款成功')
    await cashier.says('支付宝（扫码）')
  })

  it('by its own cashier at a desk, which leads back to ours', async () => {
    const desk = await stage.eyes.atDesk()
    const cashier = cashierOn(desk)
    const { cashierUrl } = await stage.street.placeCheckout()
    await cashier.open(cashierUrl)
    await cashier.choose('支付宝')
    await cashier.pay()
    await desk.getByRole('heading', { name: '用支付宝扫码付款' }).waitFor()
    const picture = await savePictureOf(desk)

    const phone = phoneOn(await stage.eyes.onPhone(), stage.street.phoneUrl)
    await phone.openScanner('支付宝')
    await phone.scanPicture(picture)
    // The desk says so for a second and leaves, perhaps before the phone's own screen has been seen.
    await Promise.all([desk.getByRole('status').filter({ hasText: '正在返回商家' }).waitFor(), phone.pay()])
    await desk.waitForURL((url) => url.href.startsWith(new URL(cashierUrl).origin))
    await cashier.shows('付款成功')
  })

  it('by jumping into the wallet on a phone', async () => {
    const handset = await stage.eyes.onPhone()
    const cashier = cashierOn(handset)
    await cashier.open((await stage.street.placeCheckout()).cashierUrl)
    await cashier.choose('支付宝')
    await cashier.pay()

    const phone = phoneOn(handset, stage.street.phoneUrl)
    await phone.says('付款给')
    await phone.pay()
    await phone.backToShop()
    await cashier.shows('付款成功')
  })
})

describe('WeChat Pay', () => {
  it('by jumping into the wallet: turned away there, then paid', async () => {
    const handset = await stage.eyes.onPhone()
    const cashier = cashierOn(handset)
    await cashier.open((await stage.street.placeCheckout()).cashierUrl)
    await cashier.choose('微信支付')
    await cashier.pay()

    const phone = phoneOn(handset, stage.street.phoneUrl)
    await phone.says('付款给')
    await phone.cancel()
    await phone.shows('已取消，没有付款')
    await phone.backToShop()

    await cashier.shows('请在微信完成付款')
    await cashier.openWalletAgain('微信')
    await phone.says('付款给')
    await phone.pay()
    await phone.backToShop()
    await cashier.shows('付款成功')
  })
})
