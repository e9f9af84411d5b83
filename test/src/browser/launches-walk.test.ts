import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { cashierOn, consoleOn, setStage, takePicture, workbenchOn } from './support/index.js'

const stage = setStage({ launch: true })

/** A few shoppers pay, so that the pictures show a marketplace at work. */
async function letShoppersPay(merchantId: string): Promise<void> {
  const { street } = stage
  for (const [index, method] of (['wechatpay_scan', 'alipay_scan', 'wechatpay_scan'] as const).entries()) {
    const items = [{ name: '明前龙井', category: 'tea', quantity: 1, unitPriceMinor: 12_800 }]
    const { id } = await street.placeCheckout({
      shopper: { id: `shopper-${index + 1}` },
      orders: [{ reference: `walk-${index + 1}`, merchantId, items }],
    })
    await street.api.attempts.start(id, { method, scene: 'desktop_web', payerIp: '203.0.113.7' })
    await street.records.pay(await street.orderOf(id, method === 'alipay_scan' ? 'alipay' : 'wechatpay'))
  }
}

async function openConsole(): Promise<{ page: Page; go: (hash: string) => Promise<void> }> {
  const page = await stage.eyes.atDesk()
  const { url } = stage.street.platform
  const office = consoleOn(page, url)
  await office.signIn(stage.street.demo.console)
  return {
    page,
    async go(hash) {
      await page.goto(`${url}/console/#${hash}`)
      await office.untilLoaded()
    },
  }
}

it('a seller with a letter lets WeChat Pay in, and the operator watches, stops and explains', async () => {
  const { street, eyes } = stage
  const seller = street.demo.sellers.at(-1)!
  const placeAtSeller = () =>
    street.placeCheckout({
      orders: [
        {
          reference: 'brush',
          merchantId: seller.merchantId,
          items: [{ name: '狼毫笔', category: 'stationery', quantity: 1, unitPriceMinor: 6_800 }],
        },
      ],
    })
  const shopper = await eyes.atDesk()
  const wechat = shopper.getByRole('radio', { name: /^微信支付（扫码） / })
  const openCashier = async () => {
    const placed = await placeAtSeller()
    await cashierOn(shopper).open(placed.cashierUrl)
    await shopper.getByRole('radio', { name: /^支付宝（扫码） / }).waitFor()
    return placed
  }
  const before = await openCashier()
  expect(await wechat.count()).toBe(0)

  const handset = await eyes.onPhone()
  await workbenchOn(handset, street.platform.url).signIn(seller)
  await handset.getByRole('link', { name: /您有一份邀请函/ }).click()
  await handset.getByRole('region', { name: '平台规则全文' }).waitFor()
  await takePicture(handset, 'launch-01-letter')
  await handset.getByLabel('我已阅读并同意上面的平台规则').check()
  await handset.getByRole('button', { name: '同意并开通' }).click()
  await handset.getByRole('status').getByText('顾客现在可以用它付款').waitFor()
  await takePicture(handset, 'launch-02-live')
  await openCashier()
  await wechat.waitFor()
  await takePicture(shopper, 'launch-03-cashier')

  await letShoppersPay('m_tea')
  const { page, go } = await openConsole()
  await go('/launches')
  await page.getByRole('link', { name: /微信支付上线/ }).click()
  await page.getByRole('img', { name: /走势图/ }).waitFor()
  await takePicture(page, 'launch-04-launch')
  await page.getByRole('tab', { name: '规则' }).click()
  await page.getByRole('textbox', { name: '顾客份额' }).waitFor()
  await takePicture(page, 'launch-05-ramp', { from: page.getByRole('tab', { name: '规则' }) })
  await page.getByRole('tab', { name: '邀请批次' }).click()
  await page.getByRole('article', { name: '第一批店铺' }).waitFor()
  await takePicture(page, 'launch-06-batch', { from: page.getByRole('tab', { name: '邀请批次' }) })
  await go('/launches/terms')
  await page.getByRole('link', { name: /2026 第二版/ }).click()
  const changed = page.getByRole('insertion').filter({ hasText: '48 小时' })
  await changed.waitFor()
  await takePicture(page, 'launch-07-terms', { to: changed })
  await go('/capabilities/wechatpay.platform')
  await page.getByText('经营类目与实际业务不符').first().waitFor()
  await takePicture(page, 'launch-08-capability')

  await go('/launches')
  await page.getByRole('link', { name: /微信支付上线/ }).click()
  await page.getByRole('button', { name: '紧急停用' }).click()
  await page.getByRole('dialog').getByText('一秒内，所有收银台都不再出现').waitFor()
  await takePicture(page, 'launch-09-kill-switch')
  await page.getByRole('dialog').getByLabel('原因').fill('机构故障')
  await page.keyboard.press('Enter')
  await page.getByText('已停用', { exact: true }).waitFor()
  await takePicture(page, 'launch-10-halted')

  await go(`/explain?checkout=${before.id}`)
  await page.reload()
  await page.getByText('已紧急停止').first().waitFor()
  await takePicture(page, 'launch-11-explain')
  await go('/audit')
  await page.getByText('机构故障').first().waitFor()
  await takePicture(page, 'launch-12-audit')
})
