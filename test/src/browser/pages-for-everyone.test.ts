import { beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/index.js'
import {
  cashierOn,
  consoleOn,
  findBarriers,
  mallOn,
  phoneOn,
  setStage,
  workbenchOn,
} from './support/index.js'

const stage = setStage()
let paidId: string

/** Something to look at: one checkout that is paid, and a part of it given back. */
beforeAll(async () => {
  const { api, records, orderOf, placeCheckout } = stage.street
  const { id, orders } = await placeCheckout()
  await api.attempts.start(id, { method: 'wechatpay_scan', scene: 'desktop_web' })
  await records.pay(await orderOf(id, 'wechatpay'))
  await until('it is paid', async () => (await api.checkouts.read(id)).state === 'paid')
  await api.refunds.request(id, { reason: '缺货', orderId: orders[1]!.id })
  await until('it is refunded in part', async () => (await api.checkouts.read(id)).refundState === 'part')
  paidId = id
})

describe('without a serious barrier, at 390 and 1280', () => {
  it('the mall', async () => {
    const page = await stage.eyes.atDesk()
    const mall = mallOn(page, stage.street.mallUrl)
    await mall.open()
    await mall.putIntoCart('桂花糕')
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('link', { name: '明前龙井' }).click()
    await page.getByRole('heading', { level: 1, name: '明前龙井' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await mall.openCart()
    await page.getByRole('heading', { level: 1, name: '购物车' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await mall.checkOut()
    await mall.fillAddress()
    expect(await findBarriers(page)).toEqual([])
    await mall.placeOrder()
    await page.goto(`${stage.street.mallUrl}/orders`)
    await page.getByRole('link', { name: /^HM\d{8}-/ }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('link', { name: /^HM\d{8}-/ }).click()
    await mall.orderState('待付款')
    expect(await findBarriers(page)).toEqual([])
  })

  it('the phone', async () => {
    const desk = await stage.eyes.atDesk()
    await cashierOn(desk).open((await stage.street.placeCheckout()).cashierUrl)
    await cashierOn(desk).showCode('支付宝')
    const page = await stage.eyes.atDesk()
    const phone = phoneOn(page, stage.street.phoneUrl)
    await phone.open()
    await page.getByRole('button', { name: /^微信钱包/ }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await phone.openScanner('支付宝')
    await page.getByRole('region', { name: '本机正在展示的二维码' }).getByRole('button').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await phone.pointAtCode()
    await phone.says('付款给')
    expect(await findBarriers(page)).toEqual([])
    await phone.confirm()
    await page.getByRole('dialog').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await phone.typePassword()
    await phone.shows('付款成功')
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('button', { name: '完成' }).click()
    await page.getByRole('region', { name: '最近账单' }).getByText('¥164.00').waitFor()
    expect(await findBarriers(page)).toEqual([])
  })

  it('the workbench', async () => {
    const page = await stage.eyes.atDesk()
    const workbench = workbenchOn(page, stage.street.platform.url)
    await page.goto(`${stage.street.platform.url}/workbench/`)
    await page.getByLabel('用户名').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await workbench.signIn(stage.street.demo.workbench)
    await page
      .getByRole('link', { name: /明前龙井/ })
      .first()
      .waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('row').filter({ hasText: '已支付' }).last().getByRole('link').click()
    await workbench.stateIs('已支付')
    expect(await findBarriers(page)).toEqual([])
    await workbench.openRefund()
    expect(await findBarriers(page)).toEqual([])
    await workbench.fillRefund('明前龙井', 1)
    expect(await findBarriers(page)).toEqual([])
  })

  it('the console', async () => {
    const page = await stage.eyes.atDesk()
    const office = consoleOn(page, stage.street.platform.url)
    await page.goto(`${stage.street.platform.url}/console/`)
    await page.getByLabel('用户名').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await office.signIn(stage.street.demo.console)
    const places = [
      '总览',
      '收银单',
      '上线',
      '查原因',
      '退款',
      '账户',
      'Webhook',
      '通知',
      '接入',
      '人员',
      '操作记录',
    ]
    for (const place of places) {
      await page.getByRole('navigation').getByRole('link', { name: place }).click()
      await page.getByRole('link', { name: place }).and(page.locator('[aria-current=page]')).waitFor()
      await office.untilLoaded()
      expect([place, await findBarriers(page)]).toEqual([place, []])
    }
    await office.search(paidId)
    for (const tab of ['经过', '账本', '子订单']) {
      await office.openTab(tab)
      await office.untilLoaded()
      expect([tab, await findBarriers(page)]).toEqual([tab, []])
    }
  })
})

describe('Chinese first; English when asked for, and from then on', () => {
  it('from the mall into the cashier', async () => {
    const page = await stage.eyes.atDesk()
    const mall = mallOn(page, stage.street.mallUrl)
    await mall.open()
    await page.getByRole('heading', { level: 1, name: '逛胡同，带点好东西回家' }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Walk the lane, bring something home' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    await page.getByRole('button', { name: 'Put Osmanthus Cake into the cart' }).click()
    await page.getByRole('link', { name: /Cart/ }).click()
    await page.getByRole('link', { name: 'Check out' }).click()
    await page.getByLabel('Name').fill('Lin Xiao')
    await page.getByLabel('Phone').fill('138 0013 8000')
    await page.getByLabel('Address').fill('42 South Gong Lane, Beijing')
    await page.getByRole('button', { name: 'Place order and pay' }).click()
    await page.getByRole('heading', { name: 'Choose how to pay' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('en')
  })

  it('in the cashier', async () => {
    const page = await stage.eyes.onPhone()
    const { cashierUrl } = await stage.street.placeCheckout()
    await cashierOn(page).open(cashierUrl)
    await cashierOn(page).shows('选择支付方式')
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
    await page.getByRole('button', { name: 'English' }).click()
    await cashierOn(page).shows('Choose how to pay')
    await page.reload()
    await cashierOn(page).shows('Choose how to pay')
    await page.getByRole('button', { name: '中文' }).click()
    await cashierOn(page).shows('选择支付方式')
  })

  it('on the phone', async () => {
    const page = await stage.eyes.onPhone()
    await phoneOn(page, stage.street.phoneUrl).open()
    await page.getByRole('button', { name: /^微信钱包/ }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.reload()
    await page.getByRole('button', { name: /^Alipay wallet/ }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('en')
  })

  it.each(['workbench', 'console'] as const)('in the %s', async (app) => {
    const page = await stage.eyes.atDesk()
    await page.goto(`${stage.street.platform.url}/${app}/`)
    await page.getByRole('button', { name: '登录' }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.reload()
    await page.getByLabel('Username').fill(stage.street.demo[app].username)
    await page.getByLabel('Password').fill(stage.street.demo[app].password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    const name = app === 'workbench' ? 'Orders' : 'Overview'
    await page.getByRole('heading', { level: 1, name }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('en')
  })
})
