import type { CheckoutView } from '@hutong/server/modules/checkouts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { putLaunch, startWorld, until, type World } from '../flows/support/index.js'
import { type Call, createCaller, readEvents } from './support/caller.js'

let world: World
let url: string
let checkout: CheckoutView
let token: string
let call: Call
let base: string

beforeAll(async () => {
  world = await startWorld()
  url = world.platform().url
}, 60_000)
afterAll(() => world.end())
beforeEach(async () => {
  checkout = await world.shop.place()
  token = new URL(checkout.cashierUrl).searchParams.get('k') ?? ''
  call = createCaller(url, { 'x-checkout-token': token })
  base = `/cashier/api/checkouts/${checkout.id}`
})

interface View {
  readonly checkout: Record<string, unknown>
  readonly methods: readonly { readonly method: string; readonly shown: boolean }[]
  readonly activeAttempt: { readonly id: string; readonly outTradeNo: string; readonly state: string } | null
}

describe('the link', () => {
  it('opens its own checkout, by header and by address, and nothing else', async () => {
    expect((await call('GET', base)).status).toBe(200)
    const stranger = createCaller(url, {})
    expect((await stranger('GET', `${base}?k=${token}`)).status).toBe(200)
    const other = await world.shop.place()
    for (const path of [
      base,
      `${base}?k=`,
      `${base}?k=${token}x`,
      `/cashier/api/checkouts/${other.id}?k=${token}`,
    ])
      expect((await stranger('GET', path)).body).toMatchObject({ code: 'checkout_link_invalid' })
    expect((await stranger('POST', `${base}/close`)).status).toBe(403)
    expect((await stranger('GET', '/cashier/api/checkouts/co_nothing?k=x')).status).toBe(403)
  })

  it('leads to a page that may not be framed', async () => {
    const page = await fetch(checkout.cashierUrl)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect((await fetch(`${url}/cashier/api/nothing`)).status).toBe(404)
  })
})

describe('the view', () => {
  it('holds what the shopper needs, and not what is between shop and platform', async () => {
    const { body } = await call<View>('GET', `${base}?scene=desktop_web`)
    expect(body).toMatchObject({ checkout: { id: checkout.id, state: 'open' }, activeAttempt: null })
    expect(body.checkout).not.toHaveProperty('metadata')
    expect(body.methods.filter(({ shown }) => shown).map(({ method }) => method)).toContain('wechatpay_scan')
    const phone = await call<View>('GET', base, {
      headers: { 'user-agent': 'Mozilla/5.0 (iPhone) Mobile/15E148' },
    })
    expect(phone.body.methods[0]?.method).toMatch(/_jump$/)
  })

  it('changes by itself, from the first code to the payment', async () => {
    const stateOf = (data: Record<string, unknown>) => (data as unknown as Partial<View>).checkout?.state
    const stream = `${url}${base}/events?k=${token}&scene=desktop_web`
    const events = await readEvents(
      stream,
      (seen) => stateOf(seen.at(-1)?.data ?? {}) === 'paid',
      {},
      async () => {
        const started = await call<{ outTradeNo: string }>('POST', `${base}/attempts`, {
          body: { method: 'alipay_scan', scene: 'desktop_web' },
        })
        world.shop.pay(started.body)
      },
    )
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['view']))
    expect(stateOf(events[0]?.data ?? {})).toBe('open')
    const { body } = await call<View>('GET', base)
    expect(body).toMatchObject({ checkout: { state: 'paid' }, activeAttempt: null })
    expect(body.methods.every(({ shown }) => !shown)).toBe(true)
  })
})

describe('paying', () => {
  const start = (method: string) =>
    call<{ id: string; outTradeNo: string }>('POST', `${base}/attempts`, {
      body: { method, scene: 'desktop_web' },
    })

  it('draws the code, for the screen and to be saved', async () => {
    const attempt = await start('wechatpay_scan')
    const picture = await call<Buffer>('GET', `${base}/attempts/${attempt.body.id}/qr.png?size=320`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(picture.body.readUInt32BE(16)).toBeGreaterThanOrEqual(600)
    const saved = await call<Buffer>('GET', `${base}/attempts/${attempt.body.id}/qr.png?download=1`)
    expect(saved.headers.get('content-disposition')).toContain('attachment')
  })

  it('asks the institution when the shopper says so, and answers an impatient one with what is known', async () => {
    const attempt = await start('alipay_scan')
    const recheck = () => call('POST', `${base}/attempts/${attempt.body.id}/recheck`, { body: {} })
    expect(await recheck()).toMatchObject({ status: 200, body: { state: 'pending' } })
    expect(await recheck()).toMatchObject({ status: 200, body: { state: 'pending' } })
  })

  it('can be given up, and the code is dead from then on', async () => {
    const attempt = await start('wechatpay_scan')
    const closed = await call<View>('POST', `${base}/close`)
    expect(closed.status).toBe(200)
    await until('it is closed', async () => (await call<View>('GET', base)).body.checkout.state === 'closed')
    expect(() => world.shop.pay(attempt.body)).toThrow('the wallet refused')
    expect((await call('GET', `${base}/attempts/${attempt.body.id}/qr.png`)).body).toMatchObject({
      code: 'no_qr_code',
    })
  })
})

// Last: from here on a launch holds WeChat Pay back, since none of these sellers has been invited.
describe('a method that a launch holds back', () => {
  it('is not offered, nobody with the link is told whose choice that was, and what is under way goes on', async () => {
    const underWay = await world.shop.start(checkout.id, 'wechatpay_scan')
    await putLaunch(world.database, 'ln_cashier', new Date())
    const wechat = await until('WeChat Pay is held back', async () => {
      const { body } = await call<View>('GET', `${base}?scene=desktop_web`)
      return body.methods.find(({ method, shown }) => method === 'wechatpay_scan' && !shown)
    })
    expect(wechat).toMatchObject({ shown: false, reasons: [] })
    const forSupport = await world.shop.call<{ data: { method: string; reasons: { code: string }[] }[] }>(
      'GET',
      `/v1/checkouts/${checkout.id}/methods`,
    )
    expect(forSupport.body.data.find(({ method }) => method === 'wechatpay_scan')?.reasons).toMatchObject([
      { code: 'merchant_not_invited' },
      { code: 'merchant_not_invited' },
    ])

    const wish = { body: { method: 'wechatpay_scan', scene: 'desktop_web' } }
    expect(await call('POST', `${base}/attempts`, wish)).toMatchObject({
      status: 201,
      body: { id: underWay.id },
    })
    world.shop.pay(underWay)
    await world.shop.untilState(checkout.id, 'paid')

    const next = await world.shop.place()
    const key = new URL(next.cashierUrl).searchParams.get('k') ?? ''
    const nextCall = createCaller(url, { 'x-checkout-token': key })
    expect(await nextCall('POST', `/cashier/api/checkouts/${next.id}/attempts`, wish)).toMatchObject({
      status: 409,
      body: { code: 'method_not_available' },
    })
    expect((await nextCall<View>('GET', `/cashier/api/checkouts/${next.id}`)).body.activeAttempt).toBeNull()
  })
})
