import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator, signInPerson, signInSeller } from '../api/support/office.js'
import { until } from '../support/index.js'
import { cashierOn, consoleOn, findBarriers, setStage, takePicture, watchShifts } from './support/index.js'

interface Launch {
  readonly id: string
  readonly institution: string
  readonly version: number
  readonly rules: {
    readonly merchants: string
    readonly shareBp: number
    readonly holdoutBp: number
    readonly state: string
  }
}
interface Terms {
  readonly seq: number
  readonly label: string
  readonly inForce: boolean
}

const API = '/console/api'
const DESK = { width: 1280, height: 800 }
const stage = setStage({ launch: true })
let admin: Call

const world = { platform: () => stage.street.platform }
beforeAll(async () => {
  admin = await signInOperator(world)
})

async function post<Body = Launch>(path: string, body: object): Promise<Body> {
  const answer = await admin<Body>('POST', `${API}${path}`, { body: { why: '试', ...body } })
  if (answer.status >= 300)
    throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
const read = async (id: string) => (await admin<Launch>('GET', `${API}/launches/${id}`)).body
const create = (institution: string, methods: string[], rules: object = {}) =>
  post('/launches', {
    name: `上线 ${institution}`,
    nameEn: institution,
    institution,
    rules: { methods, ...rules },
  })

const allTerms = async () => (await admin<{ data: Terms[] }>('GET', `${API}/terms`)).body.data

/** A payment that was made, for the launch's course. */
async function payByScan(): Promise<void> {
  const { api, records, orderOf, placeCheckout } = stage.street
  const { id } = await placeCheckout()
  await api.attempts.start(id, { method: 'wechatpay_scan', scene: 'desktop_web' })
  await records.pay(await orderOf(id, 'wechatpay'))
  await until('it is paid', async () => (await api.checkouts.read(id)).state === 'paid')
}

async function openConsole(hash: string, opened?: Page): Promise<Page> {
  const page = opened ?? (await stage.eyes.atDesk())
  const office = consoleOn(page, stage.street.platform.url)
  await office.signIn(stage.street.demo.console)
  await page.goto(`${stage.street.platform.url}/console/#${hash}`)
  return page
}

/** Asked whether one is sure: says why, and does it. */
async function confirm(page: Page, button: string, why: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原因').fill(why)
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function hasNoBarrier(page: Page): Promise<void> {
  await consoleOn(page, stage.street.platform.url).untilLoaded()
  expect(await findBarriers(page)).toEqual([])
  await page.setViewportSize(DESK)
}

it('terms: a brand is refused, the next version is compared with the one in force, and published', async () => {
  const page = await openConsole('/launches/terms')
  const open = (label: string) => page.getByRole('link', { name: new RegExp(label) }).click()
  const standing = (words: RegExp) => page.getByRole('heading', { level: 1, name: words }).waitFor()
  const dialog = page.getByRole('dialog')
  await open('2026 第二版')
  await standing(/待生效/)
  await page.getByRole('button', { name: '撤回' }).click()
  await confirm(page, '撤回', '还要改')
  await standing(/已撤回/)

  await page.getByRole('link', { name: '平台规则' }).click()
  await page.getByRole('link', { name: '新建版本' }).click()
  const body = page.getByLabel('中文正文')
  // It begins from the text in force.
  await expect.poll(() => body.inputValue()).toContain('第四条 退款')
  const inForce = await body.inputValue()
  await page.getByLabel('版本名').fill('手续费更明白')
  await page.getByRole('radio', { name: '公示即生效' }).check()
  await body.fill(inForce.replace('以支付机构公示为准', '以微信支付公示为准'))
  await page.getByRole('button', { name: '存为草稿' }).click()
  await dialog.getByLabel('原因').fill('写明费率')
  stage.eyes.complaints.expect(/422/)
  await dialog.getByRole('button', { name: '存为草稿' }).click()
  await dialog.locator('mark').filter({ hasText: '微信' }).waitFor()
  await hasNoBarrier(page)
  await dialog.getByRole('button', { name: '先不' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await body.fill(inForce.replace('以支付机构公示为准', '为订单交易金额的 0.6%'))
  await page.getByRole('button', { name: '存为草稿' }).click()
  await confirm(page, '存为草稿', '写明费率')
  await standing(/手续费更明白.*草稿/)
  await page.getByRole('deletion').filter({ hasText: '以支付机构公示为准' }).waitFor()
  await page.getByRole('insertion').filter({ hasText: '订单交易金额的 0.6%' }).waitFor()
  await takePicture(page, 'terms-changes', { from: page.getByRole('heading', { name: '与其他版本的差别' }) })
  await hasNoBarrier(page)
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('radio', { name: '马上生效' }).check()
  await confirm(page, '发布', '商户会议通过')
  await standing(/现行/)
  const terms = await allTerms()
  expect(terms.filter(({ inForce: holds }) => holds).map(({ label }) => label)).toEqual(['手续费更明白'])
})

it('a ramp: what changes is read before it is saved, and never laid over a version that was not seen', async () => {
  const { id } = await create('alipay', ['alipay_jump'])
  const page = await openConsole(`/launches/${id}?tab=rules`)
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
  await post(`/launches/${id}/end`, {})
})

it('a batch: counted before it is written, sent, and followed down its funnel; one merchant is switched off', async () => {
  const { id } = await create('alipay', ['alipay_jump'], { shareBp: 10_000 })
  await post(`/launches/${id}/go-live`, {})
  const page = await openConsole(`/launches/${id}?tab=batches`)
  await page.getByRole('link', { name: '新建批次' }).click()
  await page.getByLabel('批次名称').fill('首批茶商')
  await page.getByRole('textbox', { name: /^类目/ }).fill('tea')
  const preview = page.getByRole('region', { name: '会选中' })
  await preview.getByText('1 家').waitFor()
  await preview.getByText('半山茶铺').waitFor()
  await hasNoBarrier(page)
  for (const wave of [2, 2]) await page.getByRole('button', { name: `删除第 ${wave} 波` }).click()
  await page.getByText('各波合计 10%，应为 100%').waitFor()
  await page.getByRole('textbox', { name: '第 1 波的份额' }).fill('100')
  await page.getByRole('button', { name: '新建批次' }).click()
  await confirm(page, '新建批次', '首批')
  const batch = page.getByRole('article', { name: '首批茶商' })
  await batch.getByText('草稿').waitFor()
  await batch.getByRole('button', { name: '开始发送' }).click()
  await confirm(page, '开始发送', '准备好了')
  const step = (name: string) => batch.getByRole('listitem').filter({ hasText: name })
  await step('已发邀请').getByText('1', { exact: true }).waitFor()

  const seller = await signInSeller(world, admin, 'm_tea')
  await seller('POST', `/workbench/api/launches/${id}/seen`, { body: {} })
  const termsSeq = (await allTerms()).find(({ inForce }) => inForce)?.seq
  const accepted = await seller('POST', `/workbench/api/launches/${id}/accept`, { body: { termsSeq } })
  expect(accepted.status).toBe(200)
  for (const name of ['看过', '接受', '开通']) await step(name).getByText('1', { exact: true }).waitFor()
  await takePicture(page, 'batch', { to: batch })
  await hasNoBarrier(page)

  await page.getByRole('tab', { name: '商户' }).click()
  const row = page.getByRole('row').filter({ hasText: 'm_tea' })
  await row.getByText('已开通').waitFor()
  await hasNoBarrier(page)
  await row.getByRole('button', { name: '停用' }).click()
  await confirm(page, '停用', '资质核查')
  await row.getByText('平台停用').waitFor()
  await row.getByRole('button', { name: '恢复' }).click()
  await confirm(page, '恢复', '已核查')
  await row.getByText('已开通').waitFor()
  await post(`/launches/${id}/end`, {})
})

it('the kill switch: one click and Enter, and the method is gone from the next cashier', async () => {
  const { data } = (await admin<{ data: Launch[] }>('GET', `${API}/launches`)).body
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

  const viewer = await signInPerson(world, admin, 'viewer')
  expect((await viewer('POST', `${API}/launches/${id}/halt`, { body: { why: '试' } })).status).toBe(403)
  const page = await stage.eyes.atDesk()
  const shifts = await watchShifts(page)
  await openConsole(`/launches/${id}`, page)
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

it('who may only look sees everything and no button, and is told why', async () => {
  const { id } = await create('alipay', ['alipay_jump'], { shareBp: 2_500 })
  await signInPerson(world, admin, 'support')
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
