import { expect, it } from 'vitest'
import { findBarriers, setPhoneStage } from './support/index.js'

const stage = setPhoneStage()

it('the home page shows every institution’s keys, hides secrets, and sets a fault of the official account', async () => {
  const { sandbox, eyes } = stage
  const page = await eyes.atDesk()
  await page.goto(sandbox.homeUrl)
  const { officialAccount, acquirer } = sandbox.credentials
  await page.getByText(officialAccount.baseUrl).first().waitFor()
  await page.getByText(acquirer.baseUrl).first().waitFor()
  await page.getByText(officialAccount.miniAppid).waitFor()
  const text = await page.locator('body').innerText()
  for (const secret of [officialAccount.appSecret, officialAccount.encodingAesKey])
    expect(text).not.toContain(secret)
  await page.getByRole('button', { name: '显示公众号 AppSecret' }).click()
  await page.getByText(officialAccount.appSecret).waitFor()
  expect(await findBarriers(page)).toEqual([])

  const faults = page.getByRole('region', { name: '故障' })
  const choice = (name: string) =>
    faults
      .locator('label')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('select')
  await choice('机构').selectOption('official_account')
  await choice('操作').selectOption('notice.event')
  await faults.getByRole('button', { name: '设好' }).click()
  await faults.getByRole('listitem').filter({ hasText: 'notice.event' }).waitFor()
  expect(sandbox.control.faults()).toMatchObject([
    { institution: 'official_account', operation: 'notice.event', effect: 'lose', times: 1 },
  ])
  // A refund’s end is nothing that an official account can suffer.
  await choice('会发生什么').selectOption({ label: '退款被关闭，没有退钱' })
  expect(await choice('机构').locator('option').allTextContents()).not.toContain('公众平台')
})
