import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RawAnswer } from '../testing/call-as-merchant.js'
import { answersLikeDocumented } from '../testing/documented-answer.js'
import { keyOf, SEEDS, targetOf } from '../testing/every-route/seeds.js'
import { createWorld, naming, type World } from '../testing/every-route/world.js'
import { uploadFile } from '../testing/onboarding-bodies.js'
import { anyValue, spoiled } from '../testing/spoiled-bodies.js'
import { ROUTES } from './routes.js'

let world: World
beforeAll(async () => {
  world = await createWorld()
}, 60_000)
afterAll(() => world.stop())

const segment = fc.oneof(
  fc.webSegment().filter((one) => one !== ''),
  fc.constantFrom('%', '%zz', '%00', '..', '%E4%B8%AD', 'a%2Fb', '__proto__', '0', '-1', '9'.repeat(400)),
)
const oddText = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e9',
    '2026-02-31',
    '9999-99-99',
    'GZIP',
    'ALL',
    '__proto__',
    'x'.repeat(5_000),
  ),
)
/** The good query with members changed, left out or added. */
const spoiledQuery = (good: Record<string, string>) =>
  fc
    .tuple(
      fc.subarray(Object.keys(good)),
      fc.dictionary(fc.constantFrom(...Object.keys(good), 'x', 'limit', 'offset'), oddText, { maxKeys: 2 }),
      fc.oneof(
        { weight: 5, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom('&%zz', '&&=', '?') },
      ),
    )
    .map(([kept, change, tail]) => {
      const query = Object.fromEntries(kept.map((name) => [name, good[name] ?? '']))
      return new URLSearchParams({ ...query, ...change }).toString() + tail
    })
const spoiledParams = (good: Record<string, string>) =>
  fc.record(Object.fromEntries(Object.keys(good).map((name) => [name, segment])))
const oddUpload = fc.record(
  {
    filename: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a.png', '.png', 'a.mp4', '😀.png')),
    sha256: fc.oneof(fc.string(), fc.constant('0'.repeat(64))),
    file: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  },
  { requiredKeys: [] },
)

describe('every route there is', () => {
  it('has a good call to start from, and no route that is gone has one', () => {
    expect(Object.keys(SEEDS).sort()).toEqual(ROUTES.map(keyOf).sort())
  })

  it.each(ROUTES.map((route) => [keyOf(route), route] as const))(
    '%s answers whatever comes with a documented code',
    async (key, route) => {
      const seed = await SEEDS[key]!(world)
      const call = world.calls[seed.by]
      const send = (target: string, body?: unknown): Promise<RawAnswer> =>
        call(
          route.method,
          target,
          body === undefined ? undefined : JSON.stringify(body),
          naming(world.ringOf(seed.by)),
        )
      const check = async (target: string, body?: unknown): Promise<void> =>
        answersLikeDocumented(await send(target, body), { method: route.method, target, body })

      const good = targetOf(route.path, seed)
      const first = await (seed.filename === undefined
        ? send(good, seed.body)
        : uploadFile(call, good, { filename: seed.filename }))
      expect(first.status, first.text).toBeLessThan(300)

      if (seed.filename !== undefined) {
        const upload = async (change: Parameters<typeof uploadFile>[2]) =>
          answersLikeDocumented(await uploadFile(call, good, change), { change })
        await fc.assert(fc.asyncProperty(oddUpload, upload), { numRuns: 40 })
        await fc.assert(
          fc.asyncProperty(anyValue, (body) => check(good, body)),
          { numRuns: 10 },
        )
      }
      const { body, params, query } = seed
      if (body) {
        const bodies = fc.oneof(
          { weight: 6, arbitrary: spoiled(() => body) },
          { weight: 1, arbitrary: anyValue },
        )
        await fc.assert(
          fc.asyncProperty(bodies, (one) => check(good, one)),
          { numRuns: 40 },
        )
      }
      if (params) {
        const odd = fc.asyncProperty(spoiledParams(params), (one) =>
          check(targetOf(route.path, seed, { params: one }), body),
        )
        await fc.assert(odd, { numRuns: 12 })
      }
      if (query || route.method === 'GET') {
        const odd = fc.asyncProperty(spoiledQuery(query ?? {}), (one) =>
          check(targetOf(route.path, seed, { query: one }), body),
        )
        await fc.assert(odd, { numRuns: 25 })
      }
    },
  )
})
