import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Courier, createCourier } from './deliver.js'
import { listenOn, stopServer } from './listen.js'

let courier: Courier
beforeEach(() => {
  courier = createCourier()
})
afterEach(() => courier.close())

it('ends an idle connection before its receiver does, so that no delivery meets the end', async () => {
  // Says that it keeps connections for two seconds, and keeps them for longer.
  const receiver = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume()
    response.writeHead(200, { Connection: 'keep-alive', 'Keep-Alive': 'timeout=2' }).end()
  })
  const { url } = await listenOn(receiver, '127.0.0.1', 0)
  const connected = once(receiver, 'connection')
  expect(await courier.post(url, {}, 'a notice', 10_000)).toMatchObject({ status: 200 })
  const [connection] = (await connected) as [Socket]
  if (!connection.closed) await once(connection, 'close')
  await stopServer(receiver)
})
