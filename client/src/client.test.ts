import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createHutongClient } from './create-client.js'
import { HutongError } from './hutong-error.js'

interface Heard {
  method: string
  url: string
  key: string | undefined
  authorization: string | undefined
  body: string
}

type Turn = (reply: ServerResponse, request: IncomingMessage) => void

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A real HTTP server that answers one turn after the other, the last one for ever, and remembers what it heard. */
async function startServer(...turns: Turn[]) {
  const heard: Heard[] = []
  const server = createServer(async (request, reply) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { method = '', url = '', headers } = request
    const key = headers['idempotency-key']
    heard.push({ method, url, key: key?.toString(), authorization: headers.authorization, body })
    turns[Math.min(heard.length, turns.length) - 1]!(reply, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const hutong = createHutongClient({
    baseUrl,
    apiKey: 'hk_test',
    retries: { maxTries: 3, pauseMs: () => 0 },
  })
  return { hutong, heard }
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Turn =>
  (reply) =>
    reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
const hangUp: Turn = (_, request) => request.socket.destroy()
const refusal = (code: string, retry: string) => ({
  code,
  message: '不行',
  messageEn: 'No',
  retry,
  details: { checkoutId: 'co_1' },
  requestId: 'req_1',
})
const order = { reference: 'R1', shopper: { id: 's' }, orders: [] }

describe('repeating', () => {
  test('a POST that nobody answered is repeated under the same key', async () => {
    const { hutong, heard } = await startServer(hangUp, hangUp, json(201, { id: 'co_1' }))
    const checkout = await hutong.checkouts.place(order)
    expect(checkout.id).toBe('co_1')
    expect(heard).toHaveLength(3)
    expect(new Set(heard.map(({ key }) => key)).size).toBe(1)
    expect(heard[2]).toMatchObject({ authorization: 'Bearer hk_test', body: JSON.stringify(order) })
    expect(heard[0]!.key).toMatch(/^[0-9a-f-]{36}$/)
  })

  test("the caller's key is the one that is sent", async () => {
    const { hutong, heard } = await startServer(json(201, { id: 'co_1' }))
    await hutong.checkouts.place(order, { idempotencyKey: 'order-7' })
    expect(heard[0]!.key).toBe('order-7')
  })

  test.each([
    ['the first call is still under way', json(409, refusal('idempotency_in_progress', 'later'))],
    ['the platform asks for the same again', json(500, refusal('internal_error', 'same'))],
    ['a proxy has nobody behind it', json(502, 'bad gateway')],
    ['there are too many calls', json(429, refusal('too_many_requests', 'later'), { 'retry-after': '0' })],
  ])('repeated when %s', async (_, first) => {
    const { hutong, heard } = await startServer(first, json(200, { id: 'co_1' }))
    expect((await hutong.checkouts.read('co_1')).id).toBe('co_1')
    expect(heard).toHaveLength(2)
  })

  test.each([
    ['never', 422],
    ['later', 409],
  ])('a refusal that says %s is handed on at once', async (retry, status) => {
    const { hutong, heard } = await startServer(json(status, refusal('reference_taken', retry)))
    await expect(hutong.checkouts.place(order)).rejects.toMatchObject({
      code: 'reference_taken',
      status,
      retry,
    })
    expect(heard).toHaveLength(1)
  })
})

describe('errors', () => {
  test('a refusal carries its code, both languages, its details and the request', async () => {
    const { hutong } = await startServer(json(409, refusal('reference_taken', 'never')))
    const error = await hutong.checkouts.place(order).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(HutongError)
    expect(error).toMatchObject({
      messages: { zh: '不行', en: 'No' },
      details: { checkoutId: 'co_1' },
      requestId: 'req_1',
      next: null,
    })
  })

  test('no answer at all is unreachable, and may have been carried out', async () => {
    const { hutong, heard } = await startServer(hangUp)
    await expect(hutong.checkouts.place(order)).rejects.toMatchObject({ code: 'unreachable', retry: 'same' })
    expect(heard).toHaveLength(3)
  })

  test("an answer that is not the platform's is not taken for a refusal", async () => {
    const { hutong } = await startServer((reply) => reply.writeHead(403).end('<html>forbidden</html>'))
    await expect(hutong.checkouts.read('co_1')).rejects.toMatchObject({
      code: 'unreadable_answer',
      status: 403,
    })
  })
})

test('ids and questions are put into the address safely', async () => {
  const { hutong, heard } = await startServer(json(200, { data: [], nextCursor: null }))
  await hutong.checkouts.list({ shopperId: 'a&b', limit: 5 })
  await hutong.checkouts.read('../x')
  expect(heard.map(({ url }) => url)).toEqual([
    '/v1/checkouts?shopperId=a%26b&limit=5',
    '/v1/checkouts/..%2Fx',
  ])
})

test('an answer without a body is an answer', async () => {
  const { hutong, heard } = await startServer((reply) => reply.writeHead(204).end())
  expect(await hutong.webhookEndpoints.remove('we_1')).toBeUndefined()
  expect(heard[0]).toMatchObject({ method: 'DELETE', url: '/v1/webhook-endpoints/we_1' })
})
