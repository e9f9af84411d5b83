import { Type } from 'typebox'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../platform/clock/index.js'
import { createHttp, type HttpServer, respond } from '../../platform/http/index.js'
import { createLog } from '../../platform/log/index.js'
import { refuse } from '../../platform/refusal/index.js'
import { createVault } from '../../platform/secrets/index.js'
import { createTestDatabase, type TestDatabase } from '../../platform/testing/index.js'
import { ACCESS_REFUSALS, createAccess } from './index.js'

const clock = createManualClock(new Date('2026-11-22T00:00:00Z'))
const TEA_REFUSALS = {
  tea_is_hot: { status: 409, retry: 'later', zh: '茶还烫。', en: 'The tea is too hot.' },
  tea_is_out: { status: 409, retry: 'never', zh: '茶卖完了。', en: 'The tea is sold out.' },
} as const

let database: TestDatabase
let http: HttpServer
let url: string
let apiKey: string
let works: { recovers: boolean | undefined; requestKey: string | undefined }[]
let work: () => Promise<unknown>

beforeAll(async () => {
  database = await createTestDatabase()
  const access = createAccess({ db: database.db, clock, vault: createVault(Buffer.alloc(32, 1)) })
  http = await createHttp({
    log: createLog({ level: 'silent' }),
    catalogs: [ACCESS_REFUSALS, TEA_REFUSALS],
    api: { title: 'Tea', version: '1', description: 'Tea.' },
  })
  access.guard(http, { publicUrl: 'http://127.0.0.1' })
  http.post(
    '/v1/teas',
    { schema: { body: Type.Object({ cups: Type.Integer(), sugar: Type.Optional(Type.Integer()) }) } },
    async (request, reply) => {
      works.push({ recovers: request.intention?.recovers, requestKey: request.intention?.requestKey })
      return respond(reply, await work(), 201)
    },
  )
  url = await http.listen({ port: 0, host: '127.0.0.1' })
  apiKey = (await access.createApiKey('test')).secret
})
afterAll(async () => {
  await http.close()
  await database.drop()
})
beforeEach(() => {
  works = []
  work = async () => ({ tea: works.length })
})

async function post(key: string | undefined, body: object = { cups: 1 }, bearer = apiKey) {
  const answer = await fetch(`${url}/v1/teas`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  })
  return {
    status: answer.status,
    body: (await answer.json()) as { tea?: number; code?: string },
    replayed: answer.headers.get('idempotency-replayed'),
  }
}

describe('an Idempotency-Key', () => {
  it('gives the same answer to the same request, and works once', async () => {
    const first = await post('same')
    const second = await post('same')
    expect(first).toEqual({ status: 201, body: { tea: 1 }, replayed: null })
    expect(second).toEqual({ status: 201, body: { tea: 1 }, replayed: 'true' })
    expect(works).toHaveLength(1)
  })

  it('takes the same fields in another order as the same request', async () => {
    await post('order', { cups: 1, sugar: 2 })
    expect((await post('order', { sugar: 2, cups: 1 })).replayed).toBe('true')
  })

  it('is refused for another body', async () => {
    await post('other')
    expect(await post('other', { cups: 2 })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
    expect(works).toHaveLength(1)
  })

  it('belongs to its caller', async () => {
    const access = createAccess({ db: database.db, clock, vault: createVault(Buffer.alloc(32, 1)) })
    const { secret } = await access.createApiKey('another')
    await post('mine')
    expect((await post('mine', { cups: 2 }, secret)).status).toBe(201)
    expect(works[0]?.requestKey).not.toBe(works[1]?.requestKey)
  })

  it('of ten at once works once; the others are told so or get the answer', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('ten')))
    expect(works).toHaveLength(1)
    const codes = answers.map(({ status, body }) => body.code ?? status)
    expect(codes.filter((code) => code !== 201 && code !== 'idempotency_in_progress')).toEqual([])
    expect(codes).toContain(201)
  })

  it('keeps a refusal that will not change, and lets one be tried again that may', async () => {
    work = async () => refuse('tea_is_out')
    await post('out')
    expect(await post('out')).toMatchObject({ status: 409, replayed: 'true' })
    expect(works).toHaveLength(1)

    work = async () => refuse('tea_is_hot')
    await post('hot')
    work = async () => ({ tea: 7 })
    expect(await post('hot')).toMatchObject({ status: 201, body: { tea: 7 }, replayed: null })
  })

  it('does not keep a defect; the repetition knows that the work may stand already', async () => {
    work = async () => {
      throw new Error('after the commit')
    }
    expect((await post('defect')).status).toBe(500)
    work = async () => ({ tea: 1 })
    expect(await post('defect')).toMatchObject({ status: 201, replayed: null })
    expect(works.map(({ recovers }) => recovers)).toEqual([false, true])
    expect(works[0]?.requestKey).toBe(works[1]?.requestKey)
  })

  it('of a process that died is in progress until its lease ends, and is then taken over by one', async () => {
    let finish: () => void = () => {}
    const started = new Promise<void>((begun) => {
      work = () =>
        new Promise((resolve) => {
          begun()
          finish = () => resolve({ tea: 1 })
        })
    })
    const dying = post('dead')
    await started
    expect((await post('dead')).body.code).toBe('idempotency_in_progress')

    clock.advance(31_000)
    work = async () => ({ tea: 2 })
    const taken = await Promise.all([post('dead'), post('dead'), post('dead')])
    expect(works.filter(({ recovers }) => recovers)).toHaveLength(1)
    expect(taken.some(({ body }) => body.tea === 2)).toBe(true)

    // It was only slow: its late answer does not replace the one that was stored meanwhile.
    finish()
    await dying
    expect(await post('dead')).toMatchObject({ body: { tea: 2 }, replayed: 'true' })
  })

  it('leaves no trace of a request that is not understood', async () => {
    expect((await post('typo', { cups: 'one' })).status).toBe(400)
    expect((await post('typo', { cups: 1 })).status).toBe(201)
  })

  it('is kept for a day and pruned after two', async () => {
    await post('old')
    clock.advance(25 * 3_600_000)
    const access = createAccess({ db: database.db, clock, vault: createVault(Buffer.alloc(32, 1)) })
    const prune = () => access.dueWork()[0]?.find(500)
    await prune()
    expect((await post('old')).replayed).toBe('true')
    clock.advance(25 * 3_600_000)
    expect(await prune()).toBeGreaterThan(0)
    expect((await post('old')).replayed).toBeNull()
  })

  it('has a shape', async () => {
    expect((await post('two words')).body.code).toBe('idempotency_key_invalid')
    expect((await post('x'.repeat(256))).body.code).toBe('idempotency_key_invalid')
  })

  it('stores no answer in plain', async () => {
    work = async () => ({ tea: 424_242 })
    await post('sealed')
    const rows = await database.db.sql<{ body: Buffer }>`
      select body from idempotency_keys where key = 'sealed'`
    expect(rows[0]?.body.includes('424242')).toBe(false)
  })
})

describe('an API key', () => {
  it('is needed below /v1/', async () => {
    const without = await fetch(`${url}/v1/teas`, { method: 'POST' })
    expect(without.status).toBe(401)
    expect(without.headers.get('www-authenticate')).toBe('Bearer')
    expect(await without.json()).toMatchObject({ code: 'api_key_missing' })
  })

  it('is refused when it is none, or not quite one', async () => {
    const lastLetter = apiKey.endsWith('A') ? 'B' : 'A'
    for (const bearer of ['hk_live_x', 'nothing', `${apiKey}x`, apiKey.slice(0, -1) + lastLetter])
      expect((await post(undefined, {}, bearer)).body.code).toBe('api_key_invalid')
    expect(works).toHaveLength(0)
  })

  it('ends at once when it is revoked, and is kept only as a hash', async () => {
    const access = createAccess({ db: database.db, clock, vault: createVault(Buffer.alloc(32, 1)) })
    const { key, secret } = await access.createApiKey('short')
    expect((await post(undefined, { cups: 1 }, secret)).status).toBe(201)
    expect((await access.listApiKeys()).find(({ id }) => id === key.id)?.lastUsedAt).toEqual(clock.now())
    expect(await access.revokeApiKey(key.id)).toMatchObject({ before: { label: 'short', revokedAt: null } })
    expect((await post(undefined, { cups: 1 }, secret)).body.code).toBe('api_key_invalid')
    expect(await access.revokeApiKey('key_nothing')).toMatchObject({ refusal: 'api_key_not_found' })
    const stored = await database.db.sql`select * from api_keys`
    expect(JSON.stringify(stored)).not.toContain(secret)
  })
})

describe('text that cannot be stored', () => {
  it('is refused where it comes in', async () => {
    const sugared = await fetch(`${url}/v1/teas`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: '{"cups":1,"name":{"of":["\\u0000"]}}',
    })
    expect(await sugared.json()).toMatchObject({ code: 'invalid_request', details: { in: 'body' } })
    const inAddress = await fetch(`${url}/v1/teas?name=%00`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: '{"cups":1}',
    })
    expect(await inAddress.json()).toMatchObject({ code: 'invalid_request', details: { in: 'address' } })
    expect(works).toHaveLength(0)
  })
})
