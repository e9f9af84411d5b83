import type { CheckoutView } from '@hutong/server/modules/checkouts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, until, type World } from '../flows/support/index.js'
import { type Call, createCaller } from './support/caller.js'
import { signInOperator } from './support/office.js'

let world: World
let operator: Call
let paid: CheckoutView
const CONSOLE = '/console/api'

beforeAll(async () => {
  world = await startWorld()
  operator = await signInOperator(world)
  paid = await world.shop.placePaid('wechatpay_scan')
}, 60_000)
afterAll(() => world.end())

const listOf = async <Row = Record<string, unknown>>(path: string) =>
  (await operator<{ data: Row[]; nextCursor?: string | null }>('GET', `${CONSOLE}${path}`)).body

describe('support', () => {
  it('finds a checkout by any number that a person may hold in hand', async () => {
    const refund = (await world.shop.refund(paid.id, { orderId: paid.orders[0]!.id, amountMinor: 10 })).body
    const back = await world.shop.untilRefund(refund, 'succeeded')
    const attempt = paid.attempts[0]!
    for (const [number, kind] of [
      [paid.id, 'checkout'],
      [paid.reference, 'checkout'],
      [paid.orders[0]!.id, 'order'],
      [paid.orders[0]!.items[0]!.id, 'order'],
      [attempt.id, 'attempt'],
      [attempt.outTradeNo, 'attempt'],
      [attempt.institutionReference, 'attempt'],
      [back.id, 'refund'],
      [back.outRefundNo, 'refund'],
      [back.institutionReference, 'refund'],
    ])
      expect((await listOf(`/search?q=${number}`)).data).toMatchObject([
        { kind, matched: number, checkout: { id: paid.id } },
      ])
    expect((await listOf('/search?q=%20nothing%20')).data).toEqual([])
  })

  it('reads the checkout, its story and its transfers', async () => {
    const path = `/checkouts/${paid.id}`
    expect((await operator('GET', CONSOLE + path)).body).toMatchObject({ id: paid.id, state: 'paid' })
    const story = (await listOf<{ kind: string; title: string; titleEn: string }>(`${path}/story`)).data
    for (const kind of ['checkout.created', 'call', 'notice.received', 'checkout.paid', 'transfer'])
      expect(story.map((entry) => entry.kind)).toContain(kind)
    expect(story.filter(({ kind, title }) => title === kind)).toEqual([])
    const transfers = (await listOf<{ amountMinor: number; debit: { nameEn: string } }>(`${path}/transfers`))
      .data
    expect(transfers[0]?.debit.nameEn).toBe('Held by WeChat Pay')
    expect((await operator('GET', `${CONSOLE}/checkouts/co_nothing`)).status).toBe(404)
  })

  it('lists by state, page by page', async () => {
    const open = await world.shop.place()
    expect((await listOf('/checkouts?state=open')).data).toMatchObject([{ id: open.id }])
    const first = await listOf('/checkouts?limit=1')
    expect((await listOf(`/checkouts?limit=1&cursor=${first.nextCursor}`)).data).toMatchObject([
      { id: paid.id },
    ])
    expect((await listOf('/refunds?state=succeeded')).data).toMatchObject([{ checkoutId: paid.id }])
    const notices = (await listOf('/notices?verdict=applied')).data
    expect(notices.at(-1)).toMatchObject({ checkoutId: paid.id, kind: 'payment', institution: 'wechatpay' })
    expect((await listOf('/notices?verdict=refused')).data).toEqual([])
    expect(
      (await operator('POST', `${CONSOLE}/checkouts/${paid.id}/attempts/${paid.paidAttemptId}/recheck`))
        .status,
    ).toBe(200)
  })
})

describe('finance', () => {
  it('sees balances that sum to zero, and every transfer behind each', async () => {
    const { data, sumMinor } = (
      await operator<{ data: { code: string; balanceMinor: number }[]; sumMinor: number }>(
        'GET',
        `${CONSOLE}/accounts`,
      )
    ).body
    expect(sumMinor).toBe(0)
    for (const { code, balanceMinor } of data) {
      let cursor: string | null = ''
      let foundMinor = 0
      while (cursor !== null) {
        const query = cursor === '' ? '?limit=1' : `?limit=1&cursor=${cursor}`
        const page: { data: { debit: { code: string }; amountMinor: number }[]; nextCursor: string | null } =
          (await operator<never>('GET', `${CONSOLE}/accounts/${code}/transfers${query}`)).body
        for (const { debit, amountMinor } of page.data)
          foundMinor += debit.code === code ? amountMinor : -amountMinor
        cursor = page.nextCursor
      }
      expect([code, foundMinor]).toEqual([code, balanceMinor])
    }
  })
})

describe('what needs a person', () => {
  interface Overview {
    readonly checkouts: Record<string, number>
    readonly paidTodayCount: number
    readonly attention: readonly {
      readonly kind: string
      readonly checkoutId: string | null
      readonly next: string
    }[]
  }
  const overview = async () => (await operator<Overview>('GET', `${CONSOLE}/overview`)).body

  it('is listed while it lasts: an abnormal refund leaves the list when it is settled', async () => {
    const checkout = await world.shop.placePaid('wechatpay_scan')
    world.sandbox.control.addFault({
      institution: 'wechatpay',
      operation: 'refund',
      effect: 'refund_abnormal',
      times: 1,
    })
    const { body: refund } = await world.shop.refund(checkout.id)
    await world.shop.untilRefund(refund, 'abnormal')
    const waiting = (await overview()).attention.filter(({ checkoutId }) => checkoutId === checkout.id)
    expect(waiting).toMatchObject([{ kind: 'refund.abnormal', next: expect.stringContaining('重试') }])
    expect((await listOf('/refunds?state=abnormal')).data).toMatchObject([{ id: refund.id }])

    // Without a notice, which would be faster than the person at times: then there is nothing left to retry.
    world.sandbox.control.addFault({
      institution: 'wechatpay',
      operation: 'notice.refund',
      effect: 'lose',
      times: 1,
    })
    world.sandbox.control.finishRefund('wechatpay', refund.outRefundNo, 'SUCCESS')
    expect((await operator('POST', `${CONSOLE}/refunds/${refund.id}/retry`)).status).toBe(200)
    await until(
      'it is settled',
      async () => !(await overview()).attention.some(({ checkoutId }) => checkoutId === checkout.id),
    )
  })

  it('counts what there is', async () => {
    // As if it had just been paid: midnight may have passed in China since.
    await world.database.db.sql`update checkouts set paid_at = now() where paid_at is not null`
    const { checkouts, paidTodayCount } = await overview()
    expect(checkouts).toMatchObject({ open: 1, closing: 0, paid: paidTodayCount, closed: 0 })
  })
})

describe('keys', () => {
  it('are given and taken by the operator, and shown once', async () => {
    const made = await operator<{ id: string; apiKey: string }>('POST', `${CONSOLE}/api-keys`, {
      body: { label: 'new' },
    })
    const client = createCaller(world.platform().url, { authorization: `Bearer ${made.body.apiKey}` })
    expect((await client('GET', '/v1/checkouts')).status).toBe(200)
    const listed = (await listOf<{ id: string }>('/api-keys')).data
    expect(listed.map(({ id }) => id)).toContain(made.body.id)
    expect(JSON.stringify(listed)).not.toContain(made.body.apiKey)
    await operator('DELETE', `${CONSOLE}/api-keys/${made.body.id}`)
    expect((await client('GET', '/v1/checkouts')).status).toBe(401)
  })

  it('are not for strangers', async () => {
    const stranger = createCaller(world.platform().url, {})
    for (const path of ['/api-keys', '/overview', '/accounts', '/notices', '/nothing'])
      expect((await stranger('GET', CONSOLE + path)).status).toBe(401)
    const forged = createCaller(world.platform().url, {
      'x-requested-with': 'hutong',
      cookie: 'hutong_console=forged',
    })
    expect((await forged('POST', `${CONSOLE}/api-keys`, { body: { label: 'x' } })).status).toBe(401)
  })
})
