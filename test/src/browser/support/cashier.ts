/// <reference lib="dom" />
import type { Page } from 'playwright-core'

/** The methods by the names that the cashier gives them. */
export type MethodName = '微信支付（扫码）' | '微信支付' | '支付宝（扫码）' | '支付宝'

/** The cashier's page, as a shopper who reads Chinese uses it. */
export function cashierOn(page: Page) {
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const heading = (name: string) => page.getByRole('heading', { level: 2, name, exact: true })
  return {
    open: (cashierUrl: string) => page.goto(cashierUrl),
    shows: (name: string) => heading(name).waitFor(),
    async choose(method: MethodName) {
      await page.getByRole('radio', { name: new RegExp(`^${method} `) }).check()
    },
    pay: () => page.getByRole('button', { name: /^付款 ¥/ }).click(),
    /** Pays by code: chooses, presses, and waits until the code is drawn. */
    async showCode(wallet: '微信' | '支付宝') {
      const method = wallet === '微信' ? '微信支付（扫码）' : '支付宝（扫码）'
      await this.choose(method)
      await this.pay()
      await heading(`用${wallet}扫码付款`).waitFor()
      const code = page.getByRole('img', { name: `${wallet}付款二维码` })
      await code.evaluate((image: HTMLImageElement) => image.decode())
      return code
    },
    /** The picture that lands in the shopper's album. */
    async saveCode(): Promise<string> {
      const arriving = page.waitForEvent('download')
      await page.getByRole('link', { name: '保存图片' }).click()
      const picture = await arriving
      if (!picture.suggestedFilename().endsWith('.png')) throw new Error(picture.suggestedFilename())
      return picture.path()
    },
    iHavePaid: () => button('我已付款').click(),
    payAnotherWay: () => button('换一种支付方式').click(),
    openWalletAgain: (wallet: '微信' | '支付宝') =>
      page.getByRole('link', { name: `再次打开${wallet}` }).click(),
    backToShop: () => page.getByRole('link', { name: '返回商城' }).click(),
    says: (words: string | RegExp) => page.getByText(words).first().waitFor(),
    /** When the heading came to be, by this machine's clock, whatever the test does meanwhile. */
    async watchFor(name: string): Promise<() => Promise<number>> {
      const seen = await page.evaluateHandle((wanted) => {
        const isThere = () =>
          [...document.querySelectorAll('h2')].some(({ textContent }) => textContent === wanted)
        const moment = new Promise<number>((resolve) => {
          const look = () => {
            if (!isThere()) return
            watcher.disconnect()
            resolve(Date.now())
          }
          const watcher = new MutationObserver(look)
          watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
          look()
        })
        return { moment }
      }, name)
      return () => seen.evaluate(({ moment }) => moment)
    },
  }
}
