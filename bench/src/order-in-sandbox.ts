import { createPrivateKey, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildAuthorization, requestMessage, signMessage } from '@hutong/wechatpay'
import { inParallel } from './in-parallel.js'
import type { World } from './world.js'

const TARGET = '/v3/pay/transactions/native'

interface SignedOrder {
  readonly outTradeNo: string
  readonly body: string
  readonly authorization: string
}

/**
 * What the sandbox does by itself: a signed native order, the payment, and the notice acknowledged. Requests are signed
 * before the clock starts, so that the client's signatures are not counted as the sandbox's. Answers seconds.
 */
export async function orderInSandbox(world: World, orders: number, lanes: number): Promise<number> {
  const inbox = await openInbox()
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })
  const signed = await signOrders(world, orders, inbox.url)

  const startedAt = performance.now()
  await inParallel(orders, lanes, async (index) => {
    const order = signed[index]
    if (order === undefined) throw new Error(`order ${index} was not signed`)
    const { wechatpay } = world.credentials
    await post(agent, `${wechatpay.baseUrl}${TARGET}`, order.body, {
      authorization: order.authorization,
      accept: 'application/json',
      'user-agent': 'hutong-bench',
    })
    const pay = JSON.stringify({ institution: 'wechatpay', outTradeNo: order.outTradeNo })
    await post(agent, `${world.homeUrl}/control/pay`, pay, {})
  })
  await inbox.received(orders)
  const seconds = (performance.now() - startedAt) / 1_000
  agent.destroy()
  inbox.close()
  return seconds
}

async function signOrders(world: World, orders: number, inboxUrl: string): Promise<SignedOrder[]> {
  const { mchid, appid, merchantSerial, merchantPrivateKey } = world.credentials.wechatpay
  const key = createPrivateKey(merchantPrivateKey)
  const run = `S${Date.now().toString(36)}`
  return Promise.all(
    Array.from({ length: orders }, async (_, index) => {
      const outTradeNo = `${run}_${index}`
      const amount = { total: 1, currency: 'CNY' }
      const body = JSON.stringify({
        appid,
        mchid,
        description: '龙井茶',
        out_trade_no: outTradeNo,
        notify_url: inboxUrl,
        amount,
      })
      const timestampSeconds = Math.floor(Date.now() / 1_000)
      const nonce = randomBytes(16).toString('hex')
      const message = requestMessage({ method: 'POST', target: TARGET, timestampSeconds, nonce, body })
      const signature = await signMessage(message, key)
      const authorization = buildAuthorization({
        mchid,
        serial: merchantSerial,
        timestampSeconds,
        nonce,
        signature,
      })
      return { outTradeNo, body, authorization }
    }),
  )
}

function post(agent: Agent, url: string, body: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', ...headers },
    })
    call.on('error', reject)
    call.on('response', (response) => {
      response.resume()
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${response.statusCode}`)),
      )
    })
    call.end(body)
  })
}

interface Inbox {
  readonly url: string
  received(count: number): Promise<void>
  close(): void
}

async function openInbox(): Promise<Inbox> {
  let count = 0
  let wanted = Number.POSITIVE_INFINITY
  let enough: () => void = () => {}
  const server: Server = createServer((incoming, answer) => {
    incoming.resume()
    incoming.on('end', () => {
      answer.writeHead(204).end()
      count += 1
      if (count >= wanted) enough()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`,
    received: (expected) =>
      new Promise((resolve) => {
        wanted = expected
        enough = resolve
        if (count >= wanted) resolve()
      }),
    close: () => void server.close(),
  }
}
