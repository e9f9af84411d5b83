import { afterEach, describe, expect, it } from 'vitest'
import type { Call } from '../api/support/caller.js'
import { signInOperator, signInSeller } from '../api/support/office.js'
import {
  putLaunch,
  startTimedWorld,
  startWorld,
  type TimedWorld,
  until,
  type World,
} from './support/index.js'

const DAY_MS = 86_400_000
const BODY = '支付机构为商户开立支付账户，订单交易金额以平台记录为准。'
const why = '按计划'

let end: () => Promise<void>
afterEach(() => end())

interface Method {
  readonly method: string
  readonly shown: boolean
  readonly reasons: readonly { readonly code: string }[]
}

/** What the cashier of a new checkout with both sellers would show of WeChat Pay. */
async function look(shop: World['shop']): Promise<{ shown: boolean; codes: string[] }> {
  const { id } = await shop.place()
  const path = `/v1/checkouts/${id}/methods?scene=desktop_web`
  const { body } = await shop.call<{ data: readonly Method[] }>('GET', path)
  const found = body.data.find(({ method }) => method === 'wechatpay_scan')
  return { shown: found?.shown ?? false, codes: found?.reasons.map(({ code }) => code) ?? [] }
}

/** Null: in force at once. */
async function publish(operator: Call, label: string, effectiveAt: Date | null): Promise<number> {
  const body = { label, agreement: 'needed', body: `${BODY}\n${label}`, bodyEn: `Version ${label}`, why }
  const draft = await operator<{ seq: number; changedAt: string }>('POST', '/console/api/terms', { body })
  expect(draft.status).toBe(201)
  const { seq, changedAt } = draft.body
  const published = await operator('POST', `/console/api/terms/${seq}/publish`, {
    body: { effectiveAt: effectiveAt?.toISOString() ?? null, changedAt, why },
  })
  expect(published.body).toMatchObject({ state: 'published' })
  return seq
}

async function invite(operator: Call, merchantIds: readonly string[], startsAt: Date): Promise<string> {
  const batch = await operator<{ id: string }>('POST', '/console/api/launches/ln_1/batches', {
    body: {
      name: '第一批',
      selection: { merchantIds },
      waves: [{ shareBp: 10_000, afterMs: 0 }],
      startsAt: startsAt.toISOString(),
      expiresInMs: 3 * DAY_MS,
      why,
    },
  })
  expect(batch.status).toBe(201)
  const { id } = batch.body
  expect((await operator('POST', `/console/api/batches/${id}/start`, { body: { why } })).status).toBe(200)
  return id
}

const accept = (seller: Call, termsSeq: number) =>
  seller<{ data: { state: string; live: boolean }[] }>('POST', '/workbench/api/launches/ln_1/accept', {
    body: { termsSeq },
  })

describe('an invitation', () => {
  it('that is accepted shows in the next cashier at once, also on another server', async () => {
    const world = await startWorld()
    end = () => world.end()
    const now = new Date()
    await putLaunch(world.database, 'ln_1', now)
    const other = await world.startAnother()
    const operator = await signInOperator(world)
    const tea = await signInSeller(world, operator, 'm_tea')
    const books = await signInSeller(world, operator, 'm_books')
    const seq = await publish(operator, '第一版', null)
    await invite(operator, ['m_tea', 'm_books'], now)
    await until('the letters are out', async () => {
      const { body } = await books<{ data: object[] }>('GET', '/workbench/api/launches')
      return body.data.length === 1
    })
    expect(await look(world.shop)).toMatchObject({
      shown: false,
      codes: ['merchant_not_answered', 'merchant_not_answered'],
    })
    expect((await accept(tea, seq)).body.data).toMatchObject([{ state: 'active', live: true }])
    expect(await look(other.shop)).toEqual({ shown: false, codes: ['merchant_not_answered'] })

    expect((await accept(books, seq)).status).toBe(200)
    expect(await look(other.shop)).toEqual({ shown: true, codes: [] })
    expect(await look(world.shop)).toEqual({ shown: true, codes: [] })

    const checkout = await other.shop.place()
    const attempt = await other.shop.start(checkout.id, 'wechatpay_scan')
    // Pausing hides it from new attempts; the payment under way is paid all the same.
    const paused = await books<{ data: object[] }>('POST', '/workbench/api/launches/ln_1/pause', {
      body: { why: '盘点' },
    })
    expect(paused.body.data).toMatchObject([{ state: 'paused', live: false }])
    expect(await look(other.shop)).toEqual({ shown: false, codes: ['merchant_paused'] })
    other.shop.pay(attempt)
    await other.shop.untilState(checkout.id, 'paid')
    expect((await books('POST', '/workbench/api/launches/ln_1/resume')).status).toBe(200)
    expect(await look(other.shop)).toMatchObject({ shown: true })

    const suspended = '/console/api/launches/ln_1/merchants/m_tea/suspend'
    expect((await operator('POST', suspended, { body: { why } })).body).toEqual({ state: 'suspended' })
    expect(await look(other.shop)).toEqual({ shown: false, codes: ['merchant_suspended'] })
    const { body: log } = await operator<{ data: { id: string; action: string }[] }>(
      'GET',
      '/console/api/audit?subject=participation:ln_1:m_tea',
    )
    expect(log.data.map(({ action }) => action)).toEqual(['participation.suspend', 'participation.accept'])
    const back = await operator('POST', `/console/api/audit/${log.data[0]?.id}/roll-back`, { body: { why } })
    expect(back.status).toBe(200)
    expect(await look(world.shop)).toMatchObject({ shown: true })
  })
})

describe('terms', () => {
  async function open(): Promise<{ world: TimedWorld; operator: Call; tea: Call; books: Call }> {
    const world = await startTimedWorld()
    end = () => world.end()
    await putLaunch(world.database, 'ln_1', new Date(world.sandbox.clock.nowMs()))
    const operator = await signInOperator(world)
    const tea = await signInSeller(world, operator, 'm_tea')
    const books = await signInSeller(world, operator, 'm_books')
    return { world, operator, tea, books }
  }

  it('take the method off at their time from who has not agreed, and agreeing brings it back', async () => {
    const { world, operator, tea, books } = await open()
    const now = () => new Date(world.sandbox.clock.nowMs())
    const later = (ms: number) => new Date(now().getTime() + ms)
    const first = await publish(operator, '第一版', later(60_000))
    await world.advance(61_000)
    await invite(operator, ['m_tea', 'm_books'], now())
    // A step that the platform's own background has taken up is not waited for by draining.
    await until('the letters are out and accepted', async () => {
      await world.drain()
      return (await accept(tea, first)).status === 200
    })
    expect((await accept(books, first)).status).toBe(200)
    expect(await look(world.shop)).toEqual({ shown: true, codes: [] })

    const second = await publish(operator, '第二版', later(3 * 3_600_000))
    await world.drain()
    const banner = (await tea<{ upcomingTerms: object }>('GET', '/workbench/api/launches')).body
    expect(banner.upcomingTerms).toMatchObject({ seq: second, agreed: false })
    expect((await tea('POST', `/workbench/api/terms/${second}/agree`)).status).toBe(200)

    await world.advance(3 * 3_600_000 - 60_000)
    expect(await look(world.shop)).toEqual({ shown: true, codes: [] })
    await world.advance(61_000)
    expect(await look(world.shop)).toEqual({ shown: false, codes: ['terms_not_agreed'] })
    const alerts = await world.database.db.sql<{ kind: string; missing: string }>`
      select kind, data ->> 'notAgreed' as missing from operator_alerts where subject = ${`terms:${second}`}
      order by id`
    expect([...alerts]).toEqual([
      { kind: 'terms_near', missing: '2' },
      { kind: 'terms_took_effect', missing: '1' },
    ])

    const off = (await books<{ neededTerms: object; data: object[] }>('GET', '/workbench/api/launches')).body
    expect(off.neededTerms).toMatchObject({ seq: second, since: '第一版' })
    expect(off.data).toMatchObject([{ live: false, because: [{ code: 'terms_not_agreed' }] }])
    const agreed = await books<{ neededTerms: null; data: object[] }>(
      'POST',
      `/workbench/api/terms/${second}/agree`,
    )
    expect(agreed.body).toMatchObject({ neededTerms: null, data: [{ live: true }] })
    expect(await look(world.shop)).toEqual({ shown: true, codes: [] })

    const { body } = await operator<{ data: { username: string }[] }>(
      'GET',
      `/console/api/terms/${second}/agreements`,
    )
    expect(body.data.map(({ username }) => username)).toEqual(['seller_of_m_books', 'seller_of_m_tea'])
    const diff = await operator(`GET`, `/console/api/terms/${second}/diff?from=${first}`)
    expect(diff.body).toMatchObject({
      lines: [
        { kind: 'same', text: BODY },
        { kind: 'removed', text: '第一版' },
        { kind: 'added', text: '第二版' },
      ],
    })
  })

  it('that name an institution are refused with the word', async () => {
    const { operator } = await open()
    const body = { label: 'v', agreement: 'needed', body: '须开通微信支付', bodyEn: 'x', why }
    expect(await operator('POST', '/console/api/terms', { body })).toMatchObject({
      status: 422,
      body: { code: 'terms_name_an_institution', details: { word: '微信支付', field: 'body' } },
    })
  })
})
