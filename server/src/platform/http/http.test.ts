import { connect } from 'node:net'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../log/index.js'
import { type RefusalCatalog, refuse } from '../refusal/index.js'
import { createHttp, type HttpServer, type Problem, ProblemRef, rawBody, respond } from './index.js'

const TEA_REFUSALS = {
  tea_is_out: {
    status: 409,
    retry: 'later',
    zh: '茶卖完了。',
    en: 'The tea is sold out.',
    nextZh: '明天再来。',
  },
} as const satisfies RefusalCatalog

const lines: string[] = []
let app: HttpServer
let url: string

beforeAll(async () => {
  app = await createHttp({
    log: createLog({ level: 'debug', write: (line) => lines.push(line) }),
    catalogs: [TEA_REFUSALS],
    api: { title: 'Tea', version: '1.0.0', description: 'Tea.' },
  })
  const Tea = Type.Object({ amountMinor: Type.Integer(), leaves: Type.Optional(Type.String()) })
  app.post(
    '/v1/teas/:id',
    {
      schema: {
        params: Type.Object({ id: Type.String({ pattern: '^t_' }) }),
        querystring: Type.Object({ cups: Type.Integer({ default: 1 }) }),
        body: Type.Object(
          {
            amountMinor: Type.Integer({ minimum: 1 }),
            kind: Type.Unsafe<'green' | 'black'>({ enum: ['green', 'black'] }),
            pot: Type.Optional(Type.Object({ size: Type.Number() })),
            at: Type.Optional(Type.String({ format: 'date-time' })),
          },
          { additionalProperties: false },
        ),
        response: { 201: Tea, 409: ProblemRef },
      },
    },
    async (request, reply) => {
      if (request.body.kind === 'black') return respond(reply, refuse('tea_is_out', { left: 0 }))
      const tea = { amountMinor: request.body.amountMinor * request.query.cups, internal: 'not described' }
      return respond(reply, tea, 201)
    },
  )
  app.post('/notices', { config: { rawBody: true } }, async (request) => ({
    bytes: rawBody(request).toString('hex'),
    parsed: request.body ?? null,
  }))
  app.post(
    '/kept',
    { config: { rawBody: true }, schema: { body: Type.Object({ a: Type.Integer() }) } },
    (request) => ({
      bytes: rawBody(request).toString(),
      a: request.body.a,
    }),
  )
  app.get('/defect', { schema: { hide: true } }, async () => {
    throw new Error('a defect with a secret inside')
  })
  app.get('/unknown-refusal', async (_request, reply) => reply.refuse(refuse('nobody_knows')))
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => app.close())

async function post(path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') {
  const answer = await fetch(url + path, { method: 'POST', body, headers: { 'content-type': type } })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Problem }
}
const tea = (fields: object) =>
  post('/v1/teas/t_longjing', JSON.stringify({ amountMinor: 5, kind: 'green', ...fields }))

it('takes a time for one only where it can be read as one', async () => {
  for (const at of ['2026-11-23T08:00:00+08:00', '2026-11-23t00:00:00.123456789z', '2028-02-29T00:00:00Z'])
    expect((await tea({ at })).status).toBe(201)
  for (const at of [
    '2026-11-22T23:59:60Z',
    '2026-11-23T08:00:00+08:00[Asia/Shanghai]',
    '2026-02-30T00:00:00Z',
    '2026-11-23',
  ])
    expect((await tea({ at })).body).toMatchObject({ code: 'invalid_request', details: { field: '/at' } })
})

describe('answers', () => {
  it('sends what the route describes, and only that', async () => {
    const answer = await post('/v1/teas/t_longjing?cups=3', '{"amountMinor":5,"kind":"green"}')
    expect(answer).toMatchObject({ status: 201, body: { amountMinor: 15 } })
    expect(answer.body).not.toHaveProperty('internal')
  })

  it('turns a refusal into its status and a Problem in two languages', async () => {
    const answer = await tea({ kind: 'black' })
    expect(answer.status).toBe(409)
    expect(answer.body).toEqual({
      code: 'tea_is_out',
      message: '茶卖完了。',
      messageEn: 'The tea is sold out.',
      next: '明天再来。',
      retry: 'later',
      details: { left: 0 },
      requestId: answer.headers.get('x-request-id'),
    })
  })

  it('carries security headers and is not cached', async () => {
    const { headers } = await tea({})
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('keeps defects to the log, and tells the caller that the result is not certain', async () => {
    for (const path of ['/defect', '/unknown-refusal']) {
      const answer = await fetch(url + path)
      expect(answer.status).toBe(500)
      const text = await answer.text()
      expect(JSON.parse(text)).toMatchObject({ code: 'internal_error', retry: 'same' })
      expect(text).not.toContain('secret')
    }
    expect(lines.join('')).toContain('a defect with a secret inside')
    expect(lines.join('')).toContain('nobody_knows')
  })
})

describe('what is wrong with a request', () => {
  it.each([
    [{ amountMinor: '5' }, '/amountMinor', 'body'],
    [{ amountMinor: true }, '/amountMinor', 'body'],
    [{ amountMinor: 0 }, '/amountMinor', 'body'],
    [{ amountMinor: 1.5 }, '/amountMinor', 'body'],
    [{ amountMinor: undefined }, '/amountMinor', 'body'],
    [{ kind: 'white' }, '/kind', 'body'],
    [{ amuont: 5 }, '/amuont', 'body'],
    [{ pot: {} }, '/pot/size', 'body'],
  ])('names the field: %j', async (fields, field, part) => {
    const answer = await tea(fields)
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', details: { field, in: part } },
    })
  })

  it('names the part: path and query', async () => {
    const body = '{"amountMinor":5,"kind":"green"}'
    expect((await post('/v1/teas/x', body)).body.details).toMatchObject({ in: 'params', field: '/id' })
    expect((await post('/v1/teas/t_longjing?cups=two', body)).body.details).toMatchObject({
      in: 'querystring',
      field: '/cups',
    })
    expect((await post('/v1/teas/t_longjing', '')).body).toMatchObject({
      code: 'invalid_request',
      details: { field: '/' },
    })
  })

  it.each([
    ['/v1/teas/t_longjing', '{"amountMinor":', 'application/json', 400, 'bad_json'],
    ['/v1/teas/t_longjing', '{"__proto__":{"x":1}}', 'application/json', 400, 'bad_json'],
    ['/v1/teas/t_longjing', new Uint8Array([0x22, 0xff, 0x22]), 'application/json', 400, 'bad_json'],
    ['/v1/teas/t_longjing', 'a=1', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['/v1/teas/t_longjing', `"${'x'.repeat(1024 * 1024)}"`, 'application/json', 413, 'body_too_large'],
    ['/notices', 'x'.repeat(256 * 1024 + 1), 'application/json', 413, 'body_too_large'],
    ['/nowhere', '{}', 'application/json', 404, 'not_found'],
    ['/defect', '{}', 'application/json', 405, 'method_not_allowed'],
    ['/v1/teas/%', '{}', 'application/json', 400, 'bad_request'],
  ])('answers %s with a Problem', async (path, body, type, status, code) => {
    expect(await post(path, body, type)).toMatchObject({
      status,
      body: { code, message: expect.any(String) },
    })
  })

  it('says which methods an address has', async () => {
    const answer = await fetch(`${url}/v1/teas/t_longjing`, { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('answers bytes that are not HTTP', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const heard = new Promise<string>((resolve) => {
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('close', () => resolve(text))
    })
    socket.write('not http at all\r\n\r\n')
    expect(await heard).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"bad_request"/)
  })
})

describe('the raw body', () => {
  it('is what came, byte by byte, whatever it calls itself', async () => {
    const bytes = new Uint8Array([0x7b, 0x20, 0xff, 0x7d])
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain'])
      expect((await post('/notices', bytes, type)).body).toEqual({ bytes: '7b20ff7d', parsed: null })
    expect((await post('/notices', '')).body).toEqual({ bytes: '', parsed: null })
  })

  it('is kept beside a described body', async () => {
    expect((await post('/kept', '{ "a": 1 }')).body).toEqual({ bytes: '{ "a": 1 }', a: 1 })
    expect((await post('/kept', '{"a":"1"}')).body.code).toBe('invalid_request')
  })
})

describe('the document', () => {
  it('is OpenAPI 3.1 with the Problem on every route', async () => {
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
      components: { schemas: Record<string, unknown> }
    }
    expect(document.openapi).toBe('3.1.0')
    const { responses } = document.paths['/v1/teas/{id}']?.post ?? { responses: {} }
    expect(Object.keys(responses).sort()).toEqual(['201', '409', '4XX', '5XX'])
    expect(JSON.stringify(responses['4XX'])).toContain('#/components/schemas/Problem')
    expect(document.components.schemas).toHaveProperty('Problem')
    expect(document.paths).not.toHaveProperty('/defect')
  })

  it('has a page', async () => {
    const page = await fetch(`${url}/docs/`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('swagger-ui')
  })
})

describe('two catalogs', () => {
  it('may not give one code different meanings', async () => {
    const other = { tea_is_out: { ...TEA_REFUSALS.tea_is_out, status: 410 } }
    const options = {
      log: createLog({ write: () => {} }),
      api: { title: 'x', version: '1', description: 'x' },
    }
    await expect(createHttp({ ...options, catalogs: [TEA_REFUSALS, other] })).rejects.toThrow('tea_is_out')
  })
})

it('never logs bodies, queries or addresses', () => {
  // Long enough not to stand in a request's id by chance.
  expect(lines.join('')).not.toMatch(/amuont|cups=3|t_longjing/)
  expect(lines.join('')).toContain('/v1/teas/:id')
})
