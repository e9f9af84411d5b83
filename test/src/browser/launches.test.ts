import { expect, it } from 'vitest'
import { signInPerson } from '../api/support/office.js'
import { until } from '../support/index.js'
import {
  API,
  cashierOn,
  consoleOn,
  launchDeskOn,
  setStage,
  takePicture,
  watchShifts,
} from './support/index.js'

const stage = setStage({ launch: true })
const world = { platform: () => stage.street.platform }
const { admin, post, read, create, launches, open, confirm, hasNoBarrier } = launchDeskOn(stage)

/** A payment that was made, for the launch's course. */
async function payByScan(): Promise<void> {
  const { api, records, orderOf, placeCheckout } = stage.street
  const { id } = await placeCheckout()
  await api.attempts.start(id, { method: 'wechatpay_scan', scene: 'desktop_web' })
  await records.pay(await orderOf(id, 'wechatpay'))
  await until('it is paid', async () => (await api.checkouts.read(id)).state === 'paid')
}

it('a ramp: what changes is read before it is saved, and never laid over a version that was not seen', async () => {
  const { id } = await create('alipay', ['alipay_jump'])
  const page = await open(`/launches/${id}?tab=rules`)
  const share = page.getByRole('textbox', { name: '顾客份额' })
  await share.fill('12.5')
  await page.getByText('1 处改动，还没有保存').waitFor()
  await page.getByRole('button', { name: '看改动并保存' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('deletion').filter({ hasText: /^0%$/ }).waitFor()
  await dialog.getByRole('insertion').filter({ hasText: '12.5%' }).waitFor()
  await takePicture(page, 'launch-changes')
  await hasNoBarrier(page)
  await confirm(page, '保存', '首批顾客')
  expect((await read(id)).rules.shareBp).toBe(1_250)
  await page.getByText('v2 ·').waitFor()

  // A colleague is faster: the draft is not lost, and neither is the colleague's change.
  await share.fill('20')
  const { version, rules } = await read(id)
  await post(`/launches/${id}/change`, { version, rules: { ...rules, holdoutBp: 50 } })
  await page.getByText('这期间规则已经变成 v3').waitFor()
  await page.getByRole('button', { name: '接到新版本上' }).click()
  await page.getByText('1 处改动，还没有保存').waitFor()
  await page.getByRole('button', { name: '看改动并保存' }).click()
  await confirm(page, '保存', '份额到两成')
  expect((await read(id)).rules).toMatchObject({ shareBp: 2_000, holdoutBp: 50 })

  await page.getByRole('tab', { name: '版本' }).click()
  const versions = page.getByRole('list', { name: '规则的版本' }).getByRole('listitem')
  await versions.filter({ hasText: '份额到两成' }).getByText('当前').waitFor()
  await hasNoBarrier(page)
  await versions.filter({ hasText: '首批顾客' }).getByRole('button', { name: '回滚到此版本' }).click()
  await confirm(page, '回滚到此版本', '先退回')
  await versions.filter({ hasText: '先退回' }).waitFor()
  expect((await read(id)).rules).toMatchObject({ shareBp: 1_250, holdoutBp: 0 })
  await post(`/launches/${id}/end`)
})

it('the kill switch: one click and Enter, and the method is gone from the next cashier', async () => {
  const data = await launches()
  const { id } = data.find(({ institution }) => institution === 'wechatpay')!
  for (const _ of Array(3)) await payByScan()
  const shopper = await stage.eyes.atDesk()
  const scan = shopper.getByRole('radio', { name: /^微信支付（扫码） / })
  const openCashier = async () => {
    const { cashierUrl } = await stage.street.placeCheckout()
    await cashierOn(shopper).open(cashierUrl)
    await shopper.getByRole('radio', { name: /^支付宝（扫码） / }).waitFor()
  }
  await openCashier()
  await scan.waitFor()

  const viewer = await signInPerson(world, await admin(), 'viewer')
  expect((await viewer('POST', `${API}/launches/${id}/halt`, { body: { why: '试' } })).status).toBe(403)
  const page = await stage.eyes.atDesk()
  const shifts = await watchShifts(page)
  await open(`/launches/${id}`, page)
  await page.getByText('上线中', { exact: true }).waitFor()
  await page.getByRole('img', { name: /走势图/ }).waitFor()
  await consoleOn(page, stage.street.platform.url).untilLoaded()
  expect(await shifts()).toBeLessThan(0.1)
  const course = page.getByRole('region', { name: '份额与成功率' })
  // Counted every ten seconds.
  await course.getByText('3/3').first().waitFor({ timeout: 40_000 })
  await takePicture(page, 'launch')
  await hasNoBarrier(page)
  await page.getByRole('button', { name: '紧急停用' }).click()
  await page.getByRole('dialog').getByText('一秒内，所有收银台都不再出现').waitFor()
  await page.getByRole('dialog').getByLabel('原因').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('已停用', { exact: true }).waitFor()
  await takePicture(page, 'launch-halted')
  await hasNoBarrier(page)
  expect((await read(id)).rules.state).toBe('halted')
  await openCashier()
  expect(await scan.count()).toBe(0)

  await page.getByRole('button', { name: '恢复上线' }).click()
  await confirm(page, '恢复上线', '机构已恢复')
  await page.getByText('上线中', { exact: true }).waitFor()
  await openCashier()
  await scan.waitFor()

  await page.getByRole('button', { name: '对全部商户开放' }).click()
  await confirm(page, '对全部商户开放', '全面开放')
  await page.getByRole('definition').filter({ hasText: '全部商户' }).waitFor()
  expect((await read(id)).rules.merchants).toBe('everyone')
  await page.getByRole('tab', { name: '商户' }).click()
  await page.getByText('已对全部商户开放：没有列在这里的商户也都开通。').waitFor()
})

it('a new launch gets steps and a guardrail, goes live, and advances by its schedule', async () => {
  const page = await open('/launches')
  await page.getByRole('link', { name: '新建上线' }).click()
  await page.getByLabel('中文名称').fill('支付宝跳转')
  await page.getByLabel('英文名称').fill('Alipay jump')
  await page.getByRole('radio', { name: '支付宝' }).check()
  await page.getByRole('checkbox', { name: '支付宝 · 扫码' }).uncheck()
  await hasNoBarrier(page)
  await page.getByRole('button', { name: '新建', exact: true }).click()
  await confirm(page, '新建', '试新方式')
  await page.getByText('草稿', { exact: true }).waitFor()
  await page.getByRole('button', { name: /^填入常用阶段/ }).click()
  await page.getByRole('button', { name: '加一道护栏' }).click()
  await page.getByText('2 处改动，还没有保存').waitFor()
  await page.getByRole('button', { name: '看改动并保存' }).click()
  await confirm(page, '保存', '四个阶段')
  await page.getByRole('button', { name: '开始上线' }).click()
  await confirm(page, '开始上线', '准备好了')
  await page.getByRole('button', { name: '启动阶段计划' }).click()
  await confirm(page, '启动阶段计划', '准备好了')
  await page.getByRole('definition').filter({ hasText: '自动推进中 · 第 1/4 阶段' }).waitFor()
  await page.getByText('阶段计划运行中：要改份额或阶段，请先暂停推进。').waitFor()
  expect(await page.getByRole('textbox', { name: '顾客份额' }).isDisabled()).toBe(true)
  const data = await launches()
  const launch = data.find(({ institution, rules }) => institution === 'alipay' && rules.state === 'live')!
  expect(launch.rules.shareBp).toBe(100)
  await post(`/launches/${launch.id}/end`)
})

it('who may only look sees everything and no button, and is told why', async () => {
  const { id } = await create('alipay', ['alipay_jump'], { shareBp: 2_500 })
  await signInPerson(world, await admin(), 'support')
  const page = await stage.eyes.atDesk()
  const who = { username: 'support_of_the_test', password: 'a long enough password' }
  await consoleOn(page, stage.street.platform.url).signIn(who)
  await page.goto(`${stage.street.platform.url}/console/#/launches/${id}?tab=rules`)
  await page.getByText('你的角色是“客服”').waitFor()
  await page.getByRole('definition').filter({ hasText: '25%' }).first().waitFor()
  for (const name of ['紧急停用', '结束上线', '看改动并保存'])
    expect(await page.getByRole('button', { name }).count()).toBe(0)
  await hasNoBarrier(page)
})
