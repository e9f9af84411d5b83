/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { putLaunch } from '../flows/support/index.js'
import { until } from '../support/index.js'
import { findBarriers, setStage, takePicture, workbenchOn } from './support/index.js'

const stage = setStage()
const DAY_MS = 86_400_000
const FIRST = `一、商户在支付机构开立支付账户，订单交易金额以平台记录为准。
二、支付账户余额依支付机构的规则结算，平台不代为保管。
三、退款按原支付方式退回付款人。`
const SECOND = FIRST.replace(
  '三、退款按原支付方式退回付款人。',
  '三、退款在一个工作日内按原支付方式退回付款人。',
)

/** An operator's call, signed in once. */
let operate: <Body>(path: string, body: object) => Promise<Body>

beforeAll(async () => {
  const { platform, database, demo } = stage.street
  await putLaunch(database, 'ln_letter', new Date())
  const post = (path: string, body: object, cookie = '') =>
    fetch(`${platform.url}/console/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'hutong', cookie },
      body: JSON.stringify(body),
    })
  const signedIn = await post('/sign-in', demo.console)
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  operate = async <Body>(path: string, body: object) => {
    const answer = await post(path, { ...body, why: '按计划' }, cookie)
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Body
  }
  await publish('二〇二六年秋季版', FIRST, null)
  const { id } = await operate<{ id: string }>('/launches/ln_letter/batches', {
    name: '第一批',
    selection: { rule: {} },
    waves: [{ shareBp: 10_000, afterMs: 0 }],
    startsAt: new Date().toISOString(),
    expiresInMs: 5 * DAY_MS,
  })
  await operate(`/batches/${id}/start`, {})
  await until('the letters are out', async () => {
    const rows = await database.db.sql`select 1 from invitation_batches where state = 'finished'`
    return rows.count > 0
  })
})

/** In force at once, or from a moment on that must not have passed when the platform reads it. */
async function publish(label: string, body: string, effectiveAt: Date | null): Promise<number> {
  const draft = {
    label,
    agreement: 'needed',
    body,
    bodyEn: `The payment institution opens an account. ${label}`,
  }
  const { seq, changedAt } = await operate<{ seq: number; changedAt: string }>('/terms', draft)
  await operate(`/terms/${seq}/publish`, { effectiveAt, changedAt })
  return seq
}

async function signIn(page: Page, at = 0): Promise<void> {
  const merchants = stage.street.demo.sellers
  await workbenchOn(page, stage.street.platform.url).signIn(merchants[at]!)
}

const isShownTo = async (merchantId: string): Promise<boolean> => {
  const { api } = stage.street
  const { id } = await stage.street.placeCheckout({
    orders: [
      {
        reference: 'one',
        merchantId,
        items: [{ name: '茶', category: 'tea', quantity: 1, unitPriceMinor: 1_000 }],
      },
    ],
  })
  const { data } = await api.checkouts.methods(id, { scene: 'desktop_web' })
  return data.some(({ method, shown }) => method === 'wechatpay_scan' && shown)
}

describe('the invitation letter', () => {
  it('is read and accepted on a phone, and shoppers see the method from then on', async () => {
    const page = await stage.eyes.onPhone()
    const seller = stage.street.demo.sellers[0]!
    await signIn(page)
    await page.getByRole('link', { name: /您有一份邀请函/ }).click()
    await page.getByRole('region', { name: '平台规则全文' }).getByText('订单交易金额以平台记录为准').waitFor()
    await takePicture(page, 'letter')
    expect(await isShownTo(seller.merchantId)).toBe(false)
    await page.getByRole('button', { name: '同意并开通' }).click()
    await page.getByRole('alert').getByText('请先勾选').waitFor()
    await page.getByLabel('我已阅读并同意上面的平台规则').check()
    await page.getByRole('button', { name: '同意并开通' }).click()
    await page.getByRole('status').getByText('顾客现在可以用它付款').waitFor()
    await takePicture(page, 'letter-accepted')
    expect(await isShownTo(seller.merchantId)).toBe(true)
    const { db } = stage.street.database
    const rows = await db.sql<{ seen: boolean; username: string }>`
      select p.seen_at is not null as seen, a.username from participations p
        join terms_agreements a on a.merchant_id = p.merchant_id where p.merchant_id = ${seller.merchantId}`
    expect([...rows]).toEqual([{ seen: true, username: seller.username }])

    await page.getByRole('button', { name: '暂停' }).click()
    await page.getByLabel('原因（选填）').fill('盘点')
    await page.getByRole('dialog').getByRole('button', { name: '暂停' }).click()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: '您已暂停' }).waitFor()
    expect(await isShownTo(seller.merchantId)).toBe(false)
    await page.getByRole('button', { name: '恢复' }).click()
    await page.getByRole('status').getByText('顾客现在可以用它付款').waitFor()
    expect(await isShownTo(seller.merchantId)).toBe(true)
  })

  it('is kept for later, and declined with a reason', async () => {
    const page = await stage.eyes.atDesk()
    await signIn(page, 1)
    await page.getByRole('link', { name: /您有一份邀请函/ }).click()
    await page.getByRole('button', { name: '以后再说' }).click()
    await page.getByRole('heading', { level: 1, name: '支付方式' }).waitFor()
    await page.getByRole('link', { name: /阅读邀请函/ }).click()
    await page.getByRole('button', { name: '婉拒' }).click()
    await page.getByLabel(/原因/).fill('先看看')
    await page.getByRole('dialog').getByRole('button', { name: '婉拒' }).click()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: '已婉拒' }).waitFor()
    await page.getByText('平台发来邀请').waitFor()
    expect(await findBarriers(page)).toEqual([])
  })

  it('fits the narrowest phone in English, with names that have no space, and its button stays readable', async () => {
    const page = await stage.eyes.onPhone()
    await page.setViewportSize({ width: 360, height: 740 })
    const { db } = stage.street.database
    await db.sql`update launches set name_en = ${'W'.repeat(64)} where id = 'ln_letter'`
    await signIn(page, 2)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('link', { name: /You are invited/ }).waitFor()
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(await tooWide()).toBe(0)
    const places = page.getByRole('navigation').first()
    expect(await places.evaluate((nav) => nav.scrollWidth - nav.clientWidth)).toBe(0)
    await places.getByRole('link', { name: 'Methods' }).click()
    const read = page.getByRole('link', { name: /Read the/ })
    await read.hover()
    await expect.poll(() => read.evaluate((link) => getComputedStyle(link).color)).toBe('rgb(255, 255, 255)')
    expect(await tooWide()).toBe(0)
    await read.click()
    await page.getByText('Read the terms first').waitFor()
    expect(await tooWide()).toBe(0)
    await db.sql`update launches set name_en = 'WeChat Pay comes' where id = 'ln_letter'`
  })

  it('has no serious barrier, in either width', async () => {
    const page = await stage.eyes.atDesk()
    await signIn(page, 2)
    await page.getByRole('link', { name: /您有一份邀请函/ }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('navigation').getByRole('link', { name: '支付方式' }).click()
    await page.getByRole('link', { name: /阅读邀请函/ }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('link', { name: /阅读邀请函/ }).click()
    await page.getByRole('button', { name: '同意并开通' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
  })
})

describe('a new version of the terms', () => {
  it('is announced with what changes, and agreed to before it takes effect', async () => {
    const page = await stage.eyes.onPhone()
    await signIn(page)
    const seq = await publish('二〇二六年冬季版', SECOND, new Date(Date.now() + 2 * DAY_MS))
    await page.reload()
    await page.getByRole('link', { name: /二〇二六年冬季版.*即将生效/ }).click()
    await page.getByText('三、退款在一个工作日内按原支付方式退回付款人。').waitFor()
    await page.getByText('与“二〇二六年秋季版”相比的变化').waitFor()
    await takePicture(page, 'terms-to-come')
    expect(await findBarriers(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByLabel('我已阅读并同意这个版本').check()
    await page.getByRole('button', { name: '同意', exact: true }).click()
    await page.getByText('您已同意').waitFor()
    const rows = await stage.street.database.db.sql`select 1 from terms_agreements where seq = ${seq}`
    expect(rows.count).toBe(1)
    await page.getByRole('link', { name: '支付方式' }).first().click()
    await page.getByRole('heading', { level: 1, name: '支付方式' }).waitFor()
    expect(await page.getByRole('link', { name: /即将生效/ }).count()).toBe(0)
  })
})
