/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { until } from '../support/index.js'
import { cashierOn, findBarriers, setStage, watchShifts, weighCode } from './support/index.js'

const stage = setStage()
const MOST_CODE_BYTES = 40_000
const MOST_SHIFT = 0.02

/** As the owner of another phone would pay. */
const payAtWechat = async (checkoutId: string) =>
  stage.street.records.pay(await stage.street.orderOf(checkoutId, 'wechatpay'))

/** How the cashier comes to each of its states. */
const STATES: Readonly<Record<string, (page: Page, url: string, id: string) => Promise<void>>> = {
  async 'choosing a method'(page, url) {
    const cashier = cashierOn(page)
    await cashier.open(url)
    await cashier.shows('选择支付方式')
    await page.getByText(/^暂不可用的方式/).click()
  },
  async 'showing a code'(page, url) {
    const cashier = cashierOn(page)
    await cashier.open(url)
    await cashier.showCode('微信')
  },
  async 'waiting for the wallet'(page, url) {
    const cashier = cashierOn(page)
    await cashier.open(url)
    await cashier.choose('支付宝')
    await cashier.pay()
    await page.getByRole('heading', { name: '用支付宝扫码付款' }).waitFor()
    await cashier.open(url)
    await cashier.shows('请在支付宝完成付款')
  },
  async 'not knowing yet'(page, url) {
    const fault = { institution: 'wechatpay', effect: 'drop_before' } as const
    await stage.street.records.addFault({ ...fault, operation: 'native' })
    await stage.street.records.addFault({ ...fault, operation: 'query' })
    const cashier = cashierOn(page)
    await cashier.open(url)
    await cashier.choose('微信支付（扫码）')
    await cashier.pay()
    await cashier.shows('正在向微信确认')
  },
  async paid(page, url, id) {
    const cashier = cashierOn(page)
    await cashier.open(url)
    await cashier.showCode('微信')
    await payAtWechat(id)
    await cashier.shows('付款成功')
  },
  async 'refunded in part'(page, url, id) {
    await STATES.paid?.(page, url, id)
    const { orders } = await stage.street.api.checkouts.read(id)
    await stage.street.api.refunds.request(id, { reason: '缺货', orderId: orders[0]!.id })
    await cashierOn(page).shows('已部分退款')
  },
  async 'refunded in full'(page, url, id) {
    await STATES.paid?.(page, url, id)
    await stage.street.api.refunds.request(id, { reason: '缺货' })
    await cashierOn(page).shows('已全额退款')
  },
  async expired(page, url, id) {
    const cashier = cashierOn(page)
    await cashier.open(url)
    await cashier.shows('选择支付方式')
    await stage.street.letDeadlinePass(id)
    await cashier.shows('付款已超时')
  },
  async closed(page, url, id) {
    const cashier = cashierOn(page)
    await cashier.open(url)
    await stage.street.api.checkouts.close(id)
    await cashier.shows('付款已取消')
  },
  async 'a link that is not whole'(page, url) {
    stage.eyes.complaints.expect(/40[134] .*\/cashier\/api\//)
    const cashier = cashierOn(page)
    await cashier.open(url.slice(0, -4))
    await cashier.shows('付款链接无效')
  },
  async 'no network'(page, url) {
    stage.eyes.complaints.expect(/failed .*\/cashier\/api\/|ERR_INTERNET_DISCONNECTED/)
    await page.route(/\/cashier\/api\//, (route) => route.abort('internetdisconnected'))
    const cashier = cashierOn(page)
    await cashier.open(url)
    await cashier.shows('网络不通')
  },
}

describe('without a serious barrier, at 390 and 1280', () => {
  it.each(Object.entries(STATES))('%s', async (_, reach) => {
    const { id, cashierUrl } = await stage.street.placeCheckout()
    const page = await stage.eyes.atDesk()
    await reach(page, cashierUrl, id)
    expect(await findBarriers(page)).toEqual([])
  })
})

it('a keyboard is enough to come to a code', async () => {
  const page = await stage.eyes.atDesk()
  await cashierOn(page).open((await stage.street.placeCheckout()).cashierUrl)
  await cashierOn(page).shows('选择支付方式')
  const isAt = (role: 'radio' | 'button', name: RegExp) =>
    page.getByRole(role, { name }).evaluate((element) => element === document.activeElement)
  const tabTo = async (role: 'radio' | 'button', name: RegExp) => {
    for (let steps = 0; steps < 12; steps += 1) {
      await page.keyboard.press('Tab')
      if (await isAt(role, name)) return
    }
    throw new Error(`Tab does not come to ${name}`)
  }
  await tabTo('radio', /^支付宝（扫码） /)
  await page.keyboard.press('ArrowDown')
  expect(await isAt('radio', /^微信支付（扫码） /)).toBe(true)
  await tabTo('button', /^付款 ¥164\.00/)
  await page.keyboard.press('Enter')
  const heading = page.getByRole('heading', { name: '用微信扫码付款' })
  await heading.waitFor()
  // The button is gone; the keyboard goes on from the heading.
  await until('the heading has the focus', () =>
    heading.evaluate((element) => element === document.activeElement),
  )
  await page.keyboard.press('Tab')
  expect(
    await page.getByRole('link', { name: '保存图片' }).evaluate((link) => link === document.activeElement),
  ).toBe(true)
})

it.each(['atDesk', 'onPhone'] as const)('nothing jumps while its states change (%s)', async (place) => {
  const page = await stage.eyes[place]()
  const shifts = await watchShifts(page)
  const cashier = cashierOn(page)
  const { id, cashierUrl } = await stage.street.placeCheckout()
  // An institution may take its time: then no click before it excuses what jumps when its answer comes.
  const slow = { effect: 'delay', params: { delayMs: 1_000 } } as const
  await stage.street.records.addFault({ institution: 'wechatpay', operation: 'native', ...slow })
  await cashier.open(cashierUrl)
  await cashier.showCode('微信')
  await payAtWechat(id)
  await cashier.shows('付款成功')
  expect(await shifts()).toBeLessThan(MOST_SHIFT)
})

it('its first load is at most 40 kB of script and style', async () => {
  const page = await stage.eyes.onPhone()
  const weight = await weighCode(page)
  await cashierOn(page).open((await stage.street.placeCheckout()).cashierUrl)
  await cashierOn(page).shows('选择支付方式')
  expect(weight()).toBeGreaterThan(1_000)
  expect(weight()).toBeLessThanOrEqual(MOST_CODE_BYTES)
})
