import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorld, type World } from '../flows/support/index.js'
import type { Document } from './support/document.js'

let world: World
let url: string
let bearer: string
let operations: { method: string; template: string }[]
let checkoutId: string

beforeAll(async () => {
  world = await startWorld()
  url = world.platform().url
  bearer = `Bearer ${world.platform().demo?.apiKey}`
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document
  operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.keys(methods)
      // A stream does not end by itself.
      .filter(() => !template.endsWith('/events'))
      .map((method) => ({ method: method.toUpperCase(), template })),
  )
  checkoutId = (await world.shop.place()).id
}, 60_000)
afterAll(() => world.end())

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom(
    "'; drop table checkouts; --",
    '\u0000',
    '../../etc/passwd',
    '__proto__',
    '-1',
    '1e309',
    'NaN',
    '💸',
  ),
)
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 2 ** 53, 2 ** 63, 1e308))
const value = fc.oneof(nasty, number, fc.boolean(), fc.constant(null), fc.jsonValue())
const FIELDS = [
  'reason',
  'orderId',
  'items',
  'amountMinor',
  'method',
  'scene',
  'payerIp',
  'returnUrl',
  'url',
  'events',
]
const body = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...FIELDS, 'overlapMs', 'id', 'name', 'reference'), value),
  fc.record({
    reference: nasty,
    shopper: fc.record({ id: nasty, name: nasty }),
    metadata: fc.dictionary(nasty, nasty),
    orders: fc.array(
      fc.record({
        reference: nasty,
        merchantId: fc.oneof(nasty, fc.constant('m_tea')),
        items: fc.array(
          fc.record({ name: nasty, category: nasty, quantity: number, unitPriceMinor: number }),
          { maxLength: 3 },
        ),
      }),
      { maxLength: 3 },
    ),
  }),
)

it('answers whatever it is sent with a Problem that says why, and never with a defect', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), body, nasty, nasty, fc.boolean(), async (which, sent, part, query, ours) => {
      const { method, template } = operations[which % operations.length]!
      const path = template.replace(/\{(\w+)\}/g, (_match, name: string) =>
        name === 'checkoutId' && ours ? checkoutId : encodeURIComponent(part || 'x'),
      )
      const search = new URLSearchParams({
        cursor: query,
        limit: query,
        state: query,
        reference: query,
        scene: query,
      })
      const answer = await fetch(`${url}${path}${method === 'GET' ? `?${search}` : ''}`, {
        method,
        headers: {
          authorization: bearer,
          ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        },
        ...(method === 'POST' ? { body: JSON.stringify(sent) } : {}),
      })
      const text = await answer.text()
      expect([answer.status < 500, method, path, text]).toEqual([true, method, path, text])
      if (answer.status >= 400)
        expect(JSON.parse(text)).toMatchObject({ code: expect.any(String), message: expect.any(String) })
    }),
    { numRuns: 600 },
  )
  expect(await world.complaints()).toEqual([])
})
