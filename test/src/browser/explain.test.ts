/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator } from '../api/support/office.js'
import { putGrantedCapability } from '../support/index.js'
import { consoleOn, findBarriers, setStage } from './support/index.js'

interface Launch {
  readonly id: string
  readonly rules: { readonly methods: readonly string[] }
}

const stage = setStage()
let admin: Call
let checkoutId: string
/** When WeChat Pay was shown, and was no more. */
let before: string

beforeAll(async () => {
  admin = await signInOperator({ platform: () => stage.street.platform })
  const launch = await launchOfWechatPay()
  checkoutId = (await stage.street.placeCheckout()).id
  const { body } = await admin<{ at: string }>('GET', `/console/api/explain?checkoutId=${checkoutId}`)
  before = body.at
  await post(`/launches/${launch}/halt`, {})
})

async function post<Body>(path: string, body: object): Promise<Body> {
  const answer = await admin<Body>('POST', `/console/api${path}`, { body: { why: '试', ...body } })
  if (answer.status >= 300)
    throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** A launch that lets it in for everyone who is allowed, whichever sellers have agreed. */
async function launchOfWechatPay(): Promise<string> {
  const { body } = await admin<{ data: Launch[] }>('GET', '/console/api/launches')
  const standing = body.data.find(({ rules }) => rules.methods.includes('wechatpay_scan'))
  if (standing !== undefined) return standing.id
  const { id } = await post<Launch>('/launches', {
    name: '微信支付上线',
    nameEn: 'WeChat Pay comes in',
    institution: 'wechatpay',
    rules: { methods: ['wechatpay_scan', 'wechatpay_jump'], shareBp: 10_000 },
  })
  await putGrantedCapability(stage.street.database, 'wechatpay.platform')
  await post(`/launches/${id}/go-live`, {})
  return id
}

async function openConsole(page: Page, hash: string): Promise<void> {
  const office = consoleOn(page, stage.street.platform.url)
  await office.signIn(stage.street.demo.console)
  await page.goto(`${stage.street.platform.url}/console/#${hash}`)
  await office.untilLoaded()
}

const methodOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) })

it('tells support why, and gives it the sentence for the shopper', async () => {
  const page = await stage.eyes.atDesk()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openConsole(page, `/checkouts/${checkoutId}`)
  await page.getByRole('link', { name: '为什么看不到某种支付方式' }).click()
  await page.getByRole('heading', { level: 1, name: '为什么看不到某种支付方式' }).waitFor()

  const hidden = methodOf(page, '微信支付 · 跳转')
  await hidden.getByText('不显示').waitFor()
  await hidden.getByRole('list', { name: '原因' }).getByText('launch_halted').waitFor()
  // Looked for from before the click on: the words stay for three seconds.
  await Promise.all([
    page.getByText('已复制，可以直接发给顾客').waitFor(),
    hidden.getByRole('button', { name: /^复制给顾客/ }).click(),
  ])
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('微信支付')
  expect(copied).not.toMatch(/停止|灰度|ln_/)
  await methodOf(page, '支付宝 · 跳转').getByText('没有任何限制').waitFor()
  expect(await findBarriers(page)).toEqual([])
})

it('tells of a past moment what stood then', async () => {
  const page = await stage.eyes.atDesk()
  await openConsole(page, `/explain?checkout=${checkoutId}&scene=mobile_web&at=${before}`)
  await methodOf(page, '支付宝 · 跳转').getByText('没有任何限制').waitFor()
  const wechat = methodOf(page, '微信支付 · 跳转')
  await wechat.waitFor()
  await expect.poll(() => wechat.getByText('launch_halted').count()).toBe(0)

  await page.getByLabel(/^什么时间/).fill('2020-01-01T10:00:00')
  stage.eyes.complaints.expect(/422/)
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByRole('alert').filter({ hasText: '那时还没有这张收银单' }).waitFor()
})

it('answers for a cart that need not exist, on a phone', async () => {
  const page = await stage.eyes.onPhone()
  await openConsole(page, '/explain?by=cart')
  await page.getByLabel('顾客编号').fill('shopper-7')
  await page.getByLabel(/^卖家编号/).fill('m_tea')
  await page.getByLabel(/^商品类目/).fill('tea')
  await page.getByRole('button', { name: '查询' }).click()
  const hidden = methodOf(page, '微信支付 · 跳转')
  await hidden.getByText('launch_halted').waitFor()
  expect(await findBarriers(page)).toEqual([])
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(tooWide).toBeLessThanOrEqual(0)
})
