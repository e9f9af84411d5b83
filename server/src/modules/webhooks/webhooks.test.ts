import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../platform/clock/index.js'
import { createRunner, type Runner } from '../../platform/due/index.js'
import { createLog } from '../../platform/log/index.js'
import { isRefusal } from '../../platform/refusal/index.js'
import { createVault } from '../../platform/secrets/index.js'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.js'
import { createCheckoutTokens, placeCheckout, queueForMarketplace } from '../checkouts/index.js'
import { registerMerchant } from '../merchants/index.js'
import { readStory } from '../story/index.js'
import { createWebhooks, type Webhooks } from './index.js'
import { RETRY_LADDER_MS } from './retry-ladder.js'
import { type Receiver, startReceiver } from './testing/receiver.js'

const log = createLog({ level: 'silent' })
const HOUR_MS = 3_600_000

let database: TestDatabase
let receiver: Receiver
let webhooks: Webhooks
let runner: Runner
let clock: ReturnType<typeof createManualClock>
let checkoutId: string

beforeEach(async () => {
  database = await createTestDatabase()
  receiver = await startReceiver()
  // Verifying libraries compare with the real time, so the clock begins there.
  clock = createManualClock(new Date())
  const { db } = database
  webhooks = createWebhooks({
    db,
    clock,
    log,
    vault: createVault(Buffer.alloc(32, 1)),
    tokens: createCheckoutTokens(Buffer.alloc(32, 2)),
    publicUrl: () => 'http://pay.example',
    allow: ['127.0.0.1'],
    timeoutMs: 10_000,
    random: () => 0,
  })
  runner = createRunner({ clock, log, db })
  for (const work of webhooks.dueWork()) runner.add(work)
  await registerMerchant(db, clock, { id: 'm1', name: '茶铺', nameEn: null, category: null })
  const placed = await placeCheckout(db, clock, {
    reference: 'C1',
    shopper: { id: 's1', name: null, facts: {} },
    currency: 'CNY',
    description: null,
    returnUrl: null,
    expiresInMs: HOUR_MS,
    metadata: {},
    orders: [
      {
        reference: 'O1',
        merchantId: 'm1',
        items: [
          { name: '茶', category: 'tea', sku: null, imageUrl: null, quantity: 1, unitPriceMinor: 100n },
        ],
      },
    ],
  })
  if (isRefusal(placed)) throw new Error(placed.refusal)
  checkoutId = placed.checkoutId
})
afterEach(async () => {
  await receiver.close()
  await database.drop()
})

async function register(events: ('checkout.paid' | 'checkout.closed')[] = []) {
  const made = await webhooks.registerEndpoint({ url: receiver.url, events, requestKey: null })
  if (isRefusal(made)) throw new Error(made.refusal)
  return made
}

const happen = (type: 'checkout.paid' | 'checkout.closed') =>
  database.db.tx((tx) => queueForMarketplace(tx, checkoutId, clock.now(), type, {}))

const deliveries = async () => [...(await webhooks.listDeliveries({}, { before: null, limit: 50 }))]
const story = async () =>
  (await readStory(database.db, checkoutId)).filter(({ kind }) => kind.startsWith('webhook.'))

describe('a delivery', () => {
  it('is one signed event for each endpoint that listens', async () => {
    const { secret } = await register()
    await register(['checkout.closed'])
    await happen('checkout.paid')
    await runner.drain()

    expect(receiver.got).toHaveLength(1)
    const { body, headers } = receiver.got[0]!
    const event = new Webhook(secret).verify(body, headers as Record<string, string>) as {
      type: string
      data: { checkout: { id: string } }
    }
    expect(event).toMatchObject({ type: 'checkout.paid', data: { checkout: { id: checkoutId } } })
    expect(await deliveries()).toMatchObject([{ state: 'delivered', tries: 1, httpStatus: 200 }])
    expect((await story()).map(({ kind }) => kind)).toEqual(['webhook.queued', 'webhook.delivered'])
  })

  it('is made once, when several processes dispatch at the same time', async () => {
    await register()
    await happen('checkout.paid')
    const [dispatch] = webhooks.dueWork()
    await Promise.all(Array.from({ length: 5 }, () => dispatch?.find(50)))
    expect(await deliveries()).toHaveLength(1)
  })

  it('is sent once, when several processes look for due ones at the same time', async () => {
    await register()
    await happen('checkout.paid')
    const [dispatch, deliver] = webhooks.dueWork()
    await dispatch?.find(50)
    await Promise.all(Array.from({ length: 5 }, () => deliver?.find(8)))
    expect(receiver.got).toHaveLength(1)
  })

  it('comes back by its lease, when the process that sent it died', async () => {
    await register()
    await happen('checkout.paid')
    await webhooks.dueWork()[0]?.find(50)
    // What a process leaves behind that was killed after it claimed.
    await database.db.sql`
      update webhook_deliveries set tries = 1, due_at = ${new Date(clock.now().getTime() + 30_000)}`
    await runner.drain()
    expect(receiver.got).toHaveLength(0)
    clock.advance(31_000)
    await runner.drain()
    expect(await deliveries()).toMatchObject([{ state: 'delivered', tries: 2 }])
  })

  it('is tried along the whole ladder with the same id and body, and then fails with an alarm', async () => {
    await register()
    await happen('checkout.paid')
    receiver.answerWith((response) => response.writeHead(500).end('no'))
    await runner.drain()
    for (const stepMs of RETRY_LADDER_MS) {
      clock.advance(stepMs - 1)
      await runner.drain()
      const before = receiver.got.length
      clock.advance(1)
      await runner.drain()
      expect(receiver.got.length).toBe(before + 1)
    }
    expect(await deliveries()).toMatchObject([
      { state: 'failed', tries: 11, error: 'answered 500', nextTryAt: null },
    ])
    expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(receiver.got.map(({ body }) => body)).size).toBe(1)
    expect((await story()).filter(({ alarm }) => alarm)).toHaveLength(1)
    const [delivery] = await deliveries()
    const read = await webhooks.readDelivery(delivery?.id ?? '')
    expect(read).toMatchObject({ tries: { length: 11 } })
  })

  it('can be replayed by hand, delivered before or not', async () => {
    await register()
    await happen('checkout.paid')
    await runner.drain()
    const [delivery] = await deliveries()
    await webhooks.replayDelivery(delivery?.id ?? '')
    await runner.drain()
    expect(receiver.got).toHaveLength(2)
    expect(receiver.got[1]?.headers['webhook-id']).toBe(receiver.got[0]?.headers['webhook-id'])
    expect(await webhooks.replayDelivery('wd_nothing')).toMatchObject({
      refusal: 'webhook_delivery_not_found',
    })
  })

  it('counts a redirect as a failure', async () => {
    await register()
    await happen('checkout.paid')
    receiver.answerWith((response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
    await runner.drain()
    expect(await deliveries()).toMatchObject([
      { state: 'waiting', error: 'answered 302: redirects are not followed' },
    ])
  })
})

describe('an endpoint', () => {
  it('has two valid signatures while its secret is rotated, and one after the overlap', async () => {
    const { endpoint, secret: old } = await register()
    const rotated = await webhooks.rotateSecret(endpoint.id, HOUR_MS)
    if (isRefusal(rotated)) throw new Error(rotated.refusal)
    await happen('checkout.paid')
    await runner.drain()
    const { body, headers } = receiver.got[0]!
    expect(String(headers['webhook-signature']).split(' ')).toHaveLength(2)
    for (const secret of [old, rotated.secret])
      expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).not.toThrow()

    clock.advance(HOUR_MS)
    await happen('checkout.closed')
    await runner.drain()
    expect(String(receiver.got[1]?.headers['webhook-signature']).split(' ')).toHaveLength(1)
  })

  it('that fails has one delivery under way at a time, and is well again after a success', async () => {
    await register()
    receiver.answerWith((response) => response.writeHead(500).end())
    await happen('checkout.paid')
    await runner.drain()
    expect((await webhooks.listEndpoints())[0]?.failingSince).not.toBeNull()
    const before = receiver.got.length
    for (let count = 0; count < 4; count += 1) await happen('checkout.closed')
    clock.advance(10_000)
    await webhooks.dueWork()[0]?.find(50)
    expect(await webhooks.dueWork()[1]?.find(8)).toBe(1)
    expect(receiver.got).toHaveLength(before + 1)
    receiver.answerWith((response) => response.end())
    await runner.drain()
    clock.advance(30_000)
    await runner.drain()
    expect((await webhooks.listEndpoints())[0]?.failingSince).toBeNull()
    expect((await deliveries()).every(({ state }) => state === 'delivered')).toBe(true)
  })

  it('that is gone is disabled with an alarm; what waits is kept and sent when it is enabled', async () => {
    const { endpoint } = await register()
    receiver.answerWith((response) => response.writeHead(410).end())
    await happen('checkout.paid')
    await runner.drain()
    expect(await webhooks.readEndpoint(endpoint.id)).toMatchObject({ disabledBecause: 'gone' })
    expect((await story()).some(({ alarm }) => alarm)).toBe(true)
    await happen('checkout.closed')
    clock.advance(HOUR_MS)
    await runner.drain()
    expect(receiver.got).toHaveLength(1)
    expect(await webhooks.replayDelivery((await deliveries())[0]?.id ?? '')).toMatchObject({
      refusal: 'webhook_endpoint_disabled',
    })

    receiver.answerWith((response) => response.end())
    await webhooks.enableEndpoint(endpoint.id)
    await runner.drain()
    expect((await deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  it('that fails for five days is disabled', async () => {
    const { endpoint } = await register()
    receiver.answerWith((response) => response.writeHead(500).end())
    for (let day = 0; day <= 5; day += 1) {
      await happen('checkout.paid')
      await runner.drain()
      clock.advance(25 * HOUR_MS)
    }
    await runner.drain()
    expect(await webhooks.readEndpoint(endpoint.id)).toMatchObject({ disabledBecause: 'failing' })
  })

  it('that is deleted leaves what waited to be seen', async () => {
    const { endpoint } = await register()
    receiver.answerWith((response) => response.writeHead(500).end())
    await happen('checkout.paid')
    await runner.drain()
    await webhooks.deleteEndpoint(endpoint.id)
    expect(await deliveries()).toMatchObject([{ state: 'failed', error: 'the endpoint was deleted' }])
    expect(await webhooks.listEndpoints()).toHaveLength(0)
  })

  it('is refused where it leads to an inner address', async () => {
    for (const url of ['http://127.0.0.2/', 'http://10.0.0.1/', 'http://169.254.169.254/'])
      expect(await webhooks.registerEndpoint({ url, events: [], requestKey: null })).toMatchObject({
        refusal: 'webhook_url_not_allowed',
      })
  })

  it('keeps its secrets sealed, and the demo has the same one at every start', async () => {
    const { secret } = await register()
    const rows = await database.db.sql<{ sealed: Buffer }>`select sealed from webhook_secrets`
    expect(rows.some(({ sealed }) => sealed.includes(secret.slice(6)))).toBe(false)
    const seed = { masterKey: Buffer.alloc(32, 9), url: receiver.url }
    const first = await webhooks.seedDemo(seed)
    expect(await webhooks.seedDemo({ ...seed, url: `${receiver.url}/moved` })).toMatchObject({
      secret: first.secret,
      url: `${receiver.url}/moved`,
    })
    await happen('checkout.paid')
    await runner.drain()
    expect(receiver.got.filter((one) => verifies(one, first.secret))).toHaveLength(1)
  })
})

function verifies(one: Receiver['got'][number], secret: string): boolean {
  try {
    new Webhook(secret).verify(one.body, one.headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}
