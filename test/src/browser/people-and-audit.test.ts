import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { until } from '../support/index.js'
import { consoleOn, findBarriers, setStage } from './support/index.js'

const stage = setStage()
const PASSWORD = 'a long enough password'

const dialogOn = (page: Page) => page.getByRole('dialog')
const rowOn = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })
const goTo = (page: Page, hash: string) => page.goto(`${stage.street.platform.url}/console/#${hash}`)

/** The log of one row's subject; the row that was left has the words of its buttons too. */
async function openLogOf(page: Page, text: string): Promise<void> {
  await rowOn(page, text).getByRole('link', { name: '操作记录' }).click()
  await page.getByRole('heading', { level: 1, name: '操作记录' }).waitFor()
}

async function signedIn(page: Page, user: { username: string; password: string }): Promise<Page> {
  await consoleOn(page, stage.street.platform.url).signIn(user)
  return page
}

async function addPerson(page: Page, username: string, role: string): Promise<void> {
  await goTo(page, '/people')
  await page.getByRole('combobox', { name: '角色' }).click()
  await page.locator('.ant-select-item-option').filter({ hasText: role }).click()
  await page.getByLabel('用户名', { exact: true }).fill(username)
  await page.getByLabel('初始密码（至少 12 位）').fill(PASSWORD)
  await page.getByRole('button', { name: '新建账号' }).click()
  await rowOn(page, username).waitFor()
}

it('an admin adds a colleague, changes the role with a reason, and rolls that back from the log', async () => {
  const page = await signedIn(await stage.eyes.atDesk(), stage.street.demo.console)
  await addPerson(page, 'chen', '客服')
  expect(await findBarriers(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })

  await rowOn(page, 'chen').getByRole('button', { name: '改角色' }).click()
  const dialog = dialogOn(page)
  await dialog.getByRole('radio', { name: /^财务/ }).check()
  // Without a reason nothing happens, and the field says so.
  await dialog.getByRole('button', { name: '改角色' }).click()
  await dialog.getByText('请写明原因').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  await dialog.getByLabel('原因').fill('调到财务')
  await dialog.getByRole('button', { name: '改角色' }).click()
  await rowOn(page, 'chen').getByText('财务').waitFor()

  await openLogOf(page, 'chen')
  const entry = rowOn(page, '改角色')
  await entry.waitFor()
  expect((await entry.innerText()).replace(/\s+/g, ' ')).toContain('角色 原来 客服 改为 财务')
  await entry.getByText('调到财务').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })

  await entry.getByRole('button', { name: '回滚' }).click()
  await dialog.getByText('将会变为').waitFor()
  await dialog.getByLabel('原因').fill('调错了')
  await dialog.getByRole('button', { name: '回滚' }).click()
  await page.getByText('已由 operator 回滚').waitFor()
  await page.getByText('调错了').waitFor()
  // The roll back is the newest entry, and can be opened by its own address.
  await page
    .getByRole('link', { name: /^改角色/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: '改角色' }).waitFor()
  await page.getByText('这是一次回滚').waitFor()
  expect(await findBarriers(page)).toEqual([])
})

it('what was changed meanwhile is not rolled back: the log says why and what to do', async () => {
  const page = await signedIn(await stage.eyes.atDesk(), stage.street.demo.console)
  await addPerson(page, 'dong', '只读')
  const dialog = dialogOn(page)
  for (const role of ['运营', '财务']) {
    await rowOn(page, 'dong').getByRole('button', { name: '改角色' }).click()
    await dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
    await dialog.getByLabel('原因').fill('试')
    await dialog.getByRole('button', { name: '改角色' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await rowOn(page, 'dong').getByText(role).waitFor()
  }
  stage.eyes.complaints.expect(/409 .*\/console\/api\/audit/)
  await openLogOf(page, 'dong')
  await rowOn(page, '改角色').last().getByRole('button', { name: '回滚' }).click()
  await dialog.getByLabel('原因').fill('回去')
  await dialog.getByRole('button', { name: '回滚' }).click()
  await dialog.getByRole('alert').filter({ hasText: '此后又有别的更改' }).waitFor()
  await dialog.getByText('先回滚最新的一条').waitFor()
})

it('a viewer sees everything and no button that would be refused', async () => {
  const admin = await signedIn(await stage.eyes.atDesk(), stage.street.demo.console)
  await addPerson(admin, 'ella', '只读')
  const page = await signedIn(await stage.eyes.atDesk(), { username: 'ella', password: PASSWORD })
  const main = page.getByRole('main')
  await page.getByText('ella · 只读').waitFor()
  for (const [place, shown] of [
    ['/people', rowOn(page, 'operator')],
    ['/access', rowOn(page, 'demo')],
    ['/webhooks', rowOn(page, '/webhooks/hutong')],
    ['/audit', rowOn(page, '新建账号').filter({ hasText: 'ella' })],
  ] as const) {
    await goTo(page, place)
    await shown.waitFor()
    await consoleOn(page, stage.street.platform.url).untilLoaded()
    expect([
      place,
      await main.getByRole('button', { name: /改角色|停用|启用|新建|吊销|回滚|重新投递/ }).count(),
    ]).toEqual([place, 0])
  }
  await goTo(page, '/access')
  await page.getByText('只有管理员可以在这里更改，你的角色是“只读”。').waitFor()
})

it('a webhook address is disabled with a reason, and enabled by the roll back', async () => {
  const page = await signedIn(await stage.eyes.onPhone(), stage.street.demo.console)
  await goTo(page, '/webhooks')
  const address = rowOn(page, '/webhooks/hutong')
  await address.getByRole('button', { name: '停用' }).click()
  await dialogOn(page).getByLabel('原因（可不填）').fill('商城维护')
  await dialogOn(page).getByRole('button', { name: '停用' }).click()
  await address.getByText('已人工停用').waitFor()
  await openLogOf(page, '/webhooks/hutong')
  const entry = rowOn(page, '停用接收地址')
  await entry.getByText('商城维护').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await entry.getByRole('button', { name: '回滚' }).click()
  await dialogOn(page).getByLabel('原因').fill('维护完了')
  await dialogOn(page).getByRole('button', { name: '回滚' }).click()
  await rowOn(page, '启用接收地址').waitFor()
  await goTo(page, '/webhooks')
  await address.getByText('启用中').waitFor()
})

it('a refund that needs a person is sent again with a reason, by finance', async () => {
  const { api, records, orderOf, placeCheckout } = stage.street
  const { id } = await placeCheckout()
  await api.attempts.start(id, { method: 'wechatpay_scan', scene: 'desktop_web' })
  await records.pay(await orderOf(id, 'wechatpay'))
  await until('it is paid', async () => (await api.checkouts.read(id)).state === 'paid')
  await records.addFault({ institution: 'wechatpay', operation: 'refund', effect: 'refund_abnormal' })
  await api.refunds.request(id, { reason: '缺货' })
  await until('it is abnormal', async () => (await api.checkouts.read(id)).refunds[0]?.state === 'abnormal')

  await addPerson(await signedIn(await stage.eyes.atDesk(), stage.street.demo.console), 'feng', '财务')
  const page = await signedIn(await stage.eyes.atDesk(), { username: 'feng', password: PASSWORD })
  await goTo(page, '/refunds')
  const refund = rowOn(page, '退款异常')
  await refund.getByRole('button', { name: '重试' }).click()
  await dialogOn(page).getByLabel('原因（可不填）').fill('已充值')
  // The institution still says the same; the person sees that, and so does the log. Looked for from before the click on:
  // the words stay for three seconds.
  await Promise.all([
    page.getByText('完成，现在是 “退款异常”').waitFor(),
    dialogOn(page).getByRole('button', { name: '重试' }).click(),
  ])
  await goTo(page, '/audit?action=refund')
  const entry = rowOn(page, '重试退款')
  await entry.getByText('已充值').waitFor()
  expect((await entry.innerText()).replace(/\s+/g, ' ')).toContain('feng 财务')
})
