import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { ApiRefusal, createApi, queryOf } from './api.js'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closers.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const refusedBy = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ApiRefusal)
  return error as ApiRefusal
}

it('sends the header of our own pages and the idempotency key', async () => {
  const seen: (string | undefined)[] = []
  const base = await serve((request, response) => {
    seen.push(request.headers['x-requested-with'] as string, request.headers['idempotency-key'] as string)
    response.end('{"ok":true}')
  })
  expect(await createApi(base).post('/x', { a: 1 }, { idempotencyKey: 'k1' })).toEqual({ ok: true })
  expect(seen).toEqual(['hutong', 'k1'])
})

it('hands on the server’s own words, and tells when a session has ended', async () => {
  const base = await serve((_request, response) => {
    response.writeHead(401)
    response.end(
      JSON.stringify({ code: 'signed_out', message: '请登录', messageEn: 'Sign in', retry: 'never' }),
    )
  })
  const api = createApi(base)
  let told = 0
  api.onSignedOut(() => {
    told += 1
  })
  const refusal = await refusedBy(api.get('/me'))
  expect(refusal.body.message).toBe('请登录')
  expect(refusal.answered).toBe(true)
  expect(told).toBe(1)
})

it('does not claim to know when nobody answered or the answer is no JSON', async () => {
  const base = await serve((request, response) => {
    if (request.url === '/cut') request.socket.destroy()
    else {
      response.writeHead(502)
      response.end('<html>')
    }
  })
  const api = createApi(base)
  expect((await refusedBy(api.post('/cut'))).answered).toBe(false)
  expect((await refusedBy(api.get('/html'))).body.code).toBe('unreadable')
})

it('builds a query from what is set', () => {
  expect(queryOf({ q: '订单', cursor: null, state: '' })).toBe('?q=%E8%AE%A2%E5%8D%95')
  expect(queryOf({})).toBe('')
})
