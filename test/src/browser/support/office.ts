import type { Page } from 'playwright-core'

interface SignIn {
  readonly username: string
  readonly password: string
}

async function signIn(page: Page, url: string, { username, password }: SignIn): Promise<void> {
  await page.goto(url)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Where a seller works. */
export function workbenchOn(page: Page, platformUrl: string) {
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const drawer = page.getByRole('dialog')
  return {
    async signIn(user: SignIn) {
      await signIn(page, `${platformUrl}/workbench/`, user)
      await page.getByRole('heading', { level: 1, name: '订单' }).waitFor()
    },
    openOrderOf: (goods: string) => page.getByRole('link', { name: new RegExp(goods) }).click(),
    async openRefund() {
      await button('退款').click()
      await drawer.waitFor()
    },
    /** Up to where it asks whether one is sure. */
    async fillRefund(goods: string, quantity: number) {
      await drawer.getByRole('spinbutton', { name: `退款数量 ${goods}` }).fill(String(quantity))
      await drawer.getByRole('button', { name: '顾客不想要了' }).click()
      await drawer.getByRole('button', { name: '下一步' }).click()
      await drawer.getByText('退款发出后不能撤回。').waitFor()
    },
    async confirmRefund() {
      await drawer.getByRole('button', { name: '确认退款' }).click()
      await drawer.getByRole('status').filter({ hasText: '已退款' }).waitFor()
    },
    async closeRefund() {
      await drawer.getByRole('button', { name: '完成' }).click()
      await drawer.waitFor({ state: 'hidden' })
    },
    stateIs: (words: string) => page.getByRole('heading', { level: 1 }).filter({ hasText: words }).waitFor(),
  }
}

/** Where the marketplace's own people look. */
export function consoleOn(page: Page, platformUrl: string) {
  return {
    async signIn(user: SignIn) {
      await signIn(page, `${platformUrl}/console/`, user)
      await page.getByRole('heading', { level: 1, name: '总览' }).waitFor()
    },
    async search(number: string) {
      const box = page.getByRole('textbox', { name: /^搜索/ })
      await box.fill(number)
      await box.press('Enter')
    },
    openTab: (name: string) => page.getByRole('tab', { name }).click(),
    /** Tables say that they wait for their rows; skeletons are hidden from ears. */
    async untilLoaded() {
      await page
        .getByRole('main')
        .locator('[aria-busy=true], .ant-skeleton')
        .first()
        .waitFor({ state: 'detached' })
    },
    openAccounts: () => page.getByRole('link', { name: '账户' }).click(),
  }
}
