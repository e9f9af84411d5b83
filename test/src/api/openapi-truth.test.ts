import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, until, type World } from '../flows/support/index.js'
import { type Call, createCaller, readEvents } from './support/caller.js'
import { type Document, holdAgainst, type Truth } from './support/document.js'
import { type Receiver, startReceiver } from './support/receiver.js'

let world: World
let receiver: Receiver
let url: string
let truth: Truth
let call: Call
let bearer: string

beforeAll(async () => {
  world = await startWorld()
  receiver = await startReceiver()
  url = world.platform().url
  truth = holdAgainst((await (await fetch(`${url}/openapi.json`)).json()) as Document)
  bearer = `Bearer ${world.platform().demo?.apiKey}`
  // Every answer of this file is held against the document.
  call = createCaller(url, { authorization: bearer }, truth.check)
}, 60_000)
afterAll(async () => {
  await receiver.close()
  await world.end()
})

const expectCode = async (code: string, answer: ReturnType<Call>) =>
  expect((await answer).body).toMatchObject({ code })

it('tells the truth about health', async () => {
  expect((await call('GET', '/healthz')).status).toBe(200)
  expect((await call('GET', '/readyz')).body).toEqual({ database: 'ok', migrations: 'ok' })
})

it('tells the truth about who may call', async () => {
  const stranger = createCaller(url, {}, truth.check)
  await expectCode('api_key_missing', stranger('GET', '/v1/checkouts'))
  const forger = createCaller(url, { authorization: `${bearer}x` }, truth.check)
  await expectCode('api_key_invalid', forger('POST', '/v1/checkouts', { body: {} }))
})

it('tells the truth about merchants', async () => {
  const merchant = { id: 'm_lanterns', name: '灯笼铺', nameEn: 'Lanterns' }
  expect((await call('POST', '/v1/merchants', { body: merchant })).status).toBe(201)
  expect((await call('POST', '/v1/merchants', { body: { name: '无名铺' } })).status).toBe(201)
  await expectCode(
    'merchant_id_taken',
    call('POST', '/v1/merchants', { body: { ...merchant, name: '别的铺' } }),
  )
  await expectCode('invalid_request', call('POST', '/v1/merchants', { body: { ...merchant, nmae: 'x' } }))
  const page = await call<{ data: unknown[]; nextCursor: string }>('GET', '/v1/merchants?limit=1')
  expect(page.body.data).toHaveLength(1)
  const next = await call<{ data: unknown[] }>('GET', `/v1/merchants?limit=1&cursor=${page.body.nextCursor}`)
  expect(next.body.data).not.toEqual(page.body.data)
  await expectCode('bad_cursor', call('GET', '/v1/merchants?cursor=nonsense'))
  expect((await call('GET', '/v1/merchants/m_lanterns')).body).toMatchObject(merchant)
  await expectCode('merchant_not_found', call('GET', '/v1/merchants/m_nobody'))
})

const newCheckout = (reference: string, merchantId = 'm_lanterns') => ({
  reference,
  shopper: { id: 'shopper_7', name: '小林' },
  metadata: { basket: '42' },
  returnUrl: 'https://shop.example/done',
  orders: [
    {
      reference: `${reference}-1`,
      merchantId,
      items: [{ name: '竹灯笼', category: 'home', quantity: 2, unitPriceMinor: 4_400 }],
    },
  ],
})
interface Placed {
  readonly id: string
  readonly amountMinor: number
  readonly orders: { readonly id: string; readonly items: { readonly id: string }[] }[]
}
const place = async (reference: string) =>
  (await call<Placed>('POST', '/v1/checkouts', { body: newCheckout(reference) })).body

it('tells the truth about checkouts', async () => {
  const checkout = await place('T-1')
  expect(checkout).toMatchObject({ state: 'open', amountMinor: 8_800, metadata: { basket: '42' } })
  await expectCode('reference_taken', call('POST', '/v1/checkouts', { body: newCheckout('T-1') }))
  await expectCode(
    'merchant_not_found',
    call('POST', '/v1/checkouts', { body: newCheckout('T-2', 'm_nobody') }),
  )
  const free = newCheckout('T-3')
  free.orders[0]!.items[0]!.unitPriceMinor = 0
  await expectCode('invalid_request', call('POST', '/v1/checkouts', { body: free }))
  free.orders[0]!.items[0]!.unitPriceMinor = 4_000_000_000
  await expectCode('amount_too_large', call('POST', '/v1/checkouts', { body: free }))

  const listed = await call<{ data: Placed[] }>(
    'GET',
    '/v1/checkouts?reference=T-1&shopperId=shopper_7&state=open',
  )
  expect(listed.body.data.map(({ id }) => id)).toEqual([checkout.id])
  await expectCode('bad_cursor', call('GET', '/v1/checkouts?cursor=nonsense'))
  await expectCode('invalid_request', call('GET', '/v1/checkouts?state=lost'))
  expect((await call('GET', `/v1/checkouts/${checkout.id}`)).body).toMatchObject({ reference: 'T-1' })
  await expectCode('checkout_not_found', call('GET', '/v1/checkouts/co_nothing'))
  expect(
    (await call<{ data: unknown[] }>('GET', `/v1/checkouts/${checkout.id}/story`)).body.data,
  ).toHaveLength(1)
  await expectCode('checkout_not_found', call('GET', '/v1/checkouts/co_nothing/story'))

  const events = await readEvents(
    `${url}/v1/checkouts/${checkout.id}/events`,
    (seen) => seen.at(-1)?.data.state === 'closed',
    { authorization: bearer },
    async () => {
      expect((await call('POST', `/v1/checkouts/${checkout.id}/close`)).body).toMatchObject({
        state: 'closed',
      })
    },
  )
  expect(new Set(events.map(({ event }) => event))).toEqual(new Set(['checkout']))
  expect(events[0]?.data).toMatchObject({ id: checkout.id, state: 'open' })
  expect(events.at(-1)?.data).toMatchObject({ id: checkout.id, state: 'closed' })
  truth.check('GET', `/v1/checkouts/${checkout.id}/events`, {
    status: 200,
    contentType: 'text/event-stream',
    body: '',
  })
  await expectCode('checkout_not_found', call('GET', '/v1/checkouts/co_nothing/events'))
  await expectCode('checkout_not_found', call('POST', '/v1/checkouts/co_nothing/close'))
})

it('tells the truth about attempts', async () => {
  const { id } = await place('T-10')
  const path = `/v1/checkouts/${id}`
  const methods = await call<{ data: { shown: boolean }[] }>('GET', `${path}/methods?scene=mobile_web`)
  expect(methods.body.data.some(({ shown }) => shown)).toBe(true)
  await expectCode('checkout_not_found', call('GET', '/v1/checkouts/co_nothing/methods'))

  const wish = { method: 'wechatpay_scan', scene: 'desktop_web' }
  await expectCode('invalid_request', call('POST', `${path}/attempts`, { body: { ...wish, method: 'cash' } }))
  await expectCode(
    'method_not_in_scene',
    call('POST', `${path}/attempts`, { body: { ...wish, scene: 'app' } }),
  )
  const started = await call<{ id: string; outTradeNo: string }>('POST', `${path}/attempts`, { body: wish })
  expect(started).toMatchObject({ status: 201, body: { state: 'pending', action: { type: 'show_qr' } } })
  await expectCode(
    'checkout_locked_to_institution',
    call('POST', `${path}/attempts`, { body: { ...wish, method: 'alipay_scan' } }),
  )
  const attempt = `${path}/attempts/${started.body.id}`
  expect((await call('GET', attempt)).status).toBe(200)
  await expectCode('attempt_not_found', call('GET', `${path}/attempts/at_nothing`))
  expect((await call('GET', `${attempt}/qr.png?size=800`)).status).toBe(200)
  expect((await call('GET', `${attempt}/qr.svg`)).status).toBe(200)

  expect((await call('POST', `${attempt}/recheck`)).status).toBe(200)
  // However long that took, and however long the next call is on its way.
  await world.database.db.sql`
    update attempts set asked_at = now() + interval '1 minute' where id = ${started.body.id}`
  await expectCode('recheck_too_soon', call('POST', `${attempt}/recheck`))
  await expectCode('attempt_not_found', call('POST', `${path}/attempts/at_nothing/recheck`))
  world.shop.pay(started.body)
  await world.shop.untilState(id, 'paid')
  await expectCode('no_qr_code', call('GET', `${attempt}/qr.png`))
  await expectCode('no_qr_code', call('GET', `${attempt}/qr.svg`))
  await expectCode(
    'checkout_not_open',
    call('POST', `${path}/attempts`, { body: { ...wish, method: 'wechatpay_jump', scene: 'mobile_web' } }),
  )
  await expectCode('checkout_paid', call('POST', `${path}/close`))
})

it('tells the truth about refunds', async () => {
  const checkout = await place('T-20')
  const path = `/v1/checkouts/${checkout.id}`
  await expectCode('checkout_not_paid', call('POST', `${path}/refunds`, { body: { reason: '不想要了' } }))
  world.shop.pay(await world.shop.start(checkout.id, 'alipay_scan'))
  await world.shop.untilState(checkout.id, 'paid')

  const order = checkout.orders[0]!
  const ask = (body: object) =>
    call<{ id: string }>('POST', `${path}/refunds`, { body: { reason: '少发一件', ...body } })
  const refund = await ask({ items: [{ itemId: order.items[0]!.id, quantity: 1 }] })
  expect(refund).toMatchObject({ status: 201, body: { amountMinor: 4_400 } })
  await expectCode('refund_exceeds_rest', ask({ orderId: order.id, amountMinor: 4_401 }))
  await expectCode('quantity_exceeds_rest', ask({ items: [{ itemId: order.items[0]!.id, quantity: 2 }] }))
  await expectCode('refund_shape_unclear', ask({ amountMinor: 5 }))
  await expectCode('order_not_found', ask({ orderId: 'or_nothing' }))
  await expectCode('item_not_found', ask({ items: [{ itemId: 'it_nothing', quantity: 1 }] }))
  await expectCode('invalid_request', ask({ amountMinor: 1.5 }))
  await expectCode(
    'checkout_not_found',
    call('POST', '/v1/checkouts/co_nothing/refunds', { body: { reason: 'x' } }),
  )
  expect((await ask({})).status).toBe(201)
  await expectCode('nothing_left_to_refund', ask({}))

  expect((await call<{ data: unknown[] }>('GET', `${path}/refunds`)).body.data).toHaveLength(2)
  await expectCode('checkout_not_found', call('GET', '/v1/checkouts/co_nothing/refunds'))
  expect((await call('GET', `${path}/refunds/${refund.body.id}`)).status).toBe(200)
  await expectCode('refund_not_found', call('GET', `${path}/refunds/re_nothing`))
  await until('the refund is final', async () => {
    const { body } = await call('GET', `${path}/refunds/${refund.body.id}`)
    return body.state === 'succeeded'
  })
  await expectCode('refund_is_final', call('POST', `${path}/refunds/${refund.body.id}/retry`))
  await expectCode('refund_not_found', call('POST', `${path}/refunds/re_nothing/retry`))
})

it('tells the truth about a refund that a person must settle', async () => {
  const checkout = await world.shop.placePaid('wechatpay_scan')
  world.sandbox.control.addFault({
    institution: 'wechatpay',
    operation: 'refund',
    effect: 'refund_abnormal',
    times: 1,
  })
  const asked = await call<{ id: string }>('POST', `/v1/checkouts/${checkout.id}/refunds`, {
    body: { reason: '退' },
  })
  const path = `/v1/checkouts/${checkout.id}/refunds/${asked.body.id}`
  await until('it is abnormal', async () => (await call('GET', path)).body.state === 'abnormal')
  expect((await call('GET', path)).body).toMatchObject({ failure: { next: expect.any(String) } })
  expect((await call('POST', `${path}/retry`)).status).toBe(200)
})

it('tells the truth about webhooks', async () => {
  const register = (hooksUrl: string) =>
    call<{ endpoint: { id: string }; secret: string }>('POST', '/v1/webhook-endpoints', {
      body: { url: hooksUrl },
    })
  const made = await register(receiver.url)
  expect(made.body.secret).toMatch(/^whsec_/)
  await expectCode('webhook_url_not_allowed', register('http://10.0.0.1/'))
  await expectCode('webhook_url_unresolvable', register('http://nowhere.invalid/'))
  await expectCode('invalid_request', register('ftp://1.1.1.1/'))
  const endpoint = `/v1/webhook-endpoints/${made.body.endpoint.id}`
  expect((await call<{ data: unknown[] }>('GET', '/v1/webhook-endpoints')).body.data).toHaveLength(1)
  expect((await call('GET', endpoint)).body).toMatchObject({ enabled: true })
  await expectCode('webhook_endpoint_not_found', call('GET', '/v1/webhook-endpoints/we_nothing'))
  expect((await call('POST', `${endpoint}/rotate-secret`)).status).toBe(200)
  expect((await call('POST', `${endpoint}/rotate-secret`, { body: { overlapMs: 0 } })).status).toBe(200)
  await expectCode(
    'webhook_endpoint_not_found',
    call('POST', '/v1/webhook-endpoints/we_nothing/rotate-secret'),
  )
  expect((await call('POST', `${endpoint}/enable`)).status).toBe(200)
  await expectCode('webhook_endpoint_not_found', call('POST', '/v1/webhook-endpoints/we_nothing/enable'))

  const { id } = await place('T-30')
  await call('POST', `/v1/checkouts/${id}/close`)
  await until('the event has come', () => receiver.got.length > 0)
  const list = `/v1/webhook-deliveries?checkoutId=${id}&endpointId=${made.body.endpoint.id}&state=delivered`
  const [delivery] = await until('it is delivered', async () => {
    const { data } = (await call<{ data: { id: string }[] }>('GET', list)).body
    return data.length > 0 && data
  })
  await expectCode('bad_cursor', call('GET', '/v1/webhook-deliveries?cursor=nonsense'))
  const read = `/v1/webhook-deliveries/${delivery?.id}`
  expect((await call('GET', read)).body).toMatchObject({
    tries: [{ httpStatus: 204 }],
    delivery: { type: 'checkout.closed' },
  })
  await expectCode('webhook_delivery_not_found', call('GET', '/v1/webhook-deliveries/wd_nothing'))
  const before = receiver.got.length
  expect((await call('POST', `${read}/replay`)).status).toBe(200)
  await until('it has come again', () => receiver.got.length > before)
  await expectCode('webhook_delivery_not_found', call('POST', '/v1/webhook-deliveries/wd_nothing/replay'))
  expect((await call('DELETE', endpoint)).status).toBe(204)
  await expectCode('webhook_endpoint_not_found', call('DELETE', endpoint))
  await expectCode('webhook_endpoint_disabled', call('POST', `${read}/replay`))
})

it('tells the truth about Idempotency-Key', async () => {
  const headers = { 'idempotency-key': 'truth-1' }
  const first = await call('POST', '/v1/checkouts', { body: newCheckout('T-40'), headers })
  const second = await call('POST', '/v1/checkouts', { body: newCheckout('T-40'), headers })
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  await expectCode(
    'idempotency_key_reused',
    call('POST', '/v1/checkouts', { body: newCheckout('T-41'), headers }),
  )
})

it('tells the truth about explanations', async () => {
  const cart = {
    shopper: { id: 's_1', isNew: true, regionTier: 2, walletsUsed: ['alipay'], lastMethod: 'alipay_jump' },
    merchantIds: ['m_lanterns'],
    goods: [{ category: 'home', sku: 'LANTERN-S' }, { category: 'tea' }],
    amountMinor: 8800,
    scene: 'app',
  }
  const explained = await call<{ methods: { method: string }[]; at: string }>('POST', '/v1/methods/explain', {
    body: cart,
  })
  expect(explained.status).toBe(200)
  expect(explained.body.methods).toHaveLength(4)
  const then = await call('POST', '/v1/methods/explain', { body: { ...cart, at: explained.body.at } })
  expect(then.body).toMatchObject({ at: explained.body.at, rulebookRevision: null })
  await expectCode(
    'merchant_not_found',
    call('POST', '/v1/methods/explain', { body: { ...cart, merchantIds: ['m_nobody'] } }),
  )
  const at = '2999-01-01T00:00:00Z'
  await expectCode('moment_to_come', call('POST', '/v1/methods/explain', { body: { ...cart, at } }))
  await expectCode('invalid_request', call('POST', '/v1/methods/explain', { body: { ...cart, goods: [] } }))
})

it('has been asked about every operation', () => {
  expect(truth.unseenOperations()).toEqual([])
})
