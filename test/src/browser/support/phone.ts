import type { Page } from 'playwright-core'

type Wallet = '微信' | '支付宝'

/** The simulated phone, through the hands of its owner. */
export function phoneOn(page: Page, url: string) {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const heading = (name: string) => page.getByRole('heading', { name, exact: true })
  return {
    open: () => page.goto(url),
    async openWallet(wallet: Wallet) {
      await page.goto(url)
      await button(new RegExp(`^${wallet}钱包`)).click()
    },
    async openScanner(wallet: Wallet) {
      await this.openWallet(wallet)
      await button('扫一扫').click()
    },
    /** Chooses a picture from the album; the wallet really reads it. */
    async scanPicture(file: string) {
      const asking = page.waitForEvent('filechooser')
      await button('选图片').click()
      await (await asking).setFiles(file)
    },
    /** Types what a code or a link says. */
    async typeCode(text: string) {
      await button('输入').click()
      await page.getByLabel('二维码里的文字').fill(text)
      await button('打开').click()
    },
    /** Points the camera at the newest code that a shop on this machine shows. */
    pointAtCode: () =>
      page.getByRole('region', { name: '本机正在展示的二维码' }).getByRole('button').first().click(),
    confirm: () => button('确认付款').click(),
    cancel: () => button('不付了').click(),
    async typePassword(password = '123456') {
      await page.getByRole('dialog', { name: /^付款 ¥/ }).waitFor()
      await page.keyboard.type(password)
    },
    async pay() {
      await this.confirm()
      await this.typePassword()
      await heading('付款成功').waitFor()
    },
    shows: (name: string) => heading(name).waitFor(),
    says: (words: string | RegExp) => page.getByText(words).first().waitFor(),
    backToShop: () => page.getByRole('link', { name: '返回商家' }).click(),
  }
}
