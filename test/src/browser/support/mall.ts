import type { Page } from 'playwright-core'

const SHOPPER = { name: '林晓', phone: '138 0013 8000', street: '北京市东城区南锣鼓巷 42 号' }

/** The demo shop, through the hands of a shopper who reads Chinese. */
export function mallOn(page: Page, url: string) {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  return {
    open: () => page.goto(url),
    putIntoCart: (goods: string) => button(new RegExp(`(把|再放一件)${goods}`)).click(),
    openCart: () => page.getByRole('link', { name: /购物车/ }).click(),
    checkOut: () => page.getByRole('link', { name: '去结算' }).click(),
    async fillAddress() {
      await page.getByLabel('收货人').fill(SHOPPER.name)
      await page.getByLabel('电话').fill(SHOPPER.phone)
      await page.getByLabel('地址').fill(SHOPPER.street)
    },
    async placeOrder() {
      await button('提交订单，去付款').click()
      await page.waitForURL(/\/cashier\//)
    },
    /** Asked twice, as the button does. */
    async cancelOrder() {
      await button('取消订单').click()
      await button('确定取消？再点一次').click()
    },
    orderState: (words: string) => page.getByRole('heading', { level: 1, name: words }).waitFor(),
    toldOf: (words: string) =>
      page.getByRole('listitem').filter({ hasText: words }).filter({ hasText: '签名已验证' }).waitFor(),
  }
}
