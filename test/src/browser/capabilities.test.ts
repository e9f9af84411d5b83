import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { until } from '../support/index.js'
import { consoleOn, findBarriers, setStage } from './support/index.js'

const stage = setStage()

const DOCUMENTS: readonly (readonly [string, string])[] = [
  ['企业名称', '胡同集市'],
  ['统一社会信用代码', '91440300MA5F4ABC12'],
  ['经营类目', '服饰'],
  ['网站域名', 'hutong.example'],
  ['商品与服务说明', '日用百货、服饰与食品'],
  ['联系人', '李四'],
]

/** Every change of an operator is asked for its reason. */
async function sayWhy(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原因', { exact: true }).fill('为秋季上线做准备')
  await dialog.getByRole('button', { name: button }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const standing = (page: Page, words: string) =>
  page.getByRole('region', { name: '现在' }).or(page.getByRole('main')).getByText(words).first().waitFor()

async function submit(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await sayWhy(page, button.replace(/\s/g, ''))
}

it('a capability is applied for, sent back for its category, put right, granted and suspended', async () => {
  const page = await stage.eyes.atDesk()
  await consoleOn(page, stage.street.platform.url).signIn(stage.street.demo.console)
  await page.getByRole('link', { name: '能力', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '机构能力' }).waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('link', { name: /支付宝接入/ }).click()
  await page.getByRole('heading', { level: 1, name: '支付宝接入' }).waitFor()
  for (const [label, text] of DOCUMENTS) await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByRole('button', { name: '保存资料' }).click()
  await sayWhy(page, '保存')
  await submit(page, '提交审核')
  await standing(page, '审核中')

  const desk = await stage.eyes.atDesk()
  await desk.goto(stage.street.phoneUrl.replace('/phone', '/review'))
  await desk.getByLabel('类目：原因').fill('经营类目与网站商品不符')
  await desk.getByRole('button', { name: '退回整改' }).click()
  await desk.getByText('已办：退回整改').waitFor()
  expect(await findBarriers(desk)).toEqual([])

  await standing(page, '待整改')
  // The reason stands beside its field, and ears hear it with the field.
  const category = page.getByLabel('经营类目', { exact: true })
  await page.getByText('经营类目与网站商品不符').first().waitFor()
  expect(await category.getAttribute('aria-invalid')).toBe('true')
  expect(await findBarriers(page)).toEqual([])
  await category.fill('综合电商')
  await page.getByRole('button', { name: '保存资料' }).click()
  await sayWhy(page, '保存')
  await submit(page, '重新提交')
  await standing(page, '审核中')
  await desk.getByText('第 2 次提交').waitFor()
  await desk.getByRole('button', { name: '审核通过' }).click()
  await desk.getByText('已办：审核通过').waitFor()
  await standing(page, '已开通')

  // What is decided folds itself; a click before that would fold it instead of opening it.
  await desk.getByRole('button', { name: '审核通过' }).waitFor({ state: 'hidden' })
  await desk.getByText('第 2 次提交').click()
  await desk.getByLabel('商品与服务说明：原因').fill('存在违规商品，请先下架')
  await desk.getByRole('button', { name: '暂停' }).click()
  await desk.getByText('已办：暂停').waitFor()
  // What is granted is looked at twice a minute: the page is to find it when it is opened.
  await until('the platform has heard of it', async () => {
    const { sql } = stage.street.database.db
    const { count } =
      await sql`select 1 from capabilities where id = 'alipay.platform' and state = 'suspended'`
    return count > 0
  })
  await page.reload()
  await standing(page, '已暂停')
  await page.getByText('存在违规商品，请先下架').first().waitFor()
  expect(await findBarriers(page)).toEqual([])
})

for (const [what, path, fields, refused] of [
  ['application', 'capabilities/alipay.sub_merchants', ['联系人', '平台 PID'], 'capabilities'],
  ['merchant', 'sub-merchants/m_study/wechatpay', ['客服电话', '商户简称（付款人可见）'], 'sub-merchants'],
] as const)
  it(`two operators write on one ${what}, and neither loses what was written`, async () => {
    const { platform, demo } = stage.street
    const open = async () => {
      const page = await stage.eyes.atDesk()
      await consoleOn(page, platform.url).signIn(demo.console)
      await page.goto(`${platform.url}/console/#/${path}`)
      const [first, second] = fields.map((label) => page.getByLabel(label, { exact: true }))
      if (first === undefined || second === undefined) throw new Error('two fields are written')
      const save = async () => {
        await page.getByRole('button', { name: '保存资料' }).click()
        await sayWhy(page, '保存')
      }
      await first.waitFor()
      return { page, first, second, save }
    }
    const one = await open()
    await one.first.fill('57188880000')
    await one.save()
    const other = await open()
    await expect.poll(() => other.first.inputValue()).toBe('57188880000')
    await other.second.fill('2088123456789012')

    await one.first.fill('57199990000')
    await one.save()

    await other.page.getByRole('button', { name: '保存资料' }).click()
    const dialog = other.page.getByRole('dialog')
    await dialog.getByLabel('原因', { exact: true }).fill('补充资料')
    stage.eyes.complaints.expect(new RegExp(`409 .*/console/api/${refused}`))
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('此后有人改过申请资料').waitFor()
    await dialog.getByRole('button', { name: '先不' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(() => other.first.inputValue()).toBe('57199990000')
    expect(await other.second.inputValue()).toBe('2088123456789012')
    await other.save()
    await one.page.reload()
    await expect.poll(() => one.second.inputValue()).toBe('2088123456789012')
  })

it("a merchant's onboarding is written down and its onward way is shown", async () => {
  const page = await stage.eyes.atDesk()
  await consoleOn(page, stage.street.platform.url).signIn(stage.street.demo.console)
  await page.goto(`${stage.street.platform.url}/console/#/sub-merchants`)
  await page.getByRole('textbox', { name: '卖家编号' }).fill('m_tea')
  await page.getByRole('button', { name: '填写资料' }).click()
  await page.getByLabel('身份证号码').fill('11010119900307123X')
  await page.getByLabel('营业执照照片').setInputFiles({
    name: '执照.png',
    mimeType: 'image/png',
    buffer: Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG a picture')]),
  })
  await page.getByText('执照.png').waitFor()
  await page.getByRole('button', { name: '保存资料' }).click()
  await sayWhy(page, '保存')
  await page.getByText('执照.png').waitFor()
  await expect.poll(() => page.getByLabel('身份证号码').inputValue()).toBe('110•••••••••••••3X')
  expect(await findBarriers(page)).toEqual([])
  await page.goto(`${stage.street.platform.url}/console/#/sub-merchants`)
  await page.getByRole('link', { name: /m_tea/ }).waitFor()
  expect(await findBarriers(page)).toEqual([])
})

it('a merchant becomes a sub-merchant at Alipay: rejected, handed in again, and agreed to by all three', async () => {
  const page = await stage.eyes.atDesk()
  await consoleOn(page, stage.street.platform.url).signIn(stage.street.demo.console)
  await page.goto(`${stage.street.platform.url}/console/#/sub-merchants/m_pantry/alipay`)
  const choose = async (label: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name: label }).click()
    await page.locator(`.ant-select-item-option[title="${option}"]`).click()
  }
  await choose('商户类型', '企业')
  await choose('开通的产品', '电脑网站与手机网站')
  await choose('结算方式', '支付宝账户')
  for (const [label, text] of [
    ['商户名称（与证照一致）', '胡同食品有限公司'],
    ['商户别名（付款人可见）', '胡同厨房'],
    ['行业 MCC', '5499'],
    ['证照编号', '91330100MA5F4ABC12'],
    ['法定代表人（个人免填）', '李四'],
    ['法定代表人身份证号（个人免填）', '11010119900307123X'],
    ['联系人姓名', '李四'],
    ['联系人手机', '13800138000'],
    ['店铺网址（网站支付必填）', 'https://pantry.hutong.example'],
    ['网站名称（网站支付必填）', '胡同厨房'],
    ['签约支付宝账号', 'lisi@example.com'],
    ['结算支付宝账号（结算到支付宝必填）', 'lisi@example.com'],
  ] as const)
    await page.getByLabel(label).fill(text)
  await page.getByLabel('证照照片').setInputFiles({
    name: '执照.png',
    mimeType: 'image/png',
    buffer: Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG a picture')]),
  })
  await page.getByText('执照.png').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: '保存资料' }).click()
  await sayWhy(page, '保存')
  await submit(page, '提交审核')
  await standing(page, '审核中')

  const desk = await stage.eyes.atDesk()
  await desk.goto(stage.street.phoneUrl.replace('/phone', '/review'))
  const section = desk.getByRole('region', { name: '支付宝直付通进件' })
  await section.getByText('执照.png').waitFor()
  expect(await section.getByRole('button', { name: '客户资料驳回' }).isDisabled()).toBe(true)
  await section.getByLabel('驳回原因').fill('营业执照不清晰')
  expect(await findBarriers(desk)).toEqual([])
  await section.getByRole('button', { name: '客户资料驳回' }).click()
  await desk.getByText('已办：客户资料驳回').waitFor()

  // Alipay's message makes the platform ask, and the page looks by itself.
  await standing(page, '待整改')
  await page.getByText('营业执照不清晰').first().waitFor()
  await submit(page, '重新提交')
  await standing(page, '审核中')
  const decide = async (decision: string): Promise<void> => {
    await section.getByRole('button', { name: decision }).click()
    await desk.getByText(`已办：${decision}`).waitFor()
  }
  await decide('客户资料通过')
  await decide('风控通过')
  // No message tells of a part: it is asked about later by itself, or now by a person.
  await page.getByRole('button', { name: '查询进度' }).click()
  await page.getByText('客户资料通过，风控通过，商户未在支付宝确认').waitFor()
  await decide('商户确认')
  const smid = await section.getByText(/^2088\d{12}$/).textContent()
  await standing(page, '已开通')
  await page
    .getByText(smid ?? 'no number')
    .first()
    .waitFor()
  expect(await findBarriers(page)).toEqual([])
  expect(await findBarriers(desk)).toEqual([])
})
