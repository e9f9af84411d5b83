import { expect, it } from 'vitest'
import { signInSeller } from '../api/support/office.js'
import { launchDeskOn, setStage, takePicture } from './support/index.js'

interface Terms {
  readonly seq: number
  readonly label: string
  readonly inForce: boolean
}

const stage = setStage({ launch: true })
const world = { platform: () => stage.street.platform }
const { admin, get, post, create, open, confirm, hasNoBarrier } = launchDeskOn(stage)
const allTerms = async () => (await get<{ data: Terms[] }>('/terms')).data

it('terms: a brand is refused, the next version is compared with the one in force, and published', async () => {
  const page = await open('/launches/terms')
  const standing = (words: RegExp) => page.getByRole('heading', { level: 1, name: words }).waitFor()
  const dialog = page.getByRole('dialog')
  await page.getByRole('link', { name: /2026 第二版/ }).click()
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

it('a batch: counted before it is written, sent, and followed down its funnel; one merchant is switched off', async () => {
  const { id } = await create('alipay', ['alipay_jump'], { shareBp: 10_000 })
  await post(`/launches/${id}/go-live`)
  const page = await open(`/launches/${id}?tab=batches`)
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

  const seller = await signInSeller(world, await admin(), 'm_tea')
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
  await post(`/launches/${id}/end`)
})

it('the order of methods is a version too, read before it is saved', async () => {
  const page = await open('/launches/policy')
  await page.getByText('还没有写过').waitFor()
  await page.getByRole('checkbox', { name: '自家钱包优先' }).check()
  await page.getByRole('button', { name: '上移：自家钱包优先' }).click()
  await page.getByRole('radio', { name: '支付宝' }).check()
  await hasNoBarrier(page)
  await page.getByRole('button', { name: '看改动并保存' }).click()
  await page
    .getByRole('insertion')
    .filter({ hasText: /^自家钱包优先 → 合场景优先/ })
    .waitFor()
  await confirm(page, '保存', '先放自家的')
  await page.getByText('第 1 版').waitFor()
  const body = await get<{ policy: object }>('/method-policy')
  expect(body.policy).toMatchObject({ order: ['house', 'fits_scene'], house: 'alipay' })
})

it('an alert rings in the bar and on the overview until somebody has seen it', async () => {
  const page = await open('/')
  const { db } = stage.street.database
  await db.sql`update operator_alerts set seen_at = now(), seen_by = 'somebody' where seen_at is null`
  await db.sql`
    insert into operator_alerts (at, kind, subject, data)
    values (now(), 'method.failing', 'method:wechatpay_scan', '{"method": "wechatpay_scan"}')`
  await page.getByRole('link', { name: '1 条未读提醒' }).click()
  const alert = page.getByRole('listitem').filter({ hasText: '几乎全部失败' })
  await alert.waitFor()
  await hasNoBarrier(page)
  await alert.getByRole('button', { name: '知道了' }).click()
  await page.getByText('没有未读提醒', { exact: true }).waitFor()
  await page.getByRole('link', { name: '没有未读提醒' }).waitFor()
  await page.getByRole('link', { name: '全部', exact: true }).click()
  await alert.getByText('operator 已看过').waitFor()
})
